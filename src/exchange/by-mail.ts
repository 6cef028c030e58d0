import { formatDate, t } from '../base/i18n/t.ts'
import { signedAddress } from '../base/mail/addresses.ts'
import { answerable, answerDoor, firstWord, leftOver, yesOrNo } from '../base/mail/in/answering.ts'
import type { Asked, Done, MailDoor } from '../base/mail/in/doors.ts'
import { refuse } from '../base/refusal.ts'
import type { Answer } from '../base/things/noticing.ts'
import { dayAfter } from '../base/today.ts'
import { site } from '../ui/site.ts'
import { type Url, url } from '../ui/url.ts'
import { entryUrl } from './address.ts'
import { lasts, type What } from './entry.ts'
import { renewEntry } from './keeping.ts'
import { askToMentor } from './mentorship/asking.ts'
import { limits as terms } from './mentorship/mentorship.ts'
import { note } from './mentorship/noting.ts'
import { mentorshipFor } from './mentorship/reading.ts'
import { entryFor, ownEntry } from './reading.ts'
import { limits, mayAnswer, maySayDone, mayWrite, type TakeUp } from './take-up.ts'
import { takeUpFor } from './take-ups.ts'
import { answerTakeUp, sayDone, takeUp, writeIn } from './taking-up.ts'

/** A need is taken up with what they answer; where it is for mentoring, that is what they propose. */
export const needAnswer = (ref: string, what: What): Answer => ({
  way: 'need',
  words: [ref],
  how: what === 'mentoring' ? t('exchange.mentorByMail') : t('exchange.answerByMail'),
})

/** In days: for so long a mentorship is proposed by mail; the two agree on other terms as they like. */
const threeMonths = 90

/** What is asked in a letter of a take-up: whether they agree, whether it is done, or nothing but what they say. */
type Asks = 'p' | 'd' | 'w'

/** By how it stands between the two; nothing where it is over. */
export function takeUpAnswer(
  ref: string,
  name: string,
  one: Pick<TakeUp, 'state' | 'mine' | 'with' | 'saidDone' | 'doneSaid'>,
): Answer | undefined {
  if (!mayWrite(one)) return undefined
  const { yes, no } = { yes: t('mailin.yes'), no: t('mailin.no') }
  const at = (asks: Asks, how: string): Answer => ({ way: 'takeUp', words: [ref, asks], how })
  if (mayAnswer(one)) return at('p', t('exchange.mailYesNo', { yes, no, name }))
  if (one.doneSaid && maySayDone(one)) return at('d', t('exchange.mailIsDone', { yes, name }))
  const back = t('exchange.mailBack', { name })
  return at('w', maySayDone(one) ? `${back} ${howToSayDone()}` : back)
}

const done = () => t('exchange.mailWordDone')
const howToSayDone = () => t('exchange.mailSayDone', { done: done() })

/** Which last day it had is said with it, so that an old letter changes nothing. */
const lastDay = (until: string): string => until.slice(0, 10).replaceAll('-', '')

export const endsAnswer = (ref: string, until: string): Answer => ({
  way: 'ends',
  words: [ref, lastDay(until)],
  how: t('exchange.mailEnds', { yes: t('mailin.yes'), days: lasts.days }),
})

/** Takes up a need; who did so before says more there. */
export const needDoor: MailDoor = answerDoor('need', async (asked) => {
  const { viewer, mail, lang, once } = asked
  const { what } = await entryFor(viewer, asked.words[0]!)
  if (what === 'mentoring') return accompany(asked, asked.words[0]!)
  const ref = await takeUp(viewer, asked.words[0]!, { words: fitting(mail.words), lang, once })
  return told(asked, ref, t('exchange.answeredByMail'))
})

