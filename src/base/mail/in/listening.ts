import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { config } from '../../config.ts'
import { db } from '../../database/database.ts'
import { log } from '../../log.ts'
import { isNear } from '../../near.ts'
import { ourAddress } from '../addresses.ts'
import { mailHost } from '../names.ts'
import { keepMail, largest, TooLarge } from './keeping.ts'

/** So many of our addresses a message may be to: a letter to more communities than that is none to any. */
export const mostRecipients = 5

/** What a mail server is told, with its code (RFC 5321, RFC 3463): with 4 it tries again, with 5 it tells whoever sent it. */
class Answer extends Error {
  readonly responseCode: number
  constructor(responseCode: number, words: string) {
    super(words)
    this.responseCode = responseCode
  }
}

/** More than this is not taken before what came is read: messages that wait, and bytes of an hour. */
const mostWaiting = { messages: 2_000, bytes: 2_000_000_000 }

/**
 * Takes mail for our addresses by SMTP and nothing else: there is nobody to sign in, and nothing goes on from here to
 * anywhere. Only this machine and its private network are spoken with; whatever takes mail from everybody stands
 * before it. Gives where it listens, and what ends it; nothing where it is not to listen.
 */
export async function listen(): Promise<{ port: number; end: () => Promise<void> } | undefined> {
  const { MAIL_LISTEN, MAIL_DOMAIN } = config()
  if (!MAIL_LISTEN || !MAIL_DOMAIN) return undefined
  const server = new SMTPServer(doors())
  server.on('error', (error) => log.warn({ error: String(error) }, 'somebody who brought mail had trouble'))
  const { host, port } = MAIL_LISTEN
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      done()
    })
  })
  log.info({ host, port }, 'mail is taken')
  return {
    port: (server.server.address() as AddressInfo).port,
    end: () => new Promise((done) => server.close(() => done())),
  }
}

const doors = (): SMTPServerOptions => ({
  name: mailHost(),
  banner: 'Baobab',
  size: largest,
  disabledCommands: ['AUTH', 'STARTTLS'],
  hideSTARTTLS: true,
  authOptional: true,
  disableReverseLookup: true,
  logger: false,
  maxClients: 20,
  socketTimeout: 60_000,
  closeTimeout: 5_000,
  onConnect: ({ remoteAddress }, done) =>
    done(isNear(remoteAddress) ? null : new Answer(554, '5.7.1 Nothing is taken from outside here')),
  onMailFrom: (_, __, done) =>
    void refuseTooMuch().then(
      () => done(null),
      (error) => done(asAnswer(error)),
    ),
  onRcptTo: ({ address }, { envelope: { rcptTo } }, done) => {
    if (!ourAddress(address)) return done(new Answer(550, '5.1.1 There is nobody of this name here'))
    if (rcptTo.length >= mostRecipients)
      return done(new Answer(550, `5.5.3 Write to no more than ${mostRecipients} addresses here at once`))
    done(null)
  },
  onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
    const recipients = [...new Set(rcptTo.map(({ address }) => address.toLowerCase()))]
    keepMail({ sender: mailFrom ? mailFrom.address.toLowerCase() : '', recipients }, stream).then(
      () => done(null, '2.0.0 Kept'),
      (error) => {
        // The answer comes after the whole of it: what is left of it is let go.
        stream.once('end', () => done(asAnswer(error)))
        stream.resume()
        if (stream.readableEnded) done(asAnswer(error))
      },
    )
  },
})

function asAnswer(error: unknown): Answer {
  if (error instanceof Answer) return error
  if (error instanceof TooLarge)
    return new Answer(552, `5.3.4 A message may have ${largest / 1_000_000} MB with all that goes with it`)
  log.error({ error: String(error) }, 'a message could not be kept')
  return new Answer(451, '4.3.0 It could not be kept now; try again later')
}

async function refuseTooMuch(): Promise<void> {
  const { rows } = await sql<{ messages: number; bytes: number }>`
    select (select count(*)::int from mail_in where fate = 'waiting') as messages,
      (select coalesce(sum(bytes), 0)::float8 from mail_in where came > now() - interval '1 hour' and raw is not null) as bytes`.execute(
    db(),
  )
  if (rows[0]!.messages > mostWaiting.messages || rows[0]!.bytes > mostWaiting.bytes)
    throw new Answer(452, '4.3.1 Too much waits here; try again later')
}
