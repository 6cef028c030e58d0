import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed, dependsOn } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import { readPlaces } from '../places/everywhere.ts'
import { personOf } from './account.ts'

export const organisationKinds = [
  'ministry',
  'statistics-office',
  'planning-office',
  'school',
  'district',
  'agency',
  'ngo',
  'provider',
  'university',
  'donor',
  'programme',
  'producers',
  'community-group',
  'other',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

export interface Organisation {
  id: number
  ref: string
  slug: string
  kind: OrganisationKind
  name: Text
  about: Text | null
  website: string | null
  parent: { slug: string; name: Text } | null
  branches: { slug: string; name: Text }[]
  /** Ids of places. */
  places: number[]
  members: Belonging[]
  representatives: Speaking[]
  /** What the viewer is in it. */
  mine: 'none' | 'asked' | 'invited' | 'member' | 'steward'
  /** They look after its page: stewards, and curators of one of its places. */
  keeps: boolean
}

export interface Belonging {
  id: number
  handle: string
  name: string
  work: string
  standing: 'asked' | 'invited' | 'member' | 'steward'
}

/** Who speaks for it, from and until. */
export interface Speaking {
  id: number
  handle: string
  name: string
  since: string
  until: string | null
}

/**
 * An organisation's page. Members of the commons see who belongs to it, everyone who speaks for it; who
 * asked to belong is seen by those who keep it and by themselves. One query.
 */
export async function organisationFor(viewer: Viewer, slug: string): Promise<Organisation> {
  dependsOn('organisations', 'people')
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<
    Omit<Organisation, 'keeps' | 'mine'> & { mine: Organisation['mine'] | null; within: number[] }
  >`
    select thing.id, thing.ref, organisation.slug, kinds.kind, organisation.name, organisation.about, website,
      (select json_build_object('slug', slug, 'name', name) from organisation as above where above.thing = organisation.parent) as parent,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name) order by slug) from organisation as below where below.parent = thing.id), '[]') as branches,
      array(select subject from about where about.thing = thing.id) as places,
      array(select ancestor from about join within on within.thing = about.subject where about.thing = thing.id) as within,
      coalesce((select json_agg(json_build_object('id', belonging.id, 'handle', handle, 'name', person.name, 'work', work, 'standing', standing) order by person.name)
        from belonging join person on person.thing = belonging.person where belonging.organisation = thing.id and ended is null), '[]') as members,
      coalesce((select json_agg(json_build_object('id', representative.id, 'handle', handle, 'name', person.name, 'since', since, 'until', until) order by since)
        from representative join person on person.thing = representative.person
        where representative.organisation = thing.id and ended is null and (until is null or until >= current_date)), '[]') as representatives,
      (select standing from belonging where belonging.organisation = thing.id and person = ${me} and ended is null) as mine
    from organisation join thing on thing.id = organisation.thing cross join lateral (select organisation.kind) as kinds
    where organisation.slug = ${slug} and thing.state = 'published'`.execute(db())
  const { within, mine, members, ...row } = found(rows[0])
  const keeps = mine === 'steward' || holds(viewer, 'curator', within)
  const shown = members.filter(
    ({ standing }) =>
      keeps || (viewer.kind !== 'stranger' && (standing === 'member' || standing === 'steward')),
  )
  return { ...row, members: shown, mine: mine ?? 'none', keeps }
}

export interface NewOrganisation {
  name: string
  lang: string
  kind: OrganisationKind
  about?: string
  website?: string
  /** The code of the place it works in. */
  place?: string
  /** The slug of what it is a branch of. */
  parent?: string
}

/** Puts an organisation on the map; whoever does keeps its page. Refuses a name that is there already. Gives its slug. */
export function startOrganisation(viewer: Viewer, given: NewOrganisation): Promise<string> {
  return atomically(async () => {
    const person = personOf(viewer)
    const slug = slugOf(given.name)
    const taken = await db()
      .selectFrom('organisation')
      .select('slug')
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (taken) refuse('conflict', 'people.organisationThere', { name: given.name })
    const { id } = await makeThing({ kind: 'organisation' })
    await db()
      .insertInto('organisation')
      .values({ thing: id, slug, ...(await storedOf(given)) })
      .execute()
    await placeIt(id, given.place)
    await db().insertInto('belonging').values({ organisation: id, person, standing: 'steward' }).execute()
    await audit(viewer, 'organisation.started', id)
    await organisationChanged(id)
    return slug
  })
}

/** Changes what the page says. Refuses whoever does not keep it, and a branch of itself. */
export function changeOrganisation(viewer: Viewer, slug: string, given: NewOrganisation): Promise<void> {
  return atomically(async () => {
    const { id, keeps } = await organisationFor(viewer, slug)
    if (!keeps) refuse('forbidden', 'people.notKeeper')
    if (given.parent === slug) refuse('invalid', 'people.ownBranch')
    await db()
      .updateTable('organisation')
      .set(await storedOf(given))
      .where('thing', '=', id)
      .execute()
    await placeIt(id, given.place)
    await audit(viewer, 'organisation.changed', id)
    await organisationChanged(id)
  })
}

async function storedOf({ name, lang, kind, about, website, parent }: NewOrganisation) {
  const text = (words: string) => JSON.stringify({ original: lang, texts: { [lang]: words } })
  const above = parent
    ? await db().selectFrom('organisation').select('thing').where('slug', '=', parent).executeTakeFirst()
    : undefined
  if (parent && !above) refuse('invalid', 'people.noParent')
  return {
    kind,
    name: text(name),
    about: about ? text(about) : null,
    website: website || null,
    parent: above?.thing ?? null,
  }
}

async function placeIt(id: number, code: string | undefined): Promise<void> {
  const [place] = code ? await readPlaces([code.toUpperCase()]) : []
  if (code && !place) refuse('invalid', 'people.noPlace')
  await setAbout(id, place ? [place.id] : [])
}

/** The name in small letters of its own script made plain; nameless ones go by their kind. */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join('-')
    .slice(0, 70)
    .replace(/-$/, '') || `organisation-${Buffer.from(name).toString('hex').slice(0, 24)}`

export async function organisationChanged(id: number): Promise<void> {
  const { ref } = await db()
    .updateTable('thing')
    .set({ changed: new Date().toISOString() })
    .where('id', '=', id)
    .returning('ref')
    .executeTakeFirstOrThrow()
  await changed(ref, 'organisations', 'people')
  await announce('thing.changed', { ids: [id] })
}