/** Proposes to accompany whoever needs it; who did so before writes it down for the two. */
async function accompany({ viewer, me, mail, lang, once }: Asked, entry: string): Promise<Done> {
  if (mail.words.length > terms.purpose) refuse('invalid', 'conversations.tooLong', { most: terms.purpose })
  const proposed = { purpose: mail.words, rhythm: t('mentorship.mailRhythm'), until: dayAfter(threeMonths) }
  const ref = await askToMentor(viewer, { entry }, { ...proposed, lang })
  const { purpose } = await mentorshipFor(viewer, ref)
  if (purpose !== mail.words) await note(viewer, ref, { words: mail.words, lang, once })
  return {
    parts: [
      { words: t('exchange.mentorProposed') },
      { words: t('mailin.sayMore') },
      page(url`/mentorships/${ref}`),
    ],
    replyTo: signedAddress('mentorship', [ref, 'w', me.ref], answerable),
  }
}

/** Says it to the other; where that was asked, a first line of yes or no agrees or declines; and one of yes or done says that it is done. */
export const takeUpDoor: MailDoor = answerDoor('takeUp', async (asked) => {
  const { viewer, mail, lang, once } = asked
  const [ref = '', asks] = asked.words
  const one = await takeUpFor(viewer, ref, { lock: true })
  const name = nameOf(one.with)
  const say = (words: string) => writeIn(viewer, ref, { words: fitting(words), lang, once })
  const choices = maySayDone(one) ? { ...yesOrNo, done } : yesOrNo
  const { word, rest } = firstWord<string>(mail.words, choices)
  const confirms = word === 'yes' && asks === 'd' && one.doneSaid !== null && maySayDone(one)
  const isDone = word === 'done' || confirms
  if (word === undefined || !(isDone || mayAnswer(one))) {
    // Said twice, it is no word to the other.
    if (word !== undefined && !rest && asks !== 'w') refuse('conflict', 'exchange.answeredAlready')
    await say(mail.words)
    return told(asked, ref, t('exchange.mailSaid', { name }), maySayDone(one))
  }
  if (rest) await say(rest)
  if (isDone) await sayDone(viewer, ref)
  else await answerTakeUp(viewer, ref, word === 'yes')
  if (word === 'no')
    return { parts: [{ words: t('exchange.mailDeclined', { name }) }, page(url`/take-ups/${ref}`)] }
  if (!isDone) return told(asked, ref, t('exchange.mailAgreed', { name }), true)
  return told(asked, ref, one.doneSaid ? t('exchange.mailDone') : t('exchange.youSaidDone', { name }))
})

/** Lets what they offer or need stand longer. */
export const endsDoor: MailDoor = answerDoor(
  'ends',
  async ({ viewer, words: [ref = '', day], mail, lang }) => {
    const { word, rest } = firstWord(mail.words, { yes: yesOrNo.yes })
    if (word === undefined) refuse('invalid', 'exchange.mailEndsOnly', { yes: t('mailin.yes') })
    const before = await ownEntry(viewer, ref)
    if (lastDay(before.until) !== day)
      refuse('conflict', 'exchange.standsAlready', { day: formatDate(before.until) })
    await renewEntry(viewer, ref)
    const entry = await entryFor(viewer, ref)
    return {
      parts: [
        { words: t('exchange.mailStands', { day: formatDate(entry.until) }) },
        page(entryUrl(entry)),
        ...leftOver(rest, lang),
      ],
    }
  },
)

const nameOf = (who: { name: string } | null): string => who?.name || t('exchange.aMember')

function fitting(words: string): string {
  if (words.length > limits.message) refuse('invalid', 'conversations.tooLong', { most: limits.message })
  return words
}

const page = (at: Url) => ({ link: t('mailin.readThere'), href: site().origin + at, main: true }) as const

/** What it did, and that this letter too is answered to the other. */
function told({ me }: Asked, ref: string, words: string, maySay = false): Done {
  const replyTo = signedAddress('takeUp', [ref, 'w' satisfies Asks, me.ref], answerable)
  return {
    parts: [
      { words },
      { words: [t('mailin.sayMore'), ...(maySay ? [howToSayDone()] : [])].join(' ') },
      page(url`/take-ups/${ref}`),
    ],
    ...(replyTo && { replyTo }),
  }
}
