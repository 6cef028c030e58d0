import { t } from '../../base/i18n/t.ts'
import { NoticeList } from '../../notifications/views/NoticeList.tsx'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url } from '../../ui/url.ts'
import type { Desk } from '../desk.ts'
import { Waiting } from './Waiting.tsx'

/** What waits for me, and the ways to what is mine and to what I was given to keep. */
export const DeskPage = (desk: Desk): JSX.Element => (
  <Page title={t('site.desk')} unlisted>
    <h1>{t('site.desk')}</h1>
    <Waiting {...desk} />
    {desk.notices.length > 0 && (
      <section class="stack gap-3">
        <div class="row apart">
          <h2>{t('notices.newOnes')}</h2>
          <a href={url`/notices`}>{t('notices.all')}</a>
        </div>
        <NoticeList all={desk.notices} rank={3} />
      </section>
    )}
    <Ways title={t('site.deskMine')}>
      <Way href={url`/notices`}>{t('notices.notices')}</Way>
      <Way href={url`/write`}>{t('writing.write')}</Way>
      <Way href={url`/translations`}>{t('records.toTranslate')}</Way>
      <Way href={url`/people/${desk.handle}`}>{t('site.deskPage')}</Way>
      <Way href={url`/account/profile`}>{t('people.changeProfile')}</Way>
      <Way href={url`/account`}>{t('people.account')}</Way>
      <Way href={url`/reviews`}>{t('review.queue')}</Way>
      <Way href={url`/desk/changes`}>{t('site.kept')}</Way>
      <Way href={url`/desk/acts`}>{t('site.acts')}</Way>
      <Way href={url`/desk/freshness`}>{t('freshness.freshness')}</Way>
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
    {(desk.moderates || desk.toModerate.length > 0) && (
      <Ways title={t('site.deskModerator')}>
        {desk.toModerate.map(({ slug, name, count }) => (
          <Way href={slug ? url`/communities/${slug}/reports` : url`/moderation`}>
            {name ? <Words text={name} /> : t('moderation.ofInstance')}: {t('moderation.waits', { count })}
          </Way>
        ))}
        {desk.moderates && <Way href={url`/moderation`}>{t('moderation.ofInstance')}</Way>}
      </Ways>
    )}
    {desk.operates && (
      <Ways title={t('site.deskOperator')}>
        <Way href={url`/desk/instance`}>{t('site.instance')}</Way>
        <Way href={url`/desk/jobs`}>{t('site.jobs')}</Way>
        <Way href={url`/desk/outbox`}>{t('site.outbox')}</Way>
        <Way href={url`/desk/mail-in`}>{t('mailin.mailIn')}</Way>
        <Way href={url`/desk/backups`}>{t('site.backups')}</Way>
        <Way href={url`/desk/bundles`}>{t('bundle.imports')}</Way>
        <Way href={url`/desk/hooks`}>{t('hooks.hooks')}</Way>
        <Way href={url`/desk/settings`}>{t('site.settings')}</Way>
        <Way href={url`/desk/acts?of=all`}>{t('site.actsAll')}</Way>
      </Ways>
    )}
  </Page>
)

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
