import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import {
  addReports,
  emptyReport,
  type Fault,
  type ImportReport,
  inShape,
  takeEach,
} from '../../base/import.ts'
import type { BundlePart, Came, Taking } from '../../base/things/bundling.ts'
import type { Viewer } from '../../base/viewer.ts'
import { takeGivenFiles } from '../../records/bundle/files.ts'
import { Given } from '../given.ts'
import { takeThread } from '../importing.ts'
import { tell } from '../telling.ts'
import { giveThreads, threadPoints } from './giving.ts'

const take = (viewer: Viewer, came: Came[], taking: Taking): Promise<ImportReport> =>
  takeEach(inShape(Given, came), (one, place) =>
    takeThread(viewer, place, { ...one, community: taking.slug }, taking),
  )

/** What each was put into, what its answers answer, and its files, once all are here. */
async function tie(viewer: Viewer, came: Came[], { tried }: Taking): Promise<ImportReport> {
  let report = emptyReport()
  const folders = new Map(came.map(({ place, folder }) => [place, folder]))
  for (const { place, one } of inShape(Given, came).read) {
    const faults = tried ? [] : await keepFiles(viewer, one, folders.get(place)!)
    report = addReports(report, {
      ...emptyReport(),
      faults: faults.map((fault) => ({ ...fault, place: `${place}, ${fault.place}` })),
    })
    await atomically(async () => {
      const { rows } = await sql<{ id: number; ref: string }>`
        update thread set concerning = coalesce(concerning, (select id from thing where ref = ${one.concerning ?? null})),
          accepted = coalesce(accepted, (select post.thing from post join thing as said on said.id = post.thing where said.ref = ${one.accepted ?? null} and post.thread = thread.thing)),
          posts = ${one.posts.length}
        from thing where thing.id = thread.thing and thing.ref = ${one.ref} returning thing.id, thing.ref`.execute(
        db(),
      )
      if (one.mergedInto) await putInto(rows[0]?.id ?? 0, one.mergedInto)
      // A post may answer what stands in another thread, or after it since they were put together.
      const answers = one.posts.flatMap((post) =>
        'answers' in post && post.answers ? { ref: post.ref, to: post.answers } : [],
      )
      await sql`
        update post set answers = said.thing
        from unnest(${answers.map(({ ref }) => ref)}::text[], ${answers.map(({ to }) => to)}::text[]) as one (own, other)
          join thing on thing.ref = own join thing as aimed on aimed.ref = other join post as said on said.thing = aimed.id
        where post.thing = thing.id and post.answers is null`.execute(db())
      await tell(rows)
    })
  }
  return report
}

/** In another of its community, and never one that comes back to it: whoever reads is led there. */
const putInto = (thread: number, other: Ref) =>
  sql`
    with recursive line as (
      select one.thing, one.merged_into from thread as one join thing on thing.id = one.thing, thread as own
        where ref = ${other} and own.thing = ${thread} and one.community = own.community
      union select next.thing, next.merged_into from thread as next join line on next.thing = line.merged_into)
    update thread set merged_into = (select id from thing where ref = ${other})
    where thread.thing = ${thread} and exists (select from line) and not exists (select from line where line.thing = ${thread})`.execute(
    db(),
  )

async function keepFiles(viewer: Viewer, one: Given, folder: string): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const post of one.posts)
    if ('body' in post) faults.push(...(await takeGivenFiles(viewer, post, folder)))
  return faults
}

/** Conversations, each with what was said in it. */
export const threadPart: BundlePart = {
  noun: 'threads',
  give: giveThreads,
  points: threadPoints,
  things: (json) => {
    const { ref, posts } = Given.parse(json)
    return [ref, ...posts.map((post) => post.ref)]
  },
  within: (thing) => sql`
    select thread.thing from thread where community = ${thing}
    union select post.thing from post where thread = ${thing}
`,
  take,
  tie,
}
