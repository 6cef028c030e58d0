import type { Context } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import { type RawBuilder, sql } from 'kysely'
import { config } from '../base/config.ts'
import { db } from '../base/database/database.ts'
import { planned } from '../base/database/planned.ts'
import type { Doors } from '../base/http/app.ts'
import type { Me } from '../base/i18n/reader.ts'
import { secret } from '../base/secret.ts'
import { type Appointment, everyone, members, stranger, type Viewer } from '../base/viewer.ts'
import { hashOf } from './login/hashed.ts'

export interface Asking {
  viewer: Viewer
  me?: Me
  /** Until when they only read. */
  paused?: string | null
}

/** What is new to a person, as SQL names them: a number for the bar of every page, asked along with who they are. */
let newTo: (person: RawBuilder<number>) => RawBuilder<number> = () => sql`0`

/** `kinds.ts` says who counts. */
export function countForBar(count: typeof newTo): void {
  newTo = count
}

interface Row {
  id: number
  name: string
  handle: string
  unseen: number
  circles: number[]
  appointments: Appointment[] | null
  paused: string | null
}

/** Of a `person`: until when they only read, wherever it is. */
export const pausedEverywhere = sql<
  string | null
>`(select max(until)::date from deed where deed.person = person.thing and deed.kind = 'paused'
  and community is null and ended is null and until > now())`

/** Who sent this request, by the session its cookie names: one query, or none for whoever has no cookie. */
export async function askingBy(c: Context<Doors>): Promise<Asking> {
  const token = await sessionToken(c)
  if (!token) return { viewer: stranger }
  const { rows } = await sql<Row>`${planned}
    select person.thing as id, person.name, person.handle, ${newTo(sql`person.thing`)} as unseen,
      array(select circle from in_circle where in_circle.person = person.thing) as circles,
      (select json_agg(json_strip_nulls(json_build_object('role', role, 'subject', subject)))
        from appointment where appointment.person = person.thing and ended is null) as appointments, ${pausedEverywhere} as paused
    from login.session join login."user" on "user".id = session."userId"
      join person on person.login = "user".id join thing on thing.id = person.thing
    where session.token = ${hashOf(token)} and session."expiresAt" > now() and thing.state = 'published'`.execute(
    db(),
  )
  const row = rows[0]
  if (!row) return { viewer: stranger }
  const { id, name, handle, unseen, circles, appointments, paused } = row
  return {
    paused,
    viewer: {
      kind: 'person',
      id,
      circles: [everyone, members, ...circles],
      appointments: appointments ?? [],
    },
    me: { name, handle, unseen },
  }
}

/** Someone as the viewer they are today, for work that is done in their name later; nothing once they left. */
export async function viewerOfPerson(id: number): Promise<Viewer | undefined> {
  const { rows } = await sql<Pick<Row, 'circles' | 'appointments'>>`
    select array(select circle from in_circle where in_circle.person = person.thing) as circles,
      (select json_agg(json_strip_nulls(json_build_object('role', role, 'subject', subject)))
        from appointment where appointment.person = person.thing and ended is null) as appointments
    from person join thing on thing.id = person.thing
    where person.thing = ${id} and thing.state = 'published'`.execute(db())
  const row = rows[0]
  return (
    row && {
      kind: 'person',
      id,
      circles: [everyone, members, ...row.circles],
      appointments: row.appointments ?? [],
    }
  )
}

/** The name the session's cookie has: over HTTPS one that no other site may set. */
const cookieName = (): string =>
  `${config().PUBLIC_URL?.startsWith('https:') ? '__Secure-' : ''}baobab.session_token`

/** The token of the session this request is in, if its cookie is signed by us. */
async function sessionToken(c: Context<Doors>): Promise<string | undefined> {
  if (!c.req.header('cookie')?.includes(cookieName())) return undefined
  return (await getSignedCookie(c, secret(), cookieName())) || undefined
}

/** By what that session is found in the database; nothing where there is none. */
export async function sessionHash(c: Context<Doors>): Promise<string> {
  const token = await sessionToken(c)
  return token ? hashOf(token) : ''
}
