import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { isRef } from '../base/ids.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { hasBlocked } from '../people/quiet.ts'
import { everyLinkIn, mentionsIn } from '../ui/parts/markdown-text.ts'
import { site } from '../ui/site.ts'
import type { Post } from './thread.ts'

/** So many cards stand under one post; what else it links to is a link. */
const mostCards = 3
/** So many whom one post mentions hear of it. */
const mostMentions = 20

const mayLink = /https?:|\]/i

/** What a text leads to here: references and handles, in their order. */
export function thingsIn(body: string): { refs: string[]; handles: string[] } {
  const refs = new Set<string>()
  const handles = new Set<string>()
  for (const href of mayLink.test(body) ? everyLinkIn(body) : []) {
    const path = href.startsWith(`${site().origin}/`) ? href.slice(site().origin.length) : href
    const [, noun, name = ''] = /^\/([a-z]+)\/([^/?#]+)/.exec(path) ?? []
    if (noun === 'people') handles.add(name)
    else if (noun && isRef(name)) refs.add(name)
  }
  return { refs: [...refs].slice(0, mostCards), handles: [...handles].slice(0, mostCards) }
}

export interface Pointed {
  /** Of those who are mentioned and whose page the viewer may see. */
  handles: ReadonlySet<string>
  /** Of what a post leads to, by the id of the post, as far as the viewer may see it. */
  cards: Map<number, Card[]>
}

interface Found {
  id: number
  kind: string
  ref: string
  handle: string | null
}

/** What these posts lead to, and these things besides: `also` come first. Two queries, none where there is nothing. */
export async function pointedAt(
  viewer: Viewer,
  posts: Post[],
  also: { id: number; kind: string }[] = [],
): Promise<Pointed & { also: Card[] }> {
  const of = posts.map(({ id, body }) => ({ id, mentioned: mentionsIn(body), ...thingsIn(body) }))
  const refs = of.flatMap((one) => one.refs)
  const handles = of.flatMap((one) => [...one.mentioned, ...one.handles])
  const found = refs.length + handles.length > 0 ? await findAll(viewer, refs, handles) : []
  const known = new Set(found.flatMap(({ handle }) => handle ?? []))
  const byName = new Map(
    found.flatMap((one) => [[one.ref, one] as const, [one.handle ?? one.ref, one] as const]),
  )
  const wanted = of.map((one) => ({
    id: one.id,
    things: [...one.refs, ...one.handles].flatMap((name) => byName.get(name) ?? []).slice(0, mostCards),
  }))
  const all = [...also, ...wanted.flatMap(({ things }) => things)]
  const cards = new Map((all.length ? await cardsOf(viewer, all) : []).map((card) => [card.id, card]))
  const cardsFor = (things: { id: number }[]) => things.flatMap(({ id }) => cards.get(id) ?? [])
  return {
    handles: known,
    cards: new Map(wanted.map(({ id, things }) => [id, cardsFor(things)])),
    also: cardsFor(also),
  }
}

async function findAll(viewer: Viewer, refs: string[], handles: string[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select thing.id, thing.kind, thing.ref, null as handle from thing
    where ref = any(${refs}::text[]) and state in ('published', 'withdrawn') and ${visibleTo(viewer)}
    union all
    select thing.id, thing.kind, thing.ref, handle from person join thing on thing.id = person.thing
    where handle = any(${handles}::text[]) and state = 'published' and ${visibleTo(viewer)}`.execute(db())
  return rows
}

/**
 * Writes down whom a post mentions, the first twenty of those who are there, whose page its writer may see and who did
 * not block them. Where it is `sealed` nobody is left out: who hears nothing would know that they blocked who asked.
 */
export async function noteMentions(
  viewer: Viewer,
  post: number,
  body: string,
  { sealed }: { sealed: boolean },
): Promise<void> {
  const handles = mentionsIn(body)
  if (handles.length === 0) return
  await sql`
    insert into mention (post, person)
    select ${post}, person.thing from unnest(${handles}::text[]) with ordinality as named (handle, nth)
      join person using (handle) join thing on thing.id = person.thing
    where state = 'published' and ${visibleTo(viewer)} and (${sealed} or not ${hasBlocked(sql`person.thing`, viewer)})
    order by nth limit ${mostMentions}
    on conflict do nothing`.execute(db())
}
