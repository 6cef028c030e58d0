import { firstWords } from '../../base/first-words.ts'
import { t } from '../../base/i18n/t.ts'
import type { Names } from '../../instruments/views/Value.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Said } from '../../ui/parts/Words.tsx'
import type { Compared, ComparedRow } from '../comparing.ts'
import { ComparedCell } from './ComparedCell.tsx'

/**
 * One table for all sections, so that its columns have one width all the way down; where there is no
 * room for columns the answers stand under each question, each with the name of its record.
 */
export const Beside = ({
  records,
  rows,
  names,
  marked,
}: {
  records: Compared[]
  rows: ComparedRow[]
  names: Names
  /** Rows that differ stand among others and say so. */
  marked: boolean
}): JSX.Element => (
  <table class="beside">
    <caption class="unseen">{t('records.sideBySide')}</caption>
    <thead>
      <tr>
        <th scope="col">{t('records.question')}</th>
        {records.map((one) => (
          <th scope="col">
            <Name of={one} among={records} whole />
          </th>
        ))}
      </tr>
    </thead>
    {[...Map.groupBy(rows, ({ section }) => section.text)].map(([, some]) => (
      <tbody>
        <tr class="band-row">
          <th scope="rowgroup" colspan={records.length + 1}>
            <h2>
              <Said lang={some[0]!.section.lang}>{some[0]!.section.text}</Said>
            </h2>
          </th>
        </tr>
        {some.map(({ question, cells, differs }) => (
          <tr class={marked && differs ? 'differs' : undefined}>
            <th scope="row">
              <h3>
                <Said lang={question.lang}>{question.text}</Said>
              </h3>
              {marked && differs && <small class="soft">{t('records.differs')}</small>}
            </th>
            {cells.map((answer, i) => (
              <ComparedCell answer={answer} of={<Name of={records[i]!} among={records} />} names={names} />
            ))}
          </tr>
        ))}
      </tbody>
    ))}
  </table>
)

/** The title, short enough to stand over each answer unless it is to be `whole`; of versions of one record their number. */
function Name({
  of: { record, title },
  among,
  whole = false,
}: {
  of: Compared
  among: Compared[]
  whole?: boolean
}): JSX.Element {
  if (among.every((one) => one.record.ref === record.ref))
    return <>{t('records.versionHead', { number: record.number })}</>
  return <Said lang={title.lang}>{whole ? title.text : firstWords(title.text, longest)}</Said>
}

const longest = 48
