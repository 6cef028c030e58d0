import JSZip from 'jszip'
import sharp from 'sharp'

/** Files as people bring them, made here: small, and each with the one thing that a test is about. */
export const picture = (width = 800, height = 600, hue = 120): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: hue, g: 90, b: 40 } } })
    .jpeg()
    .toBuffer()

/** A photo as a phone takes it: on its side, and saying where it was taken. */
export const photoWithPlace = async (): Promise<Buffer> =>
  sharp(await picture(400, 300))
    .withExif({
      IFD0: { Make: 'Telephone' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '13/1 30/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '2/1 6/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

const contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
const relations = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
const document = (words: string) =>
  `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:body></w:document>`

/** A DOCX with these words; `zeros` more bytes of nothing make it a bomb. */
export async function docx(words: string, zeros = 0): Promise<Buffer> {
  const zip = new JSZip()
  zip.file('[Content_Types].xml', contentTypes)
  zip.file('_rels/.rels', relations)
  zip.file('word/document.xml', document(words))
  if (zeros) zip.file('word/more.xml', Buffer.alloc(zeros))
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 9 } })
}

/** A bomb that says of itself that it is small. */
export async function lyingDocx(zeros: number): Promise<Buffer> {
  const bytes = await docx('small', zeros)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(zeros)
  for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size, at)) bytes.writeUInt32LE(1_000, at)
  return bytes
}

/** A PDF of one page with these words. */
export function pdf(words: string): Buffer {
  const drawn = `BT /F1 24 Tf 72 700 Td (${words}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, i) => {
    const at = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return String(at).padStart(10, '0')
  })
  const start = text.length
  text += `xref\n0 6\n0000000000 65535 f \n${offsets.map((at) => `${at} 00000 n \n`).join('')}`
  return Buffer.from(`${text}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
}
