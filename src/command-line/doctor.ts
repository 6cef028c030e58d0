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
  for (const line of await mailOf(now)) say(line)
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

/** Whether mail goes out, and whether it comes in and is believed. */
async function mailOf(now: Config): Promise<string[]> {
  const { SMTP_URL, MAIL_DOMAIN, MAIL_LISTEN, MAIL_INBOX, MAIL_AUTHSERV } = now
  const out = SMTP_URL ? new URL(SMTP_URL) : undefined
  const port = Number(out?.port) || (out?.protocol === 'smtps:' ? 465 : 587)
  const lines = [
    out
      ? `The mail server at ${out.hostname}:${port} ${(await listens(out.hostname, port)) ? 'answers' : 'does not answer'}.`
      : 'SMTP_URL is not set: mail stays in the outbox.',
  ]
  if (!MAIL_DOMAIN) return [...lines, 'MAIL_DOMAIN is not set: nobody takes part by mail.']
  if (!MAIL_LISTEN && !MAIL_INBOX)
    lines.push(`Set MAIL_LISTEN or MAIL_INBOX: mail for ${MAIL_DOMAIN} reaches nobody.`)
  if (MAIL_LISTEN) {
    const { host, port } = MAIL_LISTEN
    const near = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
    lines.push(`${(await listens(near, port)) ? 'Mail is' : 'No mail is'} taken at ${host}:${port}.`)
  }
  if (MAIL_INBOX) {
    const box = new URL(MAIL_INBOX)
    const port = Number(box.port) || (box.protocol === 'imaps:' ? 993 : 143)
    const answers = await listens(box.hostname, port)
    lines.push(`The mail box at ${box.hostname}:${port} ${answers ? 'answers' : 'does not answer'}.`)
  }
  if (!MAIL_AUTHSERV)
    lines.push('MAIL_AUTHSERV is not set: whoever begins, joins or leaves by mail is asked first.')
  return lines
}

async function listenerOf({ HOST, PORT }: Config): Promise<string> {
  if (PORT === 0) return 'PORT is 0: a server listens at whatever port is free.'
  return `${(await listens(HOST, PORT)) ? 'A' : 'No'} server listens at ${HOST}:${PORT}.`
}

const listens = (host: string, port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect({ host, port, timeout: 2_000 })
    const end = (there: boolean) => {
      socket.destroy()
      done(there)
    }
    socket.once('connect', () => end(true))
    for (const event of ['error', 'timeout']) socket.once(event, () => end(false))
  })
