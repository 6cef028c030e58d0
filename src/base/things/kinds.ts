import { type RawBuilder, sql } from 'kysely'
import type { JSX } from '../../ui/jsx/elements.ts'
import type { Url } from '../../ui/url.ts'
import { db } from '../database/database.ts'
import type { Ref } from '../ids.ts'
import type { Text } from '../text.ts'
import type { Viewer } from '../viewer.ts'
import type { Handing } from './handing.ts'
import type { Reportable } from './peace.ts'

/** What one thing shows of another: enough for a line in a list, and where to go. */
export interface Card {
  id: number
  ref: Ref
  kind: string
  href: Url
  title: Text
  summary?: Text
  /** The kind in the reader's words: "practice", "country". */
  kindName: string
  /** From data and research, or from experience. */
  knowledge?: 'research' | 'experience'
  reviewed?: boolean
  /** How often others say that it worked, worked partly or did not; nothing where nobody says so. */
  tried?: { worked: number; partly: number; didNot: number }
  /** Something in it can be heard. */
  voice?: boolean
  /** The names of the places it is anchored to, most precise first. */
  places?: string[]
  /** The languages it can be read in. */
  languages?: string[]
  changed?: Date
  /** How it stands, with nothing wrong in it, each in a word or two: "Answered", "Quiet". */
  states?: string[]
  /** What a reader must know before trusting it, each in a word or two: "Replaced". */
  marks?: string[]
}

/** What a thing gives to search: its words in each of its languages. */
export interface Searchable {
  id: number
  texts: { lang: string; title: string; summary: string; body: string }[]
  /** Besides places and topics: what it can be narrowed by in every search. */
  knowledge?: 'research' | 'experience'
  instrument?: string
  /** The record's kind, when the thing is a record; else its own kind. */
  kind: string
}

/** What a kind adds to the page of another thing, without a query of its own. */
export interface Panel {
  /** The kinds of thing on whose page it can stand; on every one where nothing is said. */
  on?: readonly string[]
  /** One value of JSON, asked along in the query that finds the `thing` whose page it is. */
  asked: (viewer: Viewer) => RawBuilder<unknown>
  /** Draws that, if there is anything to say. */
  drawn: (viewer: Viewer, of: Ref, found: never) => JSX.Element | null
}

/** What an organisation knows: the first of it, and how much there is. */
export interface Known {
  cards: Card[]
  total: number
  /** How many of them nobody keeps true. */
  unkept: number
}

/** Cards made from rows, which are asked in one query with those of other kinds. */
export interface CardRows {
  /** A query of those of these things the viewer may see; its rows come as JSON. */
  asked: (viewer: Viewer, ids: number[]) => RawBuilder<unknown>
  /** By the id of the thing. */
  drawn: (rows: never[]) => Promise<Map<number, Card>>
}

/** What somebody keeps, with whatever else its kind gives for the export. */
export interface KeptThing {
  ref: Ref
  title: Text
}

export interface Kind extends Reportable {
  kind: string
  /** The noun of its addresses and of the API: `records`. */
  noun: string
  /** Knowledge is anchored to it, written by it or asked for by it: found by its words, but not part of what there is to explore. */
  anchor?: true
  /** Cards of those of these things the viewer may see, by id. */
  cards: (viewer: Viewer, ids: number[]) => Promise<Map<number, Card>>
  rows?: CardRows
  /** What these things give to search; one that should not be found is left out. */
  searchable: (ids: number[]) => Promise<Searchable[]>
  panel?: Panel
  /** A query of the `thing` of it that the parts of an address of ours name; without it its noun and a reference do. */
  named?: (parts: string[]) => RawBuilder<{ thing: number }> | undefined
  /** What of it names an organisation, under any of its names, as far as the viewer may see it: at most so many cards. */
  knownBy?: (viewer: Viewer, name: Text, most: number) => Promise<Known>
  /** The addresses elsewhere that these things name. */
  addresses?: (ids: number[]) => Promise<Map<number, string[]>>
  /** Who keeps one of it that holds another `thing`: a query of both. */
  holders?: () => RawBuilder<{ thing: number; person: number }>
  /** What this person says by it, under the nouns of that, for the export of their account. */
  saidBy?: (person: number) => Promise<object>
  /** What of it this person keeps, for the export of their account. */
  keptBy?: (person: number) => Promise<KeptThing[]>
  /** How what is kept of it goes from hand to hand. */
  handing?: Handing
  /** Lets go of what only they could see, when they delete their account: in the transaction that does. */
  keeperLeft?: (person: number, wish: Farewell) => Promise<void>
  /** Somebody joined who is known to have this address: in the transaction in which they do. */
  newcomer?: (person: number, email: string) => Promise<void>
  /** The newest of it that names this person as who made it, as far as the viewer may see it. */
  creditedTo?: (viewer: Viewer, person: number) => Promise<Card[]>
}

/** What whoever deletes their account wishes. */
export interface Farewell {
  /** Nothing they contributed is to say their name. */
  unnamed: boolean
  /** What they said in conversations and nobody answered goes. */
  unanswered: boolean
}

