import { sql } from 'kysely'
import { config, settings } from '../base/config.ts'
import { db } from '../base/database/database.ts'
import { exitCodes } from './exits.ts'
import { onDatabase } from './running.ts'

/** Prints each setting with its value, default and meaning; then whether the database answers. */
export async function doctor(): Promise<number> {
  config()
  for (const { name, means, ...rest } of settings) {
    const fallback = 'fallback' in rest ? rest.fallback : undefined
    const given = process.env[name]
    const value = given ? ('secret' in rest ? '(set)' : given) : (fallback ?? '(unset)')
    process.stdout.write(
      `${name.padEnd(14)} ${value.padEnd(12)} ${means}${fallback ? ` (default ${fallback})` : ''}\n`,
    )
  }
  const version = await onDatabase(
    async () =>
      (await sql<{ server_version: string }>`show server_version`.execute(db())).rows[0]?.server_version,
  )
  process.stdout.write(`The database answers: PostgreSQL ${version}.\n`)
  return exitCodes.worked
}
