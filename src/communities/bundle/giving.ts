import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { found } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { type Bundled, type Giving, type Known, type Named, told } from '../../base/things/bundling.ts'
import { visibleTo } from '../../base/viewer.ts'
import { aboutOf, namesIn } from '../../vocabularies/subjects.ts'
import { inTerm } from '../reading.ts'
import { givenAgenda, givenLibrary, givenPages } from './giving-practice.ts'

const known = (column: string): RawBuilder<unknown> => sql`
  (select json_build_object('ref', ref, 'origin', origin, 'slug', slug, 'name', name) from organisation join thing as own on own.id = organisation.thing
    where organisation.thing = ${sql.ref(column)})`

interface Kept {
  home?: Known
  successor?: Known
  sponsor?: Known
  above?: Known
  people?: GivenPerson[]
  /** What its library and its agenda point to and is not here. */
  library?: { index: number; item: object }[]
  ties?: { question: string; to: string }[]
}

type GivenPerson = Named & {
  roles?: { role: string; since: string; until?: string; langs?: string[] }[]
}

interface Row {
  id: number
  ref: string
  origin: string
  slug: string
  sort: string
  name: Text
  question: Text | null
  conditions: Text | null
  purpose: Text | null
  conduct: Text | null
  resources: Text | null
  homeless: Text | null
  parting: Text | null
  resources_until: string | null
  joining: string
  open_to: string
  for_governments: boolean
  rest: string | null
  home: Known | null
  successor: Known | null
  sponsor: Known | null
  above: Known | null
  elsewhere: Kept | null
  subjects: number[]
}

/** A community with what it holds together, as it goes along. */
export async function* giveCommunity(giving: Giving): AsyncGenerator<Bundled> {
  const { community, viewer, text } = giving
  const { rows } = await sql<Row>`
    select thing.id, thing.ref, thing.origin, thing.sort, community.*,
      ${known('community.home')} as home, ${known('community.successor')} as successor, ${known('community.sponsor')} as sponsor,
      (select json_build_object('ref', above.ref, 'origin', above.origin, 'slug', one.slug, 'name', one.name)
        from community as one join thing as above on above.id = one.thing
        where one.thing = community.above and above.state = 'published' and ${visibleTo(viewer, 'above.circle')}) as above,
      array(select subject from about where about.thing = thing.id order by subject) as subjects
    from community join thing on thing.id = community.thing where thing.id = ${community.id} and ${visibleTo(viewer)}`.execute(
    db(),
  )
  const row = found(rows[0])
  const about = await aboutOf(row.subjects)
  const said = (one: Text | null) => one && text(one)
  const elsewhere = row.elsewhere ?? {}
  const { pages, by } = await givenPages(giving)
  const library: object[] = await givenLibrary(giving)
  for (const { index, item } of elsewhere.library ?? []) library.splice(index, 0, item)
  const agenda = (await givenAgenda(giving)).map((question) => ({
    ...question,
    ties: [
      ...question.ties,
      ...(elsewhere.ties ?? []).flatMap(({ question: of, to }) => (of === question.ref ? to : [])),
    ].sort(),
  }))
  const people = [...(elsewhere.people ?? []), ...(await givenPeople(giving))]
  yield {
    ref: row.ref,
    by,
    json: {
      format: 'baobab-community/1',
      ...{ ref: row.ref, origin: row.origin, slug: row.slug, sort: row.sort },
      name: text(row.name),
      ...told({
        question: said(row.question),
        conditions: said(row.conditions),
        purpose: said(row.purpose),
        conduct: said(row.conduct),
        resources: said(row.resources),
        resourcesUntil: row.resources_until,
        homeless: said(row.homeless),
        parting: said(row.parting),
        rest: row.rest,
      }),
      places: namesIn(about, '/places/').split('\n').filter(Boolean),
      topics: namesIn(about, '/topics/').split('\n').filter(Boolean),
      ...{ joining: row.joining, openTo: row.open_to, forGovernments: row.for_governments },
      ...told({
        home: row.home ?? elsewhere.home,
        successor: row.successor ?? elsewhere.successor,
        sponsor: row.sponsor ?? elsewhere.sponsor,
        above: row.above ?? elsewhere.above,
      }),
      people: people.sort((a, b) => (a.name + a.ref < b.name + b.ref ? -1 : 1)),
      goals: await givenGoals(giving),
      channels: await givenChannels(giving),
      groups: await givenGroups(giving),
      ...{ pages, library, agenda },
    },
  }
}

