import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type RecordVersion, recordFor } from '../../records/reading.ts'
import { openThread } from '../writing.ts'

/** A community of the viewer's in which one can ask what a policy means. */
export interface Asking {
  slug: string
  name: Text
  /** It minds a topic of the policy. */
  minds: boolean
  /** Where that is talked about in it already. */
  talked: { ref: Ref; title: string } | null
}

/** So many communities are offered. */
const offered = 40

/** A policy and where the viewer can ask what it means, those first that mind its topics. 404 for what is no policy. */
export async function meaningFor(
  viewer: Viewer,
  ref: string,
): Promise<{ record: RecordVersion; communities: Asking[] }> {
  const record = await recordFor(viewer, ref)
  if (record.kind !== 'policy') refuse('missing', 'base.missing')
  const me = personOf(viewer)
  const { rows } = await sql<Asking>`
    select slug, community.name, exists (select from about as ours join within on within.ancestor = ours.subject
        join about as theirs on theirs.subject = within.thing join thing as topic on topic.id = ours.subject
        where ours.thing = home.id and theirs.thing = ${record.thing} and topic.kind = 'topic') as minds,
      (select json_build_object('ref', talk.ref, 'title', title) from thread join thing as talk on talk.id = thread.thing
        where thread.community = home.id and concerning = ${record.thing} and form = 'discussion' and merged_into is null and closed is null
          and talk.state = 'published' and ${visibleTo(viewer, 'talk.circle')} order by thread.thing limit 1) as talked
    from membership join community on community.thing = membership.community join thing as home on home.id = community.thing
    where person = ${me} and standing = 'member' and membership.ended is null and home.state = 'published' and rest is distinct from 'closed'
    order by minds desc, slug limit ${offered}`.execute(db())
  return { record, communities: rows }
}

/**
 * Opens a discussion of what a policy means in a community. Refuses where that is talked about in it already, and as
 * `openThread`. Gives its reference and title.
 */
export function askMeaning(
  viewer: Viewer,
  ref: string,
  { community, ...said }: { community: string; title: string; body: string; lang: string; once?: string },
): Promise<{ ref: Ref; title: string }> {
  return atomically(async () => {
    // Of two who ask at once, one finds that the other has.
    await sql`select from community where slug = ${community} for update`.execute(db())
    const { communities } = await meaningFor(viewer, ref)
    const there = communities.find(({ slug }) => slug === community)
    if (!there) return refuse('forbidden', 'conversations.joinFirst')
    if (there.talked) refuse('conflict', 'implications.talkedAlready')
    return openThread(viewer, { ...said, form: 'discussion', community, concerning: ref })
  })
}
