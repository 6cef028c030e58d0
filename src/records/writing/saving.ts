import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { isAnswered } from '../../instruments/answer.ts'
import { personOf } from '../../people/account.ts'
import { unstorable } from '../storable.ts'
import { lastPlace } from './assembling.ts'
import { type Draft, draftFor, lockDraft } from './drafts.ts'
import { type Change, type Outcome, outcomeOf } from './merging.ts'
import { onlyRow, parsePath, repeatOf, rowOf } from './path.ts'
import { changedByOthers, type StandingAnswer, standingAt, writeAnswers, writeChanges } from './standing.ts'

/** So many changes are taken at a time: a day's work without a line. */
const mostChanges = 2_000
/** Of one answer, in characters of its JSON. */
const longest = 200_000

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
 * `page` is the drawing of the form it was typed into: what was sent from there before, its sender has seen.
 */
export function saveAnswers(viewer: Viewer, ref: string, sent: SentAnswers): Promise<Saved> {
  return atomically(async () => saveIn(await draftFor(viewer, ref), personOf(viewer), sent))
}

export interface SentAnswers {
  since: number
  changes: Change[]
  page?: string | null
}

/** The same in a draft that was found for whoever writes. */
export async function saveIn(
  draft: Draft,
  me: number,
  { since, changes, page = null }: SentAnswers,
): Promise<Saved> {
  if (changes.length > mostChanges) refuse('invalid', 'writing.tooMany', { most: mostChanges })
  const before = await lockDraft(draft)
  const known = await sentBefore(draft.id, changes)
  const room = await roomIn(draft, changes)
  const good = changes.filter((change) => isGood(draft, change) && room(change))
  const fresh = good.filter(({ id }) => !known.has(id))
  const outcomes: Saved['outcomes'] = Object.fromEntries([
    ...changes.map(({ id }) => [id, 'refused'] as const),
    ...known,
    ...(await keep({ draft: draft.id, by: me, revision: before + 1, page }, fresh)),
  ])
  const revision = fresh.length ? before + 1 : before
  if (fresh.length)
    await sql`
      with counted as (update draft set revision = ${revision} where thing = ${draft.id})
      update thing set changed = now() where id = ${draft.id}`.execute(db())
  return { revision, outcomes, others: await changedByOthers(draft.id, me, since) }
}

const isGood = ({ definition }: Draft, { path, value }: Change): boolean =>
  path.length <= 300 &&
  parsePath(definition, path) !== undefined &&
  unstorable(value).next().done === true &&
  (JSON.stringify(value) ?? 'null').length <= longest

/** So many rows a group has at most, with those that were taken out. */
const mostRows = 500

/** Whether there is room for the row that a change is to: those that are there stay writable. One query at most. */
async function roomIn(draft: Draft, changes: Change[]): Promise<(change: Change) => boolean> {
  const rows = [...new Set(changes.map(({ path }) => rowOf(path)))].filter(
    (row) => !row.endsWith(`/${onlyRow}`),
  )
  if (rows.length === 0) return () => true
  const groups = [...new Set(rows.map((row) => row.split('/')[0]!))]
  const { rows: found } = await sql<{ row: string }>`
    select distinct split_part(path, '/', 1) || '/' || split_part(path, '/', 2) as row from draft_answer
    where draft = ${draft.id} and split_part(path, '/', 1) = any(${groups}::text[])`.execute(db())
  const standing = new Set(found.map(({ row }) => row))
  const left = new Map(
    groups.map((group) => {
      const max = Math.min(2 * (repeatOf(draft.definition, group)?.max ?? 1) + 20, mostRows)
      return [group, max - [...standing].filter((row) => row.startsWith(`${group}/`)).length]
    }),
  )
  return ({ path }) => {
    const row = rowOf(path)
    const group = row.split('/')[0]!
    if (standing.has(row) || !left.has(group)) return true
    left.set(group, left.get(group)! - 1)
    if (left.get(group)! < 0) return false
    standing.add(row)
    return true
  }
}

async function sentBefore(draft: number, changes: Change[]): Promise<Map<string, Outcome>> {
  if (changes.length === 0) return new Map()
  const { rows } = await sql<{ id: string; outcome: Outcome }>`
    select id, outcome from draft_change where draft = ${draft} and id = any(${changes.map(({ id }) => id)}::uuid[])`.execute(
    db(),
  )
  return new Map(rows.map(({ id, outcome }) => [id, outcome]))
}

/** Each after the other: several may be to one answer. */
async function keep(
  { draft, by, revision, page }: { draft: number; by: number; revision: number; page: string | null },
  changes: Change[],
): Promise<Map<string, Outcome>> {
  if (changes.length === 0) return new Map()
  const paths = changes.map(({ path }) => path)
  const standing = await standingAt(draft, [...paths, ...paths.map(rowOf)])
  const outcomes = new Map<string, Outcome>()
  const answers = new Map<string, unknown>()
  for (const change of changes) {
    const { id, path, value } = change
    const before = standing.get(path)
    // Typed twice: the second follows the first, which nobody else has changed since.
    const seen = answers.has(path) || (page !== null && before?.page === page && before.by === by)
    const outcome = outcomeOf(seen ? { ...change, base: revision } : change, before)
    outcomes.set(id, outcome)
    if (outcome !== 'kept') continue
    answers.set(path, value)
    standing.set(path, { path, value, revision, by, page })
    // A row that somebody took out while another wrote in it comes back, at the end.
    const row = standing.get(rowOf(path))
    if (rowOf(path) !== path && row && !row.value && row.revision > change.base && isAnswered(value))
      answers.set(rowOf(path), lastPlace + revision)
  }
  await writeAnswers(draft, by, revision, answers, page)
  await writeChanges(draft, by, revision, changes, outcomes)
  return outcomes
}
