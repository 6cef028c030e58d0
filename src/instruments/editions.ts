import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { found, missing } from '../base/refusal.ts'
import type { Labels, Lang } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Definition } from './definition.ts'
import { keptDefinition } from './kept.ts'

/** An edition of an instrument, without its definition. */
export interface Edition {
  id: number
  /** The thing that the instrument is. */
  instrument: number
  ref: Ref
  slug: string
  name: string
  /** The day it was adopted here: `YYYY-MM-DD`. */
  adopted: string
  title: Labels
  summary?: Labels
  /** The first is the one it was written in. */
  languages: Lang[]
  makes: Definition['makes']
  review: Definition['review']
  knowledge?: Definition['knowledge']
  /** How many it asks, the hidden ones left out. */
  questions: number
  /** New answers are given to this one. */
  current: boolean
}

const editions = () =>
  db()
    .selectFrom('edition')
    .innerJoin('instrument', 'instrument.thing', 'edition.instrument')
    .innerJoin('thing', 'thing.id', 'instrument.thing')
    .select((e) => [
      ...(['edition.id', 'edition.instrument', 'thing.ref', 'instrument.slug', 'edition.name'] as const),
      ...(['edition.adopted', 'edition.title', 'edition.summary', 'edition.languages'] as const),
      ...(['edition.makes', 'edition.review', 'edition.knowledge', 'edition.questions'] as const),
      e('edition.id', '=', e.ref('instrument.current')).as('current'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof editions>['executeTakeFirstOrThrow']>>

const asEdition = (row: Row): Edition => ({
  ...row,
  title: row.title as Labels,
  summary: (row.summary ?? undefined) as Labels | undefined,
  makes: row.makes as Definition['makes'],
  review: row.review as Definition['review'],
  knowledge: (row.knowledge ?? undefined) as Definition['knowledge'],
  current: Boolean(row.current),
})

/** The edition of that name, else the current one; nothing when there is none. Who may see is not asked. */
export async function editionFor(slug: string, name?: string): Promise<Edition | undefined> {
  dependsOn('instruments')
  const row = await editions()
    .where('instrument.slug', '=', slug)
    .where((e) =>
      name === undefined ? e('edition.id', '=', e.ref('instrument.current')) : e('edition.name', '=', name),
    )
    .executeTakeFirst()
  return row && asEdition(row)
}

/** Every edition of an instrument the viewer may see, the current one first; 404 when there is none. */
export async function editionsOf(viewer: Viewer, slug: string): Promise<Edition[]> {
  dependsOn('instruments')
  const rows = await editions().where('instrument.slug', '=', slug).where(visibleTo(viewer)).execute()
  const newestFirst = rows.map(asEdition).toSorted((a, b) => inOrder.compare(b.name, a.name))
  return newestFirst.length ? newestFirst : missing()
}

/** The current edition of every instrument the viewer may see, by slug; `ids`: of these things only. */
export async function everyInstrument(viewer: Viewer, ids?: number[]): Promise<Edition[]> {
  dependsOn('instruments')
  let current = editions()
    .where((e) => e('edition.id', '=', e.ref('instrument.current')))
    .where(visibleTo(viewer))
    .orderBy('instrument.slug')
  if (ids) current = current.where('thing.id', 'in', ids.length ? ids : [0])
  return (await current.execute()).map(asEdition)
}

/** Names of editions as people count them: "10" comes after "9". The last is the current one. */
export const inOrder = new Intl.Collator('en', { numeric: true })

/** The definition of an edition, from memory where it is at hand: the same object each time. */
export async function definitionOf(edition: number): Promise<Definition> {
  return found((await definitionsOf([edition])).get(edition))
}

/** The same of several. One query for all that are not at hand. */
export async function definitionsOf(editions: number[]): Promise<Map<number, Definition>> {
  const asked = [...new Set(editions)]
  const wanted: number[] = []
  let reading: Promise<Map<number, string>> | undefined
  const read = async (edition: number) => {
    wanted.push(edition)
    // Not before all that are wanted are known.
    reading ??= Promise.resolve().then(() => definitionsFrom(wanted))
    return found((await reading).get(edition))
  }
  const definitions = asked.map(
    async (edition) => [edition, await keptDefinition(edition, () => read(edition))] as const,
  )
  return new Map(await Promise.all(definitions))
}

async function definitionsFrom(editions: number[]): Promise<Map<number, string>> {
  const rows = await db()
    .selectFrom('edition')
    .select((e) => ['id', e.cast<string>('definition', 'text').as('json')])
    .where('id', 'in', editions)
    .execute()
  return new Map(rows.map(({ id, json }) => [id, json]))
}
