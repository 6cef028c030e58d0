import { type Selectable, sql } from 'kysely'
import { config } from '../config.ts'
import { atomically, db } from '../database/database.ts'
import type { DB } from '../database/tables.ts'
import { type JobKind, send } from '../jobs.ts'
import { log } from '../log.ts'
import { unhurried } from '../unhurried.ts'
import { comesBack, noteBounce, returnAddress, saysNobody } from './bouncing.ts'
import { type Part, partsOf } from './letter.ts'
import { mailHost } from './names.ts'
import { stillTold } from './telling.ts'

/** So many are tried before the job makes way for others, so many at once, and so many taken with one question. */
const inOneGo = 500
const lanes = 5
const handful = 10

/**
 * Sends what waits. The mail server is waited for outside of any transaction: messages are taken first and each is noted
 * as sent after, so that a crash between repeats that one, under the same name. What the server refuses for a while is
 * tried again later, up to a day, and what it refuses for good is not. Without a mail server everything stays in the
 * outbox.
 */
async function sendWaiting(): Promise<void> {
  const { SMTP_URL } = config()
  if (!SMTP_URL) return
  const { createTransport } = await import('nodemailer')
  const address = new URL(SMTP_URL)
  for (const [name, value] of Object.entries({
    pool: 'true',
    maxConnections: `${lanes}`,
    maxMessages: '1000',
  }))
    address.searchParams.set(name, value)
  const transport = createTransport(address.href)
  let tried = 0
  const lane = async () => {
    while (tried < inOneGo) {
      const more = await unhurried(async () => {
        const some = await takeSome()
        if (!some) return false
        tried += some.length
        await sendEach(some, (letter) => transport.sendMail(letter))
        return true
      })
      if (!more) return
    }
  }
  // One that breaks does not take the letters of the others along.
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
  transport.close()
  if (tried >= inOneGo) await atomically(() => send('mail.send'))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}

interface Letter {
  from: string
  to: string
  /** Where it comes back to, and whom it is for. */
  envelope?: { from: string; to: string }
  replyTo?: string
  subject: string
  text: string
  html: string
  messageId: string
  headers: Record<string, string>
}

/** A message that was taken to be sent. */
export type Taken = Selectable<DB['mail']>

type Deliver = (letter: Letter) => Promise<unknown>

/** Sends them one after another; gives back those that would be reached only when others may take them again. */
async function sendEach(some: Taken[], deliver: Deliver): Promise<void> {
  const until = Date.now() + (leased / 2) * 60_000
  for (const [i, mail] of some.entries()) {
    if (Date.now() > until) return giveBack(some.slice(i))
    await sendOne(mail, deliver)
  }
}

async function sendOne(mail: Taken, deliver: Deliver): Promise<void> {
  const { id, tries, fleeting } = mail
  try {
    await deliver(await letterOf(mail))
  } catch (error) {
    const forGood = isForGood(error)
    log.warn(
      { mail: id, tries, error: String(error) },
      forGood ? 'a message was refused' : 'a message was not taken and is tried again',
    )
    const later = new Date(Date.now() + 2 ** tries * 60_000).toISOString()
    await note(id, { tries: forGood ? mostTries : tries + 1, error: String(error), next_try: later })
    if (forGood) await noteBounce(id, String(error), saysNobody(statusIn(error)))
    return
  }
  if (fleeting) await db().deleteFrom('mail').where('id', '=', id).execute()
  else await note(id, { sent: new Date().toISOString(), error: null })
}

/** A message as it is handed to the mail server. */
export async function letterOf({
  id,
  address,
  subject,
  body,
  parts,
  lang,
  made,
  ...mail
}: Taken): Promise<Letter> {
  const { LetterPage } = await import('./views/LetterPage.tsx')
  const back = returnAddress(id)
  const drawn = LetterPage({ subject, lang, parts: (parts as Part[] | null) ?? partsOf(body) })
  return {
    from: config().MAIL_FROM,
    to: address,
    ...(back && { envelope: { from: back, to: address } }),
    ...(mail.reply_to && { replyTo: mail.reply_to }),
    subject,
    text: body,
    html: `<!doctype html>${drawn}`,
    // The same each time it is tried, so that one that is sent twice is seen to be one.
    messageId: `<${mail.message_id ?? `${id}.${new Date(made).getTime()}@${mailHost()}`}>`,
    headers: {
      ...(mail.headers as Record<string, string>),
      'Content-Language': lang,
      'Auto-Submitted': 'auto-generated',
    },
  }
}

/** What a mail server says of an address that will never do (RFC 5321): nobody of this name, or no mail taken. */
const isForGood = (error: unknown): boolean =>
  (error as { code?: string }).code === 'EENVELOPE' &&
  /^55[013]$/.test(String((error as { responseCode?: number }).responseCode))

/** Which of the reasons it was, where the server says so (RFC 3463); else that nobody is there, as its number does. */
const statusIn = (error: unknown): string =>
  /\b5\.\d{1,3}\.\d{1,3}\b/.exec(String((error as { response?: string }).response))?.[0] ?? '5.1.1'

/** In minutes: longer than any mail server is waited for. Until then nobody else takes it. */
const leased = 15

/** The next of those that wait, what somebody asked for before what they are told, as far as they are still to leave; nothing where there are none. */
const takeSome = (): Promise<Taken[] | undefined> =>
  atomically(async () => {
    const { rows } = await sql<Taken>`
      update mail set next_try = now() + make_interval(mins => ${leased}) where id = any(array(
        select id from mail where sent is null and tries < ${mostTries} and next_try <= now()
          and not (told and ${comesBack(sql`mail.address`)})
        order by told, id limit ${handful} for update skip locked))
      returning *`.execute(db())
    if (rows.length === 0) return undefined
    return stillTold(rows.toSorted((a, b) => Number(a.told) - Number(b.told) || a.id - b.id))
  })

const giveBack = async (some: Taken[]): Promise<void> =>
  void (await sql`
    update mail set next_try = now() where sent is null and id = any(${some.map(({ id }) => id)}::bigint[])`.execute(
    db(),
  ))

const note = (
  id: number,
  what: { sent?: string; error: string | null; tries?: number; next_try?: string },
): Promise<unknown> => db().updateTable('mail').set(what).where('id', '=', id).execute()

/** With twice the wait each time, from a minute: about a day. */
const mostTries = 11

/** At once when something is posted, and every minute for what is tried again. */
export const mailJob: JobKind = {
  name: 'mail.send',
  every: '* * * * *',
  run: sendWaiting,
}
