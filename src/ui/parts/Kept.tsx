import { raw } from 'hono/html'
import { LRUCache } from 'lru-cache'
import { reader } from '../../base/i18n/reader.ts'
import type { JSX } from '../jsx/elements.ts'

declare const made: unique symbol

/** HTML that a view of ours made, as it goes over the wire: only `makeHtml` makes it. */
export type MadeHtml = Uint8Array<ArrayBuffer> & { readonly [made]: true }

export const makeHtml = async (view: JSX.Element): Promise<MadeHtml> => {
  const html = Buffer.from(String(await view))
  return html as Uint8Array as MadeHtml
}

/** No text can hold it: PostgreSQL keeps none with this character, and addresses escape it. */
const hole = '\0'

/** While `filled` draws a page: the parts for its holes, in the order they are met. */
let parts: Uint8Array[] | undefined

function holeFor(part: Uint8Array): JSX.Element {
  parts!.push(part)
  return raw(hole) as JSX.Element
}

/** A part made before, in a page that `filled` draws. */
export const Kept = ({ html }: { html: MadeHtml }): JSX.Element => holeFor(html)

/** The page as bytes: what was made before, and what is drawn once, is not made into text again. */
export function filled(page: JSX.Element): Uint8Array<ArrayBuffer> {
  const filling: Uint8Array[] = (parts = [])
  try {
    const frame = Buffer.from(String(page))
    const pieces: Uint8Array[] = []
    let from = 0
    for (const part of filling) {
      const at = frame.indexOf(0, from)
      pieces.push(frame.subarray(from, at), part)
      from = at + 1
    }
    return Buffer.concat([...pieces, frame.subarray(from)])
  } finally {
    parts = undefined
  }
}

interface Drawn {
  html: string
  bytes: Uint8Array
}

/** Three megabytes of them. */
const drawn = new LRUCache<string, Drawn>({
  maxSize: 3 * 2 ** 20,
  maxEntrySize: 48 * 2 ** 10,
  sizeCalculation: ({ html, bytes }, key) => 2 * (html.length + key.length) + bytes.byteLength,
})

/**
 * A part that is the same on many pages is drawn once: `name` says which it is and `from` all that it
 * is drawn from besides the reader's language. The least used are drawn again.
 */
export function drawnOnce(name: string, from: unknown[], draw: () => JSX.Element): JSX.Element {
  const key = JSON.stringify([name, reader().lang, ...from])
  let known = drawn.get(key)
  if (!known) drawn.set(key, (known = whole(draw)))
  return parts ? holeFor(known.bytes) : (raw(known.html) as JSX.Element)
}

/** Drawn with nothing left out, whatever page it is for. */
function whole(draw: () => JSX.Element): Drawn {
  const around = parts
  parts = undefined
  try {
    const html = String(draw())
    return { html, bytes: Buffer.from(html) }
  } finally {
    parts = around
  }
}
