import { connect } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import { type Config, config, settings, WrongSetting } from '../base/config.ts'
import { lookAtCluster } from '../base/database/embedded.ts'
import { exitCodes } from './exits.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Prints each setting with its value, default and meaning; then what there is and what answers. It only looks. */
export async function doctor(): Promise<number> {
  const now = config()
  for (const { name, means, ...rest } of settings) {
    const fallback = 'fallback' in rest ? rest.fallback : undefined
    const given = process.env[name]
    const value = given ? ('secret' in rest ? '(set)' : given) : (fallback ?? '(unset)')
    say(`${name.padEnd(14)} ${value.padEnd(12)} ${means} (default ${fallback ?? 'unset'})`)
  }
  say(`\nThe data folder is ${now.DATA_DIR}.`)
  say(await databaseOf(now))
  say(await listenerOf(now))
  return exitCodes.worked
}

/** What there is to say of the database; refuses one that is to answer and does not. */
async function databaseOf({ DATABASE_URL, DATA_DIR }: Config): Promise<string> {
  if (DATABASE_URL) return answerOf(DATABASE_URL)
  const { made, url } = lookAtCluster(join(DATA_DIR, 'postgres'))
  if (!made) return 'There is no database there yet: bin/baobab start makes it.'
  return url ? answerOf(url) : 'The database there is not running: bin/baobab start starts it.'
}

async function answerOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return `The database answers: PostgreSQL ${rows[0]!.server_version}.`
  } catch (error) {
    // Of several addresses that were tried, the last says enough.
    const why = error instanceof AggregateError ? error.errors.at(-1) : error
    throw new WrongSetting(`The database does not answer: ${why.message}.`)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function listenerOf({ HOST, PORT }: Config): Promise<string> {
  if (PORT === 0) return 'PORT is 0: a server listens at whatever port is free.'
  const listens = await new Promise<boolean>((done) => {
    const socket = connect({ host: HOST, port: PORT, timeout: 2_000 })
    const end = (there: boolean) => {
      socket.destroy()
      done(there)
    }
    socket.once('connect', () => end(true))
    for (const event of ['error', 'timeout']) socket.once(event, () => end(false))
  })
  return `${listens ? 'A' : 'No'} server listens at ${HOST}:${PORT}.`
}
