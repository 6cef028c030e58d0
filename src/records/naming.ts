import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { pick } from '../base/text.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Names } from '../instruments/views/Value.tsx'
import { placesByCode } from '../places/places.ts'
import { type CardRow, cardRows, cardsFrom } from './cards.ts'

/** What answers name: the places of these codes, and records; only records that are among the cards are named. */
export async function namesFor(places: string[], cards: Map<Ref, Card>, lang: string): Promise<Names> {
  return {
    places: await placesByCode(places),
    records: new Map(
      [...cards].map(([ref, { title, href }]) => [
        ref,
        { title: pick(title.texts, lang, title.original)!, href },
      ]),
    ),
  }
}

/** Of these references, the published things that the viewer may see. One query, or two where they name more than records. */
export async function cardsNamed(viewer: Viewer, refs: Ref[]): Promise<Map<Ref, Card>> {
  dependsOn(...refs)
  if (refs.length === 0) return new Map()
  const { rows } = await sql<{ lines: CardRow[]; others: { id: number; kind: string }[] }>`
    with named as (
      select id, kind from thing where ref = any(${refs}::text[]) and state = 'published' and ${visibleTo(viewer)})
    select (select coalesce(jsonb_agg(line), '[]') from (${cardRows(viewer, sql`array(select id from named where kind = 'record')`)}) as line) as lines,
      (select coalesce(jsonb_agg(named), '[]') from named where kind <> 'record') as others`.execute(db())
  const { lines, others } = rows[0]!
  const cards = [...(await cardsFrom(lines)).values(), ...(await cardsOf(viewer, others))]
  return new Map(cards.map((card) => [card.ref, card]))
}
