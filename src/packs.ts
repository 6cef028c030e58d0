import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { db } from './base/database/database.ts'
import { addReports, emptyReport, type Fault, type ImportReport } from './base/import.ts'
import { readJson } from './base/json.ts'
import { root } from './base/root.ts'
import { system, type Viewer } from './base/viewer.ts'
import { importCollections } from './collections/importing.ts'
import { importCommunities } from './communities/importing.ts'
import { importDuties } from './conversations/door/importing.ts'
import { importThreads } from './conversations/importing.ts'
import { importExchange } from './exchange/importing.ts'
import { importHealth } from './health/importing.ts'
import { importEditionFile } from './instruments/edition-files.ts'
import { importInstrumentFile } from './instruments/importing.ts'
import { importPeace } from './moderation/importing.ts'
import { importPeople } from './pack-people.ts'
import { demoIsOpen } from './people/demo.ts'
import { importPlaceFiles } from './places/importing.ts'
import { countRecords, type Given, importRecords, withFiles } from './records/importing.ts'
import { importWriteUps } from './records/write-up/importing.ts'
import { importVocabularyFile } from './vocabularies/importing.ts'

/** The packs in the order they are loaded: each may build on those before it. */
const packs = ['common', 'slm', 'emis']
const folder = join(root, 'packs')

const filesIn = (pack: string, kind: string): string[] => {
  const where = join(folder, pack, kind)
  return existsSync(where)
    ? readdirSync(where)
        .sort()
        .map((name) => join(where, name))
    : []
}

const named = (file: string): string => relative(root, file)
const bytesOf = (file: string): { name: string; bytes: Buffer } => ({
  name: named(file),
  bytes: readFileSync(file),
})

/**
 * Loads what makes an instance speak its fields: places, vocabularies and instruments whenever the
 * packs have changed since the last time, and the demo's records into an instance without any.
 */
export async function loadPacks({ demo }: { demo: boolean }): Promise<ImportReport> {
  const viewer = system('packs')
  let report = emptyReport()
  const add = (more: ImportReport) => {
    report = addReports(report, more)
  }
  const fingerprint = fingerprintOfPacks()
  if ((await loadedFingerprint()) !== fingerprint) {
    const areas = packs.map((pack) => join(folder, pack, 'places.json')).filter((file) => existsSync(file))
    add(await importPlaceFiles(viewer, [...filesIn('common', 'world'), ...areas].map(bytesOf)))
    for (const pack of packs) {
      for (const file of filesIn(pack, 'vocabularies')) add(await importVocabularyFile(viewer, bytesOf(file)))
      for (const file of filesIn(pack, 'instruments')) add(await importInstrumentFile(viewer, bytesOf(file)))
      for (const file of filesIn(pack, 'editions')) add(await importEditionFile(viewer, bytesOf(file)))
    }
    await keepFingerprint(fingerprint)
  }
  if (demo && (await countRecords()) === 0) {
    const all: Given[] = []
    for (const pack of packs) {
      const read = jsonOf(filesIn(pack, 'records'))
      const { given, faults } = await withFiles(viewer, read.given, join(folder, pack, 'files'))
      all.push(...given)
      add({ ...emptyReport(), faults: [...faults, ...read.faults] })
    }
    add(await importRecords(viewer, all))
  }
  if (!demo) return report
  const one = (name: string) => packs.map((pack) => join(folder, pack, name)).filter(existsSync)
  const each = (kind: string) => packs.flatMap((pack) => filesIn(pack, kind))
  if (demoIsOpen() && (await isWithoutPeople()))
    add(await bring(viewer, one('people.json'), (_, given) => importPeople(given)))
  // After the people who keep them and the records they hold.
  add(await bring(viewer, each('collections'), importCollections))
  if (!demoIsOpen()) return report
  add(await bring(viewer, each('communities'), importCommunities))
  // After the communities that they stand in.
  add(await bring(viewer, each('threads'), importThreads))
  add(await bring(viewer, one('duties.json'), importDuties))
  // After what was said, and what it became.
  add(await bring(viewer, each('write-ups'), importWriteUps))
  add(await bring(viewer, each('peace'), importPeace))
  add(await bring(viewer, each('health'), importHealth))
  add(await bring(viewer, each('exchange'), importExchange))
  return report
}

/** The JSON of these files; one that is none is named. */
function jsonOf(files: string[]): { given: { place: string; json: unknown }[]; faults: Fault[] } {
  const read = files.map(bytesOf).map(({ name, bytes }) => ({ place: name, ...readJson(bytes) }))
  return {
    given: read.flatMap((one) => ('json' in one ? one : [])),
    faults: read.flatMap((one) => ('message' in one ? one : [])),
  }
}

/** What a reader of this JSON makes of these files. */
async function bring(
  viewer: Viewer,
  files: string[],
  take: (viewer: Viewer, given: { place: string; json: unknown }[]) => Promise<ImportReport>,
): Promise<ImportReport> {
  const { given, faults } = jsonOf(files)
  return addReports({ ...emptyReport(), faults }, await take(viewer, given))
}

function fingerprintOfPacks(): string {
  const hash = createHash('sha256')
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).sort((a, b) =>
    join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
  ))
    if (entry.isFile()) hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)))
  return hash.digest('hex')
}

async function loadedFingerprint(): Promise<unknown> {
  const kept = await db().selectFrom('setting').select('value').where('name', '=', 'packs').executeTakeFirst()
  return kept?.value
}

async function keepFingerprint(fingerprint: string): Promise<void> {
  const value = JSON.stringify(fingerprint)
  await db()
    .insertInto('setting')
    .values({ name: 'packs', value })
    .onConflict((c) => c.column('name').doUpdateSet({ value }))
    .execute()
}

async function isWithoutPeople(): Promise<boolean> {
  return !(await db().selectFrom('person').select('thing').limit(1).executeTakeFirst())
}
