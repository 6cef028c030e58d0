import { formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { url } from '../../ui/url.ts'
import type { Instance } from '../desk.ts'

/** One page that says it is well, or what is not. */
export const InstancePage = (one: Instance): JSX.Element => {
  const trouble = one.failedMail + one.failedJobs > 0
  return (
    <Page title={t('site.instance')} unlisted>
      <h1>{t('site.instance')}</h1>
      <p class={trouble ? 'lead' : 'lead soft'}>
        {trouble ? t('site.instanceTrouble') : t('site.instanceWell')}
      </p>
      <Facts>
        <Fact term={t('site.database')}>
          {t('site.databaseIs', {
            version: one.database,
            size: formatNumber(one.bytes / 2 ** 20, { maximumFractionDigits: 0 }),
          })}
        </Fact>
        <Fact term={t('people.people')}>{formatNumber(one.people)}</Fact>
        <Fact term={t('site.records')}>{formatNumber(one.records)}</Fact>
        <Fact term={t('site.mailWaits')}>
          <a href={url`/desk/outbox`}>{formatNumber(one.waitingMail)}</a>
        </Fact>
        <Fact term={t('site.mailFailed')}>{formatNumber(one.failedMail)}</Fact>
        <Fact term={t('site.reactions')}>{formatNumber(one.waitingReactions)}</Fact>
        <Fact term={t('site.failedJobs')}>{formatNumber(one.failedJobs)}</Fact>
      </Facts>
      <p>
        <a href={url`/desk`}>{t('site.desk')}</a>
      </p>
    </Page>
  )
}
