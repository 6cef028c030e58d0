import JSZip from 'jszip'

/** What the parts of one document may unpack to together, as they are unpacked and not as they say. */
const mostBytes = 100_000_000

/** The words of an office document; nothing of the rows of a table but the first. Throws on a bomb. */
export async function wordsInOffice(bytes: Buffer, type: string): Promise<string> {
  const zip = await JSZip.loadAsync(bytes)
  const read = boundedBy(mostBytes)
  if (type.endsWith('wordprocessingml.document')) return wordsInDocx(zip, bytes, read)
  if (type.endsWith('spreadsheetml.sheet')) return wordsInSheet(zip, read)
  const parts = Object.keys(zip.files)
    .filter((name) => name === 'content.xml' || /^ppt\/(slides|notesSlides)\/[^/]+\.xml$/.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const words: string[] = []
  for (const name of parts) words.push(wordsInXml(await read(zip, name)))
  return words.join('\n')
}

type Read = (zip: JSZip, name: string) => Promise<string>

/** Reads parts until they have come to so many bytes together. */
function boundedBy(most: number): Read {
  let bytes = 0
  return (zip, name) =>
    new Promise((done, failed) => {
      const chunks: Uint8Array[] = []
      const stream = zip.file(name)?.nodeStream()
      if (!stream) return done('')
      stream.on('data', (chunk: Uint8Array) => {
        bytes += chunk.length
        if (bytes > most) {
          stream.pause()
          failed(new Error('it unpacks to more than is read'))
        } else chunks.push(chunk)
      })
      stream.on('error', failed)
      stream.on('end', () => done(Buffer.concat(chunks).toString('utf8')))
    })
}

/** Every part is unpacked within bounds first: the library that reads it would unpack without any. */
async function wordsInDocx(zip: JSZip, bytes: Buffer, read: Read): Promise<string> {
  for (const name of Object.keys(zip.files)) if (/\.(xml|rels)$/.test(name)) await read(zip, name)
  const { default: mammoth } = await import('mammoth')
  return (await mammoth.extractRawText({ buffer: bytes })).value
}

/** What is written in a workbook; its figures are looked up and not searched for. */
async function wordsInSheet(zip: JSZip, read: Read): Promise<string> {
  const names = [...(await read(zip, 'xl/workbook.xml')).matchAll(/<sheet [^>]*name="([^"]*)"/g)]
  const shared = wordsInXml(await read(zip, 'xl/sharedStrings.xml'))
  const first = await read(zip, 'xl/worksheets/sheet1.xml')
  const inline = [...first.matchAll(/<is>.*?<\/is>/gs)].map(([part]) => wordsInXml(part))
  return [...names.map(([, name]) => entities(name!)), shared, ...inline].join('\n')
}

/** The text of some XML, each paragraph or cell on a line of its own. */
const wordsInXml = (xml: string): string =>
  entities(
    xml
      .replace(/<\/(a:p|text:p|text:h|si|is|w:p)>/g, '\n')
      .replace(/<text:(s|tab)\b[^>]*>/g, ' ')
      .replace(/<[^>]*>/g, ''),
  )
    .replace(/\n{2,}/g, '\n')
    .trim()

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const entities = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name) return named[name.toLowerCase()]!
      const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    },
  )
