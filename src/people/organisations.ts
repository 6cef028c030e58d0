import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed, dependsOn } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import { found, refuse } from '../base/refusal.ts'
import { latinSlug } from '../base/slug.ts'
import { pick, type Text } from '../base/text.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { holds, type Viewer, visibleTo } from '../base/viewer.ts'
import { readPlaces } from '../places/everywhere.ts'
import { personOf } from './account.ts'
import { refuseRing } from './ring.ts'

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

export interface Named {
  slug: string
  name: Text
}

export interface Organisation {
  id: number
  ref: string
  slug: string
  kind: OrganisationKind
  name: Text
  about: Text | null
  website: string | null
  parent: Named | null
  branches: Named[]
  /** What it has asked to be a branch of, and what has asked to be a branch of it: for those who keep it. */
  asksParent: Named | null
  asking: Named[]
  /** Ids of places. */
  places: number[]
  members: Belonging[]
  representatives: Speaking[]
  /** What the viewer is in it. */
  mine: 'none' | Standing
  /** They look after its page: stewards, and curators of one of its places. */
  keeps: boolean
}

type Standing = 'asked' | 'invited' | 'member' | 'steward'

export interface Belonging {
  id: number
  handle: string
  name: string
  work: string
  standing: Standing
  /** They are asked to keep its page and have not answered: told to them and to those who keep it. */
  offered: boolean
  /** It is the viewer. */
  own: boolean
  /** Their page is open to the viewer. */
  open: boolean
}

/** Who speaks for it, from and until. */
export interface Speaking {
  id: number
  handle: string
  name: string
  own: boolean
  /** Their page is open to the viewer. */
  open: boolean
  since: string
  until: string | null
}

/**
 * An organisation's page. Members of the commons see who belongs to it, as far as their pages are open to
 * them, everyone who speaks for it; what waits for a yes is seen by those who keep it and by whoever was asked
 * or asks. One query.
 */
export async function organisationFor(viewer: Viewer, slug: string): Promise<Organisation> {
  dependsOn('organisations', 'people')
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<
    Omit<Organisation, 'keeps' | 'mine'> & { mine: Standing | null; within: number[] }
  >`
    select thing.id, thing.ref, organisation.slug, kinds.kind, organisation.name, organisation.about, website,
      (select json_build_object('slug', slug, 'name', name) from organisation as above where above.thing = organisation.parent) as parent,
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name) order by slug) from organisation as below where below.parent = thing.id), '[]') as branches,
      (select json_build_object('slug', slug, 'name', name) from organisation as above where above.thing = organisation.asks_parent) as "asksParent",
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name) order by slug) from organisation as below where below.asks_parent = thing.id), '[]') as asking,
      array(select subject from about where about.thing = thing.id) as places,
      array(select ancestor from about join within on within.thing = about.subject where about.thing = thing.id) as within,
      coalesce((select json_agg(json_build_object('id', belonging.id, 'handle', handle, 'name', person.name, 'work', work, 'standing', standing, 'offered', offered, 'own', person.thing = ${me}, 'open', ${visibleTo(viewer, 'page.circle')}) order by person.name)
        from belonging join person on person.thing = belonging.person join thing as page on page.id = person.thing where belonging.organisation = thing.id and ended is null), '[]') as members,
      coalesce((select json_agg(json_build_object('id', representative.id, 'handle', handle, 'name', person.name, 'since', since, 'until', until, 'own', person.thing = ${me}, 'open', ${visibleTo(viewer, 'page.circle')}) order by since)
        from representative join person on person.thing = representative.person join thing as page on page.id = person.thing
        where representative.organisation = thing.id and ended is null and (until is null or until >= current_date)), '[]') as representatives,
      (select standing from belonging where belonging.organisation = thing.id and person = ${me} and ended is null) as mine
    from organisation join thing on thing.id = organisation.thing cross join lateral (select organisation.kind) as kinds
    where organisation.slug = ${slug} and thing.state = 'published' and ${visibleTo(viewer)}`.execute(db())
  const { within, mine, members, asksParent, asking, ...row } = found(rows[0])
  const keeps = mine === 'steward' || holds(viewer, 'curator', within)
  const shown = members.filter(
    (one) => keeps || one.own || (viewer.kind !== 'stranger' && one.open && belongs(one)),
  )
  return {
    ...row,
    members: shown.map((one) => ({ ...one, offered: one.offered && (keeps || one.own) })),
    asksParent: keeps ? asksParent : null,
    asking: keeps ? asking : [],
    mine: mine ?? 'none',
    keeps,
  }
}

