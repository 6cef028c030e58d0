import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import type { JobKind } from '../../base/jobs.ts'
import { send } from '../../base/jobs.ts'
import { log } from '../../base/log.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { type BundlePart, bundleParts } from '../../base/things/bundling.ts'
import { holds, system, type Viewer } from '../../base/viewer.ts'
import { keyOf, type Sums, sumsHere } from './comparing.ts'

const undoJobName = 'bundles.undo'

/** What stays when a bundle is taken back: it reads otherwise than it came, people added to it, or did with it what is written down for good. */
export interface Stayed {
  called: Text
  why: 'changed' | 'added'
}

type State = 'done' | 'undoing' | 'undone' | 'failed'

/** Has the worker take back what a bundle brought. Only operators may; refuses one that is being or was taken back. */
export function askToUndo(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    if (!holds(viewer, 'operator')) refuse('forbidden', 'bundle.onlyOperators')
    const { state, id } = await importFor(ref)
    if (state === 'undoing' || state === 'undone') refuse('conflict', 'bundle.undoneAlready')
    await sql`update bundle_import set state = 'undoing' where id = ${id}`.execute(db())
    await audit(viewer, 'bundle.taking-back', undefined, { import: ref })
    await send(undoJobName, { import: ref })
  })
}

async function importFor(ref: string): Promise<{ id: number; community: Ref; state: State }> {
  const { rows } = await sql<{ id: number; community: Ref; state: State }>`
    select id, community, state from bundle_import where ref = ${ref} for update`.execute(db())
  return found(rows[0])
}

interface Head {
  thing: number
  ref: Ref
  noun: string
  called: Text
  sum: string | null
  /** With all that came in it. */
  ids: number[]
}

/**
 * Takes back what a bundle made, all or nothing: what nobody changed or added to since goes, records stay withdrawn
 * where they were read. The rest stays and is told. 404 where there is none. Only the instance may.
 */
export function undoBundle(viewer: Viewer, ref: string): Promise<{ went: number; stayed: Stayed[] }> {
  return atomically(async () => {
    if (viewer.kind !== 'system') refuse('forbidden', 'bundle.mayNotImport')
    const { id, community, state } = await importFor(ref)
    if (state === 'undone') refuse('conflict', 'bundle.undoneAlready')
    const sums = await sumsHere(community)
    const stayed: Stayed[] = []
    let went = 0
    // What stands in something goes before it.
    for (const part of bundleParts().toReversed()) {
      const going: Head[] = []
      for (const head of await headsOf(id, part)) {
        const why = await whyItStays(part, head, sums)
        if (why) stayed.push({ called: head.called, why })
        else going.push(head)
      }
      await takeBack(viewer, part, going, id)
      went += going.length
    }
    await sql`update bundle_import set state = 'undone', finished = now(), stayed = ${JSON.stringify(stayed)}::jsonb where id = ${id}`.execute(
      db(),
    )
    await audit(viewer, 'bundle.taken-back', undefined, { import: ref, went, stayed: stayed.length })
    await changed('communities', 'threads', 'records', 'things')
    return { went, stayed }
  })
}

async function headsOf(id: number, { noun }: BundlePart): Promise<Head[]> {
  const { rows } = await sql<Head>`
    select head.thing, thing.ref, noun, called, sum,
      array(select thing from bundle_thing as one where one.import = head.import and one.within = head.thing) || head.thing as ids
    from bundle_thing as head join thing on thing.id = head.thing
    where import = ${id} and noun = ${noun} and head.within is null and not undone order by head.thing desc`.execute(
    db(),
  )
  return rows
}

async function whyItStays(
  { noun, back, isHere }: BundlePart,
  { thing, ref, sum, ids }: Head,
  sums: Map<string, Sums>,
): Promise<Stayed['why'] | undefined> {
  // Whoever answers or joins meanwhile waits, and finds that it is gone.
  for (const table of ['thread', 'community'] as const)
    await sql`select from ${sql.table(table)} where thing = ${thing} for update`.execute(db())
  if ((sums.get(keyOf(noun, ref))?.whole ?? null) !== sum) return 'changed'
  // It is no thing of its own: what stands on that was not added to it.
  if (isHere) return undefined
  const inside = bundleParts().flatMap(({ within }) => within?.(thing) ?? [])
  const { rows } = await sql<{ added: boolean }>`
    select exists (select from (${sql.join(inside, sql` union all `)}) as inside where thing <> all(${ids}::bigint[]))
      or exists (select from matter where thing = any(${ids}::bigint[]))
      -- What was done with it is written down for good, and it with that.
      or (${back === undefined} and exists (select from audit where thing = any(${ids}::bigint[]))) as added`.execute(
    db(),
  )
  return rows[0]!.added ? 'added' : undefined
}

/** So many are removed at once: what makes them found is put right once for each such lot, which takes long. */
const together = 1_000

async function takeBack(viewer: Viewer, { back }: BundlePart, going: Head[], id: number): Promise<void> {
  if (!back) {
    const ids = going.flatMap((head) => head.ids)
    for (let from = 0; from < ids.length; from += together)
      await sql`delete from thing where id = any(${ids.slice(from, from + together)}::bigint[])`.execute(db())
    return
  }
  for (const { ref, thing } of going) {
    await back(viewer, ref)
    await sql`update bundle_thing set undone = true where import = ${id} and thing = ${thing}`.execute(db())
  }
}

/** In the worker; what fails can be tried again. */
async function undo(given: object): Promise<void> {
  const { import: ref } = given as { import: string }
  try {
    await undoBundle(system('bundle'), ref)
  } catch (error) {
    log.error({ bundle: ref, error: String(error) }, 'a bundle could not be taken back')
    await sql`update bundle_import set state = 'failed' where ref = ${ref} and state = 'undoing'`.execute(
      db(),
    )
  }
}

export const bundleUndoJob: JobKind = { name: undoJobName, run: undo }
