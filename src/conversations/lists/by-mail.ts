import { t } from '../../base/i18n/t.ts'
import { answerDoor, firstWord, leftOver, yesOrNo } from '../../base/mail/in/answering.ts'
import type { MailDoor } from '../../base/mail/in/doors.ts'
import { refuse } from '../../base/refusal.ts'
import type { Answer } from '../../base/things/noticing.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { decline, takeOn, writtenByMe } from './claiming.ts'

export const listAnswer = (author: number): Answer => ({
  way: 'list',
  words: [author.toString(36)],
  how: t('lists.mailHow', { yes: yesOrNo.yes(), no: yesOrNo.no() }),
})

/** Says whether messages of a list are theirs. */
export const listDoor: MailDoor = answerDoor('list', async ({ viewer, words: [author = ''], mail, lang }) => {
  const id = Number.parseInt(author, 36)
  const { word, rest } = firstWord(mail.words, yesOrNo)
  if (word === undefined) refuse('invalid', 'lists.mailUnclear', { yes: yesOrNo.yes(), no: yesOrNo.no() })
  const { offered } = await writtenByMe(viewer)
  if (!offered.some((one) => one.id === id)) refuse('conflict', 'lists.mailAnswered')
  await (word === 'yes' ? takeOn(viewer, id) : decline(viewer, id))
  return {
    parts: [
      { words: word === 'yes' ? t('lists.mailTaken') : t('lists.mailNotTheirs') },
      { link: t('mailin.readThere'), href: site().origin + url`/lists/mine`, main: true },
      ...leftOver(rest, lang),
    ],
  }
})
