import { formatDate, t } from '../../base/i18n/t.ts'
import { signedAddress } from '../../base/mail/addresses.ts'
import { answerable, answerDoor, firstWord, markOfAll, yesOrNo } from '../../base/mail/in/answering.ts'
import type { Asked, Done, MailDoor } from '../../base/mail/in/doors.ts'
import { refuse } from '../../base/refusal.ts'
import type { Answer } from '../../base/things/noticing.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { agree, declineMentorship } from './asking.ts'
import { limits, type Mentorship, mayAgree, mayDecline, mayNote, type Terms } from './mentorship.ts'
import { note } from './noting.ts'
import { mentorshipFor } from './reading.ts'

/** What is proposed, as it is read in a letter. */
export const termsRead = ({ purpose, rhythm, until }: Terms): string =>
  [
    purpose,
    `${t('mentorship.rhythm')}${t('ui.colon')}${rhythm}`,
    `${t('mentorship.until')}${t('ui.colon')}${formatDate(until)}`,
  ].join('\n\n')

/** An answer agrees to what the letter said, and to nothing that was proposed since. */
const markOf = ({ purpose, rhythm, until }: Terms): string => markOfAll([purpose, rhythm, until])

type Stands = Pick<Mentorship, 'state' | 'proposed' | 'asked' | 'with'>

/** By how it stands between the two: yes or no to what is proposed, or what they write down; nothing where it is over. */
export function mentorshipAnswer(ref: string, one: Stands, asks: boolean): Answer | undefined {
  const { yes, no } = { yes: t('mailin.yes'), no: t('mailin.no') }
  if (asks && mayAgree(one))
    return {
      way: 'mentorship',
      words: [ref, markOf(one.proposed!)],
      how: mayDecline(one) ? t('mentorship.mailYesNo', { yes, no }) : t('mentorship.mailYes', { yes }),
    }
  return mayNote(one) ? { way: 'mentorship', words: [ref, 'w'], how: t('mentorship.mailNote') } : undefined
}

/** Agrees or declines where that was asked; whatever else is written stands in the log of the two, and nowhere else. */
export const mentorshipDoor: MailDoor = answerDoor('mentorship', async (asked) => {
  const { viewer, mail, lang, once } = asked
  const [ref = '', mark] = asked.words
  const one = await mentorshipFor(viewer, ref, { lock: true })
  const name = one.with?.name || t('exchange.aMember')
  const { word, rest } = firstWord(mail.words, yesOrNo)
  const write = (words: string) => {
    if (words.length > limits.words) refuse('invalid', 'conversations.tooLong', { most: limits.words })
    return note(viewer, ref, { words, lang, once })
  }
  if (word === undefined || mark === 'w') {
    await write(mail.words)
    return told(asked, ref, t('mentorship.mailNoted', { name }))
  }
  if (!mayAgree(one)) refuse('conflict', 'mentorship.nothingToAgree')
  if (markOf(one.proposed!) !== mark) return changedSince(asked, one)
  if (word === 'no' && !mayDecline(one))
    refuse('conflict', 'mentorship.mailOnlyYes', { yes: t('mailin.yes') })
  if (rest) await write(rest)
  if (word === 'no') {
    await declineMentorship(viewer, ref)
    return { parts: [{ words: t('mentorship.mailDeclined', { name }) }] }
  }
  await agree(viewer, ref)
  return told(asked, ref, t('mentorship.mailAgreed', { name }))
})

/** They answered what is not proposed any more: what is, to answer again. */
function changedSince({ me }: Asked, one: Mentorship): Done {
  const { words, how } = mentorshipAnswer(one.ref, one, true)!
  return {
    notDone: 'mentorship.mailChanged',
    parts: [
      { words: t('mentorship.mailChanged') },
      { said: termsRead(one.proposed!), lang: one.lang },
      { words: how },
    ],
    replyTo: signedAddress('mentorship', [...words, me.ref], answerable),
  }
}

const told = ({ me }: Asked, ref: string, words: string): Done => ({
  parts: [
    { words },
    { words: t('mailin.sayMore') },
    { link: t('mailin.readThere'), href: site().origin + url`/mentorships/${ref}`, main: true },
  ],
  replyTo: signedAddress('mentorship', [ref, 'w', me.ref], answerable),
})
