import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Step } from '../instruments/edition-changes.ts'
import { migrateAnswers } from '../instruments/migrating.ts'
import { type ChangesView, viewChanges } from '../instruments/viewing-changes.ts'
import type { Effect } from '../instruments/views/ChangesPage.tsx'
import type { Content } from './interchange.ts'

/** Answers to the largest questionnaires take some ten milliseconds each to carry over. */
const tried = 60

/** What an edition changed, and what it does to the records that the viewer may see; 404 as `viewChanges`. */
export async function whatChanged(
  viewer: Viewer,
  slug: string,
  name: string,
): Promise<{ view: ChangesView; effect: Effect }> {
  const view = await viewChanges(viewer, slug, name)
  return { view, effect: await effectOn(viewer, view.before.id, view) }
}

/** What becomes of the records that answer an edition and that the viewer may see, tried on the newest of them. */
export async function effectOn(
  viewer: Viewer,
  before: number,
  { changes, last, next }: Step,
): Promise<Effect> {
  dependsOn('records')
  const { rows } = await sql<{ answers: Content['answers']; records: number }>`
    select version.content -> 'answers' as answers, (count(*) over ())::int as records
    from version join record on record.current = version.id join thing on thing.id = record.thing
    where version.edition = ${before} and thing.state = 'published' and ${visibleTo(viewer)}
    order by version.published desc, version.id desc limit ${tried}`.execute(db())
  const withKept = rows.filter(({ answers }) => migrateAnswers(changes, last, next, answers).kept.length > 0)
  return { records: rows[0]?.records ?? 0, tried: rows.length, withKept: withKept.length }
}
