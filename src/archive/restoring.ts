import { join } from 'node:path'
import { migrateWithin, migrationsOf } from '../base/database/migrate.ts'
import type { Hearer } from './backing-up.ts'
import { dropEverything } from './catalogue.ts'
import { checkBackup } from './checking.ts'
import { connectToCopy } from './copying.ts'
import { placeFiles } from './kept-files.ts'
import { loadTables } from './loading.ts'
import type { Manifest } from './manifest.ts'
import { closeToServers, roomIn } from './room.ts'

export interface Restoring {
  url: string
  /** The folder that files go to; nothing where they are in a bucket. */
  files: string | undefined
  /** Whether what packs brought into the database may be taken away first. */
  replace?: boolean
  heard?: Hearer
}

/** What was restored, and the tables of the backup that no migration makes. */
export interface Restored {
  manifest: Manifest
  leftAside: string[]
}

/**
 * Makes the database and the files what they were when the backup was taken, at its own migrations; the
 * caller migrates on and makes the search index. Refuses a backup that is not whole, one of a newer
 * version, a database that is served or in use and, without `replace`, one with packs in it. The
 * database is restored in one transaction: whole, or not at all.
 */
export async function restore(folder: string, { url, files, ...rest }: Restoring): Promise<Restored> {
  const { replace = false, heard = () => undefined } = rest
  const manifest = await checkBackup(folder, heard)
  const migrations = migrationsOf(manifest.migrations, 'The commons in the backup')
  const client = await connectToCopy(url)
  try {
    await closeToServers(client)
    const room = await roomIn(client)
    refuseNoRoom(room, replace)
    if (files && manifest.files) {
      heard('files')
      await placeFiles(join(folder, 'files'), files, manifest.files)
    }
    await client.query('begin')
    if (room === 'only packs') await dropEverything(client)
    await migrateWithin(client, migrations)
    const leftAside = await loadTables(client, folder, manifest, heard)
    await client.query('commit')
    await client.query('analyze')
    return { manifest, leftAside }
  } finally {
    await client.end().catch(() => undefined)
  }
}

function refuseNoRoom(room: Awaited<ReturnType<typeof roomIn>>, replace: boolean): void {
  if (room === 'in use')
    throw new Error(
      'The database holds what people wrote, and a restore never takes that away: name an empty one, by DATABASE_URL or a new DATA_DIR.',
    )
  if (room === 'only packs' && !replace)
    throw new Error(
      'The database holds what a first start loads, and nothing by people: add --replace to put the backup in its place.',
    )
}
