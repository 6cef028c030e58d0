import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { bundleParts } from '../../base/things/bundling.ts'
import { everyone, members } from '../../base/viewer.ts'
import { givingFor } from './wishes.ts'

/** How something reads here: all of it, and without what may differ between two places. */
export interface Sums {
  whole: string
  bare: string
}

/** By its room and its reference: two rooms may say something of the same thing. */
export const keyOf = (noun: string, ref: string): string => `${noun}/${ref}`

/** How the things of this community read here, as they would go along. Never all of them in memory. */
export async function sumsHere(ref: string): Promise<Map<string, Sums>> {
  const { rows } = await sql<{ id: number; slug: string; circle: number }>`
    select thing.id, slug, community.circle from community join thing on thing.id = community.thing where ref = ${ref}`.execute(
    db(),
  )
  const here = new Map<string, Sums>()
  const [community] = rows
  if (!community) return here
  const viewer = { kind: 'stranger' as const, circles: [everyone, members, community.circle] }
  const giving = await givingFor(viewer, community)
  for (const { noun, give } of bundleParts())
    for await (const { ref, json } of give(giving)) here.set(keyOf(noun, ref), sumsOf(json))
  return here
}

/** What may differ between two places without anything having been changed: who is here, and what it is called. */
const differing = new Set([
  ...['by', 'people', 'owner', 'convenor', 'organisation', 'custodian'],
  ...['home', 'successor', 'sponsor', 'above', 'slug', 'community', 'thanks'],
])

export const sumsOf = (json: object): Sums => ({
  whole: sumOf(inOrder(json, () => true)),
  bare: sumOf(inOrder(json, (key) => !differing.has(key))),
})

const sumOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** The same for the same things, in whatever order their keys were written. */
function inOrder(value: unknown, counts: (key: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => inOrder(one, counts))
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value)
    .filter(([key, one]) => counts(key) && one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, inOrder(one, counts)])
}
