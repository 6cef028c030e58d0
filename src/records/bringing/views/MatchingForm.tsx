import type { Attempt } from '../../../base/http/form.ts'
import { formatList, t, tRich } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Line, Pick } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { url } from '../../../ui/url.ts'
import { delimiterName, encodingName } from '../names.ts'
import { delimiters, encodings, isWhole } from '../run.ts'
import type { Cells, RunShown } from '../showing.ts'

/** A longer list stands in the page once, and not in each column. */
const mostListed = 60

/** Which column is what, and what all lines have together; then the preview. */
export const MatchingForm = ({
  run,
  targets,
  cells,
  rows,
  attempt,
}: RunShown & { attempt?: Attempt }): JSX.Element => {
  const { reading, matching, kind } = run
  const chooses = kind !== 'record' && !isWhole(kind)
  const value = (name: string, known: string | undefined): string | undefined => {
    const said = attempt?.values[name]
    return typeof said === 'string' ? said : known
  }
  return (
    <section class="stack gap-3">
      <h2>{chooses ? t('imports.matching') : t('imports.lookWrong')}</h2>
      <form
        class="form"
        method="post"
        action={url`/imports/${run.ref}/preview`}
        data-turbo="false"
        novalidate
      >
        {matching.instrument && <input type="hidden" name="instrument" value={matching.instrument} />}
        {reading.encoding && (
          <Pick
            name="encoding"
            label={t('imports.encoding')}
            help={t('imports.encodingHelp')}
            value={value('encoding', reading.encoding)}
            choices={encodings.map((one) => ({ value: one, label: encodingName[one] }))}
          />
        )}
        {reading.delimiter && (
          <Pick
            name="delimiter"
            label={t('imports.delimiter')}
            value={value('delimiter', reading.delimiter)}
            choices={delimiters.map((one) => ({ value: one, label: delimiterName(one) }))}
          />
        )}
        {reading.columns?.map((column, i) => {
          const field = {
            name: `column${i}`,
            label: (
              <>
                {t('imports.column', { number: i + 1 })} <bdi>{column}</bdi>
              </>
            ),
            help: <bdi>{exampleOf(rows, i)}</bdi>,
            value: value(`column${i}`, matching.columns[i] ?? ''),
          }
          return targets.length > mostListed ? (
            <Line {...field} list="targets" optional />
          ) : (
            <Pick {...field} choices={[{ value: '', label: t('imports.nowhere') }, ...targets]} />
          )
        })}
        {cells && <CellsHelp {...cells} />}
        {targets.length > mostListed && (
          <datalist id="targets">
            {targets.map((target) => (
              <option value={target.value}>{target.label}</option>
            ))}
          </datalist>
        )}
        {chooses && kind !== 'members' && (
          <>
            <Pick
              name="language"
              label={t('imports.targetLanguage')}
              help={t('imports.languageHelp')}
              value={value('language', matching.language ?? run.lang)}
              choices={languageChoices()}
            />
            <Line
              name="places"
              label={t('imports.placesOfAll')}
              help={t('imports.placesHelp')}
              value={value('places', matching.places.join(' '))}
              optional
            />
            <Line
              name="topics"
              label={t('imports.topicsOfAll')}
              help={t('imports.topicsHelp')}
              value={value('topics', matching.topics.join(' '))}
              optional
            />
            <Line
              name="licence"
              label={t('imports.licenceOfAll')}
              help={t('imports.licenceHelp')}
              value={value('licence', matching.licence)}
              optional
            />
          </>
        )}
        <button class={run.state === 'previewed' ? 'button quiet' : 'button'} type="submit">
          {run.state === 'previewed' ? t('imports.previewAgain') : t('imports.preview')}
        </button>
        <p class="soft">{t('imports.previewWords')}</p>
      </form>
    </section>
  )
}

/** A cell as an example, which reads from left to right in every language. */
const asCell = {
  code: (words: (string | JSX.Element)[]): JSX.Element => <code dir="ltr">{words}</code>,
}

const CellsHelp = ({ repeats, matrix, map, table, files }: Cells): JSX.Element => (
  <>
    <details class="fold">
      <summary>{t('imports.cellsHelp')}</summary>
      <ul class="stack gap-2">
        <li>{t('imports.cellsSeveral')}</li>
        {repeats && <li>{t('imports.cellsRows')}</li>}
        {matrix && <li>{t('imports.cellsMatrix', { example: matrix })}</li>}
        {map && <li>{tRich<JSX.Element>('imports.cellsMap', { ...asCell, example: '13.5, 2.1' })}</li>}
        {table && <li>{tRich<JSX.Element>('imports.cellsTable', { ...asCell, example: table })}</li>}
      </ul>
    </details>
    {files.length > 0 && <p>{t('imports.filesStayOut', { questions: formatList(files, 'unit') })}</p>}
  </>
)

/** The first cells of a column, to know it by. */
const exampleOf = (rows: string[][], column: number): string =>
  rows
    .flatMap((row) => row[column]?.trim() || [])
    .map((cell) => (cell.length > 60 ? `${cell.slice(0, 60).toWellFormed()}…` : cell))
    .join(' · ')
