import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import { keptBy, saidBy } from '../base/things/kinds.ts'
import type { Role, Viewer } from '../base/viewer.ts'
import { askLogin } from './login/asking.ts'
import { freshFor } from './login/auth.ts'

export interface Account {
  email: string
  name: string
  handle: string
  secondFactor: boolean
  /** Where they are signed in. */
  sessions: { id: string; since: string; agent: string | null; here: boolean }[]
  /** They signed in just now, so ways to sign in may be changed. */
  fresh: boolean
  passkeys: { id: string; name: string | null; made: string | null }[]
  /** What they may do beyond their own; `subject` is the ref of a place, topic or questionnaire. */
  appointments: { role: Role; subject: string | null; since: string }[]
}

/** Whose account it is: only persons have one. */
export function personOf(viewer: Viewer): number {
  if (viewer.kind !== 'person') return refuse('forbidden', 'people.signInFirst')
  return viewer.id
}

/** Everything their own page shows; `session` is the hash of the session it is asked in. One query. */
export async function accountOf(viewer: Viewer, session = ''): Promise<Account> {
  const { rows } = await sql<Account>`
    select "user".email, person.name, person.handle, coalesce("user"."twoFactorEnabled", false) as "secondFactor",
      coalesce((select json_agg(json_build_object('id', id, 'since', "createdAt", 'agent', "userAgent", 'here', token = ${session}) order by "createdAt" desc)
        from login.session where "userId" = "user".id and "expiresAt" > now()), '[]') as sessions,
      exists (select from login.session where token = ${session} and "createdAt" > now() - make_interval(secs => ${freshFor})) as fresh,
      coalesce((select json_agg(json_build_object('id', id, 'name', name, 'made', "createdAt") order by "createdAt")
        from login.passkey where "userId" = "user".id), '[]') as passkeys,
      coalesce((select json_agg(json_build_object('role', role, 'since', since, 'subject', subject.ref) order by appointment.id)
        from appointment left join thing as subject on subject.id = appointment.subject
        where appointment.person = person.thing and ended is null), '[]') as appointments
    from person join login."user" on "user".id = person.login where person.thing = ${personOf(viewer)}`.execute(
    db(),
  )
  return found(rows[0])
}

/** Who left a browser open is not asked for a password here: they have to have signed in just before. */
export async function freshly(viewer: Viewer, session: string): Promise<number> {
  const person = personOf(viewer)
  const { rows } = await sql`
    select from login.session join person on person.login = session."userId"
    where person.thing = ${person} and session.token = ${session}
      and session."createdAt" > now() - make_interval(secs => ${freshFor})`.execute(db())
  return rows[0] ? person : refuse('forbidden', 'people.signInAgain')
}

/** Ends one of their sessions, wherever it is. */
export async function endSession(viewer: Viewer, id: string): Promise<void> {
  await sql`
    delete from login.session using person
    where session.id = ${id} and session."userId" = person.login and person.thing = ${personOf(viewer)}`.execute(
    db(),
  )
}

/** Ends all of them, this one too. */
export async function signOutEverywhere(viewer: Viewer): Promise<void> {
  await sql`
    delete from login.session using person
    where session."userId" = person.login and person.thing = ${personOf(viewer)}`.execute(db())
}

export interface Factor {
  /** What an app reads, as an address and as letters to type. */
  uri: string
  secret: string
  /** Each works once, should the app be lost. */
  spare: string[]
}

/** Begins a second factor; it counts from the first code on. Refuses a wrong password. */
export async function beginSecondFactor(headers: Headers, password: string): Promise<Factor> {
  const { answer } = await askLogin((api) =>
    api.enableTwoFactor({ body: { password, method: 'totp' }, headers, returnHeaders: true }),
  )
  if (!('totpURI' in answer)) throw new Error('an app was asked for')
  const uri = answer.totpURI
  return { uri, secret: new URL(uri).searchParams.get('secret') ?? '', spare: answer.backupCodes }
}

/** The first code of their app: from now on one is asked for at every sign-in. */
export const confirmSecondFactor = async (headers: Headers, code: string): Promise<string[]> =>
  (
    await askLogin((api) =>
      api.verifyTOTP({ body: { code: code.replace(/\s/g, '') }, headers, returnHeaders: true }),
    )
  ).cookies

/** Gives the second factor up. Refuses a wrong password. */
export const endSecondFactor = async (headers: Headers, password: string): Promise<string[]> =>
  (await askLogin((api) => api.disableTwoFactor({ body: { password }, headers, returnHeaders: true })))
    .cookies

/** Another password; every other session ends. Refuses when the old one is wrong. */
export const changePassword = async (
  headers: Headers,
  { current, password }: { current: string; password: string },
): Promise<string[]> =>
  (
    await askLogin((api) =>
      api.changePassword({
        body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
        headers,
        returnHeaders: true,
      }),
    )
  ).cookies

/** Everything here that is theirs, as data. */
export async function exportAccount(viewer: Viewer): Promise<object> {
  const person = personOf(viewer)
  const account = await accountOf(viewer)
  const { rows } = await sql<object>`
    select person.lang, person.zone, thing.made as joined,
      coalesce((select json_agg(json_build_object('kind', line.kind, 'code', line.code, 'subject', subject.ref, 'words', line.words) order by line.position)
        from profile_line as line left join thing as subject on subject.id = line.subject where line.person = person.thing), '[]') as profile,
      coalesce((select json_agg(json_build_object('organisation', organisation.slug, 'standing', standing, 'work', work, 'since', since, 'ended', ended))
        from belonging join organisation on organisation.thing = belonging.organisation where belonging.person = person.thing), '[]') as organisations,
      coalesce((select json_agg(json_build_object('organisation', organisation.slug, 'since', since, 'until', until, 'ended', ended))
        from representative join organisation on organisation.thing = representative.organisation where representative.person = person.thing), '[]') as "speaksFor"
    from person join thing on thing.id = person.thing where person.thing = ${person}`.execute(db())
  return {
    format: 'baobab-account/1',
    ...account,
    ...rows[0],
    ...(await keptBy(person)),
    ...(await saidBy(person)),
  }
}
