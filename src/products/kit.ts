import { direction, reader } from '../base/i18n/reader.ts'
import { formatDate, inReach, t } from '../base/i18n/t.ts'
import { Refusal } from '../base/refusal.ts'
import { titleSlug } from '../base/slug.ts'
import { pick } from '../base/text.ts'
import type { Card } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { type Collection, most } from '../collections/collection.ts'
import type { Item } from '../collections/items.ts'
import { collectionFor } from '../collections/reading.ts'
import { wholeCollection } from '../collections/showing.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { kitTitle } from './audiences.ts'
import { type Form, handed, picturesIn, sheetOf } from './handing-over.ts'
import { inLanguage, type Made, makeProduct } from './making.ts'
import type { Cover } from './order.ts'
import { print } from './press.ts'
import type { Audience } from './product.ts'
import { plain, proseOf } from './prose.ts'

/** So many records stand in one kit. */
const mostSheets = 40

export interface KitContents {
  collection: Collection
  /** Its records in order, those of collections within it too, and those that its search finds. */
  records: Card[]
  /** How many records there are besides. */
  beyond: number
  /** Addresses elsewhere. */
  links: { title: string; address: string }[]
}

/** What of a collection goes into a kit; the refusals of `collectionFor`. */
export async function kitContents(viewer: Viewer, ref: string): Promise<KitContents> {
  const collection = await collectionFor(viewer, ref)
  const { items, found } = await wholeCollection(viewer, collection, most.levels)
  const all = flat(items)
  const cards = [...all.flatMap(({ card }) => card ?? []), ...found].filter(({ kind }) => kind === 'record')
  const records = [...new Map(cards.map((card) => [card.id, card])).values()]
  return {
    collection,
    records: records.slice(0, mostSheets),
    beyond: Math.max(0, records.length - mostSheets),
    links: all.flatMap(({ link }) => (link ? [{ title: inReach(link.title).text, address: link.href }] : [])),
  }
}

const flat = (items: Item[]): Item[] => items.flatMap((item) => [item, ...flat(item.nested?.items ?? [])])

/**
 * The same product of each of its records in one file, after a page that says what is in it; each in the
 * language asked for where it has that. The refusals of `collectionFor` and `print`.
 */
export async function kitFile(
  viewer: Viewer,
  asker: string,
  ref: string,
  { audience, form, read }: { audience: Audience; form: Form; read?: string },
): Promise<Response> {
  const contents = await kitContents(viewer, ref)
  const all: Made[] = []
  for (const { ref: record } of contents.records) {
    try {
      all.push(await makeProduct(viewer, record, audience, read))
    } catch (error) {
      // Withdrawn or closed since the list was made: it is no longer in it.
      if (!(error instanceof Refusal)) throw error
    }
  }
  const lang = read ?? reader().lang
  const cover = inLanguage(lang, () => coverOf(contents, all, audience))
  const { bytes } = await print(asker, async () => {
    const sheets = all.map(sheetOf)
    const largest = sheets.flatMap(({ variants }) => variants[0] ?? [])
    return { form, sheets, pictures: await picturesIn(largest, 640), cover }
  })
  return handed(bytes, form, `${titleSlug(cover.title, 'collection')}-${audience}`)
}

function coverOf({ collection, links }: KitContents, all: Made[], audience: Audience): Cover {
  const { lang } = reader()
  const title = pick(collection.title.texts, lang, collection.title.original)!
  const introduction = collection.introduction
    ? pick(collection.introduction.texts, lang, collection.introduction.original)
    : undefined
  return {
    lang,
    direction: direction(lang),
    name: kitTitle(audience),
    title: title.text,
    paragraphs: introduction ? proseOf(introduction).map(plain) : [],
    contentsTitle: t('products.contents'),
    contents: all.map(({ product }) => ({
      title: product.title.text,
      about: product.about,
      lang: product.title.lang,
    })),
    linksTitle: t('products.elsewhere'),
    links,
    address: `${site().origin}${url`/collections/${collection.ref}`}`,
    taken: t('products.taken', { date: formatDate(new Date()), site: site().name }),
  }
}
