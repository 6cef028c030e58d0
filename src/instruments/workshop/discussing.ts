import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { dependsOn } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { speaksFor } from '../../people/standing.ts'
import type { Proposal } from './proposal.ts'
import { tell } from './proposing.ts'
import { proposalFor } from './reading.ts'

export interface Comment {
  id: number
  by: { name: string; handle: string }
  lang: string
  words: string
  at: string
  own: boolean
}

export interface Supporter {
  slug: string
  name: Text
  /** The viewer speaks for it. */
  mine: boolean
}

export interface Around {
  /** Of one page, the first that was said first. */
  comments: Comment[]
  /** Of all. */
  said: number
  supporters: Supporter[]
  /** Organisations that the viewer speaks for and that have not said they would use it. */
  mayTell: { slug: string; name: Text }[]
}

export const commentsShown = 50

/** What is said of a proposal, and who would use it. Two queries. */
export async function around(viewer: Viewer, { id }: Proposal, page: number): Promise<Around> {
  dependsOn('people', 'organisations')
  const me = viewer.kind === 'person' ? viewer.id : 0
  const mine = (await speaksFor(viewer)).map((one) => one.id)
  const { rows } = await sql<Around>`
    select
      coalesce((select json_agg(one order by id) from (select proposal_comment.id, proposal_comment.lang, words, at, by = ${me} as own,
          json_build_object('name', person.name, 'handle', handle) as by
        from proposal_comment join person on person.thing = proposal_comment.by where proposal = ${id} and removed is null
        order by proposal_comment.id limit ${commentsShown} offset ${(page - 1) * commentsShown}) as one), '[]') as comments,
      (select count(*)::int from proposal_comment where proposal = ${id} and removed is null) as said,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name, 'mine', thing = any(${mine}::bigint[])) order by at)
        from proposal_support join organisation on organisation.thing = proposal_support.organisation where proposal = ${id}), '[]') as supporters,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name) order by slug)
        from organisation where thing = any(${mine}::bigint[])
          and thing not in (select organisation from proposal_support where proposal = ${id})), '[]') as "mayTell"`.execute(
    db(),
  )
  return rows[0]!
}

/** Says something of a proposal that one may see, as long as it is open. */
export function comment(
  viewer: Viewer,
  ref: string,
  { words, lang }: { words: string; lang: string },
): Promise<void> {
  return atomically(async () => {
    const by = personOf(viewer)
    const one = await openOne(viewer, ref)
    await db().insertInto('proposal_comment').values({ proposal: one.id, by, lang, words }).execute()
    await audit(viewer, 'proposal.commented', one.id)
    await tell(one)
  })
}

async function openOne(viewer: Viewer, ref: string): Promise<Proposal> {
  const one = await proposalFor(viewer, ref)
  if (one.state !== 'open') refuse('conflict', 'workshop.decidedAlready')
  return one
}

/** Takes one's own words back. 404 for those of others. */
export function takeCommentBack(viewer: Viewer, ref: string, id: number): Promise<void> {
  return atomically(async () => {
    const one = await proposalFor(viewer, ref)
    const { numAffectedRows = 0n } = await sql`
      update proposal_comment set removed = now()
      where id = ${id} and proposal = ${one.id} and by = ${personOf(viewer)} and removed is null`.execute(
      db(),
    )
    found(numAffectedRows > 0n || undefined)
    await tell(one)
  })
}

/** Says, or says no longer, that an organisation one speaks for would use it. Refuses whoever does not. */
export function tellSupport(viewer: Viewer, ref: string, slug: string, would: boolean): Promise<void> {
  return atomically(async () => {
    const by = personOf(viewer)
    const one = await openOne(viewer, ref)
    const organisation = (await speaksFor(viewer)).find((each) => each.slug === slug)?.id
    if (organisation === undefined) refuse('forbidden', 'workshop.speakFor')
    const row = { proposal: one.id, organisation, by }
    if (would)
      await db()
        .insertInto('proposal_support')
        .values(row)
        .onConflict((c) => c.doNothing())
        .execute()
    else
      await db()
        .deleteFrom('proposal_support')
        .where('proposal', '=', one.id)
        .where('organisation', '=', organisation)
        .execute()
    await audit(viewer, 'proposal.supported', one.id, { organisation: slug, would })
    await tell(one)
  })
}
