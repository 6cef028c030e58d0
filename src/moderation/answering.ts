import { type RawBuilder, sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import type { Viewer } from '../base/viewer.ts'
import type { DeedKind } from '../communities/deeds.ts'
import { inTerm } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { authorOf } from './access.ts'
import { judgedOf } from './judged.ts'
import { lay } from './looking.ts'

/** Of a `deed`: whom it concerns, be it who left their name out. */
const concerned = sql`coalesce(deed.person, ${authorOf(sql`deed.thing`)})`
/** What somebody, as SQL names them, said without their name: posts, and the threads they opened. */
export const withoutName = (person: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select sealed_author.post from sealed_author where sealed_author.person = ${person}
  union select post.thread from sealed_author join post on post.thing = sealed_author.post where sealed_author.person = ${person} and nth = 1`

/** Of which somebody hears, when it concerns them. */
export const heardDeeds: DeedKind[] = [
  'hidden',
  'shown',
  'let-through',
  'not-let-through',
  'warned',
  'warning-ended',
  'paused',
  'pause-ended',
  'removed',
  'returned',
]
/** What can be answered. */
const answerable: DeedKind[] = ['hidden', 'not-let-through', 'warned', 'paused', 'removed']

export interface OwnDeed {
  id: number
  kind: DeedKind
  reason: string
  at: string
  until: string | null
  over: boolean
  community: { slug: string; name: Text } | null
  /** What was taken from sight, in their own words. */
  words: string | null
  answer: string | null
  mayAnswer: boolean
}

/** What moderators did that concerns the viewer, the newest first. Refuses strangers. One query. */
export async function deedsAbout(viewer: Viewer): Promise<OwnDeed[]> {
  const { rows } = await sql<OwnDeed>`
    select id, kind, reason, at, until, ended is not null as over, answer,
      (select json_build_object('slug', slug, 'name', name) from community where community.thing = deed.community) as community,
      (select body from post where post.thing = deed.thing and deed.kind in ('hidden', 'not-let-through')) as words,
      answer is null and ended is null and kind = any(${answerable}::text[]) as "mayAnswer"
    from deed where (person = ${personOf(viewer)} or thing in (${withoutName(sql`${personOf(viewer)}::bigint`)}))
      and kind = any(${heardDeeds}::text[]) order by id desc limit 100`.execute(db())
  return rows
}

/**
 * Answers, once, what a moderator did: others than who did it look at it again. 404 for what does not concern
 * the viewer or is over; refuses to answer twice and to say nothing.
 */
export function answerDeed(viewer: Viewer, id: number, words: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql<{
      thing: number
      kind: string
      community: number | null
      answered: string | null
      others: boolean
    }>`
      select coalesce(deed.thing, deed.community, deed.person) as thing, thing.kind, deed.community, answered, exists (
        select from community_role where community_role.community = deed.community and role in ('facilitator', 'moderator')
          and community_role.person is distinct from deed.by and community_role.person <> ${me} and ${inTerm}) as others
      from deed left join thing on thing.id = coalesce(deed.thing, deed.community, deed.person)
      where deed.id = ${id} and ${concerned} = ${me} and ended is null and deed.kind = any(${answerable}::text[]) for update of deed`.execute(
      db(),
    )
    const deed = found(rows[0])
    if (deed.answered) refuse('conflict', 'moderation.answeredAlready')
    if (!words) refuse('invalid', 'moderation.sayWhy')
    await sql`update deed set answer = ${words}, answered = now() where id = ${id}`.execute(db())
    const { lang } = await judgedOf({ id: deed.thing, kind: deed.kind })
    await lay({
      thing: deed.thing,
      community: deed.community,
      why: 'appeal',
      lang,
      deed: id,
      above: !deed.others,
    })
  })
}
