import { t } from '../../base/i18n/t.ts'
import type { Shown } from '../../base/text.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Icon } from '../../ui/parts/Icon.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { measure, unitMark } from '../measures.ts'
import type { ReadAnswer } from '../reading.ts'
import type { Value } from '../values.ts'
import { AwayIn } from './Away.tsx'
import { InRow, Scrolling } from './Scrolling.tsx'

/** A matrix or a table that is one answer. */
export function Grid({ answer: { label, value } }: { answer: ReadAnswer }): JSX.Element | null {
  const frame = { name: label?.text ?? t('instruments.answers'), caption: label && shown(label) }
  if (value.kind === 'matrix')
    return (
      <Scrolling {...frame} columns={value.columns.length > marked ? 2 : value.columns.length} laid>
        {value.columns.length > marked ? <Words {...value} /> : <Marks {...value} />}
      </Scrolling>
    )
  if (value.kind !== 'table') return null
  return (
    <>
      <AwayIn words={value.rows.flat().filter((cell) => typeof cell === 'object')} />
      <Scrolling {...frame} columns={value.columns.length} laid={value.columns.length > 2}>
        <Head cells={value.columns.map((column) => ({ words: headOf(column), number: column.number }))} />
        <tbody>
          {value.rows.map(([name, ...cells]) => (
            <tr>
              <th scope="row">{inCell(name)}</th>
              {cells.map((cell, i) => (
                <td class={typeof cell === 'number' ? 'number' : undefined}>
                  {cell !== undefined && <InRow label={headOf(value.columns[i + 1]!)}>{inCell(cell)}</InRow>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Scrolling>
    </>
  )
}

const headOf = ({ label, unit }: Extract<Value, { kind: 'table' }>['columns'][number]): Child => [
  shown(label),
  unit && <small> ({unitMark(unit)})</small>,
]

const shown = ({ lang, text }: Shown): Child => <Said lang={lang}>{text}</Said>

const inCell = (cell: Shown | number | undefined): Child =>
  typeof cell === 'number' ? measure(cell) : cell && shown(cell)

/** A head without words heads nothing. */
const Head = ({ cells }: { cells: { words?: Child; number?: boolean }[] }): JSX.Element => (
  <thead>
    <tr>
      {cells.map(({ words, number }) =>
        words === undefined ? (
          <td />
        ) : (
          <th scope="col" class={number ? 'number' : undefined}>
            {words}
          </th>
        ),
      )}
    </tr>
  </thead>
)

/** With more columns than this, the one chosen is said in words; on a phone it always is. */
const marked = 5

type Matrix = Extract<Value, { kind: 'matrix' }>

const Marks = ({ columns, rows }: Matrix): JSX.Element => (
  <>
    <Head cells={[{}, ...columns.map((column) => ({ words: shown(column) }))]} />
    <tbody>
      {rows.map(({ label, column }) => (
        <tr class="marks">
          <th scope="row">{shown(label)}</th>
          {columns.map((_, i) => (
            <td>
              {i === column && (
                <InRow label={shown(columns[i]!)}>
                  <Icon name="good" />
                  <span class="unseen">{t('instruments.chosen')}</span>
                </InRow>
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </>
)

const Words = ({ columns, rows }: Matrix): JSX.Element => (
  <>
    <Head cells={[{}, { words: t('instruments.answer') }]} />
    <tbody>
      {rows.map(({ label, column }) => (
        <tr class="marks">
          <th scope="row">{shown(label)}</th>
          <td>
            <div>{columns[column] && shown(columns[column])}</div>
          </td>
        </tr>
      ))}
    </tbody>
  </>
)
