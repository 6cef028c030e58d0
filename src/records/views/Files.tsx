import { fileUrl, type Pictured, pictured } from '../../base/files/address.ts'
import type { FileUse } from '../../base/files/uses.ts'
import { formatList, formatNumber, label, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Picture } from '../../ui/parts/Picture.tsx'
import { Label } from '../../ui/parts/Words.tsx'
import { outside } from '../../ui/url.ts'
import type { Content } from '../interchange.ts'

type Told = Content['files'][number]

/** The files of a record: those that are kept here, and those that are only told of. Pictures `seen` above are named only. */
export const Files = ({
  kept,
  seen,
  told,
}: {
  kept: FileUse[]
  seen: string[]
  told: Told[]
}): JSX.Element | null => {
  const names = new Set(kept.map(({ name }) => name))
  const others = told.filter(({ name }) => !names.has(name))
  if (kept.length + others.length === 0) return null
  return (
    <>
      <h3>{t('records.files')}</h3>
      <ul class="stack gap-3">
        {kept.map((file) => (
          <li>
            <Kept file={file} picture={seen.includes(file.name) ? undefined : pictured(file)} />
          </li>
        ))}
        {others.map((file) => (
          <li>
            <Name file={file} />
            <br />
            <small class="soft">{formatList(aboutTold(file))}</small>
            {file.caption && (
              <p class="soft">
                <Label of={file.caption} />
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

/** One file. A picture is seen small; it has the width of a column at most. */
export const Kept = ({ file, picture }: { file: FileUse; picture?: Pictured }): JSX.Element => {
  return (
    <>
      {picture && (
        <Picture
          of={picture}
          alt={label(file.caption) || file.name}
          sizes="(min-width: 60rem) 18rem, 100vw"
        />
      )}
      <a href={fileUrl(file)}>
        <bdi>{file.name}</bdi>
      </a>
      <br />
      <small class="soft">{formatList(aboutFile(file), 'unit')}</small>
      {Object.keys(file.caption).length > 0 && (
        <p class="soft">
          <Label of={file.caption} />
        </p>
      )}
    </>
  )
}

/** Its type, its size, who made it, on which terms, and how often it was taken. */
export const aboutFile = (file: FileUse): string[] => [
  typeName(file.name, file.type),
  sizeName(file.bytes),
  ...(file.credit ? [t('records.fileBy', { credit: file.credit })] : []),
  ...(file.licence ? [file.licence] : []),
  ...(file.downloads ? [t('records.fileTaken', { count: file.downloads })] : []),
]

function Name({ file: { name, url } }: { file: Told }): JSX.Element {
  const href = url && outside(url)
  return href ? (
    <a href={href} rel="noopener">
      <bdi>{name}</bdi>
    </a>
  ) : (
    <bdi>{name}</bdi>
  )
}

/** Its type, its size if that is known, and who made it. */
const aboutTold = ({ name, mediaType, size, credit }: Told): string[] =>
  [typeName(name, mediaType), size === undefined ? [] : sizeName(size), credit ?? []].flat()

/** The ending of its name says more to people than a media type does. */
const typeName = (name: string, mediaType: string): string =>
  /\.([A-Za-z0-9]{2,7})$/.exec(name)?.[1]?.toUpperCase() ?? mediaType

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export function sizeName(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1)
  return formatNumber(bytes / 1000 ** step, {
    style: 'unit',
    unit: units[step],
    maximumFractionDigits: step > 1 ? 1 : 0,
  })
}
