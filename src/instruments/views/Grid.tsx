import { t } from '../../base/i18n/t.ts'
import type { Shown } from '../../base/text.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Icon } from '../../ui/parts/Icon.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { measure, unitMark } from '../measures.ts'
import type { ReadAnswer } from '../reading.ts'
import type { Value } from '../values.ts'
import { Scrolling } from './Scrolling.tsx'

/** A matrix or a table that is one answer. */
export function Grid({ answer: { label, value } }: { answer: ReadAnswer }): JSX.Element | null {
  const frame = { name: label?.text ?? t('instruments.answers'), caption: label && shown(label) }
  if (value.kind === 'matrix')
    return (
      <Scrolling {...frame}>
        {value.columns.length > marked ? <Words {...value} /> : <Marks {...value} />}
      </Scrolling>
    )
  if (value.kind !== 'table') return null
  return (
    <Scrolling {...frame}>
      <Head
        cells={value.columns.map(({ label, unit, number }) => ({
          words: [shown(label), unit && <small> ({unitMark(unit)})</small>],
          number,
        }))}
      />
      <tbody>
        {value.rows.map(([name, ...cells]) => (
          <tr>
            <th scope="row">{inCell(name)}</th>
            {cells.map((cell) => (
              <td class={typeof cell === 'number' ? 'number' : undefined}>{inCell(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Scrolling>
  )
}

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

/** With more columns than this, the one chosen is said in words. */
const marked = 5

type Matrix = Extract<Value, { kind: 'matrix' }>

const Marks = ({ columns, rows }: Matrix): JSX.Element => (
  <>
    <Head cells={[{}, ...columns.map((column) => ({ words: shown(column) }))]} />
    <tbody>
      {rows.map(({ label, column }) => (
        <tr>
          <th scope="row">{shown(label)}</th>
          {columns.map((_, i) => (
            <td>
              {i === column && [<Icon name="good" />, <span class="unseen">{t('instruments.chosen')}</span>]}
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
        <tr>
          <th scope="row">{shown(label)}</th>
          <td>{columns[column] && shown(columns[column])}</td>
        </tr>
      ))}
    </tbody>
  </>
)
