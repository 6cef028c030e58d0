import { sql } from 'kysely'
import pg from 'pg'
import { db } from '../base/database/database.ts'
import { missing } from '../base/refusal.ts'
import { holds, type Viewer } from '../base/viewer.ts'

export interface BackupRun {
  kind: 'backup' | 'drill'
  folder: string
  rows: number
  bytes: number
  /** Milliseconds. */
  took: number
  /** Of a drill: how much was not as it had been. */
  faults: number
}

/**
 * Notes that a backup or a drill was made, for the operator's desk. What it noted is not worth a failure:
 * gives whether it could, which a database that has not been brought to this version cannot.
 */
export async function noteBackup(
  url: string,
  { kind, folder, rows, bytes, took, faults }: BackupRun,
): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(
      'insert into backup_run (kind, folder, rows, bytes, took_ms, faults) values ($1, $2, $3, $4, $5, $6)',
      [kind, folder, rows, bytes, Math.round(took), faults],
    )
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

export interface NotedRun extends BackupRun {
  at: string
}

export interface Backups {
  /** The newest of each kind; nothing where none is noted. */
  backup: NotedRun | undefined
  drill: NotedRun | undefined
  runs: NotedRun[]
  total: number
  size: number
  /** No backup in the last seven days. */
  overdue: boolean
}

const size = 20
const longest = '7 days'

/** What is noted of backups and drills, the newest first: for an operator only, 404 for others. Two queries. */
export async function notedBackups(viewer: Viewer, page = 1): Promise<Backups> {
  if (!holds(viewer, 'operator')) return missing()
  const columns = sql`kind, at, folder, rows, bytes, took_ms as took, faults`
  const { rows: newest } = await sql<NotedRun & { overdue: boolean }>`
    select distinct on (kind) ${columns}, at < now() - ${longest}::interval as overdue
    from backup_run order by kind, at desc`.execute(db())
  const { rows } = await sql<NotedRun & { total: number }>`
    select ${columns}, count(*) over ()::int as total from backup_run
    order by at desc, id desc limit ${size} offset ${(page - 1) * size}`.execute(db())
  const backup = newest.find(({ kind }) => kind === 'backup')
  return {
    backup,
    drill: newest.find(({ kind }) => kind === 'drill'),
    runs: rows,
    total: rows[0]?.total ?? 0,
    size,
    overdue: backup?.overdue ?? true,
  }
}