const kinds = new Map<string, Kind>()

/** `app.ts` registers every kind, so that features need not know each other. */
export function registerKinds(...all: Kind[]): void {
  for (const kind of all) kinds.set(kind.kind, kind)
}

export const everyKind = (): Kind[] => [...kinds.values()]

export const kindOf = (kind: string): Kind | undefined => kinds.get(kind)

/** What an organisation of this name knows, of every kind: so many cards of each. */
export async function knownBy(viewer: Viewer, name: Text, most = 12): Promise<Known> {
  const all: Known = { cards: [], total: 0, unkept: 0 }
  for (const kind of kinds.values()) {
    const known = await kind.knownBy?.(viewer, name, most)
    all.cards.push(...(known?.cards ?? []))
    all.total += known?.total ?? 0
    all.unkept += known?.unkept ?? 0
  }
  return all
}

/** The addresses elsewhere that these things name, by their ids. */
export async function addressesOf(things: { id: number; kind: string }[]): Promise<Map<number, string[]>> {
  const all = new Map<number, string[]>()
  for (const [name, some] of Map.groupBy(things, ({ kind }) => kind))
    for (const [id, found] of (await kinds.get(name)?.addresses?.(some.map((thing) => thing.id))) ?? [])
      all.set(id, found)
  return all
}

/** Who keeps what holds a `thing`, of every kind, as a query. */
export const holdersOf = (): RawBuilder<{ thing: number; person: number }> =>
  sql.join(
    [
      sql`select null::bigint as thing, null::bigint as person where false`,
      ...[...kinds.values()].flatMap(({ holders }) => holders?.() ?? []),
    ],
    sql` union all `,
  )

/** What somebody keeps of every kind, by its noun. */
export async function keptBy(person: number): Promise<Record<string, KeptThing[]>> {
  const all: Record<string, KeptThing[]> = {}
  for (const kind of kinds.values()) if (kind.keptBy) all[kind.noun] = await kind.keptBy(person)
  return all
}

/** What somebody says by things of every kind. */
export async function saidBy(person: number): Promise<object> {
  const all = {}
  for (const kind of kinds.values()) if (kind.saidBy) Object.assign(all, await kind.saidBy(person))
  return all
}

export async function keeperLeft(person: number, wish: Farewell): Promise<void> {
  for (const kind of kinds.values()) await kind.keeperLeft?.(person, wish)
}

export async function newcomer(person: number, email: string): Promise<void> {
  for (const kind of kinds.values()) await kind.newcomer?.(person, email)
}

/** What names this person as who made it, of every kind. */
export async function creditedTo(viewer: Viewer, person: number): Promise<Card[]> {
  const all: Card[] = []
  for (const kind of kinds.values()) all.push(...((await kind.creditedTo?.(viewer, person)) ?? []))
  return all
}

/** The kinds of what knowledge is anchored to. */
export const anchors = (): string[] => [...kinds.values()].flatMap(({ kind, anchor }) => (anchor ? kind : []))

/** The rows of several kinds, in one query or none. */
async function rowsTogether(viewer: Viewer, all: { rows: CardRows; ids: number[] }[]): Promise<never[][]> {
  if (all.length === 0) return []
  const each = all.map(
    ({ rows, ids }) =>
      sql`coalesce((select jsonb_agg(to_jsonb(one)) from (${rows.asked(viewer, ids)}) as one), '[]')`,
  )
  const { rows } = await sql<{
    found: never[][]
  }>`select jsonb_build_array(${sql.join(each)}) as found`.execute(db())
  return rows[0]!.found
}

/** For a kind whose cards come from one query. */
export const cardsByRows = (rows: CardRows): Pick<Kind, 'cards' | 'rows'> => ({
  rows,
  cards: async (viewer, ids) => {
    const { rows: found } = await sql<never>`${rows.asked(viewer, ids)}`.execute(db())
    return rows.drawn(found)
  },
})

/**
 * Cards of things of any kind, in the order given; what the viewer may not see is left out. One query for
 * all the kinds that give rows, and what the others ask.
 */
export async function cardsOf(viewer: Viewer, things: { id: number; kind: string }[]): Promise<Card[]> {
  const byKind = Map.groupBy(things, (thing) => thing.kind)
  const cards = new Map<number, Card>()
  const take = (some: Map<number, Card> = new Map()) => {
    for (const [id, card] of some) cards.set(id, card)
  }
  const byRows: { rows: CardRows; ids: number[] }[] = []
  for (const [name, some] of byKind) {
    const kind = kinds.get(name)
    const ids = some.map((thing) => thing.id)
    if (kind?.rows) byRows.push({ rows: kind.rows, ids })
    else take(await kind?.cards(viewer, ids))
  }
  const found = await rowsTogether(viewer, byRows)
  for (const [i, { rows }] of byRows.entries()) take(await rows.drawn(found[i]!))
  return things.flatMap((thing) => cards.get(thing.id) ?? [])
}
