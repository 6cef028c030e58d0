import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { keyOf, store } from '../../base/files/store.ts'
import { mayForget } from '../../base/files/sweeping.ts'
import { asReader, isInterfaceLanguage } from '../../base/i18n/reader.ts'
import type { Ref } from '../../base/ids.ts'
import type { JobKind } from '../../base/jobs.ts'
import { log } from '../../base/log.ts'
import { announce } from '../../base/outbox/announce.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { facilitates } from '../../communities/access.ts'
import { communityFor } from '../../communities/reading.ts'
import { viewerOfPerson } from '../../people/viewing.ts'
import { isOverdue, jobName, most, type WhyNot } from './keeping.ts'
import type { Manifest } from './manifest.ts'
import { writeBundle } from './writing.ts'

interface Asked {
  id: number
  ref: Ref
  community: number
  slug: string
  by: number | null
  closed: boolean
}

/** Makes what was asked for, with the rights that whoever asked has now; what cannot be made is said on its page. */
async function make(given: object): Promise<void> {
  const { bundle, lang } = given as { bundle: number; lang: string }
  const { rows } = await sql<Asked>`
    select bundle.id, ref, bundle.community, slug, by, closed from bundle join community on community.thing = bundle.community
    where bundle.id = ${bundle} and state = 'asked'`.execute(db())
  const [asked] = rows
  if (!asked) return
  const inLang = {
    lang: isInterfaceLanguage(lang) ? lang : 'en',
    path: '/',
    query: new URLSearchParams(),
    saveData: false,
  } as const
  await asReader(inLang, async () => {
    try {
      await makeOne(asked)
    } catch (error) {
      log.error({ bundle, error: String(error) }, 'a bundle could not be made')
      await sql`update bundle set state = 'failed', why = ${whyNot(error)} where id = ${bundle}`.execute(db())
    }
  })
}

function whyNot(error: unknown): WhyNot {
  if (!(error instanceof Refusal)) return 'other'
  return error.key === 'bundle.tooLarge'
    ? 'too-large'
    : error.kind === 'forbidden'
      ? 'no-facilitator'
      : 'other'
}

async function makeOne({ id, ref, community, slug, by, closed }: Asked): Promise<void> {
  const viewer = by === null ? undefined : await viewerOfPerson(by)
  if (!viewer || !facilitates(viewer, await communityFor(viewer, slug)))
    return refuse('forbidden', 'communities.notFacilitator')
  const { incoming, place } = await store()
  const [folder, zip] = [join(incoming, randomUUID()), join(incoming, randomUUID())]
  try {
    const { manifest, held } = await writeBundle(viewer, slug, folder, { closed, by: 'facilitator' })
    if (manifest.files.length > mostOfZip.files || sizeOf(manifest) > mostOfZip.bytes)
      refuse('conflict', 'bundle.tooLarge')
    await zipped(folder, manifest, zip)
    const { size } = await stat(zip)
    await place(zip, keyOf(ref))
    await atomically(async () => {
      await sql`
        update bundle set state = 'made', made = now(), bytes = ${size}, holds = ${JSON.stringify(held)}::jsonb
        where id = ${id}`.execute(db())
      await audit(viewer, 'bundle.made', community, { closed })
      await announce('bundle.made', { bundle: id })
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
    await rm(zip, { force: true })
  }
}

/** What every program can unpack (without ZIP64), with room for what a zip says of its files. */
const mostOfZip = { files: 65_000, bytes: 4_000_000_000 }

const sizeOf = ({ files }: Manifest): number => files.reduce((sum, { bytes }) => sum + bytes, 0)

/** The folder as one zip, never whole in memory. */
async function zipped(folder: string, { files }: Manifest, to: string): Promise<void> {
  const out = createWriteStream(to, { mode: 0o600 })
  let failed: unknown
  const zip = new Zip((error, chunk, last) => {
    if (error) failed = error
    else {
      out.write(chunk)
      if (last) out.end()
    }
  })
  for (const path of [...files.map((file) => file.path), 'manifest.json', 'manifest.sig.json']) {
    const entry = /\.(json|html|css|csv|txt|mbox)$/.test(path)
      ? new ZipDeflate(path)
      : new ZipPassThrough(path)
    zip.add(entry)
    for await (const chunk of createReadStream(join(folder, path))) {
      entry.push(chunk as Uint8Array)
      if (out.writableNeedDrain) await once(out, 'drain')
    }
    entry.push(new Uint8Array(), true)
  }
  zip.end()
  await once(out, 'close')
  if (failed) throw failed
}

/** Lets go of bundles whose days are over, or that somebody would not have so any more. */
async function sweep(): Promise<void> {
  const { rows } = await sql<{ id: number; ref: Ref }>`
    select id, ref from bundle where state = 'made' and (made < now() - make_interval(days => ${most.days}) or ${isOverdue})`.execute(
    db(),
  )
  for (const { id, ref } of rows)
    await atomically(async () => {
      if (!(await mayForget())) return
      await sql`
        update bundle set state = 'gone', holds = (select coalesce(jsonb_agg(held), '[]') from jsonb_array_elements(holds) as held
          join person on person.thing = (held ->> 'person')::bigint where left_at is null) where id = ${id}`.execute(
        db(),
      )
      await (await store()).forget(ref)
    })
}

export const bundleJob: JobKind = { name: jobName, run: make }
export const bundleSweepJob: JobKind = { name: 'bundles.sweep', every: '50 3 * * *', run: sweep }
