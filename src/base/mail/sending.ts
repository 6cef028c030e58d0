import { sql } from 'kysely'
import { config } from '../config.ts'
import { atomically, db } from '../database/database.ts'
import type { JobKind } from '../jobs.ts'
import { log } from '../log.ts'

/** So many are tried before the job makes way for others. */
const inOneGo = 200

/**
 * Sends what waits, one message after another. The mail server is waited for outside of any transaction:
 * a message is taken first and noted as sent after, so that a crash between repeats that one. What the
 * server refuses is tried again later, up to a day. Without a mail server everything stays in the outbox.
 */
async function sendWaiting(): Promise<number> {
  const { SMTP_URL } = config()
  if (!SMTP_URL) return 0
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(SMTP_URL)
  try {
    let sent = 0
    while (sent < inOneGo && (await sendOne((mail) => transport.sendMail(mail)))) sent++
    return sent
  } finally {
    transport.close()
  }
}

interface Letter {
  from: string
  to: string
  subject: string
  text: string
  messageId: string
  headers: Record<string, string>
}

/** The next of those that wait; whether there was one. */
async function sendOne(deliver: (letter: Letter) => Promise<unknown>): Promise<boolean> {
  const mail = await takeNext()
  if (!mail) return false
  const { id, tries, address, subject, body, lang, made } = mail
  try {
    await deliver({
      from: config().MAIL_FROM,
      to: address,
      subject,
      text: body,
      // The same each time it is tried, so that one that is sent twice is seen to be one.
      messageId: `<${id}.${new Date(made).getTime()}@${config().MAIL_FROM.replace(/^.*@|>.*$/g, '')}>`,
      headers: {
        ...(mail.headers as Record<string, string>),
        'Content-Language': lang,
        'Auto-Submitted': 'auto-generated',
      },
    })
  } catch (error) {
    log.warn({ mail: id, tries, error: String(error) }, 'a message was not taken and is tried again')
    const later = new Date(Date.now() + 2 ** tries * 60_000).toISOString()
    await note(id, { tries: tries + 1, error: String(error), next_try: later })
    return true
  }
  await note(id, { sent: new Date().toISOString(), error: null })
  return true
}

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
