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

/** Whether there was no backup in the last seven days: for an operator only, 404 for others. One query. */
export async function backupOverdue(viewer: Viewer): Promise<boolean> {
  if (!holds(viewer, 'operator')) return missing()
  const { rows } = await sql<{ overdue: boolean }>`
    select not exists (select from backup_run where kind = 'backup' and at >= now() - ${longest}::interval) as overdue`.execute(
    db(),
  )
  return rows[0]!.overdue
}

/** What is noted of backups and drills, the newest first: for an operator only, 404 for others. Three queries. */
export async function notedBackups(viewer: Viewer, page = 1): Promise<Backups> {
  const overdue = await backupOverdue(viewer)
  const columns = sql`kind, at, folder, rows, bytes, took_ms as took, faults`
  const { rows: newest } = await sql<NotedRun>`
    select distinct on (kind) ${columns}
    from backup_run order by kind, at desc`.execute(db())
  const { rows } = await sql<NotedRun & { total: number }>`
    select ${columns}, count(*) over ()::int as total from backup_run
    order by at desc, id desc limit ${size} offset ${(page - 1) * size}`.execute(db())
  return {
    backup: newest.find(({ kind }) => kind === 'backup'),
    drill: newest.find(({ kind }) => kind === 'drill'),
    runs: rows,
    total: rows[0]?.total ?? 0,
    size,
    overdue,
  }
}
