import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { count } from '../../base/http/limits.ts'
import { formatDate } from '../../base/i18n/t.ts'
import { newRef } from '../../base/ids.ts'
import { found, refuse } from '../../base/refusal.ts'
import { dayAfter, today } from '../../base/today.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type Entry, mayTakeUp } from '../entry.ts'
import { entryFor } from '../reading.ts'
import { refusePausedHere } from '../storable.ts'
import { checkedWords } from '../taking-up.ts'
import {
  limits,
  type Mentorship,
  mayAgree,
  mayDecline,
  mayPropose,
  mayTakeBack,
  type Terms,
} from './mentorship.ts'
import { moved } from './moving.ts'
import { mentorshipFor } from './reading.ts'

/** Whom one asks: by their handle, or by an offer or need of theirs. */
export interface Whom {
  handle?: string
  entry?: string
}

export interface Companion {
  id: number
  handle: string
  name: string
  entry: Pick<Entry, 'id' | 'ref' | 'side' | 'title' | 'lang'> | null
  /** The viewer would accompany them. */
  mentors: boolean
}

/**
 * Whom the viewer may ask: who offers mentoring or needs it, where the viewer may see that, or who may be found by
 * what they did. 404 for all others, and for oneself. At most two queries.
 */
export async function companionFor(viewer: Viewer, { handle, entry: ref }: Whom): Promise<Companion> {
  const me = personOf(viewer)
  if (ref) {
    const entry = await entryFor(viewer, ref)
    if (!mayTakeUp(viewer, entry) || entry.what !== 'mentoring') refuse('conflict', 'exchange.mayNotTakeUp')
    const { id, ref: its, side, title, lang } = entry
    const { id: person, handle: theirs, name } = entry.author!
    return {
      id: person,
      handle: theirs,
      name,
      entry: { id, ref: its, side, title, lang },
      mentors: side === 'need',
    }
  }
  const { rows } = await sql<Pick<Companion, 'id' | 'handle' | 'name'>>`
    select person.thing as id, handle, person.name from person join thing on thing.id = person.thing
      join exchange_choice as choice on choice.person = person.thing
    where handle = ${handle ?? ''} and findable and person.thing <> ${me} and thing.state = 'published' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  return { ...found(rows[0]), entry: null, mentors: false }
}

/**
 * Asks somebody to accompany the viewer, or to be accompanied by them, with a purpose. Refuses whoever is paused or was
 * told no lately, days that are over, what may not be said, and more than some in a week. Gives its reference: of the one there is, where
 * the two are at it already.
 */
export function askToMentor(
  viewer: Viewer,
  whom: Whom,
  { lang, ...terms }: Terms & { lang: string },
): Promise<string> {
  return atomically(async () => {
    const me = personOf(viewer)
    const other = await companionFor(viewer, whom)
    await refusePausedHere(me)
    await checkTerms(viewer, terms, lang)
    const [mentor, mentee] = other.mentors ? [me, other.id] : [other.id, me]
    await refuseDeclined(mentor, mentee, me)
    const ref = newRef()
    const { rows } = await sql<{ id: number }>`
      insert into mentorship (ref, mentor, mentee, asked_by, entry, purpose, lang, proposed, proposed_by)
      values (${ref}, ${mentor}, ${mentee}, ${me}, ${other.entry?.id ?? null}, ${terms.purpose}, ${lang}, ${JSON.stringify(terms)}::jsonb, ${me})
      on conflict (mentor, mentee) where state in ('asked', 'agreed', 'paused') do nothing returning id`.execute(
      db(),
    )
    if (!rows[0]) {
      const { rows: there } = await sql<{ ref: string }>`
        select ref from mentorship where mentor = ${mentor} and mentee = ${mentee} and state in ('asked', 'agreed', 'paused')`.execute(
        db(),
      )
      return there[0]!.ref
    }
    await count('mentorships', String(me), { points: limits.aWeek, duration: 7 * 86_400 })
    await moved(rows[0].id, 'asked', me)
    return ref
  })
}

/** Refuses whoever was told no lately, with the day from which they may ask again. */
async function refuseDeclined(mentor: number, mentee: number, me: number): Promise<void> {
  const { rows } = await sql<{ day: string | null }>`
    select max(ended + make_interval(days => ${limits.again}))::date as day from mentorship
    where mentor = ${mentor} and mentee = ${mentee} and asked_by = ${me} and state = 'declined'`.execute(db())
  const day = rows[0]?.day
  if (day && day > today()) refuse('conflict', 'exchange.askedLately', { day: formatDate(day) })
}

/** Proposes other terms; they hold once the other says yes. Refuses what is over. */
export function proposeTerms(viewer: Viewer, ref: string, terms: Terms): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await mentorshipFor(viewer, ref, { lock: true })
    if (!mayPropose(one)) refuse('conflict', 'mentorship.isOver')
    await checkTerms(viewer, terms, one.lang)
    await sql`
      update mentorship set proposed = ${JSON.stringify(terms)}::jsonb, proposed_by = ${me} where id = ${one.id}`.execute(
      db(),
    )
    await moved(one.id, 'proposed', me)
  })
}

/** Says yes to what the other proposed. Refuses one's own proposal, one whose last day is over, and where there is none. */
export function agree(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one = await mentorshipFor(viewer, ref, { lock: true })
    if (!mayAgree(one)) refuse('conflict', 'mentorship.nothingToAgree')
    const { purpose, rhythm, until } = one.proposed!
    if (until <= today()) refuse('conflict', 'mentorship.termsOver')
    await sql`
      update mentorship set state = case when state = 'asked' then 'agreed' else state end, agreed = coalesce(agreed, now()),
        purpose = ${purpose}, rhythm = ${rhythm}, until = ${until}, proposed = null, proposed_by = null where id = ${one.id}`.execute(
      db(),
    )
    await moved(one.id, 'agreed', me)
  })
}

/** Who was asked says no; whoever asked takes it back. Neither says why. Refuses what was answered. */
export function declineMentorship(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const one: Mentorship = await mentorshipFor(viewer, ref, { lock: true })
    if (!mayDecline(one) && !mayTakeBack(one)) refuse('conflict', 'exchange.answeredAlready')
    const state = mayDecline(one) ? 'declined' : 'taken-back'
    await sql`update mentorship set state = ${state}, ended = now(), proposed = null where id = ${one.id}`.execute(
      db(),
    )
    if (state === 'declined') await moved(one.id, 'declined', me)
  })
}

async function checkTerms(viewer: Viewer, { purpose, rhythm, until }: Terms, lang: string): Promise<void> {
  await checkedWords(viewer, { words: `${purpose}\n\n${rhythm}`, lang })
  if (until <= today() || until > dayAfter(2 * 366)) refuse('invalid', 'mentorship.untilWrong')
}
