import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { db } from '../base/database/database.ts'
import { system } from '../base/viewer.ts'
import { importPlaces } from './importing.ts'
import type { GivenPlace } from './place.ts'

ownDatabase()
const viewer = system('test')

beforeAll(async () => {
  await importPlaces(viewer, [{ code: '001', level: 'world', name: { en: 'World' } }])
})

/** For each of n places, the numbers of those it stands in; a number of its own or above makes circles possible. */
const lines = (most: (i: number) => number) =>
  fc
    .integer({ min: 1, max: 9 })
    .chain((n) =>
      fc.tuple(...Array.from({ length: n }, (_, i) => fc.uniqueArray(fc.nat(most(i)), { maxLength: 3 }))),
    )

let run = 0
const given = (graph: number[][]): GivenPlace[] =>
  graph.map((parents, i) => ({
    code: `R${run}-${i}`,
    parent: ['001', ...parents.map((j) => `R${run}-${j}`)],
    name: { en: 'x' },
  }))

type Lines = Map<number, number[]>

async function keptLines(): Promise<Lines> {
  const { rows } = await sql<{ place: number; parents: number[] }>`
    select place.thing as place, array(select parent::int from place_parent where place_parent.place = place.thing) as parents from place`.execute(
    db(),
  )
  return new Map(rows.map(({ place, parents }) => [place, parents]))
}

/** The naive way: walk up from a place, remembering where one has been. */
function above(place: number, lines: Lines, seen = new Set<number>()): Set<number> {
  if (!seen.has(place)) {
    seen.add(place)
    for (const parent of lines.get(place) ?? []) above(parent, lines, seen)
  }
  return seen
}

async function expectClosed(): Promise<void> {
  const lines = await keptLines()
  const { rows } = await sql<{ thing: number; ancestors: number[] }>`
    select thing, array_agg(ancestor::int order by ancestor) as ancestors from within group by thing`.execute(
    db(),
  )
  const walked = [...lines.keys()].map((place) => ({
    thing: place,
    ancestors: [...above(place, lines)].sort((a, b) => a - b),
  }))
  const order = (a: { thing: number }, b: { thing: number }) => a.thing - b.thing
  expect(rows.sort(order)).toEqual(walked.sort(order))
  for (const [place, parents] of lines)
    for (const parent of parents) expect(above(parent, lines).has(place)).toBe(false)
}

const hasCircle = (graph: number[][]): boolean => {
  const lines = new Map(graph.map((parents, i) => [i, parents]))
  return graph.some((parents, i) => parents.some((parent) => above(parent, lines).has(i)))
}

test('places without circles are all kept, in any order, and `within` is what a naive walk finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      lines((i) => Math.max(0, i - 1)),
      fc.func(fc.nat()),
      async (graph, shuffle) => {
        run++
        const sound = graph.map((parents, i) => parents.filter((parent) => parent < i))
        const places = given(sound).sort((a, b) => shuffle(a.code) - shuffle(b.code))
        expect(await importPlaces(viewer, places)).toEqual({
          made: graph.length,
          changed: 0,
          unchanged: 0,
          faults: [],
        })
        await expectClosed()
      },
    ),
    { numRuns: 30 },
  )
})

test('after any change of lines, circles among them, nothing stands in itself and `within` is right', async () => {
  await fc.assert(
    fc.asyncProperty(
      lines((i) => Math.max(0, i - 1)),
      lines(() => 8),
      async (first, second) => {
        run++
        const before = first.map((parents, i) => parents.filter((parent) => parent < i))
        await importPlaces(viewer, given(before))
        const size = Math.max(first.length, second.length)
        const after = Array.from(
          { length: size },
          (_, i) => second[i]?.filter((parent) => parent < size) ?? before[i] ?? [],
        )
        const report = await importPlaces(viewer, given(after.slice(0, second.length)))
        expect(report.faults.length > 0).toBe(hasCircle(after))
        await expectClosed()
      },
    ),
    { numRuns: 30 },
  )
})
