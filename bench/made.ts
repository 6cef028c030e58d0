import { sql } from 'kysely'
import { atomically, db } from '../src/base/database/database.ts'
import { newRef } from '../src/base/ids.ts'
import { registerKinds } from '../src/base/things/kinds.ts'
import { document, made } from './corpus.ts'

/** What the made things are called while the bench runs: one kind, its documents made when asked for. */
const kind = 'made'

/** Thing ids by their number in the generator; things of the ground come first. */
let firstThing = 0

export function registerMade(): void {
  registerKinds({
    kind,
    noun: kind,
    cards: async () => new Map(),
    searchable: async (ids) =>
      ids.map((id) => {
        const { texts, kind, knowledge, instrument } = document(id - firstThing)
        return { id, texts, kind, knowledge, instrument }
      }),
  })
}

/** Circles, places in regions in the world, topics in a tree three deep. Gives the circles' ids. */
export async function makeGround(): Promise<void> {
  await sql`insert into circle (id, kind) overriding system value select 10 + n, 'community' from generate_series(1, ${made.circles}::int) n`.execute(
    db(),
  )
  const places = await things('place', 1 + 6 + 22 + made.countries + made.districts)
  const topics = await things('topic', made.topics)
  ground = { places: places.slice(29), topics }
  const parents = new Map<number, number>()
  places.forEach((id, i) => {
    if (i > 0)
      parents.set(
        id,
        places[
          i < 7
            ? 0
            : i < 29
              ? 1 + (i % 6)
              : i < 29 + made.countries
                ? 7 + (i % 22)
                : 29 + (i % made.countries)
        ]!,
      )
  })
  topics.forEach((id, i) => {
    if (i >= 20) parents.set(id, topics[i < 140 ? i % 20 : 20 + (i % 120)]!)
  })
  const within: [number, number][] = []
  for (const id of [...places, ...topics])
    for (let up: number | undefined = id; up; up = parents.get(up)) within.push([id, up])
  await sql`insert into within (thing, ancestor) select * from unnest(${within.map(([a]) => a)}::bigint[], ${within.map(([, a]) => a)}::bigint[])`.execute(
    db(),
  )
}

let ground: { places: number[]; topics: number[] } = { places: [], topics: [] }

/** Finds the ground and the things that an earlier run made in this database; gives how many things. */
export async function takeUpMade(): Promise<number> {
  const { rows } = await sql<{ kind: string; ids: number[] }>`
    select kind, array_agg(id order by id) as ids from thing where kind in ('place', 'topic', ${kind}) group by kind`.execute(
    db(),
  )
  const of = (one: string) => rows.find((row) => row.kind === one)?.ids ?? []
  ground = { places: of('place').slice(29), topics: of('topic') }
  firstThing = of(kind)[0] ?? 0
  return of(kind).length
}

/** The topics and places that queries narrow by. */
export const madeGround = () => ground

async function things(kind: string, count: number, circles: number[] = []): Promise<number[]> {
  const refs = Array.from({ length: count }, newRef)
  const { rows } = await sql<{ id: number }>`
    insert into thing (ref, kind, circle, state, origin, changed)
    select ref, ${kind}, case when n = 0 or n is null then 1 else 10 + n end, 'published', 'bench', now() - place * interval '1 minute'
    from unnest(${refs}::text[], ${circles}::int[]) with ordinality as made (ref, n, place)
    returning id`.execute(db())
  return rows.map((row) => row.id)
}

/** Makes the things numbered from `from` up to `to`, without indexing them; gives their ids. */
export function makeThings(from: number, to: number): Promise<number[]> {
  return atomically(async () => {
    const documents = Array.from({ length: to - from }, (_, i) => document(from + i))
    const ids = await things(
      kind,
      documents.length,
      documents.map((one) => one.circle),
    )
    if (from === 0) firstThing = ids[0]!
    const about = documents.flatMap((one, i) =>
      [...one.places.map((n) => ground.places[n]!), ...one.topics.map((n) => ground.topics[n]!)].map(
        (subject) => [ids[i]!, subject] as const,
      ),
    )
    await sql`insert into about (thing, subject) select * from unnest(${about.map(([a]) => a)}::bigint[], ${about.map(([, a]) => a)}::bigint[])`.execute(
      db(),
    )
    const codes = documents.flatMap((one, i) =>
      one.codes.map(({ slot, code }) => ({ id: ids[i]!, slot, code })),
    )
    await sql`
      insert into facet (thing, instrument, slot, code)
      select id, 'instrument-0', slot, code from unnest(${codes.map((c) => c.id)}::bigint[], ${codes.map((c) => c.slot)}::text[], ${codes.map((c) => c.code)}::text[]) as given (id, slot, code)`.execute(
      db(),
    )
    return ids
  })
}
