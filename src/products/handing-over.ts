import { buffer } from 'node:stream/consumers'
import { scaledKey, widthsOf } from '../base/files/scaling.ts'
import { store } from '../base/files/store.ts'
import { titleSlug } from '../base/slug.ts'
import { measures } from './audiences.ts'
import type { Made } from './making.ts'
import type { FileOrder } from './order.ts'
import { print } from './press.ts'
import { type Audience, audiences, type Figure, type Part, type Piece, type Product } from './product.ts'

const forms = ['pdf', 'docx'] as const
export type Form = (typeof forms)[number]

const types: Record<Form, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** `brief.pdf`, as addresses have it; nothing for what is no such name. */
export function askedFor(file: string): { audience: Audience; form: Form } | undefined {
  const [name, ending] = file.split('.')
  const audience = audiences.find((one) => one === name)
  const form = forms.find((one) => one === ending)
  return audience && form && { audience, form }
}

/** A product as a file for whoever asks; the refusals of `print`. */
export async function fileOf(asker: string, made: Made, form: Form): Promise<Response> {
  const { bytes } = await print(asker, async () => {
    const sheet = sheetOf(made)
    return { form, sheets: [sheet], pictures: await picturesIn(sheet.variants) }
  })
  const { title, audience, lang } = made.product
  return handed(bytes, form, `${titleSlug(title.text, 'record')}-${audience}-${lang}`)
}

export const sheetOf = ({ product: { audience }, tighter }: Made): FileOrder['sheets'][number] => ({
  variants: tighter(),
  pages: measures[audience].pages,
})

/** Made for whoever asked and for now: it is kept nowhere on the way. */
export const handed = (bytes: Uint8Array, form: Form, name: string): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': types[form],
      'content-length': String(bytes.byteLength),
      'content-disposition': `${form === 'pdf' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}.${form}`,
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
    },
  })

/** The bytes of all pictures that stand in these, no wider than paper shows. */
export async function picturesIn(
  products: Product[],
  most: 640 | 1280 = 1280,
): Promise<FileOrder['pictures']> {
  const all = new Map<string, Uint8Array>()
  const { read } = await store()
  for (const { hash, width } of products.flatMap(figuresOf)) {
    if (all.has(hash)) continue
    const scaled = widthsOf({ width }).findLast((one) => one <= most) ?? 320
    try {
      all.set(hash, await buffer(await read(await scaledKey(hash, scaled))))
    } catch {
      // Its file is lost: the words are worth having without it, and the operator is told elsewhere.
    }
  }
  return all
}

const figuresOf = ({ figure, parts }: Product): Figure[] => [
  ...(figure ? [figure] : []),
  ...parts.flatMap(inPart),
]
const inPart = ({ pieces, parts }: Part): Figure[] => [...pieces.flatMap(inPiece), ...parts.flatMap(inPart)]
const inPiece = (piece: Piece): Figure[] => {
  if (piece.kind === 'figures') return piece.figures
  return piece.kind === 'entries' ? piece.entries.flat().flatMap(inPiece) : []
}
