import { fileUrl, pictured } from '../base/files/address.ts'
import type { FileUse } from '../base/files/uses.ts'
import { asReader, direction, isInterfaceLanguage, reader } from '../base/i18n/reader.ts'
import { formatDate, label, t } from '../base/i18n/t.ts'
import { pick, type Shown } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import type { Definition } from '../instruments/definition.ts'
import { definitionOf } from '../instruments/editions.ts'
import { belowGlance, type ReadAnswer, type ReadSection } from '../instruments/reading.ts'
import { inWords } from '../instruments/words.ts'
import { languagesOf } from '../records/languages.ts'
import { kindName } from '../records/names.ts'
import { type RecordVersion, recordFor } from '../records/reading.ts'
import { withTranslations } from '../records/translating/with-translations.ts'
import { type RecordSays, whatRecordSays } from '../records/viewing.ts'
import { asSentence } from '../ui/sentence.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { audienceTitle, type Measure, measures, narrowed } from './audiences.ts'
import { chosen, narrowedTo } from './choosing.ts'
import { partsOf } from './laying.ts'
import type { Audience, Figure, Part, Product } from './product.ts'
import { proseOf } from './prose.ts'
import { asScript } from './radio.ts'
import { shortened } from './shortening.ts'
import { noticesOf, printedMarks, termsOf } from './terms.ts'
import { factOf } from './value-words.ts'

/** A product as it is read on a page, and the same with less and less in it, for paper that is full. */
export interface Made {
  record: RecordVersion
  product: Product
  /** Beginning with more than the page shows. */
  tighter: () => Product[]
}

/** The language a product of it is in: as asked, else the reader's, else the one it was written in. */
export function languageFor(record: Pick<RecordVersion, 'content'>, read?: string): string {
  const all = languagesOf(record.content)
  return [read, reader().lang].find((lang) => lang !== undefined && all.includes(lang)) ?? all[0]!
}

/** Draws in this language all that is ours to say, where we speak it. */
export const inLanguage = <T>(lang: string, work: () => T): T =>
  isInterfaceLanguage(lang) ? asReader({ ...reader(), lang }, work) : work()

/** Shares of the room, from more than a page holds of most records to nothing but the head. */
const fuller = [2, 1.6, 1.3, 1.1, 0.9, 0.7, 0.45, 0.2, 0]

/** The record's product for an audience; `found` is called once it is known that there is one. The refusals of `recordFor`. */
export async function makeProduct(
  viewer: Viewer,
  ref: string,
  audience: Audience,
  read?: string,
  found?: () => void,
): Promise<Made> {
  const record = withTranslations(await recordFor(viewer, ref))
  found?.()
  const lang = languageFor(record, read)
  return inLanguage(lang, async () => {
    const view = await whatRecordSays(viewer, record, lang)
    const definition = await definitionOf(record.editionId)
    const lay = (measure: Measure) => productOf(view, definition, { audience, measure, lang })
    const whole = measures[audience]
    const shares = whole.pages === undefined ? [1] : fuller
    return {
      record,
      product: lay(whole),
      tighter: () => inLanguage(lang, () => unlike(shares.map((share) => lay(narrowed(whole, share))))),
    }
  })
}

/** Of a short record most are the same: each is set once. */
const unlike = (all: Product[]): Product[] => [
  ...new Map(all.map((product) => [JSON.stringify(product.parts), product])).values(),
]

function productOf(
  view: RecordSays,
  definition: Definition,
  { audience, measure, lang }: { audience: Audience; measure: Measure; lang: string },
): Product {
  const { record, names, files, reading } = view
  const figures = new Map(files.flatMap((file) => figureOf(file, lang)))
  const first = firstFigure(view, figures)
  const whole = measure.room === Number.POSITIVE_INFINITY
  const picked = whole ? [] : chosen(reading, definition, measure)
  // On one page what is short stands at the head, and what was told below.
  const rows = new Set(repeating(reading.sections))
  const short = measure.pages === 1 ? picked.filter((one) => isChosen(one) && !rows.has(one)) : []
  const kept = whole
    ? belowGlance(reading)
    : narrowedTo(
        reading,
        picked.filter((one) => !short.includes(one)),
        measure,
      )
  const facts = [...view.glance.filter((one) => isChosen(one) || isBrief(one)), ...short]
    .slice(0, measure.pages === 1 && first ? besidePicture : measure.facts)
    .map((one) => factOf(one.label, one.value, names, lang))
  const parts = partsOf(kept.sections, { lang, names, figures, short: !whole })
  const summary = { ...view.summary, text: shortened(view.summary.text, whole ? 4_000 : 600, lang) }
  const product: Product = {
    audience,
    lang,
    direction: direction(lang),
    name: audienceTitle(audience),
    about: [
      asSentence(kindName(record.kind)),
      ...view.places.slice(0, 2).map(({ name }) => label(name)),
    ].join(' · '),
    title: view.title,
    summary: proseOf(summary),
    marks: printedMarks(record),
    notices: noticesOf(record, lang),
    ...(first && { figure: first }),
    facts,
    parts: whole ? parts : leaves(parts),
    terms: termsOf(record, lang),
    cite: view.cite,
    ref: record.ref,
    address: `${site().origin}${url`/records/${record.ref}`}`,
    taken: t('products.taken', { date: formatDate(new Date()), site: site().name }),
    words: {
      glance: t('records.atAGlance'),
      source: t('products.source'),
      more: t('products.more'),
    },
  }
  return measure.spoken ? asScript(product) : product
}

/** So many facts are about as high as a picture. */
const besidePicture = 8

/** A few words stand beside their term. */
const few = 110
const isBrief = ({ value }: ReadAnswer): boolean => inWords(value).length <= few
/** Not told in words but chosen, counted or measured. */
const isChosen = ({ value }: ReadAnswer): boolean => !['words', 'table', 'matrix'].includes(value.kind)

const repeating = (sections: ReadSection[]): ReadAnswer[] =>
  sections.flatMap(({ groups, sections: within }) => [
    ...groups.flatMap(({ repeats, rows }) => (repeats ? rows.flatMap(({ answers }) => answers) : [])),
    ...repeating(within),
  ])

/** On a few pages a heading above a heading says nothing: sections stand side by side, unnumbered. */
const leaves = (parts: Part[]): Part[] =>
  parts.flatMap(({ number: _, ...part }) => [
    ...(part.pieces.length ? [{ ...part, parts: [] }] : []),
    ...leaves(part.parts),
  ])

function figureOf(file: FileUse, lang: string): [string, Figure][] {
  const picture = pictured(file)
  if (!picture) return []
  const caption: Shown | undefined = pick(file.caption, lang)
  return [
    [
      file.name,
      {
        hash: file.hash,
        src: picture.src,
        width: picture.width,
        height: picture.height,
        alt: caption?.text ?? file.name,
        ...(caption && { caption }),
        ...(file.credit && { credit: file.credit }),
      },
    ],
  ]
}

/** The picture its questionnaire puts first, else the first that is kept with it. */
function firstFigure({ picture, files }: RecordSays, figures: Map<string, Figure>): Figure | undefined {
  if (!picture) return figures.values().next().value
  const file = files.find((one) => fileUrl(one) === picture.href)
  const figure = file && figures.get(file.name)
  if (!figure) return undefined
  const caption = pick(picture.caption, reader().lang)
  return {
    ...figure,
    ...(caption && { caption, alt: caption.text }),
    ...(picture.credit && { credit: picture.credit }),
  }
}
