import type { Travelling } from '../../src/records/interchange.ts'
import { closedPage, closedQuestion } from './addresses.ts'

/** A word that stands in every private thing and nowhere else; and one for what members may see. */
export const canary = 'zwitscherling'
export const membersCanary = 'dompfaffling'

/** A story whole, with the word in everything that people write; one condition alike with the others. */
function story(ref: string, word: string, rest: Partial<Travelling> = {}): Travelling {
  const said = (words: string) => ({ en: `${words} ${word}`, fr: `${words} (${word})` })
  const text = (words: string) => ({ original: 'en', texts: said(words) })
  return {
    format: 'baobab-record/1',
    ref,
    kind: 'story',
    instrument: 'story',
    state: 'published',
    reviewed: false,
    access: { to: 'everyone' },
    custodian: `Custodian ${word}`,
    versions: [
      {
        number: 1,
        published: '2026-05-01',
        note: text('Note'),
        minor: false,
        content: {
          edition: '1',
          title: text('By the river'),
          summary: text('Summary'),
          knowledge: 'experience',
          basis: text('Basis'),
          contributors: [
            { role: 'author', shown: 'named', name: `Person ${word}`, organisation: `Organisation ${word}` },
            { role: 'resource-person', shown: 'group', name: `Group ${word}` },
          ],
          organisations: [`Partner ${word}`],
          places: ['TF', 'NE'],
          topics: ['slm:stone-bunds'],
          licence: 'CC-BY-4.0',
          identifiers: [{ scheme: 'local', value: word }],
          links: [],
          files: [{ name: word, url: `https://example.org/${word}`, mediaType: 'text/plain', credit: word }],
          consent: {
            by: `Elders ${word}`,
            for: text('Reading'),
            given: '2026-04-01',
            conditions: text('Ask'),
          },
          answers: {
            scene: [{ where: 'TF', when: '2026', who_was_there: ['farmers'], your_part: 'did' }],
            telling: [
              {
                what_was_happening: said('It rained.'),
                what_you_did: said('We waited.'),
                what_changed: said('It stopped.'),
              },
            ],
            looking_back: [{ what_surprised: said('Nothing.'), words_remembered: said('Wait.') }],
            for_others: [{ would_tell_others: said('Wait too.'), people_know: 'all' }],
          },
        },
      },
    ],
    ...rest,
  }
}

const text = (words: string) => ({ original: 'en', texts: { en: words } })

/** For named people only. */
export const named = story('0000000000c1', canary, {
  access: { to: 'named', purpose: text(`For ${canary}`) },
})
/** For everyone, but not before a far day. */
export const embargoed = story('0000000000c2', canary, { access: { to: 'everyone', opens: '2999-01-01' } })
/** Withdrawn without ever having been public. */
export const withdrawn = story('0000000000c3', canary, {
  access: { to: 'named' },
  state: 'withdrawn',
  tombstone: text(`Gone ${canary}`),
})
/** Open to everyone, until the consent it stood on ended. */
export const ended = story('0000000000c5', canary)
ended.versions[0]!.content.consent!.until = '2026-05-31'
/** For named people, whose consent ended too. */
export const endedForNamed = story('0000000000c6', canary, { access: { to: 'named' } })
endedForNamed.versions[0]!.content.consent!.until = '2026-05-31'
/** For members. */
export const forMembers = story('0000000000c4', membersCanary, { access: { to: 'members' } })

export const privateRecords: Travelling[] = [named, embargoed, withdrawn, ended, endedForNamed, forMembers]

/** A public record in conditions like theirs that links with all of them, in its answers too. */
export const neighbour: Travelling = story('0000000000p1', 'heron')
const { content } = neighbour.versions[0]!
content.links = privateRecords.map(({ ref }) => ({ rel: 'cites', to: ref }))
content.answers.for_others![0]!.belongs_to = { ref: named.ref }

/** A collection with the word in everything that people write. */
const collection = (ref: string, word: string, more: object = {}) => ({
  format: 'baobab-collection/1',
  ref,
  title: { original: 'en', texts: { en: `By the river ${word}`, fr: `Au bord (${word})` } },
  introduction: text(`Introduction ${word}`),
  places: ['TF', 'NE'],
  topics: ['stone-bunds'],
  rule: `q=${word}`,
  items: [
    { ref: '0000000000p1', note: text(`Note ${word}`) },
    { href: `https://example.org/${word}`, title: text(`Elsewhere ${word}`), note: text(`Note ${word}`) },
  ],
  ...more,
})

/** For its keeper alone; taken down before anybody saw it; for members. */
export const ownCollection = collection('0000000000d1', canary)
export const closedCollections = [ownCollection, collection('0000000000d2', canary)]
export const memberCollection = collection('0000000000d3', membersCanary)
/** A public one, into which all that is private is put later, each with a note that says the word. */
export const openCollection = collection('0000000000d4', 'heron', {
  rule: 'place=TF',
  items: [{ ref: '0000000000p1', note: text('Heron') }],
})

/** A community with the word in all that it says, as packs bring them. */
const community = (ref: string, slug: string, word: string, openTo: 'members' | 'itself') => {
  const text = (words: string) => ({
    original: 'en',
    texts: { en: `${words} ${word}`, fr: `${words} (${word})` },
  })
  return {
    format: 'baobab-community/1',
    ref,
    slug,
    name: text('Name'),
    question: text('Question'),
    conditions: text('Conditions'),
    purpose: text('Purpose'),
    conduct: text('Conduct'),
    parting: text('Parting'),
    rest: 'quiet',
    joining: 'invitation',
    openTo,
    places: ['TF'],
    topics: ['stone-bunds'],
    goals: [{ words: text('Goal'), measure: text('Measure') }],
    channels: [{ label: `Channel ${word}`, href: 'https://example.org/' }],
  }
}
const said = { body: `Written ${canary}`, note: canary, lang: 'en' }
export const ownCommunity = {
  ...community('0000000000k1', 'their-own-room', canary, 'itself'),
  pages: [{ ref: closedPage, slug: 'kept', versions: [{ ...said, title: `Page ${canary}` }] }],
  library: [
    { href: `https://example.org/${canary}`, title: `Kept ${canary}`, lang: 'en', note: canary },
    { ref: '0000000000p1', lang: 'en', note: canary },
  ],
  agenda: [
    {
      ref: closedQuestion,
      words: text(`Asked ${canary}`),
      progress: 'begun',
      steps: [{ progress: 'begun', reason: canary, lang: 'en' }],
      answer: [said],
      ties: ['0000000000p1'],
    },
  ],
}
export const draftCommunity = community('0000000000k2', 'not-open-room', canary, 'itself')
export const memberCommunity = community('0000000000k3', 'members-room', membersCanary, 'members')
