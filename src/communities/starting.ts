import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { freeName, latinSlug } from '../base/slug.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { subjectsOf } from '../vocabularies/subjects.ts'
import { communityChanged } from './changed.ts'
import { type Charter, storedOf } from './charter.ts'
import { keepGoal } from './goals.ts'
import { invite } from './inviting.ts'
import { letIn } from './letting-in.ts'
import { communityFor } from './reading.ts'

export interface Begun extends Charter {
  sort: 'community' | 'programme'
  /** The slug of what it is to be a chapter of. */
  under?: string
  goal: string
  measure: string
  /** The day by which. */
  by: string
  /** Handles, names or mail addresses of those who are asked to facilitate with whoever starts it, one on each line. */
  facilitators: string
}

/** Addresses of what is done with communities: no name may stand there. */
const taken = ['new', 'invitations']

/**
 * Begins a community, which whoever does facilitates. It is seen by its founders until they open it. Refuses
 * what is no place, topic or organisation, and whoever cannot be asked. Gives its slug.
 */
export function startCommunity(viewer: Viewer, begun: Begun): Promise<string> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { id: circle } = await db()
      .insertInto('circle')
      .values({ kind: 'community' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id } = await makeThing({ kind: 'community', sort: begun.sort, circle, state: 'draft' })
    const slug = await freeSlug(begun.name)
    const above = begun.under ? (await communityFor(viewer, begun.under)).id : null
    await db()
      .insertInto('community')
      .values({ thing: id, slug, circle, asks_above: above, ...(await storedOf(viewer, begun, null)) })
      .execute()
    await setAbout(id, await subjectsOf(viewer, begun))
    await letIn({ id, circle }, me, null)
    await sql`insert into community_role (community, person, role, since, by) values (${id}, ${me}, 'facilitator', current_date, ${me})`.execute(
      db(),
    )
    if (begun.goal) await keepGoal(id, begun)
    await audit(viewer, 'community.started', id)
    await communityChanged(id)
    for (const whom of linesOf(begun.facilitators)) await invite(viewer, slug, { whom, facilitates: true })
    return slug
  })
}

const linesOf = (words: string): string[] =>
  words
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter(Boolean)

async function freeSlug(name: string): Promise<string> {
  const base = latinSlug(name, 70) || `community-${Buffer.from(name).toString('hex').slice(0, 24)}`
  // Two who begin one of the same name at once would both find the second name free.
  await sql`select pg_advisory_xact_lock(hashtext(${`community ${base}`}))`.execute(db())
  const { rows } = await sql<{ slug: string }>`
    select slug from community where slug = ${base} or slug like ${`${base}-%`}`.execute(db())
  return freeName(base, new Set([...taken, ...rows.map(({ slug }) => slug)]))
}
