import { firstWords } from '../base/first-words.ts'
import { reader } from '../base/i18n/reader.ts'
import { formatDate, inReach, t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { signedAddress } from '../base/mail/addresses.ts'
import type { Part } from '../base/mail/letter.ts'
import type { Message as Mail } from '../base/mail/mail.ts'
import { nameOf } from '../base/mail/names.ts'
import type { Answer, Told } from '../base/things/noticing.ts'
import { plainWordsIn } from '../ui/parts/markdown-text.ts'
import { site } from '../ui/site.ts'
import { type Url, url } from '../ui/url.ts'
import { listed, threading } from './headers.ts'
import type { Pending } from './pending.ts'
import { days, stopAddress, unsubscribeUrl, type Way } from './unsubscribing.ts'
import { toldOf, whyName } from './words.ts'

/** A letter in the reader's language, for whoever it is. */
export type Letter = Omit<Mail, 'to' | 'lang'>

/**
 * In characters: of one that goes by itself, and of each that is gathered; the same of what is to be read before it is
 * answered; of the subject of an answer to what is gathered, and of what happened in a subject. In bytes: all that are. And how many beginnings are kept.
 */
const most = {
  ...{ words: 4_000, opening: 240, asked: 12_000, askedOpening: 4_000 },
  ...{ subject: 60, line: 70, gathered: 17_000, openings: 500 },
}

const whole = (address: Url): string => site().origin + address

/** What happened, what was said, how to answer, the page to go to, why it came and the way out. */
export function single(person: { ref: Ref }, one: Pending): Letter {
  const told = toldOf(one)
  const way: Way =
    one.basis === 'community' && one.community
      ? { from: 'community', thing: one.community.ref }
      : // Whoever is asked about words of theirs gets out of being asked, not of the conversation they said them in.
        one.isThread && one.why !== 'waits'
        ? { from: 'thread', thing: one.ref }
        : one.basis === 'needs'
          ? { from: 'needs' }
          : { from: 'mail' }
  const answer = answerTo(person, told, most.asked)
  const replyTo = answer?.address
  return {
    subject: subjectOf(one, told),
    body: [
      { words: told.line },
      { words: placeName(one, told.title) },
      ...(told.words
        ? [
            {
              said: firstWords(told.words.text, told.answer ? most.asked : most.words),
              lang: told.words.lang,
            } as const,
          ]
        : []),
      ...(answer ? [{ words: answer.how }] : []),
      { link: t('notices.mailRead'), href: whole(told.href), main: true },
      foot(person, way, whyName(one.why)),
    ],
    headers: {
      ...listed(one.community?.slug ?? 'notices', person, way),
      ...(told.message && threading(one.ref, told.message.after)),
    },
    ...(told.message && { messageId: nameOf(told.message.ref) }),
    ...(replyTo && { replyTo }),
    told: true,
    tells: [one.id],
  }
}

/**
 * Where an answer to it goes, signed for this person, and what can be answered; nothing where it asks nothing, no mail
 * reaches us, or what is to be answered does not stand in the letter whole.
 */
function answerTo(
  { ref }: { ref: Ref },
  { message, answer, words }: Told,
  shown: number,
): { address: string; how: string } | undefined {
  const one: Answer | undefined = message
    ? {
        way: 'reply',
        words: [message.ref],
        how: [...(message.how ? [message.how] : []), t('notices.mailReply')].join('\n\n'),
      }
    : answer
  if (!one || (!message && words && words.text.length > shown)) return undefined
  const address = signedAddress(one.way, [...one.words, ref], days.reply)
  return address === undefined ? undefined : { address, how: one.how }
}

/** What was gathered for somebody, by place: since a day, or because it was so much at once. */
export function gathered(
  person: { ref: Ref },
  period: 'each' | 'daily' | 'weekly',
  day: string,
  all: Pending[],
): Letter {
  const shown = asMuchAsFits(person, all)
  const places = [...Map.groupBy(shown, ({ one }) => one.thing).values()].flatMap((some): Part[] => [
    { heading: some[0]!.told.title, lang: some[0]!.told.lang },
    ...placeOf(some[0]!),
    { list: some.map(({ parts }) => parts) },
  ])
  const values = { count: all.length, site: site().name, day: formatDate(day) }
  return {
    subject:
      period === 'each'
        ? t('notices.manySubject', values)
        : period === 'daily'
          ? t('notices.dailySubject', values)
          : t('notices.weeklySubject', values),
    body: [
      ...(shown.some(({ told }) => answerTo(person, told, most.askedOpening))
        ? [{ words: t('notices.mailItems') }]
        : []),
      ...places,
      ...(all.length > shown.length
        ? [{ words: t('notices.mailMore', { count: all.length - shown.length }) }]
        : []),
      { link: t('notices.mailAll'), href: whole(url`/notices`), main: true },
      foot(
        person,
        { from: 'mail' },
        period === 'each'
          ? t('notices.whyMany')
          : period === 'daily'
            ? t('notices.whyDaily')
            : t('notices.whyWeekly'),
      ),
    ],
    headers: listed('digest', person, { from: 'mail' }),
    told: true,
    tells: all.map(({ id }) => id),
  }
}

/** In which community; nothing where that is what it is about. */
function placeOf({ one, told }: Item): Part[] {
  const community = communityOf(one)
  return community && community !== told.title ? [{ words: community }] : []
}

interface Item {
  one: Pending
  told: Told
  parts: Part[]
}

/** The first of them, at least one, so that a letter stays light (60 KB with its HTML) on a poor line. */
function asMuchAsFits(person: { ref: Ref }, all: Pending[]): Item[] {
  const items: Item[] = []
  let size = 0
  const places = new Set<number>()
  for (const one of all) {
    const told = toldOf(one)
    const item = { one, told, parts: itemParts(person, told) }
    size += Buffer.byteLength(
      JSON.stringify([item.parts, places.has(one.thing) ? [] : [told.title, one.community?.name]]),
    )
    places.add(one.thing)
    if (size > most.gathered && items.length > 0) return items
    items.push(item)
  }
  return items
}

function itemParts(person: { ref: Ref }, told: Told): Part[] {
  const answer = answerTo(person, told, most.askedOpening)
  const opening =
    told.words && (told.answer && answer ? plainWordsIn(told.words.text) : openingOf(told.words.text))
  // How a message is answered is said once for all of them.
  const asks = told.message ? told.message.how : answer?.how
  return [
    { words: [told.line, ...(opening ? [opening] : [])].join('\n') },
    { link: t('notices.mailRead'), href: whole(told.href) },
    ...(answer && asks ? [{ words: asks }] : []),
    ...(answer
      ? [
          {
            link: t('notices.mailAnswerItem'),
            href: `mailto:${answer.address}?subject=${encodeURIComponent(`Re: ${firstWords(told.title, most.subject)}`)}`,
          },
        ]
      : []),
  ]
}

/** The same goes to many at once: how it begins is read once for all of them. */
const openings = new Map<string, string>()

function openingOf(text: string): string {
  const known = openings.get(text)
  if (known !== undefined) return known
  const opening = firstWords(plainWordsIn(text), most.opening)
  if (openings.size >= most.openings) openings.clear()
  openings.set(text, opening)
  return opening
}

/** Why it came, and the ways out of it, by a page and by mail. */
function foot(person: { ref: Ref }, way: Way, why: string): Part {
  const stop = stopAddress(person.ref, way)
  return {
    foot: [
      { words: why },
      { link: stopWords(way), href: whole(unsubscribeUrl(person.ref, way)) },
      ...(stop ? [{ link: t('notices.mailStopBy'), href: `mailto:${stop}` }] : []),
      { link: t('notices.mailChoose'), href: whole(url`/notices/choices`) },
    ],
  }
}

const stopWords = ({ from }: Way): string =>
  from === 'thread'
    ? t('notices.mailStopThread')
    : from === 'community'
      ? t('notices.mailStopCommunity')
      : from === 'needs'
        ? t('notices.mailStopNeeds')
        : t('notices.mailStopAll')

/** What is about the community itself would else say its name alone, whatever happened. */
const subjectOf = (one: Pending, { title, line }: Told): string =>
  title === communityOf(one) ? t('notices.inCommunity', { title: inShort(line), community: title }) : title

/** Whole where it is short, else its first sentence. */
const inShort = (line: string): string =>
  line.length <= most.line
    ? line
    : firstWords(
        [...new Intl.Segmenter(reader().lang, { granularity: 'sentence' }).segment(line)][0]!.segment,
        most.line,
      )

const communityOf = ({ community }: Pending): string | undefined =>
  community ? inReach(community.name).text : undefined

function placeName(one: Pending, title: string): string {
  const community = communityOf(one)
  return community && community !== title ? t('notices.inCommunity', { title, community }) : title
}
