import { createHash } from 'node:crypto'
import { site } from '../../../ui/site.ts'
import type { Url } from '../../../ui/url.ts'
import { asReader, reader } from '../../i18n/reader.ts'
import { t } from '../../i18n/t.ts'
import { alphabet } from '../../ids.ts'
import { missing, Refusal, refuse } from '../../refusal.ts'
import type { Answer } from '../../things/noticing.ts'
import type { AnswerWay } from '../addresses.ts'
import type { Part } from '../letter.ts'
import type { Asked, Done, MailDoor } from './doors.ts'

/** In days: how long a letter that says what an answer did can be answered itself. */
export const answerable = 90

/** What a letter asked one person: for all others its address is for nothing. */
export const answerDoor = (wish: AnswerWay, run: (asked: Asked) => Promise<Done>): MailDoor => ({
  wish,
  known: false,
  untilOver: true,
  means: () => t('mailin.meansAnswer'),
  run: (asked) => (asked.words.at(-1) === asked.me.ref ? run(asked) : missing()),
})

/** Yes or no, in the words of the reader's language. */
export const yesOrNo = { yes: () => t('mailin.yes'), no: () => t('mailin.no') }

/** What asks for yes or no, and says what each does where that is more than the letter says. */
export const yesNoAnswer = (way: AnswerWay, words: string[], more?: string): Answer => ({
  way,
  words,
  how: [t('mailin.howYesNo', yesNo()), ...(more ? [more] : [])].join(' '),
})

const yesNo = () => ({ yes: yesOrNo.yes(), no: yesOrNo.no() })

/**
 * Says yes or no to what a letter asked, by a verb that refuses what is over as missing. What else they wrote goes to
 * nobody. Gives what they are told.
 */
export const yesNoDoor = (
  wish: AnswerWay,
  answer: (asked: Asked, yes: boolean) => Promise<Part[]>,
): MailDoor =>
  answerDoor(wish, async (asked) => {
    const { yes, rest } = saidYesOrNo(asked.mail.words)
    const parts = await unlessOver(() => answer(asked, yes))
    return { parts: [...parts, ...leftOver(rest, asked.lang)] }
  })

/** Whether they say yes, and what else. Refuses what begins with neither. */
export function saidYesOrNo(words: string): { yes: boolean; rest: string } {
  const { word, rest } = firstWord(words, yesOrNo)
  if (word === undefined) refuse('invalid', 'mailin.onlyYesNo', yesNo())
  return { yes: word === 'yes', rest }
}

/** What its verb does not find was there for whoever has the letter: it is answered, or over. */
export async function unlessOver<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'missing') refuse('conflict', 'mailin.answeredOrOver')
    throw error
  }
}

/** The page on which it can be seen, and done otherwise. */
export const readThere = (at: Url): Part => ({
  link: t('mailin.readThere'),
  href: site().origin + at,
  main: true,
})

/**
 * What an answer says, if its first line is nothing but one of these, in the reader's language or in English, whatever
 * stands around it and however it is written; and what else it says.
 */
export function firstWord<Word extends string>(
  words: string,
  choices: Record<Word, () => string>,
): { word?: Word; rest: string } {
  const [first = '', ...more] = words.trim().split('\n')
  const said = bare(first)
  const all = Object.entries(choices) as [Word, () => string][]
  const word = all.find(
    ([, name]) => said === bare(name()) || said === bare(asReader({ ...reader(), lang: 'en' }, name)),
  )?.[0]
  return word === undefined ? { rest: words.trim() } : { word, rest: more.join('\n').trim() }
}

/** Letters and numbers alone: without accents, marks of vowels, quotation marks, stars and full stops. */
export const bare = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()

/** What was written besides one of those words and goes to nobody. */
export const leftOver = (rest: string, lang: string): Part[] =>
  rest ? [{ words: t('mailin.notPassedOn') }, { said: rest, lang }] : []

/** As short as an address can carry it along: whether what is answered is still what the letter said. */
export const markOfAll = (all: string[]): string =>
  Array.from(
    createHash('sha256').update(JSON.stringify(all)).digest().subarray(0, 8),
    (byte) => alphabet[byte & 31],
  ).join('')
