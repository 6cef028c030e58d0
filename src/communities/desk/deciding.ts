import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { writeTo } from '../../people/writing-to.ts'
import { url } from '../../ui/url.ts'
import { type Decision, deskOfCommunity, taskOf } from './tasks.ts'

/** In days. */
const aWeek = 7

interface Decided {
  state: Decision['state']
  until?: string
  person?: number
  reason?: string
}

/** Writes down a decision; gives the name of whoever made it. */
async function decide(
  viewer: Viewer,
  { community, key, title }: { community: number; key: string; title: string },
  { state, until, person, reason }: Decided,
): Promise<string> {
  const by = personOf(viewer)
  const { rows } = await sql<{ by: string }>`
    insert into desk_task (community, key, state, title, until, person, reason, by)
    values (${community}, ${key}, ${state}, ${title}, ${until ?? null}, ${person ?? null}, ${reason ?? null}, ${by})
    on conflict (community, key) do update set state = excluded.state, title = excluded.title, until = excluded.until,
      person = excluded.person, reason = excluded.reason, by = excluded.by, at = now()
    returning (select name from person where thing = ${by}) as by`.execute(db())
  return rows[0]!.by
}

/** Not this week: the task comes back after seven days. Refuses whoever does not look after the community, and what is done. */
export function putOff(viewer: Viewer, slug: string, key: string): Promise<void> {
  return atomically(async () => {
    const { community, task } = await taskOf(viewer, slug, key)
    const until = new Date(Date.now() + aWeek * 86_400_000).toISOString()
    await decide(viewer, { community: community.id, key, title: task.title }, { state: 'later', until })
    await audit(viewer, 'desk.put-off', community.id, { key })
  })
}

/**
 * Hands a task on to another who looks after the community; they hear of it. Refuses somebody who does not, a task for
 * facilitators to whom is none, and what is done.
 */
export function handOn(viewer: Viewer, slug: string, key: string, handle: string): Promise<void> {
  return atomically(async () => {
    const { community, task } = await taskOf(viewer, slug, key)
    const theirs = community.roles.filter((one) => one.handle === handle && one.since)
    const able = theirs.some(
      ({ role }) => role === 'facilitator' || (role === 'moderator' && !task.facilitators),
    )
    if (!able) refuse('invalid', 'desk.notTheirs')
    const { person } = theirs[0]!
    const decided = { community: community.id, key, title: task.title }
    const by = await decide(viewer, decided, { state: 'handed', person })
    await audit(viewer, 'desk.handed-on', community.id, { key, person })
    await writeTo(person, () => ({
      subject: t('desk.handedSubject', { community: inReach(community.name).text }),
      words: t('desk.handedMail', { name: by, task: task.title }),
      to: url`/communities/${slug}/desk`,
    }))
  })
}

/** Sets a task aside for good, with a reason that stands on the desk. Refuses none. */
export function setAside(viewer: Viewer, slug: string, key: string, reason: string): Promise<void> {
  return atomically(async () => {
    const { community, task } = await taskOf(viewer, slug, key)
    await decide(viewer, { community: community.id, key, title: task.title }, { state: 'aside', reason })
    await audit(viewer, 'desk.set-aside', community.id, { key, reason })
  })
}

/** Puts a task on the desk again. 404 for one about which nothing was decided. */
export function bringBack(viewer: Viewer, slug: string, key: string): Promise<void> {
  return atomically(async () => {
    const { community } = await deskOfCommunity(viewer, slug)
    const { rows } = await sql`
      delete from desk_task where community = ${community.id} and key = ${key} returning key`.execute(db())
    found(rows[0])
    await audit(viewer, 'desk.brought-back', community.id, { key })
  })
}

/** A task that nothing else shows to be done was done. In the transaction that does it. */
export async function wasDone(viewer: Viewer, community: number, key: string, title: string): Promise<void> {
  await decide(viewer, { community, key, title }, { state: 'done' })
}
