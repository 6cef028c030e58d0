import { sql } from 'kysely'
import { config } from '../config.ts'
import { atomically, db } from '../database/database.ts'
import type { JobKind } from '../jobs.ts'
import { log } from '../log.ts'
import { comesBack, noteBounce, returnAddress } from './bouncing.ts'
import { type Part, partsOf } from './letter.ts'
import { mailHost } from './names.ts'

/** So many are tried before the job makes way for others, and so many at once. */
const inOneGo = 500
const lanes = 5

/**
 * Sends what waits. The mail server is waited for outside of any transaction: a message is taken first and noted as
 * sent after, so that a crash between repeats that one, under the same name. What the server refuses for a while is
 * tried again later, up to a day, and what it refuses for good is not. Without a mail server everything stays in the
 * outbox.
 */
async function sendWaiting(): Promise<number> {
  const { SMTP_URL } = config()
  if (!SMTP_URL) return 0
  const { createTransport } = await import('nodemailer')
  const address = new URL(SMTP_URL)
  for (const [name, value] of Object.entries({
    pool: 'true',
    maxConnections: `${lanes}`,
    maxMessages: '1000',
  }))
    address.searchParams.set(name, value)
  const transport = createTransport(address.href)
  try {
    let sent = 0
    const lane = async () => {
      while (sent < inOneGo && (await sendOne((mail) => transport.sendMail(mail)))) sent++
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    return sent
  } finally {
    transport.close()
  }
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

export type Taken = NonNullable<Awaited<ReturnType<typeof takeNext>>>

/** The next of those that wait; whether there was one. */
async function sendOne(deliver: (letter: Letter) => Promise<unknown>): Promise<boolean> {
  const mail = await takeNext()
  if (!mail) return false
  const { id, tries } = mail
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
    if (forGood) await noteBounce(id, String(error), true)
    return true
  }
  await note(id, { sent: new Date().toISOString(), error: null })
  return true
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

/** Longer than any mail server is waited for: until then nobody else takes it. */
const lease = '15 minutes'

const takeNext = () =>
  atomically(async () => {
    const mail = await db()
      .selectFrom('mail')
      .selectAll()
      .where('sent', 'is', null)
      .where('tries', '<', mostTries)
      .where('next_try', '<=', sql<Date>`now()`)
      .where(sql<boolean>`not (told and ${comesBack(sql`mail.address`)})`)
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (mail)
      await sql`update mail set next_try = now() + ${lease}::interval where id = ${mail.id}`.execute(db())
    return mail
  })

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
  run: async () => void (await sendWaiting()),
}
