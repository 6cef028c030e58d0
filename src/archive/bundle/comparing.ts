import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { bundleParts } from '../../base/things/bundling.ts'
import { everyone, members } from '../../base/viewer.ts'
import { givingFor } from './wishes.ts'

/** What the things of this community are here, as they would go along, by their references. */
export async function thingsHere(ref: string): Promise<Map<string, object>> {
  const { rows } = await sql<{ id: number; slug: string; circle: number }>`
    select thing.id, slug, community.circle from community join thing on thing.id = community.thing where ref = ${ref}`.execute(
    db(),
  )
  const here = new Map<string, object>()
  const [community] = rows
  if (!community) return here
  const viewer = { kind: 'stranger' as const, circles: [everyone, members, community.circle] }
  const giving = await givingFor(viewer, community)
  for (const { give } of bundleParts()) for await (const { ref, json } of give(giving)) here.set(ref, json)
  return here
}

/** What may differ between two places without anything having been changed: who is here, and what it is called. */
const differing = new Set([
  ...['by', 'people', 'owner', 'convenor', 'organisation', 'custodian'],
  ...['home', 'successor', 'sponsor', 'above', 'slug', 'community', 'thanks'],
])

export const isSame = (one: object, other: object): boolean => isDeepStrictEqual(bare(one), bare(other))

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (differing.has(key) ? [] : [[key, bare(one)]])),
  )
}
