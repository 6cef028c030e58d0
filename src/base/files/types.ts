/** What a file may hold, as it is told by looking at it. Anything that is not listed is refused. */
export interface FileType {
  /** As answers to a browser say it. */
  type: string
  /** How its name may end; the first is what a name that ends otherwise is given. */
  endings: [string, ...string[]]
  kind: 'picture' | 'office' | 'document' | 'text' | 'recording'
}

const office = 'application/vnd.openxmlformats-officedocument'
const open = 'application/vnd.oasis.opendocument'

/** HTML, SVG and archives are left out on purpose: the first two run, and nobody sees what is in the third. */
// biome-ignore format: a table is read by its rows
export const fileTypes: FileType[] = [
  { type: 'image/jpeg', endings: ['jpg', 'jpeg'], kind: 'picture' },
  { type: 'image/png', endings: ['png'], kind: 'picture' },
  { type: 'image/webp', endings: ['webp'], kind: 'picture' },
  { type: 'image/gif', endings: ['gif'], kind: 'picture' },
  { type: 'image/avif', endings: ['avif'], kind: 'picture' },
  { type: 'application/pdf', endings: ['pdf'], kind: 'document' },
  { type: `${office}.wordprocessingml.document`, endings: ['docx'], kind: 'office' },
  { type: `${office}.spreadsheetml.sheet`, endings: ['xlsx'], kind: 'office' },
  { type: `${office}.presentationml.presentation`, endings: ['pptx'], kind: 'office' },
  { type: `${open}.text`, endings: ['odt'], kind: 'office' },
  { type: `${open}.spreadsheet`, endings: ['ods'], kind: 'office' },
  { type: 'text/csv; charset=utf-8', endings: ['csv'], kind: 'text' },
  { type: 'text/plain; charset=utf-8', endings: ['txt'], kind: 'text' },
  { type: 'text/markdown; charset=utf-8', endings: ['md'], kind: 'text' },
  { type: 'application/json', endings: ['json'], kind: 'text' },
  { type: 'application/geo+json', endings: ['geojson'], kind: 'text' },
  { type: 'video/mp4', endings: ['mp4'], kind: 'recording' },
  { type: 'audio/mp4', endings: ['m4a'], kind: 'recording' },
  { type: 'audio/ogg', endings: ['ogg', 'oga', 'opus'], kind: 'recording' },
  { type: 'video/ogg', endings: ['ogv'], kind: 'recording' },
  { type: 'audio/mpeg', endings: ['mp3'], kind: 'recording' },
  { type: 'video/webm', endings: ['webm'], kind: 'recording' },
  { type: 'audio/webm', endings: ['webm', 'weba'], kind: 'recording' },
  { type: 'audio/wav', endings: ['wav'], kind: 'recording' },
  { type: 'audio/aac', endings: ['aac'], kind: 'recording' },
  { type: 'video/3gpp', endings: ['3gp'], kind: 'recording' },
  { type: 'audio/3gpp', endings: ['3gp'], kind: 'recording' },
  { type: 'audio/amr', endings: ['amr'], kind: 'recording' },
]

/** What the sniffing library calls by another name. */
const sameAs: Record<string, string> = {
  'image/apng': 'image/png',
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'audio/opus': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
}

export const typeNamed = (mime: string): FileType | undefined =>
  fileTypes.find(({ type }) => type === (sameAs[mime] ?? mime))

/** The endings of all that is taken, as a form tells a browser: `.jpg,.png`. */
export const takenEndings = fileTypes
  .flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
  .join(',')

/** Whether it is sound alone. */
export const isSound = (type: string): boolean => type.startsWith('audio/') && typeNamed(type) !== undefined

export const isPicture = (type: string): boolean => typeNamed(type)?.kind === 'picture'
