import type pg from 'pg'
import { WrongSetting } from '../base/config.ts'
import { locks } from '../base/database/locks.ts'
import { tablesOf } from './catalogue.ts'

/** Keeps servers and migrations from this database as long as the connection lasts; refuses one that is being served. */
export async function closeToServers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
    locks.serving,
  ])
  if (!rows[0]!.got)
    throw new WrongSetting('A Baobab serves this database: stop it, and restore again. Nothing was changed.')
  await client.query('select pg_advisory_lock($1)', [locks.migrating])
}

/** What packs bring by themselves, and will bring again. */
const fromPacks = ['place', 'vocabulary', 'topic', 'instrument']

/** Whether there is room for a backup: nothing is there, only what a first start makes, or what people wrote. */
export async function roomIn(client: pg.Client): Promise<'empty' | 'only packs' | 'in use'> {
  const names = (await tablesOf(client)).map(({ name }) => name)
  if (names.length === 0) return 'empty'
  if (!names.includes('public.migration')) return 'in use'
  if (!names.includes('public.thing')) return 'only packs'
  const { rows } = await client.query<{ used: boolean }>(
    'select exists (select from public.thing where kind <> all ($1)) as used',
    [fromPacks],
  )
  return rows[0]!.used || (await hasAccounts(client, names)) ? 'in use' : 'only packs'
}

async function hasAccounts(client: pg.Client, tables: string[]): Promise<boolean> {
  if (!tables.includes('login.user')) return false
  const { rows } = await client.query<{ used: boolean }>('select exists (select from login."user") as used')
  return rows[0]!.used
}
