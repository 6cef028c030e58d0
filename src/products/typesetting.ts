import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { squares } from '../ui/parts/squares.ts'
import type { Cover, FileOrder } from './order.ts'
import type { PrintPicture } from './pictures-in-print.ts'
import type { Product } from './product.ts'

/** Arabic faces whose letters are whole glyphs: of letters put together from parts no PDF gives the words back. */
const fonts = [
  'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf',
  'noto-sans/700Bold/NotoSans_700Bold.ttf',
  'vazirmatn/400Regular/Vazirmatn_400Regular.ttf',
  'vazirmatn/700Bold/Vazirmatn_700Bold.ttf',
  'amiri/700Bold/Amiri_700Bold.ttf',
  'fraunces/600SemiBold/Fraunces_600SemiBold.ttf',
]
const packages = join(import.meta.dirname, '../../node_modules/@expo-google-fonts')
const template = readFileSync(join(import.meta.dirname, 'typeset.typ'), 'utf8')

let compiler: NodeCompiler | undefined

/** Nothing lies in its folder: what the template reads is put beside it by name. */
const nowhere = '/nowhere'

export const openTypst = (): NodeCompiler =>
  (compiler ??= NodeCompiler.create({
    workspace: nowhere,
    fontArgs: [{ fontBlobs: fonts.map((font) => readFileSync(join(packages, font))) }],
  }))

interface Typeset {
  pages: number
  bytes: () => Buffer
}

/** Sets products one after another, after a cover if there is one. Throws what the template complains of. */
export function typeset(products: Product[], pictures: Map<string, PrintPicture>, cover?: Cover): Typeset {
  const typst = openTypst()
  typst.resetShadow()
  for (const [hash, { bytes }] of pictures) typst.mapShadow(`${nowhere}/${hash}.jpg`, bytes)
  const { result, ...rest } = outcome(
    typst,
    JSON.stringify({
      products: products.map((one) => ({ ...one, code: squares(one.address) })),
      pictures: [...pictures.keys()],
      cover: cover ? { ...cover, code: squares(cover.address) } : null,
    }),
  )
  if (!result) throw new Error(rest.complaint)
  return { pages: result.numOfPages, bytes: () => typst.pdf(result) }
}

function outcome(typst: NodeCompiler, data: string) {
  const compiled = typst.compile({ mainFileContent: template, inputs: { data } })
  const { result } = compiled
  const complaint = result ? '' : JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)
  // What was set lately is kept to set the next faster, and no longer.
  typst.evictCache(10)
  return { result, complaint }
}

/** The fullest of the variants that fits on so many pages; the emptiest when none does. */
export function fitted(
  { variants, pages }: FileOrder['sheets'][number],
  pictures: Map<string, PrintPicture>,
): Typeset & { product: Product } {
  const setAt = (at: number) => ({ ...typeset([variants[at]!], pictures), product: variants[at]! })
  if (pages === undefined) return setAt(0)
  let [from, to] = [0, variants.length - 1]
  let best: (Typeset & { product: Product }) | undefined
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const set = setAt(middle)
    if (set.pages <= pages) {
      to = middle
      best = set
    } else from = middle + 1
  }
  return best && best.product === variants[to] ? best : setAt(to)
}
