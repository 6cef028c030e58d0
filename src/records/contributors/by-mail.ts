import { t } from '../../base/i18n/t.ts'
import { answerDoor, firstWord, leftOver, readThere, unlessOver } from '../../base/mail/in/answering.ts'
import type { Asked, MailDoor } from '../../base/mail/in/doors.ts'
import { refuse } from '../../base/refusal.ts'
import { url } from '../../ui/url.ts'
import { answerCredit, namesByMail, shownByMail } from './crediting.ts'
import { answerInvitation } from './joining.ts'

function wordOf({ mail }: Asked) {
  const { word, rest } = firstWord(mail.words, shownByMail)
  return { word: word ?? refuse('invalid', 'contributors.mailUnclear', namesByMail()), rest }
}

/** Says how they are to be credited as others proposed, or that they are not. */
export const creditDoor: MailDoor = answerDoor('credit', async (asked) => {
  const [ref = '', id = ''] = asked.words
  const { word, rest } = wordOf(asked)
  await unlessOver(() => answerCredit(asked.viewer, ref, Number.parseInt(id, 36), word))
  return {
    parts: [
      { words: word === 'no' ? t('contributors.mailNotCredited') : t('contributors.mailCredited') },
      readThere(url`/drafts/${ref}/people`),
      ...leftOver(rest, asked.lang),
    ],
  }
})

/** Says that they write along, and how they are shown for it, or that they do not. */
export const writingDoor: MailDoor = answerDoor('writing', async (asked) => {
  const id = Number.parseInt(asked.words[0] ?? '', 36)
  const { word, rest } = wordOf(asked)
  const wish = { role: 'author', shown: word === 'unnamed' ? 'unnamed' : 'named' } as const
  const answer = word === 'no' ? 'no' : 'yes'
  const ref = await unlessOver(() => answerInvitation(asked.viewer, id, answer, wish))
  return {
    parts: [
      { words: ref ? t('contributors.mailWrites') : t('mailin.saidNo') },
      ...(ref ? [readThere(url`/drafts/${ref}`)] : []),
      ...leftOver(rest, asked.lang),
    ],
  }
})
