import { t } from '../../base/i18n/t.ts'
import type { Shown } from '../../base/text.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Heading, type Rank } from '../../ui/parts/Heading.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { outside, type Url } from '../../ui/url.ts'
import type { Cell, Figure, Fact as GivenFact, Paragraph, Part, Piece, Run } from '../product.ts'

/** A section under its heading, and those within. */
export const PartView = ({ part, rank }: { part: Part; rank: Rank }): JSX.Element => (
  <section class="stack gap-3">
    <Heading rank={rank}>
      {part.number && <span class="soft">{part.number} </span>}
      <Said lang={part.title.lang}>{part.title.text}</Said>
    </Heading>
    {part.pieces.map((piece) => (
      <PieceView piece={piece} rank={lower(rank)} within={part.title.text} />
    ))}
    {part.parts.map((one) => (
      <PartView part={one} rank={lower(rank)} />
    ))}
  </section>
)

const lower = (rank: Rank): Rank => (rank === 2 ? 3 : 4)

interface PieceProps {
  piece: Piece
  rank: Rank
  /** The title it stands under. */
  within: string
}

const PieceView = ({ piece, rank, within }: PieceProps): JSX.Element => (
  <div class="stack gap-2">
    {piece.title && (
      <Heading rank={rank}>
        <Said lang={piece.title.lang}>{piece.title.text}</Said>
      </Heading>
    )}
    <Inside piece={piece} rank={rank} within={within} />
  </div>
)

function Inside({ piece, rank, within }: PieceProps): JSX.Element {
  switch (piece.kind) {
    case 'prose':
      return <Prose prose={piece.prose} />
    case 'facts':
      return <FactList facts={piece.facts} />
    case 'table':
      return <Cells {...piece} within={within} />
    case 'figures':
      return (
        <div class="grid wide">
          {piece.figures.map((figure) => (
            <FigureView figure={figure} />
          ))}
        </div>
      )
    case 'entries':
      return (
        <ol class="stack gap-4">
          {piece.entries.map((entry, i) => (
            <li class="stack gap-2">
              {piece.numbered && <p class="soft">{t('instruments.rowNumber', { number: i + 1 })}</p>}
              {entry.map((one) => (
                <PieceView piece={one} rank={lower(rank)} within={within} />
              ))}
            </li>
          ))}
        </ol>
      )
  }
}

export const FactList = ({ facts }: { facts: GivenFact[] }): JSX.Element => (
  <Facts>
    {facts.map(({ term, lines }) => (
      <Fact term={term && <Said lang={term.lang}>{term.text}</Said>}>
        {lines.length > 1 ? (
          <ul>
            {lines.map((one) => (
              <li>
                <Said lang={one.lang}>{one.text}</Said>
              </li>
            ))}
          </ul>
        ) : (
          lines.map((one) => <Said lang={one.lang}>{one.text}</Said>)
        )}
      </Fact>
    ))}
  </Facts>
)

/** Paragraphs, with those that are one list gathered in it. */
export const Prose = ({ prose }: { prose: Paragraph[] }): JSX.Element => (
  <div class="prose">{gathered(prose).map((some) => block(some))}</div>
)

function gathered(prose: Paragraph[]): Paragraph[][] {
  const all: Paragraph[][] = []
  for (const one of prose) {
    const last = all.at(-1)?.at(-1)
    const goesOn = last?.as === one.as && (one.as === 'bullet' || (one.as === 'number' && one.number !== 1))
    if (goesOn) all.at(-1)!.push(one)
    else all.push([one])
  }
  return all
}

function block(some: Paragraph[]): JSX.Element {
  const [first] = some
  const items = some.map(({ runs }) => (
    <li>
      <Runs runs={runs} />
    </li>
  ))
  switch (first!.as) {
    case 'bullet':
      return <ul>{items}</ul>
    case 'number':
      return <ol start={first!.number}>{items}</ol>
    case 'quote':
      return (
        <blockquote>
          <Runs runs={first!.runs} />
        </blockquote>
      )
    case 'heading':
      return (
        <p>
          <strong>
            <Runs runs={first!.runs} />
          </strong>
        </p>
      )
    case 'text':
      return (
        <p>
          <Runs runs={first!.runs} />
        </p>
      )
  }
}

const Runs = ({ runs }: { runs: Run[] }): JSX.Element => (
  <>
    {runs.map((run) => (
      <OneRun run={run} />
    ))}
  </>
)

function OneRun({ run: { lang, text, strong, slanted, href } }: { run: Run }): JSX.Element {
  const words = <Said lang={lang}>{text}</Said>
  const address = href && outside(href)
  if (address)
    return (
      <a href={address} rel="noopener nofollow ugc">
        {words}
      </a>
    )
  if (strong) return <strong>{words}</strong>
  return slanted ? <em>{words}</em> : words
}

interface CellsProps {
  title?: Shown
  head: Shown[]
  rows: Cell[][]
  within: string
}

/** Named by all that it stands under, so that no other is called the same. */
const Cells = ({ title, head, rows, within }: CellsProps): JSX.Element => (
  <section
    class="table"
    aria-label={[within, title?.text, ...head.map(({ text }) => text)].filter(Boolean).join(' · ')}
    tabindex={0}
  >
    <table>
      <thead>
        <tr>
          {head.map((cell) => (
            <th scope="col">
              <Said lang={cell.lang}>{cell.text}</Said>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell) => (
              <td class={cell.number ? 'number' : undefined}>
                <Said lang={cell.lang}>{cell.text}</Said>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

/** One size that a phone and paper both take: what is kept to be read without a line is one file. */
export const FigureView = ({ figure }: { figure: Figure }): JSX.Element => (
  <figure>
    <img
      src={figure.src as Url}
      width={figure.width}
      height={figure.height}
      alt={figure.alt}
      decoding="async"
    />
    {(figure.caption || figure.credit) && (
      <figcaption>
        {figure.caption && <Said lang={figure.caption.lang}>{figure.caption.text}</Said>}
        {figure.credit && <small> {t('instruments.pictureBy', { credit: figure.credit })}</small>}
      </figcaption>
    )}
  </figure>
)
