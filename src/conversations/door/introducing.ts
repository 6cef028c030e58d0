import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { mayTakePart, moderates } from '../../communities/access.ts'
import { wasDone } from '../../communities/desk/deciding.ts'
import { communityFor } from '../../communities/reading.ts'
import { openThread, reply } from '../writing.ts'

/** The conversation in which newcomers of a community say who they are, if there is one and the viewer sees it. One query. */
export async function introductionsOf(community: {
  id: number
}): Promise<{ ref: Ref; title: string } | undefined> {
  const { rows } = await sql<{ ref: Ref; title: string }>`
    select thing.ref, title from introductions join thread on thread.thing = introductions.thread join thing on thing.id = thread.thing
    where introductions.community = ${community.id} and thread.community = introductions.community
      and thing.state = 'published' and merged_into is null and closed is null`.execute(db())
  return rows[0]
}

/**
 * Says who one is, or hello to somebody who came, where the newcomers of a community do; the first to do so makes
 * that conversation. A facilitator who says `hello` to somebody need not be asked to again. Refuses whoever does not
 * belong, and no words. Gives where it stands.
 */
export function introduce(
  viewer: Viewer,
  slug: string,
  { body, lang, once, hello }: { body: string; lang: string; once?: string; hello?: string },
): Promise<{ thread: Ref; title: string }> {
  return atomically(async () => {
    const community = await communityFor(viewer, slug)
    if (!mayTakePart(community)) refuse('forbidden', 'conversations.joinFirst')
    // Of two who are the first, the second finds what the first made.
    await sql`select from community where thing = ${community.id} for update`.execute(db())
    const there = await introductionsOf(community)
    if (hello && moderates(viewer, community))
      await wasDone(viewer, community.id, `hello:${hello}`, t('desk.hello', { name: hello }))
    if (there) {
      await reply(viewer, there.ref, { body, lang, once })
      return { thread: there.ref, title: there.title }
    }
    const title = t('door.introductions')
    const { ref } = await openThread(viewer, {
      form: 'discussion',
      title,
      body,
      lang,
      community: slug,
      once,
    })
    await sql`
      insert into introductions (community, thread) select ${community.id}, id from thing where ref = ${ref}
      on conflict (community) do update set thread = excluded.thread`.execute(db())
    return { thread: ref, title }
  })
}
