import { db, inTransaction } from '../database/database.ts'
import { send } from '../jobs.ts'
import { type Part, plainWords } from './letter.ts'

/** A message, in the language of whom it is to. */
export interface Message {
  to: string
  subject: string
  /** Ends with the one thing to do: parts, or plain words with their lines as they are to be read. */
  body: Part[] | string
  lang: string
  /** What stands in its head besides the usual, such as the way out of a list. Plain ASCII. */
  headers?: Record<string, string>
  /** Its name, without angle brackets: that of what it stands for, where others may answer to the same. */
  messageId?: string
  /** Where an answer goes. */
  replyTo?: string
  /** It tells of what they follow: where their mail comes back it waits until it does not. */
  told?: boolean
  /** The notices it was made from: where one is not to be told any more before it left, it does not. */
  tells?: number[]
  /** Nothing of it is kept once it left. */
  fleeting?: boolean
}

/** Puts a message in the outbox: it leaves if and only if this transaction commits. */
export const post = (message: Message): Promise<void> => postAll([message])

/** The same with several. */
export async function postAll(messages: Message[]): Promise<void> {
  if (!inTransaction()) throw new Error('mail is posted inside the transaction that wants it')
  if (messages.length === 0) return
  await db()
    .insertInto('mail')
    .values(
      messages.map(({ to, subject, body, lang, headers = {}, ...more }) => ({
        address: to,
        subject: oneLine(subject),
        body: typeof body === 'string' ? body : plainWords(body),
        parts: typeof body === 'string' ? null : JSON.stringify(body),
        lang,
        told: more.told ?? false,
        tells: more.tells ?? null,
        fleeting: more.fleeting ?? false,
        message_id: more.messageId ?? null,
        reply_to: more.replyTo ?? null,
        headers: JSON.stringify(
          Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)])),
        ),
      })),
    )
    .execute()
  await send('mail.send')
}

/** What stands in a header may not begin another. */
const oneLine = (words: string): string => words.replace(/\s+/g, ' ').trim()
