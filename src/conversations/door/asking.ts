import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import { setAbout } from '../../base/things/things.ts'
import type { Viewer } from '../../base/viewer.ts'
import { mayTalk } from '../../communities/access.ts'
import type { Community } from '../../communities/community.ts'
import { join } from '../../communities/joining.ts'
import { communityFor } from '../../communities/reading.ts'
import { personOf } from '../../people/account.ts'
import { subjectsOf } from '../../vocabularies/subjects.ts'
import { tell } from '../telling.ts'
import { concerned, openThread, sentBefore, storable } from '../writing.ts'
import { heldFor, hold, letHeldGo } from './holding.ts'
import type { Typed } from './question.ts'

declare module '../../base/outbox/announce.ts' {
  interface Events {
    /** A community is asked to take a question, or was given it by whoever is on duty. */
    'question.offered': { thread: number; community: number }
  }
}

/** How a question comes to stand in a community: its member asks, a guest does, or its facilitators are asked to take it. */
function wayIn(community: Community): 'member' | 'guest' | 'wish' | undefined {
  if (mayTalk(community)) return 'member'
  if (community.state !== 'published' || community.rest === 'closed' || community.forGovernments)
    return undefined
  return ({ open: 'guest', request: 'wish', invitation: undefined } as const)[community.joining]
}

/**
 * Begins to ask, with an account or without: what was typed is kept until it is sent; gives what stands in the address
 * of the next step. Refuses what is too long, no language, and a topic or a place that is none.
 */
export async function beginToAsk(viewer: Viewer, typed: Typed, before?: string): Promise<string> {
  storable({ body: typed.body.trim() || typed.title, lang: typed.lang })
  if (typed.concerning) await concerned(viewer, typed.concerning)
  await subjectsOf(viewer, { places: typed.place, topics: typed.topic })
  return hold(typed, before)
}

/**
 * Sends what was kept: into a community, as a member or a guest of this one conversation; or to the door, where a
 * community is asked to take it or where it waits for somebody on duty. Refuses strangers, and a community where
 * one cannot ask; 404 for what is not kept any more. Sent twice it stands once.
 */
export function ask(
  viewer: Viewer,
  token: string,
  { community: slug, joins }: { community: string; joins: boolean },
): Promise<{ ref: Ref; title: string }> {
  return atomically(async () => {
    personOf(viewer)
    const once = createHash('sha256').update(`asked ${token}`).digest('base64url').slice(0, 40)
    const before = await sentBefore(viewer, once)
    if (before) return before.thread
    const { topic, place, ...typed } = await heldFor(token, { lock: true })
    const community = slug ? await communityFor(viewer, slug) : undefined
    const way = community && (wayIn(community) ?? refuse('forbidden', 'door.cannotAskThere'))
    // Whoever came in at that moment would be who asked.
    if (way === 'guest' && joins && slug && !typed.sealed) await join(viewer, slug, '')
    const opened = await openThread(
      viewer,
      {
        ...typed,
        form: 'question',
        body: typed.body.trim() || typed.title,
        concerning: typed.concerning || undefined,
        community: way === 'wish' ? undefined : community?.slug,
        once,
      },
      { guest: way === 'guest' },
    )
    const { id } = await db()
      .selectFrom('thing')
      .select('id')
      .where('ref', '=', opened.ref)
      .executeTakeFirstOrThrow()
    await setAbout(id, await subjectsOf(viewer, { places: place, topics: topic }))
    const wish = way === 'wish' ? community!.id : null
    await sql`insert into door_question (thread, wish) values (${id}, ${wish})`.execute(db())
    if (wish) await announce('question.offered', { thread: id, community: wish })
    await tell([{ id, ref: opened.ref }])
    await letHeldGo(token)
    return opened
  })
}
