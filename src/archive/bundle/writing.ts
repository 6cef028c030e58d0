import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { originHere, signedHere } from '../../base/origin.ts'
import { refuse } from '../../base/refusal.ts'
import { type Bundled, bundleParts, type Giving, type Wish } from '../../base/things/bundling.ts'
import { everyone, maySee, members, type Viewer } from '../../base/viewer.ts'
import { communityFor } from '../../communities/reading.ts'
import { type BundleFolder, bundleFolder } from './folder.ts'
import { format, type Manifest, most } from './manifest.ts'
import { readingOf } from './readings.tsx'
import { givingFor } from './wishes.ts'

/** How much of whom a bundle holds. */
export interface Held {
  person: number
  wish: Wish
  /** Posts and versions of pages that are theirs and go along; none where they wish that theirs stays. */
  count: number
}

export interface Written {
  manifest: Manifest
  held: Held[]
}

/** Sees, as nobody, what of a community may go along: what everyone may read, and with `closed` what its members may. */
function goingAlong(viewer: Viewer, { members: own }: { members: number }, closed: boolean): Viewer {
  const circles = closed ? [everyone, members, own] : [everyone]
  return { kind: 'stranger', circles: circles.filter((circle) => maySee(viewer, circle)) }
}

/**
 * Writes a community into an empty folder: as JSON that can be imported again, to read, as mail and as tables. `by`
 * is as what whoever asks does it; they have shown that they may. Refuses a folder with something in it, a
 * community that is not open yet, one that only its members may read without what is `closed`, and one of more files
 * than a bundle has.
 */
export async function writeBundle(
  viewer: Viewer,
  slug: string,
  folder: string,
  { closed, by }: { closed: boolean; by: Manifest['by'] },
): Promise<Written> {
  const community = await communityFor(viewer, slug)
  if (community.state !== 'published') refuse('conflict', 'bundle.notOpen')
  if (community.circle !== everyone && !closed) refuse('invalid', 'bundle.allClosed')
  const part = `${folder}.part`
  if ((await entriesOf(folder)).length > 0) refuse('conflict', 'bundle.folderFull')
  await rm(part, { recursive: true, force: true })
  await mkdir(part, { recursive: true, mode: 0o700 })
  try {
    const into = bundleFolder(part)
    const giving = await givingFor(goingAlong(viewer, community, closed), community)
    const refs = new Map<string, Ref[]>()
    const counts = new Map<number, number>()
    for (const { noun, give } of bundleParts()) {
      refs.set(noun, [])
      for await (const one of give(giving)) {
        await keep(into, noun, one)
        refs.get(noun)!.push(one.ref)
        for (const person of one.by ?? []) counts.set(person, (counts.get(person) ?? 0) + 1)
      }
    }
    const name = giving.text(community.name)
    await readingOf(into, { refs, name, closed, isClosed: community.circle !== everyone, made: new Date() })
    if (into.files.length > most.files) refuse('conflict', 'bundle.tooLarge')
    const manifest = await sign(part, {
      format,
      origin: await originHere(),
      made: new Date().toISOString(),
      by,
      community: { ref: community.ref, slug, name },
      closed,
      files: into.files,
    })
    await rm(folder, { recursive: true, force: true })
    await rename(part, folder)
    return { manifest, held: await heldBy(community.id, counts, giving) }
  } catch (error) {
    await rm(part, { recursive: true, force: true })
    throw error
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    return refuse('conflict', 'bundle.folderFull')
  }
}

async function keep(
  into: BundleFolder,
  noun: string,
  { ref, json, files = [], licence }: Bundled,
): Promise<void> {
  await into.write(`data/${noun}/${ref}.json`, `${JSON.stringify(json, null, 1)}\n`, licence)
  for (const { path, hash } of files) await into.copy(`data/${noun}/files/${path}`, hash)
}

async function sign(folder: string, manifest: Manifest): Promise<Manifest> {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
  await writeFile(join(folder, 'manifest.json'), bytes, { mode: 0o600 })
  const signature = `${JSON.stringify(await signedHere(bytes), null, 1)}\n`
  await writeFile(join(folder, 'manifest.sig.json'), signature, { mode: 0o600 })
  return manifest
}

/** Of those who belong to it, and of whoever else it holds something; each with the wish that it was made by. */
async function heldBy(community: number, counts: Map<number, number>, { wishOf }: Giving): Promise<Held[]> {
  const { rows } = await sql<{ person: number }>`
    select person.thing as person from person where left_at is null and (person.thing = any(${[...counts.keys()]}::bigint[])
      or exists (select from membership where membership.community = ${community} and membership.person = person.thing and standing = 'member' and ended is null))`.execute(
    db(),
  )
  return rows.map(({ person }) => ({ person, wish: wishOf(person), count: counts.get(person) ?? 0 }))
}
