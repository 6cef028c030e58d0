import { reader } from '../base/i18n/reader.ts'
import { formatDate, formatList, label, t } from '../base/i18n/t.ts'
import { signedAddress } from '../base/mail/addresses.ts'
import { answerable, leftOver, readThere } from '../base/mail/in/answering.ts'
import type { Asked, Done } from '../base/mail/in/doors.ts'
import type { Part } from '../base/mail/letter.ts'
import { everyone, type Viewer } from '../base/viewer.ts'
import { everywhere } from '../places/everywhere.ts'
import { asSentence } from '../ui/sentence.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { aboutOf } from '../vocabularies/subjects.ts'
import { topicsById } from '../vocabularies/topics.ts'
import { entryUrl } from './address.ts'
import { choiceOf } from './choosing.ts'
import type { Entry, What } from './entry.ts'
import { matchesOf } from './matched.ts'
import { byWhom, forWhom, reasonSaid, whatName } from './names.ts'

/** What is given or sought, in one word that may stand alone on a line. */
export const kinds: Record<What, () => string> = {
  mentoring: () => t('exchange.mailMentoring'),
  'expert-help': () => t('exchange.mailExpertHelp'),
  review: () => t('exchange.mailReview'),
  data: () => t('exchange.mailData'),
  tool: () => t('exchange.mailTool'),
  visit: () => t('exchange.mailVisit'),
  translation: () => t('exchange.mailTranslation'),
}

export const moves = {
  end: () => t('mentorship.mailWordEnd'),
  change: () => t('exchange.mailWordChange'),
  askMe: () => t('exchange.mailAskMe'),
}

/** So many of what meets it stand in a letter; its page shows the others. */
const mostMatches = 3

interface Did {
  did: string
  /** What was taken as nobody said it. */
  notes: string[]
  /** Its words before they were changed. */
  before?: string
}

/** Tells whoever said it how it stands, what meets it, and how this letter is answered. */
export async function toldOf(
  { viewer, me }: Asked,
  entry: Entry,
  { did, notes, before }: Did,
): Promise<Done> {
  const mayAsk = entry.side === 'offer' && !(await choiceOf(viewer)).askable
  return {
    made: entry.id,
    parts: [
      { words: entry.held ? t('mailin.waits') : did },
      { heading: entry.title, lang: entry.lang },
      ...(before ? [{ said: entry.words, lang: entry.lang }] : []),
      { words: await factsOf(entry) },
      ...notes.map((words) => ({ words })),
      ...(before ? [{ words: t('exchange.mailSaidBefore') }, { said: before, lang: entry.lang }] : []),
      ...(entry.held ? [] : await meeting(viewer, entry)),
      readThere(entryUrl(entry)),
      { words: howToAnswer() },
      ...(mayAsk ? [{ words: t('exchange.mailHowAsked', { ask: moves.askMe() }) }] : []),
    ],
    replyTo: answerTo(me.ref, entry),
  }
}

/** Which version the letter told of is said with it, so that an old one changes nothing. */
const answerTo = (person: string, { ref, version }: Entry): string | undefined =>
  signedAddress('entry', [ref, version.toString(36), person], answerable)

export const howToAnswer = (): string =>
  t('exchange.mailHow', {
    ...{ end: moves.end(), change: moves.change() },
    kinds: Object.values(kinds)
      .map((name) => name())
      .join(' · '),
  })

async function factsOf(entry: Entry): Promise<string> {
  const about = await aboutOf([...entry.topics, ...entry.places])
  const facts: [string, string][] = [
    [
      entry.side === 'need' ? t('exchange.whatNeeded') : t('exchange.whatOffered'),
      asSentence(whatName(entry.what)),
    ],
    [
      t('collections.about'),
      formatList(
        about.map(({ name }) => label(name)),
        'unit',
      ),
    ],
    [t('exchange.whoSees'), forWhom(entry, everyone)],
    [t('exchange.until'), formatDate(entry.until)],
  ]
  return facts.map(([name, value]) => `${name}${t('ui.colon')}${value}`).join('\n')
}

async function meeting(viewer: Viewer, entry: Entry): Promise<Part[]> {
  const matches = (await matchesOf(viewer, entry)).slice(0, mostMatches)
  if (matches.length === 0) return [{ words: t('exchange.noMatches') }]
  const { byId: places } = await everywhere()
  const topics = await topicsById(matches.flatMap((one) => [...one.entry.topics, ...entry.topics]))
  return [
    {
      heading: entry.side === 'offer' ? t('exchange.whoNeeds') : t('exchange.whoOffers'),
      lang: reader().lang,
    },
    {
      list: matches.map((one): Part[] => [
        { link: one.entry.title, href: site().origin + entryUrl(one.entry) },
        { words: `${byWhom(one.entry)} · ${reasonSaid(one.reason, { places, topics })}` },
      ]),
    },
  ]
}

/** From now on they may be asked about needs that fit what they offer. */
export const mayBeAsked = ({ me, lang }: Asked, entry: Entry, rest: string): Done => ({
  made: entry.id,
  parts: [
    { words: t('exchange.mailIsAsked') },
    { link: t('exchange.choices'), href: site().origin + url`/account/exchange`, main: true },
    { words: howToAnswer() },
    ...leftOver(rest, lang),
  ],
  replyTo: answerTo(me.ref, entry),
})

/** They answered a letter that told of it as it was: how it is now, to answer again. */
export const changedSince = ({ me, mail, lang }: Asked, entry: Entry): Done => ({
  notDone: 'exchange.mailChanged',
  parts: [
    { words: t('exchange.mailChanged') },
    { said: entry.words || entry.title, lang: entry.lang },
    { words: howToAnswer() },
    { words: t('mailin.yourWords') },
    { said: mail.words, lang },
    readThere(entryUrl(entry)),
  ],
  replyTo: answerTo(me.ref, entry),
})
