import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { pick } from '../base/text.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Names } from '../instruments/views/Value.tsx'
import { placesByCode } from '../places/places.ts'

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

/** Of these references, the published things that the viewer may see. */
export async function cardsNamed(viewer: Viewer, refs: Ref[]): Promise<Map<Ref, Card>> {
  dependsOn(...refs)
  if (refs.length === 0) return new Map()
  const { rows } = await sql<{ id: number; kind: string }>`
    select id, kind from thing
    where ref = any(${refs}::text[]) and state = 'published' and ${visibleTo(viewer)}`.execute(db())
  return new Map((await cardsOf(viewer, rows)).map((card) => [card.ref, card]))
}
