import { formatNumber, t, tRich } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Table } from '../../ui/parts/Table.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { url } from '../../ui/url.ts'
import type { Instance, TableGroup } from '../desk-operating.ts'
import { bytesInWords, lastedInWords } from '../figures.ts'

/** One page that says it is well, or what is not. */
export const InstancePage = (one: Instance): JSX.Element => {
  const trouble = one.failedMail + one.failedJobs + one.failedReactions.length > 0 || !one.worker
  return (
    <Page title={t('site.instance')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
      <h1>{t('site.instance')}</h1>
      <Notice tone={trouble ? 'problem' : 'ok'}>
        {trouble ? t('site.instanceTrouble') : t('site.instanceWell')}
      </Notice>
      <Facts>
        <Fact term={t('site.database')}>{t('site.databaseAnswers', { version: one.database })}</Fact>
        <Fact term={t('site.worker')}>{one.worker ? t('site.workerAlive') : t('site.workerGone')}</Fact>
        <Fact term={t('site.lastChange')}>
          {one.lastChange ? <Ago at={new Date(one.lastChange)} /> : t('site.noChange')}
        </Fact>
        <Fact term={t('site.reactions')}>
          {t('site.waitsSince', { count: one.waitingReactions, lasted: lastedInWords(one.lag ?? 0) })}
        </Fact>
        <Fact term={t('site.failedJobs')}>
          <a href={url`/desk/jobs`}>{formatNumber(one.failedJobs)}</a>
        </Fact>
        <Fact term={t('site.mailWaiting')}>
          <a href={url`/desk/outbox?state=waiting`}>{formatNumber(one.waitingMail)}</a>
        </Fact>
        <Fact term={t('site.mailNotTaken')}>
          <a href={url`/desk/outbox?state=failed`}>{formatNumber(one.failedMail)}</a>
        </Fact>
        <Fact term={t('people.people')}>{formatNumber(one.people)}</Fact>
        <Fact term={t('site.records')}>{formatNumber(one.records)}</Fact>
      </Facts>
      {one.failedReactions.length > 0 && (
        <section class="stack gap-2">
          <h2>{t('site.failedReactions')}</h2>
          <ul class="stack gap-1">
            {one.failedReactions.map(({ reaction, error, tries, next }) => (
              <li>
                <code>{reaction}</code>
                {t('ui.colon')}
                <bdi>{error}</bdi>
                <div class="soft">
                  {t('site.tries', { count: tries })} ·{' '}
                  {tRich<Child>('site.nextTry', { when: () => <Ago at={new Date(next)} /> })}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Space {...one.space} />
    </Page>
  )
}

const Space = ({ database, tables, files, disk }: Instance['space']): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('site.space')}</h2>
    <Facts>
      <Fact term={t('site.database')}>{bytesInWords(database)}</Fact>
      {disk && (
        <Fact term={t('site.disk')}>
          {t('site.diskFree', { free: bytesInWords(disk.free), all: bytesInWords(disk.all) })}
        </Fact>
      )}
    </Facts>
    <Table
      id="tables"
      caption={t('site.spaceOfTables')}
      columns={[{ label: t('site.whatFor') }, { label: t('site.size'), number: true }]}
      rows={tables.map(({ group, bytes }) => ({ name: groupName(group), cells: [bytesInWords(bytes)] }))}
    />
    {files.length > 0 && (
      <Table
        id="files"
        caption={t('site.spaceOfFiles')}
        columns={[
          { label: t('site.fileKind') },
          { label: t('site.howMany'), number: true },
          { label: t('site.size'), number: true },
        ]}
        rows={files.map(({ type, count, bytes }) => ({
          name: fileKindName(type),
          cells: [formatNumber(count), bytesInWords(bytes)],
        }))}
      />
    )}
  </section>
)

function groupName(group: TableGroup): string {
  switch (group) {
    case 'records':
      return t('site.records')
    case 'search':
      return t('site.tablesSearch')
    case 'people':
      return t('site.tablesPeople')
    case 'imports':
      return t('site.tablesImports')
    case 'jobs':
      return t('site.jobs')
    case 'other':
      return t('site.tablesOther')
  }
}

function fileKindName(type: string): string {
  switch (type) {
    case 'image':
      return t('site.filesPictures')
    case 'text':
      return t('site.filesWords')
    case 'audio':
      return t('site.filesSound')
    case 'video':
      return t('site.filesFilms')
    default:
      return t('site.filesDocuments')
  }
}
