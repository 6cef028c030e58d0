import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { pick, type Text } from '../base/text.ts'
import { type Card, cardsByRows, cardsOf, type Kind, type Searchable } from '../base/things/kinds.ts'
import { everyone, members, system, type Viewer, visibleTo } from '../base/viewer.ts'
import { everywhere } from '../places/everywhere.ts'
import { placeName } from '../places/place.ts'
import { linksIn } from '../ui/parts/markdown-text.ts'
import { plainWords } from '../vocabularies/plain-words.ts'
import { collectionUrl } from './address.ts'
import { collectionHanding } from './handing.ts'
import { collectionsOf, letGoOf } from './leaving.ts'
import { opening, plainOpening } from './opening.ts'
import { collectionsPanel } from './panel.tsx'

interface Line {
  id: number
  ref: Ref
  title: Text
  introduction: Text | null
  /** As JSON has it, or as the driver. */
  changed: string | Date
  subjects: number[]
}

const collectionRows = (viewer: Viewer, ids: number[]) => sql<Line>`
    select thing.id, thing.ref, title, introduction, thing.changed,
      array(select subject from about where about.thing = thing.id order by subject) as subjects
    from collection join thing on thing.id = collection.thing
    where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${visibleTo(viewer)}`

async function collectionCards(rows: Line[]): Promise<Map<number, Card>> {
  dependsOn(...rows.map(({ ref }) => ref))
  const { byId } = await everywhere()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        ref: row.ref,
        kind: 'collection',
        href: collectionUrl(row),
        title: row.title,
        summary: row.introduction ? opening(row.introduction) : undefined,
        kindName: t('collections.kind'),
        places: row.subjects.flatMap((id) => {
          const place = byId.get(id)
          return place ? placeName(place) : []
        }),
        languages: languagesOf(row),
        changed: new Date(row.changed),
      },
    ]),
  )
}

const languagesOf = ({ title }: { title: Text }): string[] => [
  title.original,
  ...Object.keys(title.texts).filter((lang) => lang !== title.original),
]

interface InIt {
  collection: number
  target: number | null
  kind: string | null
  title: Text | null
  note: Text | null
}

/**
 * A collection is found by its title, introduction and notes, and by the titles of what is in it: only of
 * what everybody may see whom the collection is for, and of notes on nothing else.
 */
async function searchable(ids: number[]): Promise<Searchable[]> {
  const { rows } = await sql<Line>`
    select thing.id, thing.ref, title, introduction from collection join thing on thing.id = collection.thing
    where thing.id = any(${ids}::bigint[])`.execute(db())
  const inside = await sql<InIt>`
    select item.collection, item.target, target.kind, item.title, item.note
    from collection_item as item join thing as holder on holder.id = item.collection
      left join thing as target on target.id = item.target
    where item.collection = any(${ids}::bigint[]) and item.removed is null and (item.target is null
      or target.state = 'published' and (target.circle = ${everyone} or target.circle = holder.circle
        or (target.circle = ${members} and holder.circle <> ${everyone})))
    order by item.position, item.id`.execute(db())
  const targets = inside.rows.flatMap(({ target, kind }) => (target && kind ? [{ id: target, kind }] : []))
  const titles = new Map((await cardsOf(system('search'), targets)).map((card) => [card.id, card.title]))
  const held = Map.groupBy(inside.rows, ({ collection }) => collection)
  return rows.map((row) => ({
    id: row.id,
    kind: 'collection',
    texts: languagesOf(row).map((lang) => {
      const said = (text: Text | null | undefined) =>
        (text && pick(text.texts, lang, text.original)?.text) ?? ''
      return {
        lang,
        title: said(row.title),
        summary: plainOpening(said(row.introduction)),
        body: [
          plainWords(said(row.introduction)),
          ...(held.get(row.id) ?? []).flatMap(({ target, title, note }) => [
            said(target === null ? title : titles.get(target)),
            said(note),
          ]),
        ].join('\n'),
      }
    }),
  }))
}

/** Those that stand in it, and those that its keeper wrote of. */
async function addresses(ids: number[]): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ id: number; hrefs: string[]; written: Text[] }>`
    select collection.thing as id,
      array(select href from collection_item where collection = collection.thing and removed is null and href is not null) as hrefs,
      coalesce((select json_agg(words) from (
        select collection.introduction as words union all
        select note from collection_item where collection = collection.thing and removed is null) as one where words is not null), '[]') as written
    from collection where collection.thing = any(${ids}::bigint[])`.execute(db())
  return new Map(
    rows.map(({ id, hrefs, written }) => [
      id,
      [...hrefs, ...written.flatMap(({ texts }) => Object.values(texts).flatMap(linksIn))],
    ]),
  )
}

export const collectionKind: Kind = {
  kind: 'collection',
  noun: 'collections',
  peace: {},
  ...cardsByRows({ asked: collectionRows, drawn: collectionCards }),
  searchable,
  panel: collectionsPanel,
  addresses,
  holders: () => sql`
    select item.target as thing, keeper as person from collection_item as item
      join collection on collection.thing = item.collection join thing on thing.id = collection.thing
    where item.removed is null and item.target is not null and keeper is not null and thing.state = 'published'`,
  keptBy: collectionsOf,
  handing: collectionHanding,
  keeperLeft: letGoOf,
}
