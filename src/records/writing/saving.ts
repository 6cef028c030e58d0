import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { isAnswered } from '../../instruments/answer.ts'
import { personOf } from '../../people/account.ts'
import { unstorable } from '../storable.ts'
import { type Draft, draftFor } from './drafts.ts'
import { type Change, type Outcome, outcomeOf, type Standing } from './merging.ts'
import { parsePath, rowOf } from './path.ts'

/** Where a row stands that came back: after all that were counted. */
const lastRow = 1_000_000

/** So many changes are taken at a time: a day's work without a line. */
const mostChanges = 2_000
/** Of one answer, in characters of its JSON. */
const longest = 200_000

/** What stands at a path, and who put it there. */
export interface StandingAnswer extends Standing {
  path: string
  by: number
}

/** Two answers to one question: neither is lost, and someone settles which stands. */
export interface Clash {
  id: string
  path: string
  value: unknown
  by: { name: string }
  at: string
}

export interface Saved {
  /** Of the draft, now. */
  revision: number
  /** What became of each change, by its id; `refused` is no place of this questionnaire, or nothing that can be kept. */
  outcomes: Record<string, Outcome | 'refused'>
  /** What others changed since the revision that the sender had. */
  others: StandingAnswer[]
}

/**
 * Saves answers one by one, each merged with what stands: `since` is the revision of the draft that the
 * sender had. What was sent before counts once. One that clashes is kept beside, so nothing is lost.
 */
export function saveAnswers(
  viewer: Viewer,
  ref: string,
  { since, changes }: { since: number; changes: Change[] },
): Promise<Saved> {
  return atomically(async () => {
    const me = personOf(viewer)
    if (changes.length > mostChanges) refuse('invalid', 'writing.tooMany', { most: mostChanges })
    const draft = await draftFor(viewer, ref)
    const { rows } = await sql<{ revision: number }>`
      select revision from draft where thing = ${draft.id} for update`.execute(db())
    const before = found(rows[0]).revision
    const known = await sentBefore(draft.id, changes)
    const good = changes.filter((change) => isGood(draft, change))
    const fresh = good.filter(({ id }) => !known.has(id))
    const outcomes: Saved['outcomes'] = Object.fromEntries([
      ...changes.map(({ id }) => [id, 'refused'] as const),
      ...known,
      ...(await keep(draft.id, me, before + 1, fresh)),
    ])
    const revision = fresh.length ? before + 1 : before
    if (fresh.length) {
      await db().updateTable('draft').set({ revision }).where('thing', '=', draft.id).execute()
      await sql`update thing set changed = now() where id = ${draft.id}`.execute(db())
    }
    return { revision, outcomes, others: await changedByOthers(draft.id, me, since) }
  })
}

const isGood = ({ definition }: Draft, { path, value }: Change): boolean =>
  path.length <= 300 &&
  parsePath(definition, path) !== undefined &&
  unstorable(value).next().done === true &&
  (JSON.stringify(value) ?? 'null').length <= longest

async function sentBefore(draft: number, changes: Change[]): Promise<Map<string, Outcome>> {
  const { rows } = await sql<{ id: string; clash: boolean }>`
    select id, clash from draft_change where draft = ${draft} and id = any(${changes.map(({ id }) => id)}::uuid[])`.execute(
    db(),
  )
  return new Map(rows.map(({ id, clash }) => [id, clash ? 'clash' : 'kept']))
}

