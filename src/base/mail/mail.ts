import { db, inTransaction } from '../database/database.ts'
import { send } from '../jobs.ts'

/** A message in plain text, in the language of whom it is to. */
export interface Message {
  to: string
  subject: string
  /** Ends with the one thing to do; lines as they are to be read. */
  body: string
  lang: string
  /** What stands in its head besides the usual, such as the way out of a list. Plain ASCII. */
  headers?: Record<string, string>
}

/** Puts a message in the outbox: it leaves if and only if this transaction commits. */
export async function post({ to, subject, body, lang, headers = {} }: Message): Promise<void> {
  if (!inTransaction()) throw new Error('mail is posted inside the transaction that wants it')
  await db()
    .insertInto('mail')
    .values({
      address: to,
      subject: oneLine(subject),
      body,
      lang,
      headers: JSON.stringify(
        Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)])),
      ),
    })
    .execute()
  await send('mail.send')
}

/** What stands in a header may not begin another. */
const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim()
