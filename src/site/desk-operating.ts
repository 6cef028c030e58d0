import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { type Backups, backupOverdue, notedBackups } from '../archive/noting.ts'
import { audit } from '../base/audit.ts'
import { config } from '../base/config.ts'
import { atomically, db } from '../base/database/database.ts'
import { send } from '../base/jobs.ts'
import { found } from '../base/refusal.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import { withoutTokens } from '../people/login/mails.ts'
import { url } from '../ui/url.ts'
import { refuseNotOperator } from './desk-rights.ts'

export interface Instance {
  database: string
  people: number
  records: number
  /** A worker has its ear on this database. */
  worker: boolean
  /** When the last change was taken up, and how long (in seconds) the oldest waits that was not. */
  lastChange: string | null
  lag: number | null
  waitingReactions: number
  failedReactions: { reaction: string; error: string; tries: number; next: string }[]
  waitingMail: number
  failedMail: number
  failedJobs: number
  space: Space
}

interface Space {
  /** In bytes. */
  database: number
  tables: { group: TableGroup; bytes: number }[]
  files: { type: string; count: number; bytes: number }[]
  /** Of the disk that the data folder is on: free, and all of it. */
  disk: { free: number; all: number } | null
}

/** What the tables of the database are for. */
const tableGroups = ['records', 'search', 'people', 'imports', 'jobs', 'other'] as const
export type TableGroup = (typeof tableGroups)[number]

/** How the instance does: for an operator only. Three queries. */
export async function instance(viewer: Viewer): Promise<Instance> {
  refuseNotOperator(viewer)
  const { rows } = await sql<Omit<Instance, 'space'> & { bytes: number }>`
    select current_setting('server_version') as database, pg_database_size(current_database()) as bytes,
      (select count(*)::int from person where left_at is null) as people, (select count(*)::int from record) as records,
      exists (select from pg_stat_activity where datname = current_database() and application_name = 'baobab-worker') as worker,
      (select max(at) from change) as "lastChange",
      extract(epoch from now() - least((select min(at) from outbox where not dispatched),
        (select min(at) from delivery join outbox on outbox.id = delivery.event)))::int as lag,
      (select count(*)::int from mail where sent is null and error is null) as "waitingMail",
      (select count(*)::int from mail where sent is null and error is not null) as "failedMail",
      (select count(*)::int from delivery) as "waitingReactions",
      (select coalesce(json_agg(one), '[]') from (
        select reaction, error, tries, next_try as next from delivery where error is not null order by next_try limit 10) as one) as "failedReactions",
      (select count(*)::int from job.job where state = 'failed') as "failedJobs"`.execute(db())
  const { bytes, ...rest } = rows[0]!
  return { ...rest, space: await spaceOf(bytes) }
}

async function spaceOf(database: number): Promise<Space> {
  const { rows: tables } = await sql<{ group: TableGroup; bytes: number }>`
    select case
      when nspname = 'job' then 'jobs'
      when nspname = 'login' or relname in ('person', 'in_circle', 'profile_line', 'appointment', 'organisation', 'belonging', 'representative', 'mail', 'invitation') then 'people'
      when relname in ('posting', 'doc', 'doc_text', 'lexeme', 'word', 'word_use', 'slip', 'corpus', 'answer_code') then 'search'
      when relname in ('import_run', 'import_line') then 'imports'
      when relname in ('record', 'version', 'credit', 'facet', 'about', 'link', 'thing') then 'records'
      else 'other' end as "group", sum(pg_total_relation_size(c.oid))::bigint as bytes
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind = 'r' and nspname in ('public', 'login', 'job') group by 1 order by 2 desc`.execute(db())
  const { rows: files } = await sql<{ type: string; count: number; bytes: number }>`
    select split_part(type, '/', 1) as type, count(*)::int as count, sum(bytes)::bigint as bytes from file group by 1 order by 3 desc`.execute(
    db(),
  )
  return { database, tables, files, disk: await diskOf(config().DATA_DIR) }
}

