import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { type Card, cardsByRows, type Kind, type Searchable } from '../base/things/kinds.ts'
import { visibleTo } from '../base/viewer.ts'
import { everywhere } from '../places/everywhere.ts'
import { placeName } from '../places/place.ts'
import { opening } from '../vocabularies/opening.ts'
import { entryUrl } from './address.ts'
import type { Side, What } from './entry.ts'
import { giverLeft, saidBy } from './leaving.ts'
import { sideName, whatName } from './names.ts'
import { exchangePanel } from './panel.tsx'
import { entryPeace } from './peace.ts'

interface Row {
  id: number
  ref: Ref
  side: Side
  what: What
  title: string
  words: string
  lang: string
  places: number[]
  /** As JSON has it, or as the driver. */
  changed: string | Date
}

async function entryCards(rows: Row[]): Promise<Map<number, Card>> {
  dependsOn(...rows.map(({ ref }) => ref))
  const { byId } = await everywhere()
  return new Map(
    rows.map(({ id, ref, side, what, title, words, lang, places, changed }) => [
      id,
      {
        ...{ id, ref, kind: side, href: entryUrl({ side, ref }) },
        title: { original: lang, texts: { [lang]: title } },
        ...(words && { summary: { original: lang, texts: { [lang]: opening(words) } } }),
        kindName: sideName(side),
        places: places.flatMap((place) => (byId.has(place) ? placeName(byId.get(place)!) : [])),
        languages: [lang],
        changed: new Date(changed),
        states: [whatName(what)],
      },
    ]),
  )
}

async function searched(ids: number[]): Promise<Searchable[]> {
  const { rows } = await sql<Pick<Row, 'id' | 'side' | 'title' | 'words' | 'lang'>>`
    select thing.id, side, title, words, entry.lang from exchange_entry as entry join thing on thing.id = entry.thing
    where thing.id = any(${ids}::bigint[]) and thing.state = 'published'`.execute(db())
  return rows.map(({ id, side, title, words, lang }) => ({
    id,
    kind: side,
    texts: [{ lang, title, summary: opening(words), body: words }],
  }))
}

const kindOf = (side: Side, noun: string, more: Partial<Kind> = {}): Kind => ({
  kind: side,
  noun,
  anchor: true,
  peace: entryPeace,
  ...cardsByRows({
    asked: (viewer, ids) => sql<Row>`
      select thing.id, thing.ref, side, what, title, words, entry.lang, thing.changed,
        array(select subject from about join place on place.thing = about.subject where about.thing = thing.id order by subject) as places
      from exchange_entry as entry join thing on thing.id = entry.thing
      where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${visibleTo(viewer)}`,
    drawn: entryCards,
  }),
  searchable: searched,
  ...more,
})

/** An offer, and with it what is common to both. */
export const offerKind = kindOf('offer', 'offers', { panel: exchangePanel, saidBy, keeperLeft: giverLeft })
export const needKind = kindOf('need', 'needs')
