import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { found, missing } from '../../base/refusal.ts'
import { type Card, cardsOf } from '../../base/things/kinds.ts'
import { panelsAsked } from '../../base/things/panels.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { Community, NamedCommunity } from '../community.ts'
import { communityFor } from '../reading.ts'
import { authorOf, newestOf } from '../texts/reading.ts'
import { most, type Version } from '../texts/text.ts'
import type { ListedQuestion, Step } from './question.ts'

/** Of an `agenda_tie` with its `tied` thing: the viewer may see that. */
const isShown = (viewer: Viewer) => sql`tied.state = 'published' and ${visibleTo(viewer, 'tied.circle')}`

const counted = (viewer: Viewer, which: RawBuilder<unknown>) => sql`
  (select count(*)::int from agenda_tie join thing as tied on tied.id = agenda_tie.thing
    where agenda_tie.question = thing.id and ${isShown(viewer)} and ${which})`

function listed(viewer: Viewer): RawBuilder<unknown> {
  const me = viewer.kind === 'person' ? viewer.id : 0
  return sql`thing.id, thing.ref, words, progress, ${authorOf(viewer, 'agenda_question.owner')} as owner,
    (owner is not null and owner = ${me}) as own,
    ${counted(viewer, sql`tied.kind = 'thread'`)} as threads, ${counted(viewer, sql`tied.kind <> 'thread'`)} as records`
}

export interface Agenda {
  questions: (ListedQuestion & { community: NamedCommunity })[]
  total: number
  /** How many are of its own agenda, before those of its communities. */
  ofItself: number
}

/**
 * A page of what a community wants answered, in the order its facilitators gave; of a programme after that what each
 * of its communities does. One query.
 */
export async function agendaOf(
  viewer: Viewer,
  { id, sort }: Pick<Community, 'id' | 'sort'>,
  page: number,
  limit = most.listed,
): Promise<Agenda> {
  dependsOn('communities', 'things')
  const { rows } = await sql<Agenda['questions'][number] & { total: number; ofItself: number }>`
    select ${listed(viewer)}, json_build_object('ref', whose.ref, 'slug', one.slug, 'name', one.name) as community,
      count(*) over ()::int as total, (count(*) filter (where one.thing = ${id}) over ())::int as "ofItself"
    from agenda_question join thing on thing.id = agenda_question.thing
      join community as one on one.thing = agenda_question.community join thing as whose on whose.id = one.thing
    where (one.thing = ${id} or (${sort === 'programme'} and one.above = ${id} and whose.state = 'published' and ${visibleTo(viewer, 'whose.circle')}))
      and thing.state = 'published' and ${visibleTo(viewer)}
    order by one.thing <> ${id}, one.slug, position, thing.id limit ${limit} offset ${(page - 1) * limit}`.execute(
    db(),
  )
  return { questions: rows, total: rows[0]?.total ?? 0, ofItself: rows[0]?.ofItself ?? 0 }
}

export interface AgendaQuestion extends ListedQuestion {
  community: Community
  panels: Record<string, never>
}

/** A question of an agenda, if the viewer may see it: 404 when there is none or it is not open to them. */
export async function questionFor(viewer: Viewer, slug: string, ref: string): Promise<AgendaQuestion> {
  if (!isRef(ref)) missing()
  const community = await communityFor(viewer, slug)
  dependsOn(ref, 'things')
  const { rows } = await sql<Omit<AgendaQuestion, 'community'>>`
    select ${listed(viewer)}, ${panelsAsked(viewer, 'agenda-question')} as panels
    from agenda_question join thing on thing.id = agenda_question.thing
    where thing.ref = ${ref} and community = ${community.id} and thing.state = 'published' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  return { ...found(rows[0]), community }
}

/** What is said of a question besides: its answer as it is agreed now, what is tied to it, and how it came so far. */
export interface Answered {
  answer: Version | undefined
  /** A page of what answers it, and how much there is. */
  tied: Card[]
  steps: Step[]
}

export async function answeredBy(viewer: Viewer, { id }: AgendaQuestion, page: number): Promise<Answered> {
  const { rows: ties } = await sql<{ id: number; kind: string }>`
    select tied.id, tied.kind from agenda_tie join thing as tied on tied.id = agenda_tie.thing
    where agenda_tie.question = ${id} and ${isShown(viewer)}
    order by agenda_tie.at desc, tied.id limit ${most.listed} offset ${(page - 1) * most.listed}`.execute(
    db(),
  )
  const { rows: steps } = await sql<Step>`
    select progress, reason, lang, at, ${authorOf(viewer, 'agenda_step.by')} as by from agenda_step
    where question = ${id} order by id desc limit ${most.listed}`.execute(db())
  return { answer: await newestOf(viewer, id), tied: await cardsOf(viewer, ties), steps }
}

/** Where a question stands by its reference alone: the slug of its community and its words. 404 as `questionFor`. */
export async function questionPlace(
  viewer: Viewer,
  ref: string,
): Promise<{ slug: string; ref: Ref; words: ListedQuestion['words'] }> {
  if (!isRef(ref)) missing()
  const { rows } = await sql<{ slug: string; ref: Ref; words: ListedQuestion['words'] }>`
    select slug, thing.ref, words from agenda_question join thing on thing.id = agenda_question.thing
      join community on community.thing = agenda_question.community
    where thing.ref = ${ref} and thing.state = 'published' and ${visibleTo(viewer)}`.execute(db())
  return found(rows[0])
}

/** Of a `thing` that is a question of an agenda: it is asked in this language. */
export const asksIn = (lang: string): RawBuilder<boolean> =>
  sql`exists (select from agenda_question where agenda_question.thing = thing.id and words -> 'texts' ? ${lang})`
