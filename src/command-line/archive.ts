import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { backUp, sizeOf } from '../archive/backing-up.ts'
import { drill } from '../archive/drilling.ts'
import { folderOfFiles } from '../archive/kept-files.ts'
import type { Manifest } from '../archive/manifest.ts'
import { noteBackup } from '../archive/noting.ts'
import { restore } from '../archive/restoring.ts'
import { type Config, config, WrongSetting } from '../base/config.ts'
import { secret } from '../base/secret.ts'
import { reindexAll } from '../search/reindexing.ts'
import { exitCodes } from './exits.ts'
import { progress } from './progress.ts'
import { onDatabase, withDatabase } from './running.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const warn = (line: string): void => void process.stderr.write(`${line}\n`)

/** Writes the database and the files into a folder, while people go on working. */
export async function backUpTo(
  folder: string,
  { withIndex, withSecret }: { withIndex?: boolean; withSecret?: boolean },
): Promise<number> {
  const began = performance.now()
  const settings = config()
  if (withSecret && settings.SECRET)
    throw new WrongSetting('SECRET is set, so it is kept where your settings are: leave --with-secret out.')
  const files = folderOfFiles(settings)
  const manifest = await showing(() =>
    withDatabase(async (url) => {
      const written = await backUp(folder, {
        url,
        files,
        withIndex,
        heard: progress,
        ...(withSecret && { secret: secret(settings) }),
      })
      await note(url, {
        kind: 'backup',
        folder,
        ...sizeOf(written),
        took: performance.now() - began,
        faults: 0,
      })
      return written
    }),
  )
  if (!files) warn('The files are in a bucket and not in this backup: turn on the versions of the bucket.')
  say(`Backed up ${heldBy(manifest)} to ${folder} in ${since(began)}.`)
  return exitCodes.worked
}

/** Fills an empty database and the folder of files from a backup, brings them to this version, and makes everything findable. */
export async function restoreFrom(folder: string, { replace }: { replace?: boolean }): Promise<number> {
  const began = performance.now()
  const settings = config()
  if (replace)
    warn('--replace: what packs brought into this database is deleted, if people wrote nothing in it.')
  const { manifest, leftAside } = await showing(() =>
    withDatabase((url) => restore(folder, { url, files: folderOfFiles(settings), replace, heard: progress })),
  )
  for (const name of leftAside) warn(`${name} was left aside: no migration makes it.`)
  await showing(() =>
    // Opened again, it is migrated on to the newest.
    onDatabase(async () => {
      if (manifest.leftOut.includes('public.doc'))
        await reindexAll((done, all) => progress(`making findable ${done} of ${all} things`))
    }),
  )
  placeSecret(folder, manifest, settings)
  say(`Restored ${heldBy(manifest)} as of ${manifest.started} in ${since(began)}.`)
  return leftAside.length ? exitCodes.failed : exitCodes.worked
}

/** Never takes the place of another: whoever is signed in by that one would be signed out. */
function placeSecret(folder: string, { secret: kept }: Manifest, { SECRET, DATA_DIR }: Config): void {
  if (!kept) return
  const file = join(DATA_DIR, 'secret')
  if (SECRET || existsSync(file)) {
    warn('The secret of the backup was not put in place, for there is one here.')
    return
  }
  mkdirSync(DATA_DIR, { recursive: true })
  writeFileSync(file, readFileSync(join(folder, kept.path)), { mode: 0o600 })
}

/** Restores a backup where it disturbs nobody, and compares every row and every file. */
export async function drillWith(folder: string): Promise<number> {
  const began = performance.now()
  const settings = config()
  const { manifest, faults, migrated } = await showing(() =>
    withDatabase(async (url) => {
      const noted = (of: { rows: number; bytes: number }, faults: number) =>
        note(url, { kind: 'drill', folder, ...of, took: performance.now() - began, faults })
      try {
        const drilled = await inDatabaseOfItsOwn(url, (own) =>
          drill(folder, { url: own, files: folderOfFiles(settings), heard: progress }),
        )
        await noted(sizeOf(drilled.manifest), drilled.faults.length)
        return drilled
      } catch (error) {
        // What cannot be restored at all is a drill that failed.
        await noted({ rows: 0, bytes: 0 }, 1)
        throw error
      }
    }),
  )
  for (const fault of faults) warn(fault)
  const on = migrated.length ? `, and ran ${migrated.length} newer migrations` : ''
  say(
    faults.length
      ? `Restored ${heldBy(manifest)}: ${faults.length} are not as they were.`
      : `Restored ${heldBy(manifest)}, found every one as it was${on}, in ${since(began)}.`,
  )
  return faults.length ? exitCodes.failed : exitCodes.worked
}

/** For the operator's desk; the backup is as good without. */
async function note(url: string, run: Parameters<typeof noteBackup>[1]): Promise<void> {
  if (!(await noteBackup(url, { ...run, folder: resolve(run.folder) })))
    warn('It could not be noted for the desk: bring the database to this version by bin/baobab migrate.')
}

/** A new database beside that of the settings, dropped afterwards. */
async function inDatabaseOfItsOwn<T>(url: string, work: (own: string) => Promise<T>): Promise<T> {
  const name = `baobab_drill_${randomBytes(6).toString('hex')}`
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`create database ${name} template template0 encoding 'UTF8'`).catch((error) => {
      throw new Error(`There is no database to drill in, for this user may make none: ${error.message}.`)
    })
    const own = new URL(url)
    own.pathname = `/${name}`
    return await work(own.href)
  } finally {
    await client.query(`drop database if exists ${name} with (force)`).catch((error) => warn(error.message))
    await client.end()
  }
}

/** Takes the line that says how far it is away when the work is over, however it ends. */
async function showing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    progress()
  }
}

function heldBy(manifest: Manifest): string {
  const { rows, bytes } = sizeOf(manifest)
  const count = manifest.files?.length
  const files = count === undefined ? '' : ` and ${count} file${count === 1 ? '' : 's'}`
  return `${rows} rows of ${manifest.tables.length} tables${files} (${(bytes / 1024 / 1024).toFixed(1)} MB)`
}

const since = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`
