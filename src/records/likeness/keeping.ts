import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Slot } from '../../instruments/definition.ts'
import type { FacetRow } from '../../instruments/facets.ts'

/** Where the places that a record is about stand among its conditions. */
export const placeSlot = { instrument: '', slot: 'place' }

/** What is known of a record to say in which conditions it holds. */
export interface Given {
  instrument: string
  context: Slot[]
  facets: FacetRow[]
  /** Codes of the places it is about. */
  places: string[]
}

/** Keeps in which conditions the newest version of a record holds, in place of those before it. */
export async function keepConditions(thing: number, given: Given): Promise<void> {
  const rows = JSON.stringify(statedIn(given))
  const said = sql`jsonb_to_recordset(${rows}) as said (instrument text, slot text, codes text[])`
  await sql`delete from context_stated where thing = ${thing}`.execute(db())
  // In one order, so that two that publish at once never wait for each other in a ring.
  await sql`
    insert into context_answer (instrument, slot, codes)
    select instrument, slot, codes from ${said} order by 1, 2, 3 on conflict do nothing`.execute(db())
  await sql`
    insert into context_stated (thing, answer)
    select ${thing}, id from ${said} join context_answer using (instrument, slot, codes)`.execute(db())
}

/** What it states to each question of context that it answers, and where it is about. */
export function statedIn({ instrument, context, facets, places }: Given) {
  const bySlot = Map.groupBy(facets, ({ slot }) => slot)
  const answered = context.map((slot) => ({
    instrument,
    slot,
    codes: (bySlot.get(slot) ?? []).flatMap(
      ({ code, number }) => code ?? (number === undefined ? [] : numberCode(number)),
    ),
  }))
  return [...answered, { ...placeSlot, codes: places }]
    .map((one) => ({ ...one, codes: [...new Set(one.codes)].sort() }))
    .filter(({ codes }) => codes.length > 0)
}

/** A number to three figures, which is as close as conditions are alike. */
export const numberCode = (number: number): string => String(Number(number.toPrecision(3)))
