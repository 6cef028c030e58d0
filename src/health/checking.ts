import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import { found, refuse } from '../base/refusal.ts'
import { type Text, withWords } from '../base/text.ts'
import { dayAfter, today } from '../base/today.ts'
import type { Viewer } from '../base/viewer.ts'
import { belongs } from '../communities/access.ts'
import { communityChanged } from '../communities/changed.ts'
import type { Community } from '../communities/community.ts'
import { refusePaused } from '../communities/deeds.ts'
import { communityFor, communityToKeep } from '../communities/reading.ts'
import { definitionOf } from '../instruments/editions.ts'
import { personOf } from '../people/account.ts'
import { shareOf } from './access.ts'
import { answersTyped, askedBy, type Typed } from './asking.ts'
import { checkInstrument, lasts, mostInAYear } from './check.ts'

declare module '../base/outbox/announce.ts' {
  interface Events {
    'health-check.begun': { check: number }
  }
}

/** Refuses whoever is not asked how it is: who does not belong to it or sponsors it, and who only reads there for a while. */
export async function refuseNotAsked(viewer: Viewer, community: Community): Promise<void> {
  if ((await shareOf(viewer, community)) !== 'whole' || !belongs(community))
    refuse('forbidden', 'health.membersAnswer')
  refusePaused(community)
}

/**
 * Asks the members how their community is, until a day; they are told once. Refuses whoever does not facilitate it,
 * one that is not open or is closed, a third in twelve months, one while another goes on, and a day that is too near
 * or too far.
 */
export function beginCheck(viewer: Viewer, slug: string, ends: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id, state, rest } = await communityToKeep(viewer, slug)
    if (state !== 'published' || rest === 'closed') refuse('conflict', 'health.notNow')
    if (ends < dayAfter(lasts.least) || ends > dayAfter(lasts.most))
      refuse('invalid', 'health.endsBetween', { least: lasts.least, most: lasts.most })
    await sql`update health_check set ended = now() where community = ${id} and ended is null and ends < ${today()}::date`.execute(
      db(),
    )
    const { rows } = await sql<{ open: boolean; many: number }>`
      select bool_or(ended is null) as open, count(*) filter (where begun > now() - interval '1 year')::int as many
      from health_check where community = ${id}`.execute(db())
    if (rows[0]!.open) refuse('conflict', 'health.goesOn')
    if (rows[0]!.many >= mostInAYear) refuse('conflict', 'health.twiceAYear')
    const { edition } = await askedBy(checkInstrument)
    const made = await db()
      .insertInto('health_check')
      .values({ community: id, edition, by: me, ends })
      .returning('id')
      .executeTakeFirstOrThrow()
    await audit(viewer, 'health-check.begun', id, { check: made.id })
    await communityChanged(id)
    await announce('health-check.begun', { check: made.id })
  })
}

/** Ends the one that goes on, today. Refuses whoever does not facilitate it; 404 where none goes on. */
export function endCheck(viewer: Viewer, slug: string): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const { rows } = await sql`
      update health_check set ended = now() where community = ${id} and ended is null and ends >= ${today()}::date returning id`.execute(
      db(),
    )
    found(rows[0])
    await audit(viewer, 'health-check.ended', id)
    await communityChanged(id)
  })
}

/**
 * Answers the one that goes on. What was said is kept without who said it and when, so it cannot be said otherwise.
 * Refuses whoever does not belong to it or is paused there, a second answer, what does not fit, nothing at all, and where none goes on.
 */
export function answerCheck(
  viewer: Viewer,
  slug: string,
  { typed, lang }: { typed: Typed; lang: string },
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const community = await communityFor(viewer, slug)
    await refuseNotAsked(viewer, community)
    const { rows } = await sql<{ id: number; edition: number }>`
      select id, edition from health_check where community = ${community.id} and ended is null and ends >= ${today()}::date for update`.execute(
      db(),
    )
    const check = rows[0] ?? refuse('conflict', 'health.isOver')
    const answers = answersTyped(await definitionOf(check.edition), { typed, lang })
    const told = await sql`
      insert into health_answered (health_check, person) values (${check.id}, ${me}) on conflict do nothing returning person`.execute(
      db(),
    )
    if (told.rows.length === 0) refuse('conflict', 'health.answeredAlready')
    await db()
      .insertInto('health_answer')
      .values({ health_check: check.id, lang, answers: JSON.stringify(answers) })
      .execute()
  })
}

/**
 * Keeps what will change after one that is over, beside what it said. `reflected` is when it was last said as its
 * writer saw it. Refuses whoever does not facilitate it, no words, and what another said meanwhile; 404 for one that
 * is not over.
 */
export function reflect(
  viewer: Viewer,
  slug: string,
  check: number,
  { words, lang, reflected }: { words: string; lang: string; reflected: string },
): Promise<void> {
  return atomically(async () => {
    const { id } = await communityToKeep(viewer, slug)
    const { rows } = await sql<{ reflection: Text | null; meanwhile: boolean }>`
      select reflection, coalesce(reflected::text, '') <> ${reflected} as meanwhile
      from health_check where id = ${check} and community = ${id} and (ended is not null or ends < ${today()}::date)`.execute(
      db(),
    )
    const { reflection, meanwhile } = found(rows[0])
    if (meanwhile) refuse('conflict', 'health.saidMeanwhile')
    const said = withWords(reflection, lang, words)
    if (!said) refuse('invalid', 'health.sayWhatChanges')
    await sql`
      update health_check set reflection = ${JSON.stringify(said)}::jsonb, reflected = now(), ended = coalesce(ended, ends + 1)
      where id = ${check}`.execute(db())
    await audit(viewer, 'health-check.reflected', id, { check })
    await communityChanged(id)
  })
}
