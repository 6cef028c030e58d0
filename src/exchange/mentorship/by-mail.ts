import { formatDate, t } from '../../base/i18n/t.ts'
import { signedAddress } from '../../base/mail/addresses.ts'
import {
  answerable,
  answerDoor,
  firstWord,
  markOfAll,
  readThere,
  yesOrNo,
} from '../../base/mail/in/answering.ts'
import type { Asked, Done, MailDoor } from '../../base/mail/in/doors.ts'
import { refuse } from '../../base/refusal.ts'
import type { Answer } from '../../base/things/noticing.ts'
import { url } from '../../ui/url.ts'
import { agree, declineMentorship } from './asking.ts'
import { endMentorship, pauseMentorship } from './ending.ts'
import {
  isGoing,
  limits,
  type Mentorship,
  mayAgree,
  mayDecline,
  mayNote,
  mayReflect,
  type Terms,
} from './mentorship.ts'
import { note } from './noting.ts'
import { logOf, mentorshipFor } from './reading.ts'
import { reflect } from './reflecting.ts'

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

/** Alone on the first line, of one that goes on. */
const moves = {
  pause: () => t('mentorship.mailWordPause'),
  resume: () => t('mentorship.mailWordResume'),
  end: () => t('mentorship.mailWordEnd'),
}

/** Whether the story of the other may say their name. */
const naming = { named: () => t('writeup.mailNamed'), unnamed: () => t('writeup.mailUnnamed') }

const lookingBack = (ref: string): Answer => ({
  way: 'mentorship',
  words: [ref, 'b'],
  how: t('mentorship.mailLookBack', { named: naming.named() }),
})

/**
 * By how it stands between the two: yes or no to what is proposed, what they write down, with a word that pauses or ends
 * it, or what it was, at its end; else nothing where it is over.
 */
export function mentorshipAnswer(
  ref: string,
  one: Stands,
  asks: 'terms' | 'lookingBack' | undefined,
): Answer | undefined {
  const { yes, no } = { yes: t('mailin.yes'), no: t('mailin.no') }
  if (asks === 'terms' && mayAgree(one))
    return {
      way: 'mentorship',
      words: [ref, markOf(one.proposed!)],
      how: mayDecline(one) ? t('mentorship.mailYesNo', { yes, no }) : t('mentorship.mailYes', { yes }),
    }
  if (asks === 'lookingBack' && mayReflect(one)) return lookingBack(ref)
  if (!mayNote(one)) return undefined
  const how = [t('mentorship.mailNote'), ...(isGoing(one) ? [howItMoves(one)] : [])].join(' ')
  return { way: 'mentorship', words: [ref, 'w'], how }
}

function howItMoves({ state }: Pick<Mentorship, 'state'>): string {
  const end = moves.end()
  return state === 'paused'
    ? t('mentorship.mailRests', { resume: moves.resume(), end })
    : t('mentorship.mailMoves', { pause: moves.pause(), end })
}

/** Agrees or declines where that was asked; whatever else is written stands in the log of the two, and nowhere else. */
export const mentorshipDoor: MailDoor = answerDoor('mentorship', async (asked) => {
  const { viewer, mail, lang, once } = asked
  const [ref = '', mark] = asked.words
  const one = await mentorshipFor(viewer, ref, { lock: true })
  const name = one.with?.name || t('exchange.aMember')
  if (mark === 'b') return lookBack(asked, one)
  if (mark === 'w' && mayReflect(one)) return isOver(asked)
  const { word, rest } = firstWord(mail.words, yesOrNo)
  const write = (words: string) => {
    if (words.length > limits.words) refuse('invalid', 'conversations.tooLong', { most: limits.words })
    return note(viewer, ref, { words, lang, once })
  }
  const move = mark === 'w' && isGoing(one) ? firstWord(mail.words, moves) : undefined
  if (move?.word) {
    if (move.rest) await write(move.rest)
    return moveOn(asked, move.word, name)
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

/** Pauses it, goes on with it or ends it; ended, it is looked back on. */
async function moveOn(asked: Asked, move: keyof typeof moves, name: string): Promise<Done> {
  const { viewer, words, me } = asked
  const ref = words[0]!
  if (move === 'end') {
    await endMentorship(viewer, ref)
    const { way, words: back, how } = lookingBack(ref)
    return {
      parts: [{ words: t('mentorship.mailEnded', { name }) }, { words: how }, page(ref)],
      replyTo: signedAddress(way, [...back, me.ref], answerable),
    }
  }
  await pauseMentorship(viewer, ref, move === 'pause')
  const done = move === 'pause' ? t('mentorship.mailPaused', { name }) : t('mentorship.mailResumed', { name })
  return told(asked, ref, `${done} ${howItMoves({ state: move === 'pause' ? 'paused' : 'agreed' })}`)
}

/** What they take with them; said again, it stands in place of what they said before. */
async function lookBack({ viewer, me, mail, lang }: Asked, one: Mentorship): Promise<Done> {
  const { word, rest } = firstWord(mail.words, naming)
  const { mine } = await logOf(viewer, one, 1)
  const words = rest || mine?.words || refuse('invalid', 'conversations.nothingSaid')
  if (words.length > limits.words) refuse('invalid', 'conversations.tooLong', { most: limits.words })
  const mayName = word ? word === 'named' : (mine?.mayName ?? false)
  await reflect(viewer, one.ref, { words, lang: rest ? lang : (mine?.lang ?? lang), mayName })
  const { way, words: back } = lookingBack(one.ref)
  return {
    parts: [
      { words: t('mentorship.mailLookedBack', { name: one.with?.name || t('exchange.aMember') }) },
      {
        words: mayName
          ? t('mentorship.mailIsNamed', { unnamed: naming.unnamed() })
          : t('mentorship.mailIsNotNamed', { named: naming.named() }),
      },
      page(one.ref),
    ],
    replyTo: signedAddress(way, [...back, me.ref], answerable),
  }
}

/** Its log is closed: what they wrote may be what they take with them. */
function isOver({ me, mail, lang, words: [ref = ''] }: Asked): Done {
  const { way, words, how } = lookingBack(ref)
  return {
    notDone: 'mentorship.mailOver',
    parts: [
      { words: t('mentorship.mailOver') },
      { words: how },
      { words: t('mailin.yourWords') },
      { said: mail.words, lang },
    ],
    replyTo: signedAddress(way, [...words, me.ref], answerable),
  }
}

/** They answered what is not proposed any more: what is, to answer again. */
function changedSince({ me }: Asked, one: Mentorship): Done {
  const { words, how } = mentorshipAnswer(one.ref, one, 'terms')!
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
  parts: [{ words }, { words: t('mailin.sayMore') }, page(ref)],
  replyTo: signedAddress('mentorship', [ref, 'w', me.ref], answerable),
})

const page = (ref: string) => readThere(url`/mentorships/${ref}`)
