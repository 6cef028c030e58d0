import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Heading, type Rank } from '../../ui/parts/Heading.tsx'
import { Markdown } from '../../ui/parts/Markdown.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import type { Block, OneFact } from '../blocks.ts'
import type { ReadAnswer } from '../reading.ts'
import { Away, AwayIn, wordsOf } from './Away.tsx'
import { Figures } from './Figures.tsx'
import { Grid } from './Grid.tsx'
import { Rows } from './Rows.tsx'
import { InLine, type Names, WayBack } from './Value.tsx'

interface BlockProps {
  block: Block
  rank: Rank
  names: Names
  /** The title it stands under: what says the same need not be said again. */
  within: string
}

export function BlockView({ block, rank, names, within }: BlockProps): JSX.Element {
  const { title } = block
  return (
    <>
      {title && title.text !== within && (
        <Heading rank={rank}>
          <Said lang={title.lang}>{title.text}</Said>
        </Heading>
      )}
      <Inside block={block} rank={title ? 4 : rank} names={names} within={title?.text ?? within} />
    </>
  )
}

function Inside({ block, rank, names, within }: BlockProps): JSX.Element {
  switch (block.kind) {
    case 'facts':
      return (
        <Facts>
          {block.facts.map((fact, i) => (
            <OneFactView fact={fact} before={block.facts[i - 1]} names={names} />
          ))}
        </Facts>
      )
    case 'prose':
      return <Prose answer={block.answer} rank={rank} within={within} names={names} />
    case 'grid':
      return <Grid answer={block.answer} />
    case 'figures':
      return <Figures rows={block.rows} names={names} />
    case 'list':
      return <List {...block} names={names} />
    case 'rows':
      return <Rows block={block} name={block.title?.text ?? within} names={names} />
    case 'entries':
      return (
        <ol class="stack gap-5">
          {block.entries.map((entry, i) => (
            <li class="stack gap-3">
              {block.numbered && <p class="soft">{t('instruments.rowNumber', { number: i + 1 })}</p>}
              {entry.map((one) => (
                <BlockView block={one} rank={rank} names={names} within={within} />
              ))}
            </li>
          ))}
        </ol>
      )
  }
}

/** A term that the fact before has too is not said again. */
function OneFactView({
  fact,
  before,
  names,
}: {
  fact: OneFact
  before?: OneFact
  names: Names
}): JSX.Element {
  const { term, answer, notes } = fact
  const said = termOf(fact)
  const value = (
    <>
      {term && answer.label && answer.label.text !== term.text && (
        <small class="soft">
          <Said lang={answer.label.lang}>{answer.label.text}</Said>{' '}
        </small>
      )}
      <InLine value={answer.value} names={names} /> <WayBack slot={answer.slot} names={names} />
      {notes.map((note) => (
        <p class="soft">
          {note.value.kind !== 'words' && note.label && `${note.label.text}: `}
          <InLine value={note.value} names={names} />
        </p>
      ))}
    </>
  )
  if (before && said && termOf(before)?.text === said.text) return <dd>{value}</dd>
  return (
    <Fact term={said ? <Said lang={said.lang}>{said.text}</Said> : t('instruments.answer')}>{value}</Fact>
  )
}

const termOf = ({ term, answer }: OneFact) => term ?? answer.label

const Prose = ({
  answer,
  rank,
  within,
  names,
}: {
  answer: ReadAnswer
  rank: Rank
  within: string
  names: Names
}): JSX.Element => (
  <>
    {answer.label && answer.label.text !== within && (
      <Heading rank={rank}>
        <Said lang={answer.label.lang}>{answer.label.text}</Said>
      </Heading>
    )}
    {answer.value.kind === 'words' ? (
      <>
        {answer.value.words.away && (
          <p>
            <Away words={answer.value.words} />
          </p>
        )}
        <Markdown text={answer.value.words.text} lang={answer.value.words.lang} rank={4} />
      </>
    ) : (
      <div class="prose">
        <InLine value={answer.value} names={names} />
      </div>
    )}
    <WayBack slot={answer.slot} names={names} />
  </>
)

function List({
  numbered,
  answers,
  names,
}: {
  numbered: boolean
  answers: ReadAnswer[]
  names: Names
}): JSX.Element {
  const items = answers.map(({ value }) => (
    <li>
      <InLine value={value} names={names} said />
    </li>
  ))
  return (
    <div class="prose">
      <AwayIn words={wordsOf(answers)} />
      {numbered ? <ol>{items}</ol> : <ul>{items}</ul>}
      {answers[0] && <WayBack slot={answers[0].slot} names={names} />}
    </div>
  )
}
