import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { migrate } from '../base/database/migrate.ts'
import { quoted } from './catalogue.ts'
import { connectToCopy, countRows } from './copying.ts'
import { hashOf, pathsIn } from './kept-files.ts'
import type { Manifest } from './manifest.ts'
import { type Restoring, restore } from './restoring.ts'

export interface Drilled {
  manifest: Manifest
  /** Whatever is not as the backup says; empty when all is well. */
  faults: string[]
  /** The migrations that the restored commons was then brought on by. */
  migrated: string[]
}

/**
 * Restores into an empty database and, beside `files`, a folder of its own, reads every row, sequence
 * and file again, compares it with what was there when the backup was taken, and migrates on as a
 * restore would. The folder goes afterwards; the database is the caller's.
 */
export async function drill(folder: string, { files, ...restoring }: Restoring): Promise<Drilled> {
  const own = files && (await folderBeside(files))
  try {
    const { manifest, leftAside } = await restore(folder, { ...restoring, files: own })
    const faults = [
      ...leftAside.map((name) => `${name}: no migration makes it`),
      ...(await unlikeRows(restoring, manifest, leftAside)),
      ...(own ? await unlikeFiles(own, manifest) : []),
    ]
    return { manifest, faults, migrated: await migrate(restoring.url) }
  } finally {
    if (own) await rm(own, { recursive: true, force: true })
  }
}

/** On the same disk as the files, which has room for as much. */
async function folderBeside(files: string): Promise<string> {
  await mkdir(dirname(files), { recursive: true })
  return mkdtemp(join(dirname(files), `${basename(files)}.drill-`))
}

async function unlikeRows(
  { url, heard }: Pick<Restoring, 'url' | 'heard'>,
  manifest: Manifest,
  without: string[],
): Promise<string[]> {
  const faults: string[] = []
  const client = await connectToCopy(url)
  try {
    const tables = manifest.tables.filter(({ name }) => !without.includes(name))
    for (const [i, table] of tables.entries()) {
      heard?.(`comparing ${i + 1} of ${tables.length}: ${table.name}`)
      const { rows, digest } = await countRows(client, table)
      if (rows !== table.rows) faults.push(`${table.name}: ${rows} rows instead of ${table.rows}`)
      else if (digest !== table.digest) faults.push(`${table.name}: a row is not as it was`)
    }
    for (const { name, last, called } of manifest.sequences) {
      const { rows } = await client.query<{ like: boolean }>(
        `select last_value = $1 and is_called = $2 as like from ${quoted(name)}`,
        [last, called],
      )
      if (!rows[0]!.like) faults.push(`${name}: it does not stand where it stood`)
    }
  } finally {
    await client.end().catch(() => undefined)
  }
  return faults
}

async function unlikeFiles(own: string, { files }: Manifest): Promise<string[]> {
  const faults: string[] = []
  const wanted = new Map(files?.map(({ path, sha256 }) => [path, sha256]))
  const there = await pathsIn(own)
  for (const path of there)
    if ((await hashOf(join(own, path)))?.sha256 !== wanted.get(path)) faults.push(`${path}: not as it was`)
  for (const path of wanted.keys()) if (!there.includes(path)) faults.push(`${path}: missing`)
  return faults
}
