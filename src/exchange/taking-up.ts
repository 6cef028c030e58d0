import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { count } from '../base/http/limits.ts'
import { formatDate } from '../base/i18n/t.ts'
import { newRef } from '../base/ids.ts'
import { inTermOf } from '../base/in-term.ts'
import { found, refuse } from '../base/refusal.ts'
import { isLang } from '../base/text.ts'
import { checkWritten } from '../base/things/peace.ts'
import { today } from '../base/today.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { mayTakeUp } from './entry.ts'
import { moved } from './moving.ts'
import { thisMinute } from './occasion.ts'
import { entryFor } from './reading.ts'
import { refusePausedHere } from './storable.ts'
import { limits, mayAnswer, maySayDone, mayTakeBack, mayWrite } from './take-up.ts'
import { takeUpFor } from './take-ups.ts'

interface Written {
  words: string
  lang: string
  once?: string
}

/**
 * Proposes to take up an offer or a need, with a first word to whoever said it. Refuses one that is over or one's
 * own, who is paused or was told no lately, too many in a day, and what may not be said. Gives the reference of the conversation of the two:
 * the one there is, where it goes on already, in which these words stand then.
 */
export function takeUp(viewer: Viewer, entryRef: string, written: Written): Promise<string> {
  return atomically(async () => {
    const me = personOf(viewer)
    const entry = await entryFor(viewer, entryRef, { lock: true })
    if (!mayTakeUp(viewer, entry)) refuse('conflict', 'exchange.mayNotTakeUp')
    if (entry.what === 'mentoring') refuse('conflict', 'exchange.askToMentor')
    const { rows } = await sql<{ ref: string; said: boolean }>`
      select ref, said from (select ref, state, id, exists (
          select from take_up_message as message where message.take_up = take_up.id and message.once = ${written.once || null}) as said
        from take_up where entry = ${entry.id} and person = ${me}) as one
      where said or state in ('proposed', 'agreed') order by said desc, id desc limit 1`.execute(db())
    const [there] = rows
    if (there && !there.said) await writeIn(viewer, there.ref, written)
    if (there) return there.ref
    await refuseDeclined(entry.id, me)
    await refusePausedHere(me)
    await count('take-ups', String(me), { points: limits.aDay, duration: 86_400 })
    await checkedWords(viewer, written)
    const ref = newRef()
    const { rows: made } = await sql<{ id: number }>`
      insert into take_up (ref, entry, person, other) values (${ref}, ${entry.id}, ${me}, ${entry.author!.id}) returning id`.execute(
      db(),
    )
    const { id } = made[0]!
    await put(me, id, written)
    await moved(id, 'proposed', me)
    return ref
  })
}

/** Refuses whoever was told no lately, with the day from which they may ask again. */
async function refuseDeclined(entry: number, me: number): Promise<void> {
  const { rows } = await sql<{ day: string | null }>`
    select max(answered + make_interval(days => ${limits.again}))::date as day from take_up where entry = ${entry} and person = ${me} and state = 'declined'`.execute(
    db(),
  )
  const day = rows[0]?.day
  if (day && day > today()) refuse('conflict', 'exchange.askedLately', { day: formatDate(day) })
}

/** Says something to the other. Refuses where it is over, too much at once, and what may not be said. */
export function writeIn(viewer: Viewer, ref: string, written: Written): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await takeUpFor(viewer, ref, { lock: true })
    if (!mayWrite(one)) refuse('conflict', 'exchange.talkIsOver')
    await checkedWords(viewer, written)
    const message = await put(me, one.id, written)
    if (message !== undefined) await moved(one.id, 'said', me, message)
  })
}

/** The other says yes, or kindly no. Refuses whoever proposed it, and a second answer. */
export function answerTakeUp(viewer: Viewer, ref: string, yes: boolean): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await takeUpFor(viewer, ref, { lock: true })
    if (!mayAnswer(one)) refuse('conflict', 'exchange.answeredAlready')
    const state = yes ? 'agreed' : 'declined'
    await sql`update take_up set state = ${state}, answered = now() where id = ${one.id}`.execute(db())
    await moved(one.id, state, me)
  })
}

