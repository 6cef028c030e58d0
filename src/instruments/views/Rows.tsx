import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Said } from '../../ui/parts/Words.tsx'
import type { Block } from '../blocks.ts'
import type { ReadAnswer } from '../reading.ts'
import { AwayIn, wordsOf } from './Away.tsx'
import { InRow, Scrolling } from './Scrolling.tsx'
import { InLine, type Names } from './Value.tsx'

interface RowsProps {
  block: Extract<Block, { kind: 'rows' }>
  /** What the heading above it says, which needs no caption in sight. */
  name: string
  names: Names
}

/** With more columns than this, sentences have no room beside figures: they stand under their row. */
const roomy = 4
/** Longer words than this are a sentence. */
const sentence = 40

/** The rows of a repeating group: a table where there is room, blocks with their labels on a phone. */
export function Rows({ block: { heads, rows }, name, names }: RowsProps): JSX.Element {
  const columns = heads.map((head, i) => ({ head, i }))
  const beneath = columns.length > roomy ? columns.slice(1).filter(({ i }) => isSentence(rows, i)) : []
  const beside = columns.filter((column) => !beneath.includes(column))
  const inCell = (answer: ReadAnswer): Child => <InLine value={answer.value} names={names} said />
  return (
    <>
      <AwayIn words={wordsOf(rows.flat())} />
      <Scrolling name={name} columns={beside.length} laid={beside.length > 2 || !isFigure(heads[1])}>
        <thead>
          <tr>
            {beside.map(({ head }) => (
              <th scope="col" class={figures(head)}>
                {labelOf(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <>
              <tr>
                <th scope="row">{row[0] && inCell(row[0])}</th>
                {beside.slice(1).map(({ head, i }) => (
                  <td class={figures(head)}>
                    {row[i] && <InRow label={labelOf(head)}>{inCell(row[i])}</InRow>}
                  </td>
                ))}
              </tr>
              {beneath.map(
                ({ head, i }) =>
                  row[i] && (
                    <tr class="beneath">
                      <td colspan={beside.length}>
                        <InRow label={labelOf(head)}>{inCell(row[i])}</InRow>
                      </td>
                    </tr>
                  ),
              )}
            </>
          ))}
        </tbody>
      </Scrolling>
    </>
  )
}

const isSentence = (rows: (ReadAnswer | undefined)[][], column: number): boolean =>
  rows.some((row) => {
    const value = row[column]?.value
    return value?.kind === 'words' && value.words.text.length > sentence
  })

const labelOf = ({ label }: ReadAnswer): Child => label && <Said lang={label.lang}>{label.text}</Said>

const isFigure = (head: ReadAnswer | undefined): boolean =>
  head?.type === 'number' || head?.type === 'computed'

const figures = (head: ReadAnswer): string | undefined => (isFigure(head) ? 'number' : undefined)
