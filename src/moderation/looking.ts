import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import { refuse } from '../base/refusal.ts'
import type { Lang } from '../base/text.ts'
import type { Wait, Written } from '../base/things/peace.ts'
import type { Viewer } from '../base/viewer.ts'
import { type Blocked, matchIn } from './blocked.ts'
import type { Why } from './matter.ts'
import { refuseTooMuch } from './newcomers.ts'

declare module '../base/outbox/announce.ts' {
  interface Events {
    /** Something is to be looked at; `first`: nothing else waited there. */
    'matter.laid': { matter: number; first: boolean }
    /** Somebody decided it. */
    'matter.decided': { matter: number }
  }
}

/**
 * Whether what somebody is about to say waits for a look: because they are new in a community that wants to
 * see what they say first, be it a post, an offer or a need or what they got from taking part, or because of its words. Refuses words that may not be said there, and too much.
 */
export async function checkPost(
  viewer: Viewer,
  { community, keeps, body, also, again }: Written,
): Promise<Wait | undefined> {
  if (viewer.kind !== 'person' || keeps) return undefined
  if (!again) await refuseTooMuch(viewer.id, body)
  const { rows } = await sql<{ blocked: Blocked[]; first: boolean }>`
    select coalesce((select json_agg(json_build_object('kind', kind, 'folded', folded, 'act', act)) from blocked
        where community is null or community = ${community}), '[]') as blocked,
      coalesce((select first_posts from peace where community is not distinct from ${community}), 0) > (
        select count(*) from post join thread on thread.thing = post.thread left join sealed_author on sealed_author.post = post.thing
        where thread.community is not distinct from ${community} and coalesce(sealed_author.person, post.person) = ${viewer.id}
          and post.hidden is null and held is null)
        + (select count(*) from exchange_entry as entry
          where entry.community is not distinct from ${community} and entry.person = ${viewer.id} and entry.hidden is null and entry.held is null)
        + (select count(*) from value_story where value_story.community is not distinct from ${community} and value_story.person = ${viewer.id}
          and open_to <> 'facilitators' and value_story.hidden is null and value_story.held is null) as first`.execute(
    db(),
  )
  const { blocked, first } = rows[0]!
  const match = matchIn(body, also, blocked)
  if (match && (again || match.act === 'refuse')) refuse('invalid', 'moderation.mayNotBeSaid')
  if (match) return { why: 'words', matched: match.folded }
  return first && !again ? { why: 'newcomer' } : undefined
}

interface Laid {
  thing: number
  community: number | null
  why: Why
  lang: Lang
  matched?: string
  /** For those of the instance. */
  above?: boolean
  /** What an appeal is against. */
  deed?: number
}

/** Lays what somebody said before those who look at it first. */
export const layPost = async (
  thing: number,
  { why, matched }: Wait,
  at: { community: number | null; lang: Lang },
): Promise<void> => void (await lay({ thing, why, matched, ...at }))

/**
 * Lays something before those who look after its place: once, while it is not decided. Gives its number. When
 * nothing else waited there, they are told.
 */
export async function lay({
  thing,
  community,
  why,
  lang,
  matched,
  above = false,
  deed,
}: Laid): Promise<number> {
  const { rows } = await sql<{ id: number; made: boolean; waiting: number }>`
    insert into matter (thing, community, why, lang, matched, above, deed)
    values (${thing}, ${community}, ${why}, ${lang}, ${matched ?? null}, ${above}, ${deed ?? null})
    on conflict (thing, why) where decided is null do update set why = excluded.why
    returning id, xmax = 0 as made, (select count(*)::int from matter as one where one.decided is null
      and one.community is not distinct from ${community} and one.above = ${above}) as waiting`.execute(db())
  const { id, made, waiting } = rows[0]!
  if (made) await announce('matter.laid', { matter: id, first: waiting === 0 })
  return id
}
