import { t } from '../../base/i18n/t.ts'
import { signedAddress } from '../../base/mail/addresses.ts'
import {
  answerable,
  answerDoor,
  firstWord,
  leftOver,
  markOfAll,
  yesOrNo,
} from '../../base/mail/in/answering.ts'
import { type Asked, type Done, type MailDoor, OnItsPage } from '../../base/mail/in/doors.ts'
import type { Part } from '../../base/mail/letter.ts'
import { refuse } from '../../base/refusal.ts'
import type { Lang } from '../../base/text.ts'
import type { Answer } from '../../base/things/noticing.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import { answerConsent, askedOf } from './consenting.ts'
import { isIn, type Passage } from './write-up.ts'

/** What is quoted of somebody who said it with their name. */
export type Quoted = Pick<Passage, 'ref' | 'words'> & { lang: Lang }

const choices = {
  named: () => t('writeup.mailNamed'),
  unnamed: () => t('writeup.mailUnnamed'),
  no: yesOrNo.no,
}
const names = () => ({ named: choices.named(), unnamed: choices.unnamed(), no: choices.no() })

/** An answer holds for the words that stood in the letter, and for no others. */
const markOf = (all: Pick<Passage, 'ref' | 'words'>[]): string =>
  markOfAll(
    all.toSorted((one, other) => (one.ref < other.ref ? -1 : 1)).flatMap(({ ref, words }) => [ref, words]),
  )

export const quotedAnswer = (ref: string, all: Quoted[]): Answer => ({
  way: 'quoted',
  words: [ref, markOf(all)],
  how: t('writeup.mailHow', names()),
})

/** Each by itself, as it will stand. */
export const quotedRead = (all: Quoted[]): { lang: Lang; text: string } => ({
  lang: all[0]!.lang,
  text: all.map(({ words }) => words.trim().replace(/^/gm, '> ')).join('\n\n—\n\n'),
})

/**
 * One word for all that the letter quoted. What they asked without a name stands in no letter and is answered on its
 * page, so that nothing that comes by mail says that it was they.
 */
export const quotedDoor: MailDoor = answerDoor('quoted', async (asked) => {
  const { viewer, mail, lang } = asked
  const [ref = '', mark] = asked.words
  const { one, passages } = await askedOf(viewer, ref, { lock: true })
  const openly = passages.filter(({ sealed }) => !sealed)
  if (openly.length === 0) throw new OnItsPage()
  const { word, rest } = firstWord(mail.words, choices)
  if (word === undefined) refuse('invalid', 'writeup.mailUnclear', names())
  if (markOf(openly) !== mark) return changedSince(asked, ref, openly)
  const standing = openly.filter(
    ({ leftOut }) => leftOut === null || leftOut === 'no' || leftOut === 'silence',
  )
  if (one.record ? !standing.some(isIn) : standing.length === 0) refuse('conflict', 'writeup.mailTooLate')
  await answerConsent(
    viewer,
    ref,
    standing.map((passage) => ({ passage: passage.ref, answer: word })),
  )
  return { parts: [{ words: keptWords(word, one.record !== null) }, page(ref), ...leftOver(rest, lang)] }
})

function keptWords(word: keyof typeof choices, isPublished: boolean): string {
  if (word === 'named') return t('writeup.mailKeptNamed')
  if (word === 'unnamed') return t('writeup.mailKeptUnnamed')
  return isPublished ? t('writeup.mailAskedOut') : t('writeup.mailKeptNo')
}

/** Other words are quoted now: these, to answer again. */
function changedSince({ me }: Asked, ref: string, openly: Passage[]): Done {
  const { words, how } = quotedAnswer(ref, openly)
  const { text, lang } = quotedRead(openly)
  return {
    notDone: 'writeup.mailChanged',
    parts: [{ words: t('writeup.mailChanged') }, { said: text, lang }, { words: how }, page(ref)],
    replyTo: signedAddress('quoted', [...words, me.ref], answerable),
  }
}

const page = (ref: string): Part => ({
  link: t('mailin.readThere'),
  href: site().origin + url`/write-ups/${ref}/consent`,
  main: true,
})
