import { type RawBuilder, sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { filesOf } from '../base/files/uses.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { cardsOf, kindOf } from '../base/things/kinds.ts'
import { system, type Viewer } from '../base/viewer.ts'
import { moderates } from '../communities/access.ts'
import type { Community } from '../communities/community.ts'
import { communityFor, inTerm } from '../communities/reading.ts'
import { isAbove, keepsInstance, mayJudge } from './access.ts'
import { judgedOf } from './judged.ts'
import { type Matter, most, type WholeMatter } from './matter.ts'

const columns = sql`matter.id, matter.thing, thing.kind, thing.ref, why, matched, lang, matter.at, ${isAbove} as above, decided, outcome, reason,
  (select count(*)::int from report where report.matter = matter.id) as reports,
  (select json_build_object('id', one.thing, 'slug', slug, 'name', name) from community as one where one.thing = matter.community) as community`

/** A community whose peace the viewer keeps; none for the instance. Refuses whoever does not; 404 for what is not open to them. */
export async function placeToKeep(viewer: Viewer, slug: string | undefined): Promise<Community | undefined> {
  if (slug === undefined) {
    if (!keepsInstance(viewer)) refuse('forbidden', 'moderation.notKeeper')
    return undefined
  }
  const community = await communityFor(viewer, slug)
  if (!moderates(viewer, community)) refuse('forbidden', 'moderation.notKeeper')
  return community
}

/** Of a `matter`: it lies there; what went to those of the instance lies with them alone until it is decided. */
const liesWith = (place: Community | undefined): RawBuilder<boolean> =>
  place
    ? sql`(matter.community = ${place.id} and not matter.above)`
    : sql`(${isAbove} or (matter.decided is not null and matter.above))`

export interface Asked {
  state: 'open' | 'decided'
  lang?: string
  page: number
}

export interface Queue {
  all: (Matter & { title: string })[]
  total: number
  langs: string[]
}

/** What waits in a place, those in the viewer's languages first, or what was decided there. */
export async function queueIn(viewer: Viewer, slug: string | undefined, { state, lang, page }: Asked) {
  const place = await placeToKeep(viewer, slug)
  const me = viewer.kind === 'person' ? viewer.id : 0
  const mine = sql`array(select unnest(langs) from community_role where person = ${me} and ended is null and community = ${place?.id ?? null})`
  const where = sql`${liesWith(place)} and ${state === 'open' ? sql`decided is null` : sql`decided is not null`} and ${mayJudge(viewer)}`
  const order = state === 'open' ? sql`lang = any(${mine}) desc, at, id` : sql`decided desc, id desc`
  const { rows } = await sql<{ all: Matter[]; total: number; langs: string[] }>`
    with known as (select ${columns} from matter join thing on thing.id = matter.thing where ${where}),
      narrowed as (select * from known where ${lang ?? null}::text is null or lang = ${lang ?? null})
    select (select count(*)::int from narrowed) as total, array(select distinct lang from known order by lang) as langs,
      coalesce((select json_agg(one) from (select * from narrowed order by ${order} limit ${most.perPage} offset ${(page - 1) * most.perPage}) as one), '[]') as all`.execute(
    db(),
  )
  const { all, ...rest } = rows[0]!
  return { place, queue: { ...rest, all: await titled(all) } satisfies Queue }
}

/** With what each is called, whether it is to be seen or not. One query a kind. */
async function titled(all: Matter[]): Promise<Queue['all']> {
  const titles = new Map<number, string>()
  for (const [kind, some] of Map.groupBy(all, (one) => one.kind)) {
    const ids = some.map(({ thing }) => thing)
    const asked = kindOf(kind)?.peace?.judged?.(ids)
    if (asked) {
      const { rows } = await sql<{ thing: number; title: string }>`${asked}`.execute(db())
      for (const { thing, title } of rows) titles.set(thing, title)
    } else
      for (const { id, title } of await cardsOf(
        system('a report'),
        ids.map((id) => ({ id, kind })),
      ))
        titles.set(id, title.texts[title.original] ?? '')
  }
  return all.map((one) => ({ ...one, title: titles.get(one.thing) ?? '' }))
}

/**
 * One thing to decide, for whoever may: 404 for what lies elsewhere, is the viewer's own, or was decided by them
 * before. With `lock`, until the transaction is over nobody else decides it.
 */
export async function matterFor(
  viewer: Viewer,
  slug: string | undefined,
  id: number,
  { lock = false } = {},
): Promise<{ place: Community | undefined; matter: WholeMatter }> {
  const place = await placeToKeep(viewer, slug)
  const { rows } = await sql<Matter & Pick<WholeMatter, 'said' | 'before' | 'against'>>`
    select ${columns},
      coalesce((select json_agg(json_build_object('reason', report.reason, 'words', report.words, 'lang', report.lang) order by report.id)
        from report where report.matter = matter.id), '[]') as said,
      coalesce((select json_agg(json_build_object('at', one.decided, 'outcome', one.outcome, 'reason', one.reason) order by one.decided desc)
        from matter as one where one.thing = matter.thing and one.decided is not null and one.id <> matter.id), '[]') as before,
      (select json_build_object('id', deed.id, 'kind', deed.kind, 'reason', deed.reason, 'answer', deed.answer) from deed where deed.id = matter.deed) as against
    from matter join thing on thing.id = matter.thing
    where matter.id = ${id} and ${liesWith(place)} and ${mayJudge(viewer)} ${lock ? sql`for update of matter` : sql``}`.execute(
    db(),
  )
  const matter = found(rows[0])
  const { title, words, lang, person } = await judgedOf({ id: matter.thing, kind: matter.kind })
  const whom = await knownAs(person, place?.id ?? matter.community?.id ?? null)
  const [card] = await cardsOf(viewer, [{ id: matter.thing, kind: matter.kind }])
  return {
    place,
    matter: {
      ...matter,
      ...{ title, words, lang, ...whom },
      href: card?.href,
      files: await filesOf(matter.thing),
      canHide: Boolean(kindOf(matter.kind)?.peace?.hide),
    },
  }
}

/** Who somebody is, and what was done about them in this place. */
async function knownAs(
  person: number | null,
  community: number | null,
): Promise<Pick<WholeMatter, 'person' | 'deeds'>> {
  const { rows } = await sql<Pick<WholeMatter, 'person' | 'deeds'>>`
    select json_build_object('id', person.thing, 'name', name, 'handle', handle) as person,
      coalesce((select json_agg(json_build_object('at', at, 'kind', kind, 'reason', reason) order by at desc) from deed
        where deed.person = person.thing and community is not distinct from ${community}), '[]') as deeds
    from person where thing = ${person} and left_at is null`.execute(db())
  return rows[0] ?? { person: null, deeds: [] }
}

export interface Waiting {
  /** Of which community; of none for what those of the instance look at. */
  slug: string | null
  name: Text | null
  count: number
}

/** How much waits for the viewer, wherever they keep the peace: of each community, and of the instance; for the query of a desk. */
export const toModerate = (viewer: Viewer): RawBuilder<Waiting[]> =>
  viewer.kind === 'person'
    ? sql`coalesce((select json_agg(one order by slug nulls last) from (
        select case when ${isAbove} then null else slug end as slug, case when ${isAbove} then null else community.name end as name, count(*)::int as count
        from matter left join community on community.thing = matter.community
        where decided is null and ${mayJudge(viewer)} and case when ${isAbove} then ${keepsInstance(viewer)} else exists (
          select from community_role where community_role.community = matter.community and person = ${viewer.id} and ${inTerm}
            and role in ('facilitator', 'moderator')) end
        group by 1, 2) as one), '[]')`
    : sql`'[]'::json`