/** Somebody said yes to it, and they did. */
export const belongs = ({ standing }: { standing: Standing }): boolean =>
  standing === 'member' || standing === 'steward'

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

/**
 * Puts an organisation on the map; whoever does keeps its page. What it is to be a branch of is asked, unless
 * they keep that too. Refuses a name that is there already. Gives its slug.
 */
export function startOrganisation(viewer: Viewer, given: NewOrganisation): Promise<string> {
  return atomically(async () => {
    const person = personOf(viewer)
    const slug = slugOf(given.name)
    const { id } = await makeThing({ kind: 'organisation' })
    const stored = await storedOf(viewer, given)
    const made = await db()
      .insertInto('organisation')
      .values({ thing: id, slug, ...stored })
      .onConflict((c) => c.column('slug').doNothing())
      .returning('thing')
      .executeTakeFirst()
    if (!made) refuse('conflict', 'people.organisationThere', { name: given.name })
    await placeIt(id, given.place)
    await db().insertInto('belonging').values({ organisation: id, person, standing: 'steward' }).execute()
    await audit(viewer, 'organisation.started', id)
    if (stored.asks_parent) await audit(viewer, 'branch.asked', id, { parent: stored.asks_parent })
    await organisationChanged(id)
    return slug
  })
}

/**
 * Changes what the page says: its words in the language they are read in, for those in others stay. What it
 * is to be a branch of is asked, as above. Refuses whoever does not keep it, and a branch of itself or of what is below it.
 */
export function changeOrganisation(viewer: Viewer, slug: string, given: NewOrganisation): Promise<void> {
  return atomically(async () => {
    const before = await organisationFor(viewer, slug)
    const { id, keeps } = before
    if (!keeps) refuse('forbidden', 'people.notKeeper')
    if (given.parent === slug) refuse('invalid', 'people.ownBranch')
    const stored = await storedOf(viewer, given, before)
    const above = stored.parent ?? stored.asks_parent
    if (above) await refuseRing(id, above)
    await db().updateTable('organisation').set(stored).where('thing', '=', id).execute()
    await placeIt(id, given.place)
    await audit(viewer, 'organisation.changed', id)
    if (stored.asks_parent && given.parent !== before.asksParent?.slug)
      await audit(viewer, 'branch.asked', id, { parent: stored.asks_parent })
    await organisationChanged(id)
  })
}

async function storedOf(
  viewer: Viewer,
  { name, lang, kind, about, website, parent }: NewOrganisation,
  before?: Organisation,
) {
  const text = (words: string, was?: Text | null) => JSON.stringify(said(words, lang, was))
  return {
    kind,
    name: text(name, before?.name),
    about: about ? text(about, before?.about) : null,
    website: website || null,
    ...(await parentOf(viewer, parent, before?.parent?.slug)),
  }
}

/** What it is a branch of, as it was or because the viewer keeps that too; else what it asks to be a branch of. */
async function parentOf(viewer: Viewer, slug: string | undefined, before: string | undefined) {
  if (!slug) return { parent: null, asks_parent: null }
  const there = await db()
    .selectFrom('organisation')
    .select('thing')
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!there) return refuse('invalid', 'people.noParent')
  const { id, keeps } = await organisationFor(viewer, slug)
  return keeps || slug === before ? { parent: id, asks_parent: null } : { parent: null, asks_parent: id }
}

/** Words in a language beside those in others. What was shown in another and left as it is says nothing new. */
function said(words: string, lang: string, was: Text | null | undefined): Text {
  if (!was) return { original: lang, texts: { [lang]: words } }
  const shown = pick(was.texts, lang, was.original)?.text
  return words === shown ? was : { ...was, texts: { ...was.texts, [lang]: words } }
}

async function placeIt(id: number, code: string | undefined): Promise<void> {
  const [place] = code ? await readPlaces([code.toUpperCase()]) : []
  if (code && !place) refuse('invalid', 'people.noPlace')
  await setAbout(id, place ? [place.id] : [])
}

/** The name in plain small letters; one without any, such as an Arabic one, as the code of its own. */
const slugOf = (name: string): string =>
  latinSlug(name, 70) || `organisation-${Buffer.from(name).toString('hex').slice(0, 24)}`

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
