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

/** Where in a page a part goes that was made before. */
export const Kept = (): JSX.Element => raw(hole) as JSX.Element

/** The page with that part in its place, as bytes: what was made before is not made into text again. */
export async function filled(page: JSX.Element, part: MadeHtml): Promise<Uint8Array<ArrayBuffer>> {
  const frame = Buffer.from(String(await page))
  const at = frame.indexOf(0)
  return Buffer.concat([frame.subarray(0, at), part, frame.subarray(at + 1)])
}

/** Two megabytes of them. */
const drawn = new LRUCache<string, string>({
  maxSize: 2 * 2 ** 20,
  maxEntrySize: 32 * 2 ** 10,
  sizeCalculation: (html, key) => 2 * (html.length + key.length),
})

/**
 * A part that is the same on many pages is drawn once: `name` says which it is and `from` all that it
 * is drawn from besides the reader's language. The least used are drawn again.
 */
export function drawnOnce(name: string, from: unknown[], draw: () => JSX.Element): JSX.Element {
  const key = JSON.stringify([name, reader().lang, ...from])
  let html = drawn.get(key)
  if (html === undefined) drawn.set(key, (html = String(draw())))
  return raw(html) as JSX.Element
}
