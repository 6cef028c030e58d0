import { formatList, t } from '../base/i18n/t.ts'
import type { Shown } from '../base/text.ts'
import type { Fact, Paragraph, Part, Piece, Product } from './product.ts'
import { plain } from './prose.ts'

/** So many words are read aloud in a minute, calmly. */
const pace = 130

/** The same said aloud: who speaks stands beside what is said, questions are asked, and figures said in sentences. */
export function asScript(product: Product): Product {
  const { lang, title, summary, facts, parts } = product
  const said = (text: string): Shown => ({ lang, text })
  const presenter = said(t('products.presenter'))
  const voice = said(t('products.voice'))
  const line = (text: string): Paragraph => ({ as: 'text', runs: [{ lang, text }] })
  const turn = (speaker: Shown, prose: Paragraph[]): Piece => ({ title: speaker, kind: 'prose', prose })
  const turns: Piece[] = [
    turn(presenter, [line(t('products.opening', { title: title.text })), ...summary]),
    ...(facts.length ? [turn(voice, facts.flatMap(sentence))] : []),
    ...parts.flatMap((part) => turnsOf(part, { presenter, voice })),
    turn(presenter, [
      line(t('products.closing', { title: title.text })),
      line(t('products.whereMore', { address: product.address.replace(/^https?:\/\//, '') })),
    ]),
  ]
  const words = turns.reduce((sum, piece) => sum + wordsIn(piece), 0)
  return {
    ...product,
    summary: [],
    facts: [],
    figure: undefined,
    marks: [
      ...product.marks,
      { words: t('products.readAloud', { minutes: Math.max(1, Math.round(words / pace)) }), tone: 'plain' },
    ],
    parts: [{ id: 'script', title: said(product.name), pieces: turns, parts: [] }],
  }
}

/** What was asked, by one voice; what is known, by the other. */
function turnsOf(part: Part, { presenter, voice }: { presenter: Shown; voice: Shown }): Piece[] {
  const turns: Piece[] = []
  let asked: Paragraph[] = [{ as: 'text', runs: [part.title] }]
  for (const piece of part.pieces) {
    const prose = spoken(piece)
    if (piece.title) asked = [...asked, { as: 'text', runs: [piece.title] }]
    if (prose.length === 0) continue
    if (asked.length) turns.push({ title: presenter, kind: 'prose', prose: asked })
    turns.push({ title: voice, kind: 'prose', prose })
    asked = []
  }
  return [...turns, ...part.parts.flatMap((one) => turnsOf(one, { presenter, voice }))]
}

function spoken(piece: Piece): Paragraph[] {
  if (piece.kind === 'prose') return piece.prose.map((one) => ({ ...one, as: 'text' }))
  if (piece.kind === 'facts') return piece.facts.flatMap(sentence)
  if (piece.kind === 'entries') return piece.entries.flat().flatMap(spoken)
  return []
}

function sentence({ term, lines }: Fact): Paragraph[] {
  const words = formatList(lines.map(({ text }) => text))
  const lang = lines[0]?.lang ?? 'und'
  return [
    { as: 'text', runs: [{ lang, text: term ? t('products.fact', { term: term.text, words }) : words }] },
  ]
}

const wordsIn = (piece: Piece): number =>
  piece.kind === 'prose'
    ? piece.prose.reduce((sum, one) => sum + plain(one).split(/\s+/).filter(Boolean).length, 0)
    : 0
