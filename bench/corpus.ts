import { type Random, random } from './random.ts'

/**
 * Documents nobody wrote, as many as are asked for and always the same. The first content word of a
 * language is in some 40% of its documents and the rest fall by Zipf's law (Mandelbrot's form, s = 1,
 * q = 20), as in Cranfield once the words that say nothing are gone; those are left out here, for
 * they are not indexed. The vocabulary grows with the corpus by Heaps' law (30 √n) and every
 * document brings a name of its own. Documents of one theme share words, and words come back within
 * a document, so that queries taken from one have others to find.
 */
export interface MadeDocument {
  texts: { lang: string; title: string; summary: string; body: string }[]
  kind: string
  knowledge: 'research' | 'experience'
  instrument: string
  /** Numbers of circles, places and topics: 0 is everyone, 30% are in one of the others. */
  circle: number
  places: number[]
  topics: number[]
  /** Codes by slot, for the first instrument only. */
  codes: { slot: string; code: string }[]
}

export const made = {
  circles: 20,
  themes: 400,
  countries: 200,
  districts: 2_000,
  topics: 600,
  instruments: 8,
  slots: 6,
  codes: 10,
}

const kinds = [
  'practice',
  'case',
  'lesson',
  'story',
  'method',
  'tool',
  'report',
  'evaluation',
  'policy',
  'dataset',
]
const languages: [string, number][] = [
  ['en', 0.55],
  ['fr', 0.75],
  ['es', 0.85],
  ['ar', 0.95],
  ['pt', 1],
]
const wordsEach = 130

export function document(n: number): MadeDocument {
  const dice = random(n * 2_654_435_761)
  const first = pickLanguage(dice)
  const langs = dice.chance(0.1) ? [first, first === 'en' ? 'fr' : 'en'] : [first]
  const instrument = Math.floor(made.instruments * dice.next() ** 2)
  return {
    texts: langs.map((lang) => text(lang, n, dice)),
    kind: kinds[Math.floor(kinds.length * dice.next() ** 1.5)]!,
    knowledge: dice.chance(0.6) ? 'research' : 'experience',
    instrument: `instrument-${instrument}`,
    circle: dice.chance(0.3) ? 1 + dice.below(made.circles) : 0,
    places: some(dice, 1.4, () =>
      dice.chance(0.5) ? dice.below(made.countries) : made.countries + dice.below(made.districts),
    ),
    topics: some(dice, 2.5, () => Math.floor(made.topics * dice.next() ** 1.5)),
    codes:
      instrument === 0
        ? Array.from({ length: made.slots }, (_, slot) => ({
            slot: `group/slot-${slot}`,
            code: `code-${Math.floor(made.codes * dice.next() ** 1.5)}`,
          }))
        : [],
  }
}

const pickLanguage = (dice: Random): string => {
  const at = dice.next()
  return languages.find(([, upTo]) => at < upTo)![0]
}

function some(dice: Random, mean: number, make: () => number): number[] {
  const count = Math.max(1, Math.round(mean * 2 * dice.next()))
  return [...new Set(Array.from({ length: count }, make))]
}

function text(lang: string, n: number, dice: Random): MadeDocument['texts'][number] {
  const vocabulary = Math.ceil(30 * Math.sqrt((n + 10) * wordsEach))
  const theme = dice.below(made.themes)
  const own = `${spelled(lang, n * 7 + 3)}${n % 97}`
  const said: string[] = [own]
  const draw = (): string => {
    if (said.length > 4 && dice.chance(0.15)) return dice.one(said)
    const rank = dice.chance(0.15)
      ? themeWord(theme, dice.below(60), vocabulary)
      : zipf(dice.next(), vocabulary)
    const word = spelled(lang, rank)
    said.push(word)
    return word
  }
  const write = (count: number) => Array.from({ length: count }, draw).join(' ')
  const title = `${write(3 + dice.below(6))} ${own}`
  const body = Math.round(65 * Math.exp(0.7 * normal(dice)))
  return { lang, title, summary: write(15 + dice.below(20)), body: write(body) }
}

/** The inverse of Mandelbrot's distribution with s = 1, taken as continuous. */
const zipf = (share: number, vocabulary: number): number =>
  Math.floor(20 * ((vocabulary + 20) / 20) ** share - 20)

const themeWord = (theme: number, i: number, vocabulary: number): number =>
  Math.floor(zipf(random(theme * 977 + i).next(), vocabulary))

const normal = (dice: Random): number =>
  Math.sqrt(-2 * Math.log(1 - dice.next())) * Math.cos(2 * Math.PI * dice.next())

const latin =
  'ba be bi bo bu da de di do du fa fe fi fo fu ga go gu ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo za'.split(
    ' ',
  )
const arabic =
  'با دا را زا سا شا صا طا عا فا قا كا لا ما نا ها وا بي دي ري سي في كي لي مي ني بو دو رو سو فو كو لو مو نو'.split(
    ' ',
  )

/** The word of this rank: the more frequent, the shorter; each language has words of its own. */
function spelled(lang: string, rank: number): string {
  const syllables = lang === 'ar' ? arabic : latin
  let rest = rank + 40
  let word = ''
  while (rest > 0) {
    word += syllables[(rest + lang.charCodeAt(0)) % syllables.length]
    rest = Math.floor(rest / syllables.length)
  }
  return lang === 'ar' ? word : word + lang[1]
}

/** What somebody might ask: words of a document that exists, more often its frequent ones. */
export function query(n: number, documents: number): string {
  const dice = random(n * 40_503 + 11)
  const { texts } = document(dice.below(documents))
  const words = Object.values(dice.one(texts)).slice(1).join(' ').split(' ')
  const count = [1, 1, 2, 2, 2, 3, 3, 3, 4, 5][dice.below(10)]!
  return Array.from({ length: count }, () => dice.one(words)).join(' ')
}
