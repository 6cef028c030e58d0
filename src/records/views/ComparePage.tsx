import { reader } from '../../base/i18n/reader.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Table } from '../../ui/parts/Table.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { recordUrl } from '../address.ts'
import type { ComparedRow, Comparison } from '../comparing.ts'

export const ComparePage = ({
  comparison,
  onlyDifferences,
}: {
  comparison: Comparison
  onlyDifferences: boolean
}): JSX.Element => {
  const { records, comparable } = comparison
  const rows = comparison.rows.filter((row) => row.differs || !onlyDifferences)
  const differing = comparison.rows.filter((row) => row.differs).length
  return (
    <Page title={t('records.sideBySide')} unlisted>
      <h1>{t('records.sideBySide')}</h1>
      <ul class="grid">
        {records.map((record) => (
          <li class="card">
            <h2>
              <a href={recordUrl(record)}>
                <Words text={record.content.title} />
              </a>
            </h2>
            <p class="soft">{t('records.version', { number: record.number })}</p>
          </li>
        ))}
      </ul>
      {!comparable && <Notice tone="problem">{t('records.notComparable')}</Notice>}
      {comparable && (
        <p class="row">
          <span>{t('records.differences', { differing, of: comparison.rows.length })}</span>
          <a
            href={withQuery(url`/records/compare`, reader().query, {
              show: onlyDifferences ? undefined : 'differences',
            })}
          >
            {onlyDifferences ? t('records.showAll') : t('records.showDifferences')}
          </a>
        </p>
      )}
      {comparable && rows.length === 0 && (
        <Empty
          next={{
            href: recordUrl(records[0]!),
            words: t('records.backTo', { title: inReach(records[0]!.content.title).text }),
          }}
        >
          {t('records.noDifferences')}
        </Empty>
      )}
      {[...Map.groupBy(rows, (row) => row.section)].map(([section, some], i) => (
        <Table
          id={`section-${i}`}
          caption={section}
          columns={[
            { label: t('records.question') },
            ...records.map((record) => ({ label: <Words text={record.content.title} /> })),
          ]}
          rows={some.map(asRow)}
        />
      ))}
    </Page>
  )
}

const asRow = ({ question, cells, differs }: ComparedRow) => ({
  name: (
    <>
      {question}
      {differs && <span class="unseen"> {t('records.differs')}</span>}
    </>
  ),
  cells: cells.map((words) => words || '–'),
  differs,
})
