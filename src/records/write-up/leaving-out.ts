import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { JobKind } from '../../base/jobs.ts'
import { announce } from '../../base/outbox/announce.ts'
import { missing } from '../../base/refusal.ts'
import { speakersAsked } from '../../base/things/talk.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { standingAt, writeAnswers, writeChanges } from '../writing/standing.ts'
import { keepCredits } from './crediting.ts'
import { stands, without, withWords } from './quoted.ts'
import { passagesOf, type WriteUp, writeUpFor } from './reading.ts'
import { isWaiting, type LeftOut, type Passage, patience } from './write-up.ts'

type Drafted = Pick<WriteUp, 'id' | 'draft'>

/**
 * Rewrites what stands in the draft where a passage does, whoever holds it: also while it is with its reviewers, who
 * are told that it changed since they read it.
 */
async function rewrite(draft: number, path: string, by: (answer: string) => string): Promise<void> {
  const { rows } = await sql<{ revision: number; lead: number }>`
    select revision, (select person from draft_writer where draft_writer.draft = draft.thing order by lead desc, since limit 1) as lead
    from draft where thing = ${draft} for update`.execute(db())
  const standing = (await standingAt(draft, [path])).get(path)
  const before = typeof standing?.value === 'string' ? standing.value : ''
  const value = by(before)
  if (value === before || !rows[0]) return
  const revision = rows[0].revision + 1
  const { lead } = rows[0]
  const change = { id: randomUUID(), path, value: value || null, base: revision }
  await writeAnswers(draft, lead, revision, new Map([[path, value || null]]))
  await writeChanges(draft, lead, revision, [change], new Map([[change.id, 'kept']]))
  await sql`update draft set revision = ${revision} where thing = ${draft}`.execute(db())
}

/** Takes passages out of their draft, and marks why. Inside a transaction. */
export async function takeOut({ id, draft }: Drafted, passages: Passage[], why: LeftOut): Promise<void> {
  for (const { ref, path, words } of passages) {
    if (draft && path) await rewrite(draft.id, path, (answer) => without(answer, words))
    await sql`update passage set left_out = now(), left_out_why = ${why} where ref = ${ref}`.execute(db())
  }
  if (draft && passages.length) await keepCredits({ id, draft })
}

/** Puts passages back that were taken out, at the end of what they stood under. Inside a transaction. */
export async function putBack({ draft }: Drafted, passages: Passage[]): Promise<void> {
  for (const { ref, path, words } of passages) {
    if (draft && path)
      await rewrite(draft.id, path, (answer) => (stands(answer, words) ? answer : withWords(answer, words)))
    await sql`update passage set left_out = null, left_out_why = null where ref = ${ref}`.execute(db())
  }
}

/** Goes on without those who have not answered. 404 for whoever does not write the draft. */
export function leaveOutWaiting(viewer: Viewer, ref: string): Promise<WriteUp> {
  return atomically(async () => {
    const { one } = await writeUpFor(viewer, ref, { lock: true })
    if (!one.draft || one.record) return missing()
    const passages = await passagesOf(one)
    await takeOut(
      one,
      passages.filter((passage) => !passage.there && !passage.leftOut),
      'gone',
    )
    await takeOut(
      one,
      passages.filter((passage) => passage.there && isWaiting(passage)),
      'writer',
    )
    await audit(viewer, 'write-up.went-on', one.id)
    return one
  })
}

/** What is not to be read any more where it was said is withdrawn with that, as long as it is not published. */
export async function withdrawGone(id: number): Promise<void> {
  const { rows } = await sql<{ draft: Drafted['draft'] }>`
    select json_build_object('id', thing.id, 'ref', thing.ref) as draft from write_up join thing on thing.id = write_up.draft
    where write_up.thing = ${id} and published is null for update of write_up`.execute(db())
  if (!rows[0]) return
  const gone = (await passagesOf({ id })).filter(({ there, leftOut }) => !there && !leftOut)
  await takeOut({ id, draft: rows[0].draft }, gone, 'gone')
}

/**
 * Asks those once more who have been silent for ten days, and leaves out after fourteen what nobody said anything to;
 * withdraws what is gone. Gives how many passages were left out for silence. Running it again on a day does nothing more.
 */
export async function keepWriteUpsGoing(now = new Date()): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select distinct write_up.thing as id from write_up join passage on passage.write_up = write_up.thing
    where asked is not null and published is null and left_out is null order by 1`.execute(db())
  let silent = 0
  for (const { id } of rows) silent += await atomically(() => goOn(id, now))
  return silent
}

async function goOn(id: number, now: Date): Promise<number> {
  await withdrawGone(id)
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
  const { rows } = await sql<{ draft: Drafted['draft']; over: boolean; late: boolean }>`
    select json_build_object('id', thing.id, 'ref', thing.ref) as draft, asked <= ${before(patience.out)} as over, asked <= ${before(patience.again)} as late
    from write_up join thing on thing.id = write_up.draft where write_up.thing = ${id} and published is null for update of write_up`.execute(
    db(),
  )
  const [one] = rows
  if (one?.over) {
    const silent = (await passagesOf({ id })).filter(isWaiting)
    await takeOut({ id, draft: one.draft }, silent, 'silence')
    if (silent.length)
      await audit(system('write-up'), 'write-up.silent-left-out', id, { count: silent.length })
    return silent.length
  }
  if (one?.late) await askAgain(id)
  return 0
}

async function askAgain(id: number): Promise<void> {
  const { rows } = await sql`
    update passage set reminded = now() from (${speakersAsked()}) as speaker
    where write_up = ${id} and speaker.said = passage.said and speaker.person is not null
      and answer is null and left_out is null and reminded is null returning passage.id`.execute(db())
  if (rows.length) await announce('passages.waiting', { writeUp: id })
}

export const writeUpJob: JobKind = {
  name: 'write-ups.silence',
  every: '25 3 * * *',
  run: async () => {
    await keepWriteUpsGoing()
  },
}
