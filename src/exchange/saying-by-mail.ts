import { firstWords } from '../base/first-words.ts'
import { t } from '../base/i18n/t.ts'
import { namedAddress } from '../base/mail/addresses.ts'
import { answerDoor, firstWord, leftOver, readThere } from '../base/mail/in/answering.ts'
import { asMarkdown } from '../base/mail/in/as-markdown.ts'
import type { Asked, Done, MailDoor } from '../base/mail/in/doors.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { communityFor } from '../communities/reading.ts'
import { everywhere } from '../places/everywhere.ts'
import { entryUrl } from './address.ts'
import { choiceOf, choose } from './choosing.ts'
import { type Entry, isOver, most, type Side, type What, whats } from './entry.ts'
import { changeEntry, endEntry, sayEntry } from './keeping.ts'
import { changedSince, howToAnswer, kinds, mayBeAsked, moves, toldOf } from './letters.ts'
import { type Named, namedIn } from './named-in.ts'
import { whatName } from './names.ts'
import { entryFor, ownEntry } from './reading.ts'
import { asItIs, asNamed, openTo } from './storable.ts'

/** What most seek and give, where somebody does not say what it is. */
const usual: What = 'expert-help'

/** Says what somebody offers or needs, for the members of the community to which they write. */
const sayingDoor = (side: Side): MailDoor => ({
  wish: side,
  known: true,
  joinFirst: 'conversations.joinFirst',
  means: ([slug = ''], { subject }) => {
    const values = { subject: subject || '–', address: namedAddress(slug, side) ?? slug }
    return side === 'need' ? t('mailin.meansNeed', values) : t('mailin.meansOffer', values)
  },
  run: async (asked) => {
    const { viewer, me, mail, lang, once } = asked
    const slug = asked.words[0] ?? ''
    // Before anything is looked up for them.
    await openTo(viewer, me.id, slug)
    const { what, rest } = kindIn(mail.words)
    const { title, words } = titled(mail.subject, rest)
    const { subjects } = await communityFor(viewer, slug)
    const minded = await sorted(subjects)
    const named = await namedIn(viewer, { title, words: rest, langs: [lang, me.lang, 'en'] }, subjects)
    const topics = named.topics.length > 0 ? named.topics : minded.topics
    const places = named.places.length > 0 || topics.length > 0 ? named.places : minded.places
    const { ref } = await sayEntry(viewer, {
      ...{ side, what: what ?? usual, title, words: fitting(words), lang, langs: [], audience: slug, once },
      ...(await asNamed([...places, ...topics].slice(0, mostAbout))),
    })
    return toldOf(asked, await entryFor(viewer, ref), {
      did: side === 'need' ? t('exchange.mailNeedStands') : t('exchange.mailOfferStands'),
      notes: [
        ...(what ? [] : [t('exchange.mailNoKind', { what: whatName(usual) })]),
        ...(named.topics.length > 0 || topics.length === 0 ? [] : [t('exchange.mailNoTopic')]),
      ],
    })
  },
})

export const sayNeedDoor = sayingDoor('need')
export const sayOfferDoor = sayingDoor('offer')

/** Places and topics that an entry may be about, together. */
const mostAbout = 20

/** What it is, where the first line is nothing but that; and the rest. */
function kindIn(words: string): { what?: What; rest: string } {
  const { word, rest } = firstWord(words, kinds)
  if (word) return { what: word, rest }
  const whole = firstWord(words, Object.fromEntries(whats.map((what) => [what, () => whatName(what)])))
  return { what: whole.word as What | undefined, rest: whole.rest }
}

/** Of a mail without a subject the first words are the title; a subject that is too long for one is said as well. */
function titled(subject: string, rest: string): { title: string; words: string } {
  const line = rest.replace(/\s+/g, ' ').trim()
  const title = firstWords(subject || line, subject ? most.title - 2 : 80)
  if (!title) refuse('invalid', 'conversations.nothingSaid')
  if (!subject && title === line) return { title, words: '' }
  return { title, words: asMarkdown(subject && title !== subject ? `${subject}\n\n${rest}` : rest) }
}

function fitting(words: string): string {
  if (words.length > most.words) refuse('invalid', 'conversations.tooLong', { most: most.words })
  return words
}

/** What a community minds. */
async function sorted(subjects: number[]): Promise<Named> {
  const { byId } = await everywhere()
  const [places = [], topics = []] = [true, false].map((isPlace) =>
    subjects.filter((id) => byId.has(id) === isPlace),
  )
  return { places, topics }
}

/** Ends what they said, says it in other words or makes it another kind; of an offer, lets them be asked. */
export const entryDoor: MailDoor = answerDoor('entry', async (asked) => {
  const { viewer, mail, lang } = asked
  const [ref = '', version = ''] = asked.words
  const entry = await ownEntry(viewer, ref)
  if (isOver(entry)) refuse('conflict', 'exchange.mailOver')
  const { askMe, ...others } = moves
  const { word, rest } = firstWord<string>(mail.words, entry.side === 'offer' ? moves : others)
  if (word === 'end') {
    await endEntry(viewer, ref)
    return {
      made: entry.id,
      parts: [{ words: t('exchange.overWords') }, readThere(entryUrl(entry)), ...leftOver(rest, lang)],
    }
  }
  if (word === 'askMe') {
    await choose(viewer, { ...(await choiceOf(viewer)), askable: true })
    return mayBeAsked(asked, entry, rest)
  }
  const said = word === 'change' ? rest : mail.words
  const kind = kindIn(said)
  // Thanks for the letter, say, are not what they offer.
  if (word === undefined && !kind.what) refuse('invalid', 'exchange.mailEntryOnly', { how: howToAnswer() })
  if (entry.version !== Number.parseInt(version, 36)) return changedSince(asked, entry)
  return change(asked, entry, kind)
})

async function change(
  asked: Asked,
  entry: Entry,
  { what = entry.what, rest }: ReturnType<typeof kindIn>,
): Promise<Done> {
  const { viewer, me, lang } = asked
  if (!rest && what === entry.what) refuse('invalid', 'conversations.nothingSaid')
  const words = rest ? asMarkdown(rest) : entry.words
  const langs = [lang, me.lang, 'en']
  await changeEntry(viewer, entry.ref, {
    ...(await asItIs(entry)),
    ...{ what, words: fitting(words), version: entry.version },
    ...(await asNamed(await stillAbout(viewer, entry, rest, langs))),
  })
  return toldOf(asked, await entryFor(viewer, entry.ref), {
    ...{ did: t('exchange.mailIsChanged'), notes: [] },
    before: words === entry.words ? undefined : entry.words,
  })
}

/** What it was about, and what the new words name: instead of what the community minds, where it stood under that. */
async function stillAbout(viewer: Viewer, entry: Entry, words: string, langs: string[]): Promise<number[]> {
  const { subjects } = entry.community ? await communityFor(viewer, entry.community.slug) : { subjects: [] }
  const minded = await sorted(subjects)
  const named = await namedIn(viewer, { title: '', words, langs }, subjects)
  const isDefault = entry.topics.every((id) => minded.topics.includes(id))
  const topics = named.topics.length > 0 && isDefault ? named.topics : [...entry.topics, ...named.topics]
  return [...new Set([...entry.places, ...named.places, ...topics])].slice(0, mostAbout)
}
