import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { atomically } from '../../database/database.ts'
import type { Sent } from '../../http/multipart.ts'
import { asReader, reader } from '../../i18n/reader.ts'
import { t } from '../../i18n/t.ts'
import type { ImportReport } from '../../import.ts'
import { missing, Refusal } from '../../refusal.ts'
import { said } from '../../said.ts'
import type { Part } from '../letter.ts'
import { type Done, type MailDoor, OnItsPage, SaidAgain, type Sender, senders } from './doors.ts'
import { joiningOf, joinParts, refusedParts } from './letters.ts'
import { type Came, note, type Outcome } from './noting.ts'
import type { Attachment, ReadMail } from './reading.ts'
import { languageOf } from './speaking.ts'

/** What is to be done, and by whom: somebody without an account gets one by it. */
export interface Doing {
  door: MailDoor
  words: string[]
  from: NonNullable<ReadMail['from']>
  sender: Sender | undefined
  lang: Sender['lang']
}

/**
 * Does it in their name, and tells them what it did, or why not, with their words. What came with it is taken after,
 * outside of any transaction: whatever breaks off in between is done again and stands once.
 */
export function act(came: Came, mail: ReadMail, { door, words, from, sender, lang }: Doing): Promise<void> {
  return asReader({ ...reader(), lang }, async () => {
    const letter = (parts: Part[], replyTo?: string): Outcome['letter'] => ({
      ...{ to: from.address, lang, parts, replyTo },
      subject: mail.subject ? `Re: ${mail.subject}` : t('mailin.yourMail'),
    })
    const outcome = (me: number, { parts, made, replyTo, notDone }: Done, more: Part[] = []): Outcome => ({
      ...{ fate: notDone ? 'answered' : 'done', why: notDone, person: me, shown: true, made },
      letter: letter([...parts, ...more], replyTo),
    })
    try {
      const { done, me } = await atomically(async () => {
        const me = sender ?? (await senders().takeIn(from))
        const viewer = (await senders().viewerOf(me.id)) ?? missing()
        if (door.wish !== 'follow' && door.wish !== 'stop') await senders().refusePaused(me.id)
        const said = {
          words: mail.words || (door.withFiles ? mail.attachments.map(({ name }) => name).join(', ') : ''),
          rest: mail.rest,
          subject: mail.subject,
          after: mail.after,
          messageId: mail.messageId,
        }
        const spoken = languageOf(mail.words || mail.subject, [mail.lang, me.lang])
        const done = await door.run({ viewer, me, words, mail: said, lang: spoken, once: onceOf(came, mail) })
        if (!takesFiles(done, mail)) await note(came, mail, outcome(me.id, done, leftParts(done, mail)))
        return { done, me }
      })
      if (!takesFiles(done, mail)) return
      const report = await done.takeFiles!(sentWith(mail.attachments))
      await note(came, mail, outcome(me.id, done, filesParts(report, mail.attachments.length - mostFiles)))
    } catch (error) {
      if (error instanceof OnItsPage)
        return note(came, mail, {
          ...{ fate: 'answered', why: 'onItsPage', unsaid: true },
          letter: {
            to: from.address,
            lang,
            subject: t('mailin.yourMail'),
            parts: [{ words: t('mailin.onItsPage') }],
          },
        })
      if (error instanceof SaidAgain)
        return note(came, mail, { fate: 'silent', why: 'saidAgain', person: sender?.id, shown: true })
      if (!(error instanceof Refusal)) throw error
      const why = error.kind === 'missing' ? t('mailin.noSuch') : said(error)
      await note(came, mail, {
        ...{ fate: 'answered', why: error.key, person: sender?.id, shown: true },
        letter: letter([
          ...refusedParts(mail, languageOf(mail.words, [mail.lang, lang]), why, door.sealed),
          ...(door.joinFirst === error.key ? joinParts(await joiningOf(words[0] ?? '')) : []),
        ]),
      })
    }
  })
}

const takesFiles = ({ takeFiles }: Done, { attachments }: ReadMail): boolean =>
  takeFiles !== undefined && attachments.length > 0

/** What came with a mail whose door takes no files. */
const leftParts = ({ takeFiles }: Done, { attachments }: ReadMail): Part[] =>
  takeFiles ? [] : filesParts({ made: 0, changed: 0, unchanged: 0, faults: [] }, attachments.length)

/** So many files of one mail are taken: as many as a form takes. */
const mostFiles = 20

async function* sentWith(attachments: Attachment[]): AsyncGenerator<Sent> {
  for (const { name, content } of attachments.slice(0, mostFiles))
    yield { name, stream: Readable.from([content]) }
}

const filesParts = ({ made, unchanged, faults }: ImportReport, left: number): Part[] => [
  ...(made + unchanged > 0 ? [{ words: t('mailin.filesTaken', { count: made + unchanged }) }] : []),
  ...(left > 0 ? [{ words: t('mailin.filesNotTaken', { count: left }) }] : []),
  ...faults.map(({ place, message }) => ({ words: t('mailin.fileNotTaken', { name: place, why: message }) })),
]

/** The same for the same message of the same sender to the same address, however often it comes and is tried. */
const onceOf = ({ recipient }: Came, { messageId, from, headers, subject, words }: ReadMail): string => {
  const date = headers.find(({ name }) => name === 'date')?.value
  const what = messageId ?? JSON.stringify([date, subject, words])
  return `mail-${createHash('sha256').update(`${what} ${from?.address} ${recipient}`).digest('hex').slice(0, 32)}`
}
