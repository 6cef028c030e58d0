import type { Travelling } from '../../src/records/interchange.ts'

/** A word that stands in every private thing and nowhere else. */
export const canary = 'zwitscherling'

const story = (ref: string, rest: Partial<Travelling>, word: string): Travelling => ({
  format: 'baobab-record/1',
  ref,
  kind: 'story',
  instrument: 'story',
  state: 'published',
  reviewed: false,
  access: { to: 'everyone' },
  custodian: word,
  versions: [
    {
      number: 1,
      published: '2026-05-01',
      note: { original: 'en', texts: { en: `Note ${word}` } },
      minor: false,
      content: {
        edition: '1',
        title: { original: 'en', texts: { en: `What ${word} saw by the river`, fr: `Ce que ${word} a vu` } },
        summary: { original: 'en', texts: { en: `Summary ${word}` } },
        knowledge: 'experience',
        basis: { original: 'en', texts: { en: `Basis ${word}` } },
        contributors: [{ role: 'author', shown: 'named', name: `Person ${word}`, organisation: `Organisation ${word}` }],
        organisations: [`Other ${word}`],
        places: ['NE'],
        topics: ['slm:stone-bunds'],
        licence: 'CC-BY-4.0',
        identifiers: [{ scheme: 'local', value: word }],
        links: [{ rel: 'cites', to: '0000000000p1' }],
        files: [],
        answers: {},
      },
    },
  ],
  ...rest,
})

/** Named people only; everyone, but not before a far day; and withdrawn without ever having been public. */
export const privateRecords: Travelling[] = [
  story('0000000000c1', { access: { to: 'named', purpose: { original: 'en', texts: { en: `For ${canary}` } } } }, canary),
  story('0000000000c2', { access: { to: 'everyone', opens: '2999-01-01' } }, canary),
  story('0000000000c3', { access: { to: 'named' }, state: 'withdrawn', tombstone: { original: 'en', texts: { en: `Gone ${canary}` } } }, canary),
]

/** A public record that links with the private ones. */
export const publicNeighbour: Travelling = {
  ...story('0000000000p1', {}, 'heron'),
}
publicNeighbour.versions[0]!.content.links = privateRecords.map(({ ref }) => ({ rel: 'cites', to: ref }))
