import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { locks } from '../base/database/locks.ts'
import { inTermOf } from '../base/in-term.ts'
import { announce } from '../base/outbox/announce.ts'
import { refuse } from '../base/refusal.ts'
import { type KeptThing, keeperLeft, keptBy } from '../base/things/kinds.ts'
import type { Role, Viewer } from '../base/viewer.ts'
import { personOf } from './account.ts'
import { askLogin } from './login/asking.ts'
import { type Named, organisationChanged } from './organisations.ts'

/** What somebody does for others, which ends with their account. */
export interface Offices {
  /** Organisations whose page nobody else keeps, and the names of those who were asked to. */
  organisations: (Named & { id: number; asked: string[] })[]
  /** For whom they speak today. */
  speaksFor: Named[]
  /** What they may do; `alone`: nobody else may do it there, nor everywhere. */
  rights: { role: Role; since: string; subject: string | null; alone: boolean }[]
}

/** What somebody holds that others count on. */
export interface Held extends Offices {
  /** Records they keep true, collections and whatever else, by its noun. */
  kept: Record<string, KeptThing[]>
}

/** What somebody would leave behind. One query, and one for each kind that they may keep something of. */
export const heldBy = async (viewer: Viewer): Promise<Held> => ({
  ...(await officesOf(viewer)),
  kept: await keptBy(personOf(viewer)),
})

/** Their offices alone. One query. */
export async function officesOf(viewer: Viewer): Promise<Offices> {
  const person = personOf(viewer)
  const { rows } = await sql<Offices>`
    select
      coalesce((select json_agg(json_build_object('id', organisation.thing, 'slug', slug, 'name', name, 'asked',
          array(select person.name from belonging as offer join person on person.thing = offer.person
            where offer.organisation = organisation.thing and offered and ended is null order by person.name)) order by slug)
        from belonging join organisation on organisation.thing = belonging.organisation
        where person = ${person} and standing = 'steward' and ended is null and not exists (
          select from belonging as other where other.organisation = belonging.organisation
            and other.person <> ${person} and other.standing = 'steward' and other.ended is null)), '[]') as organisations,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name) order by slug)
        from representative join organisation on organisation.thing = representative.organisation
        where person = ${person} and ${inTermOf('representative')}), '[]') as "speaksFor",
      coalesce((select json_agg(json_build_object('role', role, 'since', since, 'subject', subject.ref, 'alone', not exists (
          select from appointment as other where other.role = mine.role and other.person <> ${person} and other.ended is null
            and (other.subject is null or other.subject = mine.subject))) order by mine.id)
        from appointment as mine left join thing as subject on subject.id = mine.subject
        where person = ${person} and ended is null), '[]') as rights`.execute(db())
  return rows[0]!
}

/**
 * Deletes the account: sessions, password, profile, memberships and rights go at once and for good, and so
 * does what only they could see. What they contributed stays credited to their name, or loses it when they
 * say `unnamed`; what they said in conversations goes where nobody answered it, when they wish that. An organisation whose page nobody keeps then is written down as such, and listed for
 * whoever curates its place. Refuses a wrong password, and the last operator.
 */
export async function deleteAccount(
  viewer: Viewer,
  headers: Headers,
  { password, unnamed, unanswered = false }: { password: string; unnamed: boolean; unanswered?: boolean },
): Promise<void> {
  const person = personOf(viewer)
  await askLogin((api) => api.verifyPassword({ body: { password }, headers, returnHeaders: true }))
  await atomically(async () => {
    await refuseLastOperator(person)
    const { ref, login } = await db()
      .selectFrom('person')
      .innerJoin('thing', 'thing.id', 'person.thing')
      .select(['thing.ref', 'person.login'])
      .where('person.thing', '=', person)
      .executeTakeFirstOrThrow()
    const { organisations, rights } = await officesOf(viewer)
    for (const { role, subject } of rights)
      await audit(viewer, `appointment-ended.${role}`, person, { subject })
    await db().deleteFrom('profile_line').where('person', '=', person).execute()
    await db().deleteFrom('token').where('person', '=', person).execute()
    await keeperLeft(person, { unnamed, unanswered })
    for (const table of ['appointment', 'belonging', 'representative'] as const)
      await sql`update ${sql.table(table)} set ended = now() where person = ${person} and ended is null`.execute(
        db(),
      )
    await sql`update person set login = null, left_at = now(), handle = ${`left-${ref}`}${unnamed ? sql`, name = ''` : sql``} where thing = ${person}`.execute(
      db(),
    )
    await sql`delete from login."user" where id = ${login}`.execute(db())
    await db().updateTable('thing').set({ state: 'withdrawn' }).where('id', '=', person).execute()
    for (const { id } of organisations) {
      await audit(viewer, 'organisation.without-keeper', id)
      await organisationChanged(id)
    }
    await audit(viewer, 'account.deleted', person, { unnamed, unanswered })
    await changed(ref, 'people')
    await announce('thing.changed', { ids: [person] })
  })
}

async function refuseLastOperator(person: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${locks.endingRights})`.execute(db())
  const { rows } = await sql<{ others: number; is: boolean }>`
    select count(*) filter (where person <> ${person})::int as others, bool_or(person = ${person}) as is
    from appointment where role = 'operator' and ended is null`.execute(db())
  if (rows[0]?.is && rows[0].others === 0) refuse('conflict', 'people.lastOperator')
}
