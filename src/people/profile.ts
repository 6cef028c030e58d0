import { sql } from 'kysely'
import { changed, dependsOn } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { inTermOf } from '../base/in-term.ts'
import { announce } from '../base/outbox/announce.ts'
import { found, refuse } from '../base/refusal.ts'
import { isLang, type Text } from '../base/text.ts'
import { panelsAsked } from '../base/things/panels.ts'
import { everyone, members, type Viewer, visibleTo } from '../base/viewer.ts'
import { readPlaces } from '../places/everywhere.ts'
import { topicNamed } from '../vocabularies/topics.ts'
import { personOf } from './account.ts'

export const lineKinds = ['about', 'role', 'language', 'expertise', 'place', 'offer', 'link'] as const
export type LineKind = (typeof lineKinds)[number]
export const offers = ['mentoring', 'expert-help', 'review', 'translation', 'data', 'visit'] as const
export type Offer = (typeof offers)[number]

/** Whom a line is meant for. */
export const audiences = ['everyone', 'members', 'me'] as const
export type Audience = (typeof audiences)[number]

/** One thing someone says of themselves. */
export interface Line {
  id: number
  kind: LineKind
  audience: Audience
  /** A language, a kind of offer, or an address. */
  code: string | null
  /** A topic or a place. */
  subject: number | null
  words: Text | null
}

export interface Profile {
  id: number
  ref: string
  handle: string
  name: string
  /** Whom the page is open to. */
  audience: Audience
  joined: string
  mine: boolean
  lines: Line[]
  organisations: { slug: string; name: Text; work: string; speaksFor: boolean }[]
  /** What other rooms show of them, as `panelsDrawn` takes it. */
  panels: Record<string, never>
}

/** As far as the viewer may see it: each line for itself. 404 for whoever left or is not open to them. One query. */
export async function profileFor(viewer: Viewer, handle: string): Promise<Profile> {
  dependsOn('people')
  const me = viewer.kind === 'person' ? viewer.id : null
  const { rows } = await sql<Omit<Profile, 'lines'> & { lines: Line[] | null }>`
    select thing.id, thing.ref, handle, person.name, thing.made as joined, ${audienceOf('thing.circle')} as audience,
      thing.id is not distinct from ${me} as mine,
      (select json_agg(json_build_object('id', line.id, 'kind', line.kind, 'code', line.code, 'subject', line.subject,
          'words', line.words, 'audience', ${audienceOf('line.circle')}) order by line.position, line.id)
        from profile_line as line where line.person = thing.id and ${visibleTo(viewer, 'line.circle')}) as lines,
      coalesce((select json_agg(json_build_object('slug', organisation.slug, 'name', organisation.name, 'work', belonging.work,
          'speaksFor', exists (select from representative where representative.person = thing.id
            and representative.organisation = organisation.thing and ${inTermOf('representative')})))
        from belonging join organisation on organisation.thing = belonging.organisation
        where belonging.person = thing.id and belonging.ended is null and standing in ('member', 'steward')), '[]') as organisations,
      ${panelsAsked(viewer, 'person', { named: true })} as panels
    from person join thing on thing.id = person.thing
    where handle = ${handle} and thing.state = 'published' and (${visibleTo(viewer)} or thing.id is not distinct from ${me})`.execute(
    db(),
  )
  const row = found(rows[0])
  return { ...row, lines: row.lines ?? [] }
}

const audienceOf = (column: string) =>
  sql`case ${sql.ref(column)} when ${everyone} then 'everyone' when ${members} then 'members' else 'me' end`

export interface NewLine {
  kind: LineKind
  audience: Audience
  /** A language tag, a kind of offer, an address, a topic's slug, a place's code, or words. */
  value: string
  /** The language the words are in. */
  lang: string
}

/** A profile has so many lines at most. */
const mostLines = 60

/** Says one more thing of oneself. Refuses what is no such language, topic, place, offer or address. */
export function addLine(viewer: Viewer, line: NewLine): Promise<void> {
  return atomically(async () => {
    const person = personOf(viewer)
    const { count } = await db()
      .selectFrom('profile_line')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('person', '=', person)
      .executeTakeFirstOrThrow()
    if (count >= mostLines) refuse('invalid', 'people.tooManyLines', { most: mostLines })
    await db()
      .insertInto('profile_line')
      .values({
        person,
        kind: line.kind,
        circle: await circleFor(person, line.audience),
        position: lineKinds.indexOf(line.kind) * 1_000 + count,
        ...(await meantBy(line)),
      })
      .execute()
    await profileChanged(person)
  })
}

/** Takes one back. */
export function removeLine(viewer: Viewer, id: number): Promise<void> {
  return atomically(async () => {
    const person = personOf(viewer)
    await db().deleteFrom('profile_line').where('id', '=', id).where('person', '=', person).execute()
    await profileChanged(person)
  })
}

/** Whom the page is open to, and what its owner is called. */
export function changeProfile(
  viewer: Viewer,
  { name, audience }: { name: string; audience: Audience },
): Promise<void> {
  return atomically(async () => {
    const person = personOf(viewer)
    await db().updateTable('person').set({ name }).where('thing', '=', person).execute()
    const circle = await circleFor(person, audience)
    await db().updateTable('thing').set({ circle }).where('id', '=', person).execute()
    await profileChanged(person)
  })
}

async function meantBy({ kind, value, lang }: NewLine) {
  const nothing = { code: null, subject: null, words: null }
  switch (kind) {
    case 'language':
      return isLang(value) ? { ...nothing, code: value } : refuse('invalid', 'people.noLanguage')
    case 'offer':
      return offers.includes(value as Offer)
        ? { ...nothing, code: value }
        : refuse('invalid', 'people.noOffer')
    case 'link':
      return /^https?:\/\/[^\s]{3,500}$/.test(value) && URL.canParse(value)
        ? { ...nothing, code: value }
        : refuse('invalid', 'people.noLink')
    case 'expertise': {
      const topic = await topicNamed(value)
      return topic ? { ...nothing, subject: topic.id } : refuse('invalid', 'people.noTopic')
    }
    case 'place': {
      const [place] = await readPlaces([value.toUpperCase()])
      return place ? { ...nothing, subject: place.id } : refuse('invalid', 'people.noPlace')
    }
    default:
      return { ...nothing, words: JSON.stringify({ original: lang, texts: { [lang]: value } }) }
  }
}

async function circleFor(person: number, audience: Audience): Promise<number> {
  if (audience === 'everyone') return everyone
  if (audience === 'members') return members
  const { circle } = await db()
    .selectFrom('person')
    .select('circle')
    .where('thing', '=', person)
    .executeTakeFirstOrThrow()
  return circle
}

async function profileChanged(person: number): Promise<void> {
  const { ref } = await db()
    .updateTable('thing')
    .set({ changed: new Date().toISOString() })
    .where('id', '=', person)
    .returning('ref')
    .executeTakeFirstOrThrow()
  await changed(ref, 'people')
  await announce('thing.changed', { ids: [person] })
}
