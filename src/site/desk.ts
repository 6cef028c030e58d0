import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { holds, type Role, type Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'

export interface Desk {
  handle: string
  /** How many lines their profile has. */
  told: number
  organisations: { slug: string; name: Text; keeps: boolean; asking: number }[]
  curates: boolean
  operates: boolean
}

/** What waits for whoever is signed in, and where they may go. One query. */
export async function deskOf(viewer: Viewer): Promise<Desk> {
  const person = personOf(viewer)
  const { rows } = await sql<Omit<Desk, 'curates' | 'operates'>>`
    select handle, (select count(*)::int from profile_line where person = ${person}) as told,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name, 'keeps', standing = 'steward',
          'asking', (select count(*) from belonging as asking where asking.organisation = organisation.thing and asking.standing = 'asked' and asking.ended is null)))
        from belonging join organisation on organisation.thing = belonging.organisation
        where belonging.person = ${person} and ended is null and standing in ('member', 'steward')), '[]') as organisations
    from person where thing = ${person}`.execute(db())
  return { ...found(rows[0]), curates: curates(viewer), operates: holds(viewer, 'operator') }
}

/** They curate something, wherever it is. */
const curates = (viewer: Viewer): boolean =>
  viewer.kind === 'person' &&
  (viewer.appointments ?? []).some(({ role }) => role === 'curator' || role === 'operator')

export interface Held {
  id: number
  role: Role
  name: string
  handle: string
  since: string
  /** Of a place, topic or questionnaire: its ref. */
  subject: string | null
}

/** Who may do what beyond their own: for curators and operators. Refuses others. */
export async function appointments(viewer: Viewer): Promise<Held[]> {
  if (!curates(viewer)) refuse('forbidden', 'site.deskNotYours')
  const { rows } = await sql<Held>`
    select appointment.id, role, person.name, person.handle, since, subject.ref as subject
    from appointment join person on person.thing = appointment.person left join thing as subject on subject.id = appointment.subject
    where ended is null order by role, lower(person.name), appointment.id`.execute(db())
  return rows
}

export interface Sent {
  id: number
  address: string
  subject: string
  body: string
  made: string
  sent: string | null
  error: string | null
}

export const mailsPerPage = 30

/** Mail that left or waits, newest first: for an operator only. */
export async function outbox(viewer: Viewer, page: number): Promise<{ mails: Sent[]; total: number }> {
  refuseNotOperator(viewer)
  const { rows } = await sql<Sent & { total: number }>`
    select id, address, subject, body, made, sent, error, count(*) over ()::int as total
    from mail order by made desc, id desc limit ${mailsPerPage} offset ${(page - 1) * mailsPerPage}`.execute(
    db(),
  )
  return { mails: rows, total: rows[0]?.total ?? 0 }
}

export interface Instance {
  database: string
  bytes: number
  people: number
  records: number
  waitingMail: number
  failedMail: number
  waitingReactions: number
  failedJobs: number
}

/** How the instance does: for an operator only. One query. */
export async function instance(viewer: Viewer): Promise<Instance> {
  refuseNotOperator(viewer)
  const { rows } = await sql<Instance>`
    select current_setting('server_version') as database, pg_database_size(current_database()) as bytes,
      (select count(*)::int from person where left_at is null) as people, (select count(*)::int from record) as records,
      (select count(*)::int from mail where sent is null and error is null) as "waitingMail",
      (select count(*)::int from mail where sent is null and error is not null) as "failedMail",
      (select count(*)::int from delivery) as "waitingReactions",
      (select count(*)::int from job.job where state = 'failed') as "failedJobs"`.execute(db())
  return rows[0]!
}

function refuseNotOperator(viewer: Viewer): void {
  if (!holds(viewer, 'operator')) refuse('forbidden', 'site.deskNotYours')
}
