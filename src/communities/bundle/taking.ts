import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { emptyReport, type ImportReport, inShape } from '../../base/import.ts'
import type { BundlePart, Came, Taking } from '../../base/things/bundling.ts'
import { makeThing } from '../../base/things/things.ts'
import type { Viewer } from '../../base/viewer.ts'
import { saidBy } from '../../people/elsewhere.ts'
import { communityChanged } from '../changed.ts'
import { Given } from '../given.ts'
import { importCommunities } from '../importing.ts'
import { tiePractice } from '../practice-importing.ts'
import { communityPoints, giveCommunity } from './giving.ts'

/** Under what it is called here. */
const called = (came: Came[], { slug }: Taking): Came[] =>
  came.map((one) => ({ ...one, json: { ...(one.json as object), slug } }))

async function tieCommunity(_: Viewer, came: Came[], taking: Taking): Promise<ImportReport> {
  const report = emptyReport()
  await atomically(async () => {
    for (const { place, one } of inShape(Given, came).read) {
      const { rows } = await sql<{ id: number; circle: number }>`
        select id, circle from thing where ref = ${one.ref} and kind = 'community'`.execute(db())
      const [here] = rows
      if (!here) continue
      const faults = await tiePractice(here.id, one, taking)
      report.faults.push(...faults.map((fault) => ({ ...fault, place: `${place}, ${fault.place}` })))
      for (const group of one.groups) await keepGroup(here, group, taking)
      await communityChanged(here.id)
    }
  })
  return report
}

async function keepGroup(
  { id: community, circle }: { id: number; circle: number },
  { ref, origin, task, product, convenor, ends, ended, outcome, made }: Given['groups'][number],
  taking: Taking,
): Promise<void> {
  const { id } = await makeThing({ kind: 'working-group', ref, circle, origin })
  const { person, by } = await saidBy(convenor, taking)
  const { rows } = await sql<{ id: number }>`
    select id from thing where ref = ${made ?? null} and state = 'published'`.execute(db())
  const elsewhere = { ...(by && { convenor: by }), ...(made && rows.length === 0 && { made }) }
  await db()
    .insertInto('working_group')
    .values({
      ...{ thing: id, community, ends },
      task: JSON.stringify(task),
      product: JSON.stringify(product),
      convenor: person,
      ended: ended ?? null,
      outcome: outcome ? JSON.stringify(outcome) : null,
      made: rows[0]?.id ?? null,
      elsewhere: JSON.stringify(elsewhere),
    })
    .execute()
}

/** A community with its pages, its library and its agenda, and who belonged to it where they wish to be named. */
export const communityPart: BundlePart = {
  noun: 'communities',
  give: giveCommunity,
  points: communityPoints,
  take: (viewer, came, taking) => importCommunities(viewer, called(came, taking), taking),
  tie: (viewer, came, taking) => tieCommunity(viewer, called(came, taking), taking),
}
