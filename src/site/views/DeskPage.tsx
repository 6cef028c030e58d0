import { formatDate, t } from '../../base/i18n/t.ts'
import { stateName } from '../../records/bringing/names.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Card } from '../../ui/parts/Card.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url } from '../../ui/url.ts'
import type { Desk } from '../desk.ts'

/** What waits for me, and the ways to what is mine and to what I was given to keep. */
export const DeskPage = (desk: Desk): JSX.Element => (
  <Page title={t('site.desk')} unlisted>
    <h1>{t('site.desk')}</h1>
    <Waiting {...desk} />
    <Ways title={t('site.deskMine')}>
      <Way href={url`/people/${desk.handle}`}>{t('site.deskPage')}</Way>
      <Way href={url`/account/profile`}>{t('people.changeProfile')}</Way>
      <Way href={url`/account`}>{t('people.account')}</Way>
      <Way href={url`/desk/acts`}>{t('site.acts')}</Way>
      <Way href={url`/collections?by=me`}>{t('collections.mine')}</Way>
      <Way href={url`/people`}>{t('people.people')}</Way>
      <Way href={url`/organisations`}>{t('people.organisations')}</Way>
      {desk.organisations.map(({ slug, name }) => (
        <Way href={url`/organisations/${slug}`}>
          <Words text={name} />
        </Way>
      ))}
    </Ways>
    {desk.curates && (
      <Ways title={t('site.deskCurator')}>
        <Way href={url`/desk/rights`}>{t('site.rights')}</Way>
        <Way href={url`/desk/vocabularies`}>{t('site.vocabularies')}</Way>
        <Way href={url`/desk/questionnaires`}>{t('site.questionnaires')}</Way>
        <Way href={url`/desk/care`}>{t('site.care')}</Way>
        <Way href={url`/imports`}>{t('imports.imports')}</Way>
      </Ways>
    )}
    {desk.moderates && (
      <section class="stack gap-3">
        <h2>{t('site.deskModerator')}</h2>
        <p class="soft">{t('site.nothingToModerate')}</p>
      </section>
    )}
    {desk.operates && (
      <Ways title={t('site.deskOperator')}>
        <Way href={url`/desk/instance`}>{t('site.instance')}</Way>
        <Way href={url`/desk/jobs`}>{t('site.jobs')}</Way>
        <Way href={url`/desk/outbox`}>{t('site.outbox')}</Way>
        <Way href={url`/desk/backups`}>{t('site.backups')}</Way>
        <Way href={url`/desk/settings`}>{t('site.settings')}</Way>
        <Way href={url`/desk/acts?of=all`}>{t('site.actsAll')}</Way>
      </Ways>
    )}
  </Page>
)

function Waiting({ told, organisations, imports, stale, custody, unkept, troubles }: Desk): JSX.Element {
  const asking = organisations.filter((one) => one.asking > 0)
  const { failedJobs = 0, failedMail = 0, noBackup = false } = troubles ?? {}
  const mine = asking.length + imports.length + stale.length + custody.length + unkept
  const nothing = told > 0 && mine + failedJobs + failedMail === 0 && !noBackup
  return (
    <section class="stack gap-3">
      <h2>{t('site.deskWaits')}</h2>
      {nothing && <p class="soft">{t('site.deskNothing')}</p>}
      <div class="grid">
        {told === 0 && (
          <Card href={url`/account/profile`} title={t('people.tellOfYourself')}>
            <p>{t('people.nothingTold')}</p>
          </Card>
        )}
        {asking.map(({ slug, name, asking: count }) => (
          <Card href={url`/organisations/${slug}`} title={<Words text={name} />}>
            <p>{t('site.deskAsking', { count })}</p>
          </Card>
        ))}
        {imports.map(({ ref, file, state, faults }) => (
          <Card href={url`/imports/${ref}`} title={<bdi>{file}</bdi>} meta={t('imports.imports')}>
            <p>{stateName(state)}</p>
            {faults > 0 && <p>{t('site.deskFaults', { count: faults })}</p>}
          </Card>
        ))}
        {custody.map(({ ref, title, by, newer }) => (
          <Card href={url`/records/${ref}/custodian`} title={<Words text={title} />}>
            <p>
              {newer
                ? t('records.newEdition', { edition: newer })
                : by
                  ? t('site.offeredToKeep', { name: by })
                  : t('site.askedToKeep')}
            </p>
          </Card>
        ))}
        {unkept > 0 && (
          <Card href={url`/desk/care?of=keeper`} title={t('site.care')}>
            <p>{t('site.deskUnkept', { count: unkept })}</p>
          </Card>
        )}
        {failedJobs > 0 && (
          <Card href={url`/desk/jobs`} title={t('site.jobs')}>
            <p>{t('site.deskFailedJobs', { count: failedJobs })}</p>
          </Card>
        )}
        {failedMail > 0 && (
          <Card href={url`/desk/outbox?state=failed`} title={t('site.outbox')}>
            <p>{t('site.deskFailedMail', { count: failedMail })}</p>
          </Card>
        )}
        {noBackup && (
          <Card href={url`/desk/backups`} title={t('site.backups')}>
            <p>{t('site.backupOverdue')}</p>
          </Card>
        )}
        {stale.map(({ ref, title, since }) => (
          <Card href={url`/records/${ref}`} title={<Words text={title} />}>
            <p>{t('site.deskStale', { day: formatDate(since) })}</p>
          </Card>
        ))}
      </div>
    </section>
  )
}

const Ways = ({ title, children }: { title: string; children: Child }): JSX.Element => (
  <section class="stack gap-3">
    <h2>{title}</h2>
    <ul class="columns">{children}</ul>
  </section>
)

const Way = ({ href, children }: { href: Url; children: Child }): JSX.Element => (
  <li>
    <a href={href}>{children}</a>
  </li>
)