/** Each after the other: several may be to one answer. */
async function keep(
  draft: number,
  by: number,
  revision: number,
  changes: Change[],
): Promise<Map<string, Outcome>> {
  const paths = changes.map(({ path }) => path)
  const standing = await standingAt(draft, [...paths, ...paths.map(rowOf)])
  const outcomes = new Map<string, Outcome>()
  const answers = new Map<string, unknown>()
  for (const change of changes) {
    const { id, path, value } = change
    const before = standing.get(path)
    // Typed twice before it could be sent: the second follows the first, which nobody else has seen.
    const follows = answers.has(path) ? { ...change, base: revision } : change
    const outcome = outcomeOf(follows, before)
    outcomes.set(id, outcome)
    if (outcome !== 'kept') continue
    answers.set(path, value)
    standing.set(path, { value, revision })
    // A row that somebody took out while another wrote in it comes back, at the end.
    const row = standing.get(rowOf(path))
    if (rowOf(path) !== path && row && !row.value && row.revision > change.base && isAnswered(value))
      answers.set(rowOf(path), lastRow + revision)
  }
  await writeAnswers(draft, by, revision, answers)
  await writeChanges(draft, by, revision, changes, outcomes)
  return outcomes
}

async function standingAt(draft: number, paths: string[]): Promise<Map<string, Standing>> {
  const { rows } = await sql<StandingAnswer>`
    select path, value, revision from draft_answer where draft = ${draft} and path = any(${paths}::text[])`.execute(
    db(),
  )
  return new Map(rows.map((one) => [one.path, one]))
}

async function writeAnswers(
  draft: number,
  by: number,
  revision: number,
  answers: Map<string, unknown>,
): Promise<void> {
  const given = JSON.stringify([...answers].map(([path, value]) => ({ path, value })))
  await sql`
    insert into draft_answer (draft, path, value, revision, by)
    select ${draft}, path, nullif(value, 'null'), ${revision}, ${by} from jsonb_to_recordset(${given}::jsonb) as one (path text, value jsonb)
    on conflict (draft, path) do update set value = excluded.value, revision = excluded.revision, by = excluded.by, at = now()`.execute(
    db(),
  )
}

async function writeChanges(
  draft: number,
  by: number,
  revision: number,
  changes: Change[],
  outcomes: Map<string, Outcome>,
): Promise<void> {
  const given = JSON.stringify(
    changes.map((change) => ({ ...change, clash: outcomes.get(change.id) === 'clash' })),
  )
  await sql`
    insert into draft_change (id, draft, path, value, base, revision, by, clash)
    select id, ${draft}, path, nullif(value, 'null'), base, ${revision}, ${by}, clash
    from jsonb_to_recordset(${given}::jsonb) as one (id uuid, path text, value jsonb, base bigint, clash boolean)
    on conflict (draft, id) do nothing`.execute(db())
}

async function changedByOthers(draft: number, me: number, since: number): Promise<StandingAnswer[]> {
  const { rows } = await sql<StandingAnswer>`
    select path, value, revision, by from draft_answer
    where draft = ${draft} and revision > ${since} and by <> ${me} order by revision, path`.execute(db())
  return rows
}

/** Everything that stands in a draft, by path. One query; who may see is asked by `draftFor`. */
export async function answersOf({ id }: Draft): Promise<Map<string, StandingAnswer>> {
  const { rows } = await sql<StandingAnswer>`
    select path, value, revision, by from draft_answer where draft = ${id}`.execute(db())
  return new Map(rows.map((one) => [one.path, one]))
}

/** The clashes that nobody has settled, oldest first. */
export async function clashesOf({ id }: Draft): Promise<Clash[]> {
  const { rows } = await sql<Clash>`
    select draft_change.id, path, value, json_build_object('name', person.name) as by, at
    from draft_change join person on person.thing = draft_change.by
    where draft = ${id} and clash and settled is null order by revision, draft_change.id`.execute(db())
  return rows
}

/** Settles a clash: the answer that stood beside takes the place of the other, or goes. 404 for one that is settled. */
export function settleClash(viewer: Viewer, ref: string, id: string, take: boolean): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    const { rows } = await sql<{ revision: number }>`
      update draft set revision = revision + 1 where thing = ${draft.id} returning revision`.execute(db())
    const clash = found((await clashesOf(draft)).find((one) => one.id === id))
    if (take) await writeAnswers(draft.id, me, rows[0]!.revision, new Map([[clash.path, clash.value]]))
    await sql`update draft_change set settled = now(), settled_by = ${me} where id = ${id}::uuid`.execute(
      db(),
    )
  })
}
