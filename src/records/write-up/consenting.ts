import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import { pick, type Text } from '../../base/text.ts'
import { type Card, cardsOf } from '../../base/things/kinds.ts'
import { speakersAsked } from '../../base/things/talk.ts'
import { everyone, type Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { writeTo } from '../../people/writing-to.ts'
import { url } from '../../ui/url.ts'
import { keepCredits } from './crediting.ts'
import { putBack, takeOut, withdrawGone } from './leaving-out.ts'
import { lockWriteUp, passagesOf, type WriteUp, writeUpRows } from './reading.ts'
import { settleCredits } from './settling.ts'
import { sourceChanged } from './telling.ts'
import { type Answer, answers, isIn, type Passage, waitedUntil } from './write-up.ts'

/** What somebody who is quoted finds. */
export interface Asked {
  one: WriteUp
  /** Theirs, and nobody else's. */
  passages: Passage[]
  /** Who asks them. */
  by: string
  /** The conversation, as far as they may still see it. */
  source: Card | undefined
  /** It was said where not everyone reads. */
  closed: boolean
  /** The last day on which silence is waited for. */
  until: Date
  /** The names of the groups that the draft credits. */
  groups: string[]
}

/** Of a passage: the person said it, with or without a name. */
const saidBy = (person: number) =>
  sql<boolean>`exists (select from (${speakersAsked()}) as one where one.said = passage.said and one.person = ${person})`

/** What the viewer is asked, once a draft quotes them. For everybody else there is nothing: 404. */
export async function askedOf(viewer: Viewer, ref: string, { lock = false } = {}): Promise<Asked> {
  if (!isRef(ref)) missing()
  const me = personOf(viewer)
  if (lock) await lockWriteUp(ref)
  const { rows } = await sql<WriteUp & { by: string; circle: number; groups: string[] }>`
    select one.*, thing.circle,
      coalesce((select name from draft_writer join person on person.thing = draft_writer.person where draft_writer.draft = (one.draft ->> 'id')::bigint
        order by lead desc, since limit 1), '') as by,
      array(select distinct name from draft_contributor where draft = (one.draft ->> 'id')::bigint and shown = 'group' and agreed and name is not null) as groups
    from (${writeUpRows(sql`own.ref = ${ref} and asked is not null`)}) as one join thing on thing.id = (one.source ->> 'id')::bigint`.execute(
    db(),
  )
  const { by, circle, groups, ...one } = found(rows[0])
  const passages = await passagesOf(one, saidBy(me))
  if (passages.length === 0) missing()
  const [source] = await cardsOf(viewer, [one.source])
  const until = waitedUntil(one.asked!)
  return { one, passages, by, source, closed: circle !== everyone, until, groups }
}

/** What somebody says to a passage of theirs, by its reference. */
export interface Said {
  passage: string
  answer: Answer
}

/**
 * Says how one's passages may stand: by name, without, as the group that the draft credits, or not at all; what is not
 * named stays as it is, and what was asked without a name has no part in what stands with one. Until it is published
 * one may say otherwise as often as one likes; after that one's name is shown or taken out, and to take out words its
 * custodian is asked. Refuses a name where one asked without, and a
 * group where none is credited.
 */
export function answerConsent(viewer: Viewer, ref: string, given: Said[]): Promise<void> {
  return atomically(async () => {
    const { one, passages, groups } = await askedOf(viewer, ref, { lock: true })
    const said = passages.flatMap((passage) => {
      const mine = given.find((each) => each.passage === passage.ref)
      return mine && mine.answer !== passage.answer ? [{ passage, answer: mine.answer }] : []
    })
    for (const { passage, answer } of said) {
      if (!answers.includes(answer)) refuse('invalid', 'writeup.chooseAnswer')
      if (passage.sealed && (answer === 'named' || answer === 'group'))
        refuse('invalid', 'writeup.staysUnnamed')
      if (answer === 'group' && groups.length === 0) refuse('invalid', 'writeup.noGroup')
    }
    if (said.length === 0) return
    if (one.record) await sayOfPublished(one, one.record, said)
    else await sayOfDraft(one, said)
    // Who asked without a name is not named to whoever reads the audit.
    const unnamed = said.some(({ passage }) => passage.sealed)
    await audit(unnamed ? { kind: 'system', reason: 'write-up' } : viewer, 'write-up.answered', one.id)
  })
}

type Answered = { passage: Passage; answer: Answer }[]

async function keepAnswers(said: Answered): Promise<void> {
  for (const { passage, answer } of said)
    await sql`update passage set answer = ${answer}, answered = now() where ref = ${passage.ref}`.execute(
      db(),
    )
}

async function sayOfDraft(one: WriteUp, said: Answered): Promise<void> {
  await keepAnswers(said)
  const leaving = said.filter(({ answer, passage }) => answer === 'no' && !passage.leftOut)
  const coming = said.filter(({ answer, passage }) => answer !== 'no' && passage.leftOut && passage.there)
  await takeOut(
    one,
    leaving.map(({ passage }) => passage),
    'no',
  )
  await putBack(
    one,
    coming.map(({ passage }) => passage),
  )
  if (one.draft) await keepCredits({ id: one.id, draft: one.draft })
}

async function sayOfPublished(one: WriteUp, record: Ref, said: Answered): Promise<void> {
  const standing = said.filter(({ passage }) => isIn(passage))
  // Words wait for the next version; a name beside them does not.
  await keepAnswers(
    standing.map(({ passage, answer }) => ({ passage, answer: answer === 'no' ? 'unnamed' : answer })),
  )
  const id = await idOf(record)
  await settleCredits(id)
  await sourceChanged(one.source.id, id)
  if (standing.some(({ answer }) => answer === 'no')) await askCustodian(record)
}

async function idOf(record: Ref): Promise<number> {
  const { rows } = await sql<{ id: number }>`select id from thing where ref = ${record}`.execute(db())
  return found(rows[0]).id
}

/** A published version stands: whoever keeps the record makes the next without these words. Who asks is not said. */
async function askCustodian(record: Ref): Promise<void> {
  const { rows } = await sql<{ person: number; title: Text }>`
    select custodianship.person, version.content -> 'title' as title from thing join record on record.thing = thing.id
      join version on version.id = record.current join custodianship on custodianship.record = thing.id
    where thing.ref = ${record} and since is not null and ended is null`.execute(db())
  for (const { person, title } of rows)
    await writeTo(person, () => ({
      subject: t('writeup.takeOutSubject', { title: pick(title.texts, title.original)?.text ?? '' }),
      words: t('writeup.takeOutMail', { title: pick(title.texts, title.original)?.text ?? '' }),
      to: url`/records/${record}`,
    }))
}

/** Of whoever deletes their account: what is gone with it is in no draft any more. In the transaction that does. */
export async function quotedLeft(person: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select distinct write_up as id from passage join write_up on write_up.thing = passage.write_up
    where asked is not null and published is null and left_out is null`.execute(db())
  for (const { id } of rows) await withdrawGone(id)
  await sql`update write_up set by = null where by = ${person}`.execute(db())
}
