import { t } from '../../base/i18n/t.ts'
import { signedAddress } from '../../base/mail/addresses.ts'
import {
  answerable,
  answerDoor,
  firstWord,
  readThere,
  yesNoDoor,
  yesOrNo,
} from '../../base/mail/in/answering.ts'
import type { Asked, Done, MailDoor } from '../../base/mail/in/doors.ts'
import { refuse } from '../../base/refusal.ts'
import { url } from '../../ui/url.ts'
import { recordFor } from '../reading.ts'
import { mayAnswer } from './access.ts'
import { confirmRecord, doubtRecord, longestNote } from './answering.ts'
import { stillTrueAnswer } from './asked-by-mail.ts'
import { answerAsked, askedOf, keepingMark } from './handing-over.ts'

/** Says that a record is still true, or what is wrong with it; what else they write stands with it. */
export const stillTrueDoor: MailDoor = answerDoor('stillTrue', async (asked) => {
  const { viewer, mail, lang } = asked
  const [ref = '', version = ''] = asked.words
  const { word, rest } = firstWord(mail.words, yesOrNo)
  if (word === undefined) refuse('invalid', 'freshness.mailUnclear', { yes: yesOrNo.yes(), no: yesOrNo.no() })
  if (rest.length > longestNote) refuse('invalid', 'freshness.tooLong', { most: longestNote })
  const record = await recordFor(viewer, ref)
  if (!(await mayAnswer(viewer, record))) refuse('conflict', 'mailin.answeredOrOver')
  if (record.number !== Number.parseInt(version, 36)) return changedSince(asked, record.number)
  const words = { note: rest, lang, version: record.number }
  await (word === 'yes' ? confirmRecord(viewer, ref, words) : doubtRecord(viewer, ref, words))
  // Who was only asked has said what they were asked.
  const maySayMore = await mayAnswer(viewer, record)
  return {
    parts: [
      { words: word === 'yes' ? t('freshness.mailTrue') : t('freshness.mailDoubted') },
      ...(maySayMore ? [{ words: t('freshness.mailOtherwise') }] : []),
      readThere(pageOf(ref)),
    ],
    ...(maySayMore && { replyTo: again(asked, record.number) }),
  }
})

const pageOf = (ref: string) => url`/records/${ref}/confirmation`

const again = ({ me, words: [ref = ''] }: Asked, version: number): string | undefined =>
  signedAddress('stillTrue', [...stillTrueAnswer(ref, version).words, me.ref], answerable)

/** They answered of a version that is not the newest any more: to read that, and answer again. */
function changedSince(asked: Asked, version: number): Done {
  const [ref = ''] = asked.words
  return {
    notDone: 'freshness.changedMeanwhile',
    parts: [
      { words: t('freshness.changedMeanwhile') },
      readThere(pageOf(ref)),
      { words: stillTrueAnswer(ref, version).how },
    ],
    replyTo: again(asked, version),
  }
}

/** Says yes or no to keeping all that the letter said, and nothing that was asked since. */
export const keepingDoor: MailDoor = yesNoDoor('keeping', async ({ viewer, words: [mark] }, yes) => {
  const waiting = await askedOf(viewer)
  if (waiting.length === 0) refuse('conflict', 'mailin.answeredOrOver')
  if (keepingMark(waiting) !== mark) refuse('conflict', 'freshness.mailKeepOthers')
  await answerAsked(viewer, 'all', yes)
  return [
    { words: yes ? t('freshness.mailKeeps') : t('mailin.saidNo') },
    readThere(yes ? url`/account/hand-over` : url`/desk/asked-to-keep`),
  ]
})