/** Whoever proposed it takes it back before it is answered. Refuses others. */
export function takeBack(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const one = await takeUpFor(viewer, ref, { lock: true })
    if (!mayTakeBack(one)) refuse('conflict', 'exchange.answeredAlready')
    await sql`update take_up set state = 'taken-back', answered = now() where id = ${one.id}`.execute(db())
  })
}

/** Says that it is done: it is once both do, or after some days. Refuses what was not agreed. */
export function sayDone(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await takeUpFor(viewer, ref, { lock: true })
    if (!maySayDone(one)) refuse('conflict', 'exchange.notAgreed')
    if (one.doneSaid)
      await sql`update take_up set state = 'done', done = now() where id = ${one.id}`.execute(db())
    else await sql`update take_up set done_by = ${me}, done_said = now() where id = ${one.id}`.execute(db())
    await moved(one.id, 'done', me, thisMinute())
  })
}

/** It is not done after all: as long as the other has not said so too. Refuses others. */
export function unsayDone(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const one = await takeUpFor(viewer, ref, { lock: true })
    if (one.state !== 'agreed' || !one.doneSaid) refuse('conflict', 'exchange.notAgreed')
    await sql`update take_up set done_by = null, done_said = null where id = ${one.id}`.execute(db())
  })
}

/**
 * Thanks the other, for all to read on the page of the offer or need where they wish. Refuses what is not done, and for
 * all to read what would wait for a look there: nobody looks at what two say.
 */
export function thankFor(
  viewer: Viewer,
  ref: string,
  { words, lang, open }: { words: string; lang: string; open: boolean },
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await takeUpFor(viewer, ref, { lock: true })
    if (one.state !== 'done') refuse('conflict', 'exchange.notDone')
    await checkedWords(viewer, { words, lang })
    if (open && (await wouldWait(viewer, one.entry.id, words))) refuse('invalid', 'exchange.thanksWait')
    const { rows } = await sql<{ made: boolean }>`
      insert into take_up_thanks (take_up, person, lang, words, public) values (${one.id}, ${me}, ${lang}, ${words}, ${open})
      on conflict (take_up, person) do update set lang = excluded.lang, words = excluded.words, public = excluded.public returning xmax = 0 as made`.execute(
      db(),
    )
    await changed(one.entry.ref)
    if (rows[0]!.made) await moved(one.id, 'thanked', me)
  })
}

/** Whether these words would wait for a look where an entry is read. */
async function wouldWait(viewer: Viewer, entry: number, words: string): Promise<boolean> {
  const { rows } = await sql<{ community: number | null; keeps: boolean }>`
    select entry.community, exists (select from community_role where community_role.community = entry.community and community_role.person = ${personOf(viewer)}
      and role in ('facilitator', 'moderator') and ${inTermOf('community_role')}) as keeps
    from exchange_entry as entry where thing = ${entry}`.execute(db())
  const { community, keeps } = found(rows[0])
  const looksThere = keeps || (community === null && holds(viewer, 'moderator'))
  return Boolean(await checkWritten(viewer, { community, keeps: looksThere, body: words, also: [] }))
}

/** Takes one's thanks back. */
export function unthank(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const one = await takeUpFor(viewer, ref, { lock: true })
    await sql`delete from take_up_thanks where take_up = ${one.id} and person = ${personOf(viewer)}`.execute(
      db(),
    )
    await changed(one.entry.ref)
  })
}

/** A message of theirs; its id, or nothing where this form wrote it already. */
async function put(me: number, takeUp: number, { words, lang, once }: Written): Promise<number | undefined> {
  await count('messages', String(me), { points: limits.anHour, duration: 3_600 })
  const { rows } = await sql<{ id: number }>`
    insert into take_up_message (take_up, person, lang, body, once) values (${takeUp}, ${me}, ${lang}, ${words}, ${once || null})
    on conflict (once) do nothing returning id`.execute(db())
  return rows[0]?.id
}

/** Refuses no words, what is no language, and what may not be said: between two nothing waits for a look. */
export async function checkedWords(
  viewer: Viewer,
  { words, lang }: { words: string; lang: string },
): Promise<void> {
  if (!words.trim()) refuse('invalid', 'conversations.nothingSaid')
  if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
  const wait = await checkWritten(viewer, { community: null, keeps: false, body: words, also: [] })
  if (wait?.why === 'words') refuse('invalid', 'moderation.mayNotBeSaid')
}
