import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { copyOut } from './copying.ts'
import { fillFolder, refuseInside } from './folder.ts'
import { copyFiles, hashOf } from './kept-files.ts'
import { passing, searchIndex } from './left-out.ts'
import { filesIn, format, type KeptTable, type Manifest, writeManifest } from './manifest.ts'
import { onSnapshot, type Snapshot } from './snapshot.ts'

/** Hears how far the work is, in words. */
export type Hearer = (words: string) => void

export interface BackingUp {
  url: string
  /** The folder of files; nothing where they are in a bucket. */
  files: string | undefined
  withIndex?: boolean
  /** The secret that tokens are signed with, where it is to be in the backup. */
  secret?: string
  heard?: Hearer
}

/** PostgreSQL reads and we compress: more connections than cores would only wait for each other. */
const connections = 2

/**
 * Writes the database and the files into a folder, as they were at one moment while people went on
 * working, and gives what it wrote. Refuses a folder that holds anything, one within the folder of
 * files, and a database without a commons. What fails leaves nothing behind.
 */
export async function backUp(given: string, { url, files, ...rest }: BackingUp): Promise<Manifest> {
  refuseInside(given, files)
  const { withIndex = false, secret, heard = () => undefined } = rest
  const started = new Date().toISOString()
  return fillFolder(given, async (folder) => {
    const without = withIndex ? passing : [...passing, ...searchIndex]
    const written = await onSnapshot(url, connections, async (snapshot) => {
      heard('files')
      const copied = files ? await copyFiles(files, join(folder, 'files')) : null
      return { ...(await copyTables(folder, snapshot, without, heard)), files: copied }
    })
    const manifest: Manifest = {
      format,
      started,
      ended: new Date().toISOString(),
      ...written,
      ...(secret !== undefined && { secret: await keepSecret(folder, secret) }),
    }
    await writeManifest(folder, manifest)
    return manifest
  })
}

/** Copies all tables but those left out, each connection taking the largest that is left. */
async function copyTables(folder: string, snapshot: Snapshot, without: string[], heard: Hearer) {
  await mkdir(join(folder, 'tables'), { mode: 0o700 })
  const waiting = snapshot.tables.filter(({ name }) => !without.includes(name))
  const all = waiting.length
  const tables: KeptTable[] = []
  await Promise.all(
    snapshot.clients.map(async (client) => {
      for (let table = waiting.shift(); table; table = waiting.shift()) {
        heard(`${tables.length} of ${all} tables: ${table.name}`)
        const path = `tables/${table.name}.zst`
        const { rows, digest, ...file } = await copyOut(client, table, join(folder, path))
        tables.push({ ...table, rows, digest, file: { path, ...file } })
      }
    }),
  )
  const sequences = snapshot.sequences
    .filter(({ table }) => table === null || !without.includes(table))
    .map(({ name, last, called }) => ({ name, last, called }))
  return {
    ...snapshot.history,
    tables: tables.sort((a, b) => (a.name < b.name ? -1 : 1)),
    leftOut: snapshot.tables.map(({ name }) => name).filter((name) => without.includes(name)),
    sequences,
  }
}

async function keepSecret(folder: string, secret: string) {
  const path = 'secret'
  await writeFile(join(folder, path), secret, { mode: 0o600, flush: true })
  return { path, ...(await hashOf(join(folder, path)))! }
}

/** What a backup holds, in numbers: rows, and bytes on disk. */
export const sizeOf = (manifest: Manifest): { rows: number; bytes: number } => ({
  rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
  bytes: filesIn(manifest).reduce((sum, { bytes }) => sum + bytes, 0),
})
