import { sql } from 'kysely'
import { type ListQuery, listCards, listQuery, narrowing } from '../base/things/listing.ts'
import type { Viewer } from '../base/viewer.ts'
import { type RecordKind, recordKinds } from './definition.ts'

export const InstrumentsQuery = listQuery({ kind: narrowing.kind(recordKinds), lang: narrowing.lang })

/** Instruments as the API lists them: those whose current edition makes a kind of record, or speaks a language. */
export async function listInstruments(
  viewer: Viewer,
  query: ListQuery & { kind?: RecordKind; lang?: string },
) {
  const current = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<boolean>`thing.id in (select instrument.thing from instrument join edition on edition.id = instrument.current where ${condition})`
  return listCards(viewer, 'instrument', query, {
    where: [
      query.kind ? current(sql`edition.makes = ${query.kind}`) : [],
      query.lang ? current(sql`${query.lang} = any(edition.languages)`) : [],
    ].flat(),
  })
}
