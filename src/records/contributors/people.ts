import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import type { Contributor } from '../interchange.ts'
import { type Draft, draftFor } from '../writing/drafts.ts'

/** How somebody is credited for a draft, as those who write it see it. */
export interface Credit extends Omit<Contributor, 'name'> {
  id: number
  person: number | null
  /** As it will stand under the record; none for the unnamed. */
  name: string | null
  /** They said themselves that this is right; else somebody proposed it. */
  agreed: boolean
  addedBy: string
}

export interface Writer {
  id: number
  name: string
  handle: string
  credits: Credit[]
}

/** Somebody who was asked to write and has not answered. */
interface Waiting {
  id: number
  /** Of a member who was asked by name. */
  name: string | null
  /** As it was typed. */
  email: string | null
  expires: string
  /** The viewer asked them, and may take it back. */
  byMe: boolean
}

export interface DraftPeople {
  draft: Draft
  me: number
  /** The viewer leads it. */
  leads: boolean
  /** Who leads first. */
  writers: Writer[]
  /** Credited without writing: most of them have no account. */
  others: Credit[]
  waiting: Waiting[]
}

/** Who writes a draft, who is credited for it and how, and who was asked. For those who write it: else 404. */
export async function peopleOf(viewer: Viewer, ref: string): Promise<DraftPeople> {
  const draft = await draftFor(viewer, ref)
  const me = personOf(viewer)
  const credits = await creditsOf(draft.id)
  const writes = new Set(draft.writers.map(({ id }) => id))
  return {
    draft,
    me,
    leads: draft.writers[0]?.id === me,
    writers: draft.writers.map((one) => ({
      ...one,
      credits: credits.filter(({ person }) => person === one.id),
    })),
    others: credits.filter(({ person }) => person === null || !writes.has(person)),
    waiting: await waitingFor(draft.id, me),
  }
}

async function creditsOf(draft: number): Promise<Credit[]> {
  const { rows } = await sql<Credit>`
    select one.id, one.person, one.role, one.shown, one.organisation, one.agreed, by.name as "addedBy",
      case when one.shown <> 'unnamed' then coalesce(one.name, person.name) end as name
    from draft_contributor as one left join person on person.thing = one.person join person as by on by.thing = one.added_by
    where draft = ${draft} order by one.id`.execute(db())
  return rows
}

async function waitingFor(draft: number, me: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select one.id, case when email is null then person.name end as name, email, expires, invited_by = ${me} as "byMe"
    from draft_invitation as one left join person on person.thing = one.person
    where draft = ${draft} and ended is null and expires > now() order by one.id`.execute(db())
  return rows
}