/** Nothing where the folder is not there yet. */
async function diskOf(folder: string): Promise<Space['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return { free: bavail * bsize, all: blocks * bsize }
  } catch {
    return null
  }
}

/** What waits for an operator. */
export interface Troubles {
  failedJobs: number
  failedMail: number
  /** Messages that came and could not be taken up. */
  failedMailIn: number
  /** There was no backup in the last seven days. */
  noBackup: boolean
}

/** What an operator must see to, on their desk; nothing for others. Two queries. */
export async function troublesOf(viewer: Viewer): Promise<Troubles | undefined> {
  if (!holds(viewer, 'operator')) return undefined
  const { rows } = await sql<Omit<Troubles, 'noBackup'>>`
    select (select count(*)::int from job.job where state = 'failed') as "failedJobs",
      (select count(*)::int from mail where sent is null and error is not null) as "failedMail",
      (select count(*)::int from mail_in where fate = 'failed') as "failedMailIn"`.execute(db())
  return { ...rows[0]!, noBackup: await backupOverdue(viewer) }
}

/** Mail that waits, was not taken, or left. */
export const mailStates = ['waiting', 'failed', 'sent'] as const
export type MailState = (typeof mailStates)[number]

export interface Mail {
  id: number
  address: string
  /** Nothing of what is told to somebody: it may be of what is for some only, or what they wrote. */
  subject: string | null
  body: string | null
  made: string
  sent: string | null
  error: string | null
  tries: number
  state: MailState
}

export interface Outbox {
  mails: Mail[]
  /** Mail reaches whom it is to, so what opens something is shown to nobody else. */
  masked: boolean
  total: number
  size: number
  state?: MailState
}

const size = 30
const stateOfMail = sql`case when sent is not null then 'sent' when error is not null then 'failed' else 'waiting' end`

/**
 * Mail that left or waits, newest first, all of it or of one state: for an operator only. Links that let
 * somebody in are whole where there is no mail server: then this is the only place to read them.
 */
export async function outbox(viewer: Viewer, asked: string | undefined, page: number): Promise<Outbox> {
  refuseNotOperator(viewer)
  const state = mailStates.find((one) => one === asked)
  const { rows } = await sql<Mail & { total: number }>`
    select id, address, made, sent, error, tries, ${stateOfMail} as state, count(*) over ()::int as total,
      case when parts is null then subject end as subject, case when parts is null then body end as body
    from mail ${state ? sql`where ${stateOfMail} = ${state}` : sql``}
    order by made desc, id desc limit ${size} offset ${(page - 1) * size}`.execute(db())
  const masked = config().SMTP_URL !== undefined
  const mails = masked ? rows.map((mail) => ({ ...mail, body: mail.body && unopening(mail.body) })) : rows
  return { mails, masked, total: rows[0]?.total ?? 0, size, state }
}

/** Nor what shows whose address it is that a list knows. */
const unopening = (body: string): string =>
  withoutTokens(body).replace(new RegExp(`(${url`/lists/mine/`})\\S+`, 'g'), '$1…')

/** Has a message that was not taken tried again at once; 404 for one that left. For an operator only. */
export function retryMail(viewer: Viewer, id: number): Promise<void> {
  return atomically(async () => {
    refuseNotOperator(viewer)
    const mail = await db()
      .updateTable('mail')
      .set({ tries: 0, error: null, next_try: sql<string>`now()` })
      .where('id', '=', id)
      .where('sent', 'is', null)
      .returning('id')
      .executeTakeFirst()
    found(mail)
    await audit(viewer, 'mail.retried', undefined, { mail: id })
    await send('mail.send')
  })
}

/** What is noted of backups and drills: for an operator only. */
export function backupsFor(viewer: Viewer, page: number): Promise<Backups> {
  refuseNotOperator(viewer)
  return notedBackups(viewer, page)
}
