import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Draft } from './drafts.ts'
import type { Change, Outcome, Standing } from './merging.ts'

/** What stands at a path, and who put it there. */
export interface StandingAnswer extends Standing {
  path: string
  by: number
  /** The drawing of a form that it was typed into. */
  page: string | null
}

/** Everything that stands in a draft, by path. One query; who may see is asked by `draftFor`. */
export async function answersOf({ id }: Draft): Promise<Map<string, StandingAnswer>> {
  const { rows } = await sql<StandingAnswer>`
    select path, value, revision, by, page from draft_answer where draft = ${id}`.execute(db())
  return new Map(rows.map((one) => [one.path, one]))
}

/** What stood at these paths when the draft was at a revision: what a page drawn then showed. One query. */
export async function answersAt(
  { id }: Pick<Draft, 'id'>,
  revision: number,
  paths: string[],
): Promise<Map<string, unknown>> {
  const { rows } = await sql<{ path: string; value: unknown }>`
    select distinct on (path) path, value from draft_change
    where draft = ${id} and path = any(${paths}::text[]) and revision <= ${revision} and outcome = 'kept'
    order by path, seq desc`.execute(db())
  return new Map(rows.map(({ path, value }) => [path, value]))
}

/** What stands that somebody else has put there since a revision. */
export async function changedByOthers(draft: number, me: number, since: number): Promise<StandingAnswer[]> {
  const { rows } = await sql<StandingAnswer>`
    select path, value, revision, by, page from draft_answer
    where draft = ${draft} and revision > ${since} and by <> ${me} order by revision, path`.execute(db())
  return rows
}

/** What stands at these paths. */
export async function standingAt(draft: number, paths: string[]): Promise<Map<string, StandingAnswer>> {
  const { rows } = await sql<StandingAnswer>`
    select path, value, revision, by, page from draft_answer where draft = ${draft} and path = any(${paths}::text[])`.execute(
    db(),
  )
  return new Map(rows.map((one) => [one.path, one]))
}

/** Puts answers where they stand, in the place of others. */
export async function writeAnswers(
  draft: number,
  by: number,
  revision: number,
  answers: Map<string, unknown>,
  page: string | null = null,
): Promise<void> {
  if (answers.size === 0) return
  const given = JSON.stringify([...answers].map(([path, value]) => ({ path, value })))
  await sql`
    insert into draft_answer (draft, path, value, revision, by, page)
    select ${draft}, path, nullif(value, 'null'), ${revision}, ${by}, ${page}::uuid from jsonb_to_recordset(${given}::jsonb) as one (path text, value jsonb)
    on conflict (draft, path) do update set value = excluded.value, revision = excluded.revision, by = excluded.by, page = excluded.page, at = now()`.execute(
    db(),
  )
}

/** Notes what was sent, in its order, and what became of it. */
export async function writeChanges(
  draft: number,
  by: number,
  revision: number,
  changes: Change[],
  outcomes: Map<string, Outcome>,
): Promise<void> {
  const given = JSON.stringify(
    changes.map((change, i) => ({ ...change, i, outcome: outcomes.get(change.id) })),
  )
  await sql`
    insert into draft_change (id, draft, path, value, base, revision, by, outcome)
    select id, ${draft}, path, nullif(value, 'null'), base, ${revision}, ${by}, outcome
    from jsonb_to_recordset(${given}::jsonb) as one (i int, id uuid, path text, value jsonb, base bigint, outcome text)
    order by i on conflict (draft, id) do nothing`.execute(db())
}
