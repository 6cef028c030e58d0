import { type SrcSet, srcSet, type Url, url } from '../../ui/url.ts'
import type { Labels } from '../text.ts'
import { widthsOf } from './scaling.ts'
import { isPicture } from './types.ts'
import type { FileUse } from './uses.ts'

type Named = Pick<FileUse, 'ref' | 'name'>

export const fileUrl = ({ ref, name }: Named): Url => url`/files/${ref}/${name}`
const scaledUrl = ({ ref, name }: Named, width: number): Url => url`/files/${ref}/${width}/${name}`

/** A picture as a page shows it: in several widths, of which the browser takes what it needs. */
export interface Pictured {
  src: Url
  srcset: SrcSet
  width: number
  height: number
  caption: Labels
  credit?: string
  licence?: string
  /** The whole of it. */
  href: Url
}

/** The picture that a file is, if it is one. */
export function pictured(use: FileUse): Pictured | undefined {
  const { width, height, type, caption, credit, licence } = use
  if (width === undefined || height === undefined || !isPicture(type)) return undefined
  const all = widthsOf({ width })
  const middle = all.find((one) => one >= 640) ?? all.at(-1)!
  return {
    src: scaledUrl(use, middle),
    srcset: srcSet(all.map((one) => [scaledUrl(use, one), Math.min(one, width)])),
    width,
    height,
    caption,
    credit,
    licence,
    href: fileUrl(use),
  }
}
