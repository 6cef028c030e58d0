import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import type { Card } from '../../base/things/kinds.ts'
import { slotsOf } from '../../instruments/columns.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Marks } from '../../ui/parts/Marks.tsx'
import { Table } from '../../ui/parts/Table.tsx'
import { Said, Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { entriesOf } from '../address.ts'
import { titleOf } from '../tabulating.ts'
import type { SearchView } from './SearchPage.tsx'

/** The results as rows, with the answers of one questionnaire as columns when one is chosen. */
export function ResultTable(view: SearchView): JSX.Element {
  const { table = { columns: [], rows: [] }, definition } = view
  const comparable = definition !== undefined && table.rows.length > 1
  const rows = (
    <Table
      id="results-table"
      caption={t('search.tableCaption')}
      columns={[
        { label: t('search.title') },
        ...table.columns.map(({ label, number }) => ({ label, number })),
      ]}
      rows={table.rows.map(({ card, cells }) => ({
        name: <Name card={card} comparable={comparable} />,
        cells: cells.map((cell) =>
          typeof cell === 'string' ? cell : <Said lang={cell.lang}>{cell.text}</Said>,
        ),
      }))}
    />
  )
  if (!definition)
    return (
      <>
        <p class="soft">{t('search.chooseInstrument')}</p>
        {rows}
      </>
    )
  return (
    <>
      <ColumnChooser {...view} />
      {comparable ? <SideBySide>{rows}</SideBySide> : rows}
    </>
  )
}

function Name({ card, comparable }: { card: Card; comparable: boolean }): JSX.Element {
  const title = (
    <>
      <a href={card.href}>
        <Words text={card.title} />
      </a>{' '}
      <Marks of={card.marks} states={card.states} />
    </>
  )
  if (!comparable) return title
  return (
    <span class="row held">
      <input
        type="checkbox"
        name="of"
        value={card.ref}
        aria-label={t('search.mark', { title: titleOf(card) })}
      />
      <span>{title}</span>
    </span>
  )
}

const SideBySide = ({ children }: { children: Child }): JSX.Element => (
  <form class="stack" action={url`/records/compare`}>
    <p class="row">
      <button class="button quiet" type="submit">
        {t('search.compare')}
      </button>
      <span class="soft">{t('search.compareHelp')}</span>
    </p>
    {children}
  </form>
)

/** Any question of the questionnaire can be a column; the form says it in the address. */
function ColumnChooser({ definition, asked }: SearchView): JSX.Element {
  const chosen = asked.columns.length
    ? asked.columns
    : (definition?.columns ?? definition?.facets?.slice(0, 6) ?? [])
  const sections = Map.groupBy(
    definition ? slotsOf(definition, reader().lang) : [],
    (column) => column.section,
  )
  return (
    <details>
      <summary>{t('search.chooseColumns')}</summary>
      <form class="stack" action={url`/search`}>
        {entriesOf({ ...asked, columns: [], page: 1 }).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {[...sections].map(([section, columns]) => (
          <fieldset class="field">
            <legend>{section}</legend>
            {columns.map(({ slot, label }) => (
              <label class="choice">
                <input type="checkbox" name="columns" value={slot} checked={chosen.includes(slot)} />
                <span>{label}</span>
              </label>
            ))}
          </fieldset>
        ))}
        <button class="button" type="submit">
          {t('search.showColumns')}
        </button>
      </form>
    </details>
  )
}
