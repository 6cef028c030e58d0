import { formatNumber, t } from '../base/i18n/t.ts'
import type { Shown } from '../base/text.ts'
import { type Block, blocksOf, type OneFact } from '../instruments/blocks.ts'
import { unitMark } from '../instruments/measures.ts'
import type { ReadAnswer, ReadSection } from '../instruments/reading.ts'
import type { Names } from '../instruments/views/Value.tsx'
import type { Cell, Fact, Figure, Part, Piece } from './product.ts'
import { proseOf } from './prose.ts'
import { factOf, linesOf } from './value-words.ts'

/** What laying out needs to know: the language of the product, what answers name, and the pictures it may show. */
export interface Ground {
  lang: string
  names: Names
  /** It is to be read in a few minutes: what a heading says is not said by another above it. */
  short: boolean
  /** By the name of the file. */
  figures: ReadonlyMap<string, Figure>
}

/** The sections of a reading as parts of a document. */
export const partsOf = (sections: ReadSection[], ground: Ground): Part[] =>
  sections.flatMap(({ id, number, title, groups, sections: within }) => {
    const pieces = blocksOf(groups)
      .flatMap((block) => pieceOf(block, ground))
      .map((piece) => (piece.title?.text === title.text ? { ...piece, title: undefined } : piece))
    const parts = partsOf(within, ground)
    return pieces.length + parts.length ? [{ id, ...(number && { number }), title, pieces, parts }] : []
  })

function pieceOf(block: Block, ground: Ground): Piece[] {
  const titled = block.title && { title: block.title }
  switch (block.kind) {
    case 'facts':
      return [{ ...titled, kind: 'facts', facts: block.facts.flatMap((one) => factsOf(one, ground)) }]
    case 'prose':
      return [prosePiece(block.answer, titled?.title, ground)].flat()
    case 'grid':
      return [gridPiece(block.answer, titled?.title)].flat()
    case 'figures':
      return figuresPiece(block.rows, titled?.title, ground)
    case 'list':
      return [{ ...titled, kind: 'prose', prose: listOf(block, ground) }]
    case 'rows':
      return [{ ...titled, kind: 'table', ...tableOf(block, ground) }]
    case 'entries':
      return [
        {
          ...titled,
          kind: 'entries',
          numbered: block.numbered,
          entries: block.entries.map((entry) => entryOf(entry, ground)),
        },
      ]
  }
}

/** An entry that begins with a few words goes by them. */
function entryOf([first, ...others]: Block[], ground: Ground): Piece[] {
  const [name, ...facts] = first?.kind === 'facts' ? first.facts : []
  const rest = others.flatMap((one) => pieceOf(one, ground))
  if (first?.kind !== 'facts' || first.title || name?.answer.value.kind !== 'words')
    return [...(first ? pieceOf(first, ground) : []), ...rest]
  const [title] = linesOf(name.answer.value, ground.names, ground.lang)
  const said = facts.flatMap((one) => factsOf(one, ground))
  const [next, ...more] = rest
  const bare = ground.short && next ? [{ ...next, title: undefined }, ...more] : rest
  return [said.length ? { title, kind: 'facts', facts: said } : { title, kind: 'prose', prose: [] }, ...bare]
}

function factsOf({ term, answer, notes }: OneFact, { names, lang }: Ground): Fact[] {
  const fact = factOf(term ?? answer.label, answer.value, names, lang)
  return [{ ...fact, lines: [...fact.lines, ...notes.flatMap(({ value }) => linesOf(value, names, lang))] }]
}

function prosePiece({ label, value }: ReadAnswer, title: Shown | undefined, ground: Ground): Piece[] {
  const prose =
    value.kind === 'words'
      ? proseOf(value.words)
      : linesOf(value, ground.names, ground.lang).map((run) => ({ as: 'text' as const, runs: [run] }))
  const head = !ground.short && label && title && label.text !== title.text ? [heading(title)] : []
  const above = label ?? title
  return [...head, { ...(above && { title: above }), kind: 'prose', prose }]
}

const heading = (title: Shown): Piece => ({ title, kind: 'prose', prose: [] })

function listOf({ answers, numbered }: Extract<Block, { kind: 'list' }>, { names, lang }: Ground) {
  return answers.map(({ value }, i) => ({
    ...(numbered ? { as: 'number' as const, number: i + 1 } : { as: 'bullet' as const }),
    runs: linesOf(value, names, lang).flatMap((line, at) => (at ? [{ lang, text: ' · ' }, line] : [line])),
  }))
}

function tableOf({ heads, rows }: Extract<Block, { kind: 'rows' }>, { names, lang }: Ground) {
  const cellOf = (answer: ReadAnswer | undefined): Cell => {
    if (!answer) return { lang, text: '' }
    const lines = linesOf(answer.value, names, lang)
    const text = lines.map((line) => line.text).join(' · ')
    const number = answer.value.kind === 'number' || answer.value.kind === 'money'
    return { lang: lines[0]?.lang ?? lang, text, ...(number && { number: true as const }) }
  }
  return {
    head: heads.map(({ label }) => label ?? { lang, text: t('instruments.answer') }),
    rows: rows.map((row) => row.map(cellOf)),
  }
}

/** A matrix is read as facts: what was chosen for each row. */
function gridPiece({ label, value }: ReadAnswer, title?: Shown): Piece[] {
  const above = label ?? title
  const titled = above && { title: above }
  if (value.kind === 'matrix')
    return [
      {
        ...titled,
        kind: 'facts',
        facts: value.rows.map((row) => ({
          term: row.label,
          lines: [value.columns[row.column] ?? row.label],
        })),
      },
    ]
  if (value.kind !== 'table') return []
  const head = value.columns.map((column) => ({
    lang: column.label.lang,
    text: column.unit ? `${column.label.text} (${unitMark(column.unit)})` : column.label.text,
  }))
  const rows = value.rows.map((row) =>
    row.map((cell): Cell => {
      if (cell === undefined) return { lang: 'und', text: '' }
      if (typeof cell === 'number') return { lang: 'und', text: formatNumber(cell), number: true }
      return { lang: cell.lang, text: cell.text }
    }),
  )
  return [{ ...titled, kind: 'table', head, rows }]
}

function figuresPiece(rows: ReadAnswer[][], title: Shown | undefined, ground: Ground): Piece[] {
  const figures = rows.flatMap((row) => {
    const words = row.find(({ value }) => value.kind === 'words')
    return row.flatMap(({ value }): Figure[] => {
      const figure = value.kind === 'image' ? ground.figures.get(value.file) : undefined
      if (value.kind !== 'image' || !figure) return []
      const caption = value.caption ?? (words && linesOf(words.value, ground.names, ground.lang)[0])
      const credit = value.credit ?? figure.credit
      return [{ ...figure, ...(caption && { caption }), ...(credit && { credit }) }]
    })
  })
  return figures.length ? [{ ...(title && { title }), kind: 'figures', figures }] : []
}
