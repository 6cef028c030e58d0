import { rename } from 'node:fs/promises'
import type { Metadata, Sharp } from 'sharp'
import { log } from '../log.ts'
import { Refusal, refuse } from '../refusal.ts'

/** So many pixels a phone takes at most today; more would fill the memory of a small machine. */
const mostPixels = 64_000_000

/** The widths a picture is scaled to: a phone, a phone with a fine screen or half a page, a page. */
export const widths = [320, 640, 1280] as const
export type Width = (typeof widths)[number]

export interface Size {
  width: number
  height: number
}

/** Loaded when the first picture comes: it is large, and most processes never need it. */
async function openPicture(path: string, { animated = false } = {}): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  return sharp(path, { limitInputPixels: mostPixels, failOn: 'error', animated, sequentialRead: true })
}

/**
 * Reads a picture whole, turns it upright and leaves out all that a camera wrote beside it, above all
 * where it was taken: what is kept is what is shown. One that holds nothing of the kind stays byte for
 * byte. Refuses what is no picture after all, and one with too many pixels.
 */
export async function cleanPicture(path: string, name: string): Promise<Size> {
  try {
    const picture = await openPicture(path)
    const metadata = await picture.metadata()
    if (metadata.width * metadata.height > mostPixels)
      refuse('invalid', 'base.filePixels', { name, most: mostPixels / 1_000_000 })
    if (saysMore(metadata)) {
      const clean = `${path}.clean`
      await encoded((await openPicture(path, { animated: true })).autoOrient(), metadata).toFile(clean)
      await rename(clean, path)
    } else await (await openPicture(path)).resize(16, 16, { fit: 'inside' }).toBuffer()
    const { width, height } = await (await openPicture(path)).metadata()
    return { width, height }
  } catch (error) {
    if (error instanceof Refusal) throw error
    log.debug({ error: String(error) }, 'a picture could not be read')
    return refuse('invalid', 'base.fileNotPicture', { name })
  }
}

/** What stands in a picture besides its pixels; `comments` are the texts of a PNG. */
const saysMore = ({ exif, xmp, iptc, comments, orientation = 1, tifftagPhotoshop }: Metadata): boolean =>
  [exif, xmp, iptc, tifftagPhotoshop].some(Boolean) || (comments?.length ?? 0) > 0 || orientation !== 1

function encoded(picture: Sharp, { format }: Metadata): Sharp {
  switch (format) {
    case 'jpeg':
      return picture.jpeg({ quality: 90, mozjpeg: true })
    case 'webp':
      return picture.webp({ quality: 90 })
    case 'heif':
      return picture.avif({ quality: 65, effort: 2 })
    default:
      return picture
  }
}

/** The picture no wider than `width` pixels, as WebP, which every browser of the last six years reads. */
export async function scaledTo(path: string, width: Width, to: string): Promise<void> {
  const picture = (await openPicture(path)).autoOrient()
  await picture
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: width === 320 ? 70 : 75, effort: 4 })
    .toFile(to)
}
