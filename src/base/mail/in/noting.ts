import { sql } from 'kysely'
import { atomically, db } from '../../database/database.ts'
import { asReader, type InterfaceLanguage, reader } from '../../i18n/reader.ts'
import type { Ref } from '../../ids.ts'
import { ourAddress } from '../addresses.ts'
import type { Part } from '../letter.ts'
import { post } from '../mail.ts'
import { doorFor } from './doors.ts'
import { foot } from './letters.ts'
import type { ReadMail } from './reading.ts'
import { forgetRaw } from './sweeping.ts'

/** What became of a message: done, asked back, answered with a refusal, kept and not taken up, left in silence, or failed. */
export const fates = ['waiting', 'done', 'asked', 'answered', 'kept', 'silent', 'failed'] as const
export type Fate = (typeof fates)[number]

/** A message that was kept, as far as it is known. */
export interface Came {
  id: number
  raw: Ref | null
  sender: string
  recipient: string
  author: string | null
  tries: number
}

export interface Outcome {
  fate: Fate
  why?: string
  person?: number
  /** It was shown to be theirs. */
  shown?: boolean
  /** The thing it made. */
  made?: number
  letter?: { to: string; lang: InterfaceLanguage; subject: string; parts: Part[]; replyTo?: string }
  /** Nothing is kept of who wrote, nor what. */
  unsaid?: boolean
}

/** It came to an address whose door keeps nothing of it. */
function isSealed({ recipient }: Pick<Came, 'recipient'>): boolean {
  const ours = ourAddress(recipient)
  return ours !== undefined && ours.way !== 'bounce' && doorFor(ours)?.sealed === true
}

/**
 * Writes down what became of it, and posts what they are told of it, in the transaction in which it did; nothing where
 * somebody else has settled it meanwhile.
 */
export const note = (came: Came, mail: ReadMail | undefined, outcome: Outcome): Promise<void> =>
  atomically(async () => {
    const { fate, why, person = null, shown = false, made = null, letter } = outcome
    const sealed = isSealed(came)
    const unsaid = outcome.unsaid || sealed
    const { numAffectedRows } = await sql`
      update mail_in set fate = ${fate}, why = ${sealed ? 'sealed' : (why ?? null)}, person = ${person}, shown = ${shown}, made = ${made}
      where id = ${came.id} and fate in ('waiting', 'asked')`.execute(db())
    if (!numAffectedRows) return
    if (unsaid) {
      await sql`update mail_in set author = null, person = null, message_id = null, sender = '', recipient = '' where id = ${came.id}`.execute(
        db(),
      )
      await forgetRaw(came.id)
    }
    if (!letter || !mail) return
    const { to, lang, parts, replyTo } = letter
    await asReader({ ...reader(), lang }, () =>
      post({
        to,
        lang,
        subject: letter.subject,
        body: [...parts, foot()],
        headers: {
          ...(mail.messageId && {
            'In-Reply-To': `<${mail.messageId}>`,
            References: [...mail.after.slice(0, 10).toReversed(), mail.messageId]
              .map((name) => `<${name}>`)
              .join(' '),
          }),
          // Programs that answer by themselves are asked not to (MS-OXCMAIL 2.2.3.2.14).
          'X-Auto-Response-Suppress': 'All',
        },
        ...(replyTo && { replyTo }),
        fleeting: sealed,
      }),
    )
  })
