import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { found } from '../base/refusal.ts'
import type { Labels, Text } from '../base/text.ts'
import { holds, type Viewer, visibleTo } from '../base/viewer.ts'
import { curatesRecord } from '../records/access.ts'
import { upgradeRecord } from '../records/upgrading.ts'
import { curated, refuseNotCurator } from './desk-rights.ts'

export interface KeptQuestionnaire {
  /** The viewer may bring a new edition of it in. */
  own: boolean
  slug: string
  title: Labels
  /** The name of the current edition. */
  current: string
  /** Every edition, the newest first, with how many records answer it, of those the viewer curates. */
  editions: { name: string; records: number }[]
  /** How many of them answer another edition than the current one. */
  behind: number
}

/** The published records that are the viewer's to keep in order. */
const kept = (viewer: Viewer) => sql`
  select record.thing, record.instrument, version.edition, version.content -> 'title' as title, thing.ref, thing.changed
  from record join thing on thing.id = record.thing join version on version.id = record.current
  where thing.state = 'published' and ${visibleTo(viewer)}
    and ${curatesRecord(viewer)}`

/** Questionnaires, with what answers which edition: all of them, or those that what the viewer curates answers. One query. */
export async function keptQuestionnaires(
  viewer: Viewer,
): Promise<{ questionnaires: KeptQuestionnaire[]; brings: boolean }> {
  refuseNotCurator(viewer)
  const { rows } = await sql<KeptQuestionnaire>`
    with kept as materialized (${kept(viewer)}),
    answered as (select edition, instrument, count(*)::int as records from kept group by edition, instrument)
    select ${holds(viewer, 'curator')} or instrument.thing = any(${curated(viewer)}::bigint[]) as own,
      instrument.slug, newest.title, newest.name as current,
      (select json_agg(json_build_object('name', edition.name, 'records', coalesce(answered.records, 0)) order by edition.id = newest.id desc, edition.id desc)
        from edition left join answered on answered.edition = edition.id where edition.instrument = instrument.thing) as editions,
      (select coalesce(sum(records), 0)::int from answered where answered.instrument = instrument.thing and edition <> newest.id) as behind
    from instrument join edition as newest on newest.id = instrument.current
    where ${holds(viewer, 'curator')} or instrument.thing = any(${curated(viewer)}::bigint[])
      or exists (select from answered where answered.instrument = instrument.thing)
    order by behind desc, slug`.execute(db())
  return { questionnaires: rows, brings: holds(viewer, 'curator') || rows.some(({ own }) => own) }
}

export interface Behind {
  slug: string
  title: Labels
  current: string
  records: { ref: string; title: Text; edition: string }[]
  total: number
  size: number
}

const size = 20

/** The records that answer an old edition of a questionnaire, of those the viewer curates; 404 for no questionnaire. */
export async function behindOf(viewer: Viewer, slug: string, page: number): Promise<Behind> {
  refuseNotCurator(viewer)
  const { rows: questionnaires } = await sql<{ id: number; newest: number; title: Labels; current: string }>`
    select instrument.thing as id, edition.id as newest, title, edition.name as current
    from instrument join edition on edition.id = instrument.current where slug = ${slug}`.execute(db())
  const { id, newest, title, current } = found(questionnaires[0])
  const { rows } = await sql<{ ref: string; title: Text; edition: string; total: number }>`
    select kept.ref, kept.title, edition.name as edition, count(*) over ()::int as total
    from (${kept(viewer)}) as kept join edition on edition.id = kept.edition
    where kept.instrument = ${id} and kept.edition <> ${newest}
    order by kept.changed desc, kept.thing limit ${size} offset ${(page - 1) * size}`.execute(db())
  return { slug, title, current, records: rows, total: rows[0]?.total ?? 0, size }
}

/** Brings these records into the newest edition, all of them or none. Refuses as `upgradeRecord`. */
export function upgradeRecords(viewer: Viewer, refs: string[]): Promise<void> {
  return atomically(async () => {
    for (const ref of refs) await upgradeRecord(viewer, ref)
  })
}
