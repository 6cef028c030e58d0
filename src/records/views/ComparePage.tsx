import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Marks } from '../../ui/parts/Marks.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { recordUrl } from '../address.ts'
import type { Compared, Comparison } from '../comparing.ts'
import { markNames } from '../freshness/names.ts'
import { Beside } from './Beside.tsx'

export const ComparePage = ({
  comparison,
  showAll,
}: {
  comparison: Comparison
  showAll: boolean
}): JSX.Element => {
  const { records, comparable } = comparison
  const rows = comparison.rows.filter((row) => row.differs || showAll)
  const [first] = records
  return (
    <Page title={t('records.sideBySide')} unlisted>
      <h1>{t('records.sideBySide')}</h1>
      <ul class="stack gap-2">
        {records.map((one) => (
          <li>
            <a href={addressOf(one)}>
              <Said lang={one.title.lang}>{one.title.text}</Said>
            </a>{' '}
            <small class="soft">{t('records.version', { number: one.record.number })}</small>{' '}
            <Marks of={markNames(one.record.marks)} />
          </li>
        ))}
      </ul>
      {comparable ? (
        <Differences comparison={comparison} showAll={showAll} />
      ) : (
        <Notice tone="problem">{t('records.notComparable')}</Notice>
      )}
      {comparable && rows.length === 0 && (
        <Empty next={{ href: addressOf(first!), words: t('records.backTo', { title: first!.title.text }) }}>
          {t('records.noDifferences')}
        </Empty>
      )}
      {rows.length > 0 && <Beside {...comparison} rows={rows} marked={showAll} />}
    </Page>
  )
}

/** How many answers differ, and the way to the others. */
const Differences = ({
  comparison: { rows },
  showAll,
}: {
  comparison: Comparison
  showAll: boolean
}): JSX.Element => (
  <p class="row">
    <span>
      {t('records.differences', { differing: rows.filter((row) => row.differs).length, of: rows.length })}
    </span>
    <a href={withQuery(url`/records/compare`, reader().query, { show: showAll ? 'differences' : 'all' })}>
      {showAll ? t('records.showDifferences') : t('records.showAll')}
    </a>
  </p>
)

/** An older version stands at an address of its own. */
const addressOf = ({ record }: Compared): Url =>
  record.number === record.newest ? recordUrl(record) : url`/records/${record.ref}/versions/${record.number}`
