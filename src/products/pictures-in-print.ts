import sharp from 'sharp'

/** A picture as paper takes it, with its size in pixels. */
export interface PrintPicture {
  bytes: Buffer
  width: number
  height: number
}

/** Pictures as JPEG, which both PDF and Word hold as it is. One that cannot be read is left out. */
export async function printable(pictures: Map<string, Uint8Array>): Promise<Map<string, PrintPicture>> {
  const all = new Map<string, PrintPicture>()
  for (const [hash, given] of pictures) {
    try {
      const { data, info } = await sharp(given)
        .flatten({ background: '#fff' })
        .jpeg({ quality: 84 })
        .toBuffer({ resolveWithObject: true })
      all.set(hash, { bytes: data, width: info.width, height: info.height })
    } catch {
      // The words around it are worth having without it.
    }
  }
  return all
}
