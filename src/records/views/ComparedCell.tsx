import { t } from '../../base/i18n/t.ts'
import { type Block, blocksOf } from '../../instruments/blocks.ts'
import type { ReadAnswer } from '../../instruments/reading.ts'
import { BlockView } from '../../instruments/views/Blocks.tsx'
import { InLine, type Names } from '../../instruments/views/Value.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { spoken } from '../../ui/parts/Words.tsx'
import { languagesIn } from '../said-in.ts'
import type { ComparedAnswer } from '../setting.ts'

/** What one record answers; `of` says which, where the answers stand under each other. */
export function ComparedCell({
  answer,
  of,
  names,
}: {
  answer: ComparedAnswer | undefined
  of: JSX.Element
  names: Names
}): JSX.Element {
  const languages = (answer?.group.rows ?? []).flatMap(({ answers }) =>
    answers.flatMap(({ value }) => languagesIn(value)),
  )
  const [only, ...others] = new Set(languages)
  return (
    <td>
      <p class="of soft">{of}</p>
      {answer ? (
        <div class="stack gap-2" {...(only && others.length === 0 ? spoken(only) : {})}>
          <Inside answer={answer} names={names} />
        </div>
      ) : (
        <p class="soft">{t('records.noAnswer')}</p>
      )}
    </td>
  )
}

function Inside({
  answer: { group, question },
  names,
}: {
  answer: ComparedAnswer
  names: Names
}): JSX.Element {
  const [only, ...others] = group.rows.flatMap(({ answers }) => answers)
  if (only && others.length === 0) return <One answer={only} names={names} />
  return (
    <>
      {blocksOf([group]).map((block) => (
        <BlockView block={block} rank={4} names={names} within={question.text} />
      ))}
    </>
  )
}

/** The answer alone: the row says what it answers. */
function One({ answer, names }: { answer: ReadAnswer; names: Names }): JSX.Element {
  const block = blockOf({ ...answer, label: undefined })
  if (!block) return <InLine value={answer.value} names={names} />
  return <BlockView block={block} rank={4} names={names} within="" />
}

/** How it is set if it is more than a line. */
function blockOf(answer: ReadAnswer): Block | undefined {
  const { value } = answer
  if (value.kind === 'words' && value.long) return { kind: 'prose', answer }
  if (value.kind === 'image') return { kind: 'figures', rows: [[answer]] }
  return value.kind === 'matrix' || value.kind === 'table' ? { kind: 'grid', answer } : undefined
}