/** Those who belong to it and wish to be named, with what they do for it. */
async function givenPeople({ community, named }: Giving): Promise<GivenPerson[]> {
  const { rows } = await sql<{ person: number; roles: NonNullable<GivenPerson['roles']> | null }>`
    select person, (select json_agg(json_strip_nulls(json_build_object('role', role, 'since', since, 'until', until,
        'langs', case when langs <> '{}' then langs end)) order by role, since)
      from community_role where community_role.community = membership.community and community_role.person = membership.person and since is not null and ${inTerm}) as roles
    from membership where community = ${community.id} and standing = 'member' and ended is null order by id`.execute(
    db(),
  )
  return rows.flatMap(({ person, roles }) => {
    const who = named(person)
    return who ? [{ ...who, ...(roles && { roles }) }] : []
  })
}

async function givenGoals({ community, text, words }: Giving) {
  const { rows } = await sql<{
    id: number
    words: Text
    measure: Text
    by: string | null
    follows: number | null
    made: Date
    ended: Date | null
    how: string | null
    reason: string | null
  }>`select * from community_goal where community = ${community.id} order by id`.execute(db())
  const places = new Map(rows.map(({ id }, i) => [id, i]))
  return rows.map((goal) => ({
    words: text(goal.words),
    measure: text(goal.measure),
    ...told({
      by: goal.by,
      made: goal.made.toISOString(),
      ended: goal.ended?.toISOString(),
      how: goal.how,
      reason: goal.reason === null ? null : words(goal.reason),
      follows: goal.follows === null ? null : places.get(goal.follows),
    }),
  }))
}

async function givenChannels({ community, words }: Giving) {
  const { rows } = await sql<{ label: string; href: string }>`
    select label, href from community_channel where community = ${community.id} order by id`.execute(db())
  // An address with a mail address in it is that.
  return rows
    .filter(({ href }) => words(href) === href)
    .map(({ label, href }) => ({ label: words(label), href }))
}

async function givenGroups({ community, viewer, named, text }: Giving) {
  const { rows } = await sql<{
    ref: string
    origin: string
    task: Text
    product: Text
    convenor: number | null
    ends: string
    ended: Date | null
    outcome: Text | null
    made: string | null
    elsewhere: { convenor?: Named; made?: string } | null
  }>`
    select thing.ref, thing.origin, task, product, convenor, ends, ended, outcome, elsewhere,
      (select ref from thing as came where came.id = working_group.made and came.state = 'published' and ${visibleTo(viewer, 'came.circle')}) as made
    from working_group join thing on thing.id = working_group.thing
    where community = ${community.id} and thing.state = 'published' and ${visibleTo(viewer)} order by thing.id`.execute(
    db(),
  )
  return rows.map((group) => ({
    ...{ ref: group.ref, origin: group.origin },
    task: text(group.task),
    product: text(group.product),
    ends: group.ends,
    ...told({
      ended: group.ended?.toISOString(),
      outcome: group.outcome && text(group.outcome),
      made: group.made ?? group.elsewhere?.made,
      convenor: named(group.convenor) ?? group.elsewhere?.convenor,
    }),
  }))
}

/** What a community's own things point to. */
export const communityPoints = (community: number): RawBuilder<{ thing: number }> => sql`
  select target as thing from library_item where library_item.community = ${community} and removed is null and target is not null
  union select agenda_tie.thing from agenda_tie join agenda_question on agenda_question.thing = question where agenda_question.community = ${community}
  union select made from working_group where working_group.community = ${community} and made is not null
  union select aimed.id from shared_text join page on page.thing = shared_text.thing,
    regexp_matches(body, '/(?:records|uses)/([0-9a-hjkmnp-tv-z]{12})', 'g') as ref (parts) join thing as aimed on aimed.ref = ref.parts[1]
    where page.community = ${community}`
