import { t } from '../../base/i18n/t.ts'
import type { Unkept } from '../../people/keepers.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Card } from '../../ui/parts/Card.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Desk } from '../desk.ts'

/** What waits for me, and the ways to what is mine. */
export const DeskPage = ({
  handle,
  told,
  organisations,
  curates,
  operates,
  unkept,
}: Desk & { unkept: Unkept[] }): JSX.Element => {
  const asking = organisations.filter((one) => one.keeps && one.asking > 0)
  return (
    <Page title={t('site.desk')} unlisted>
      <h1>{t('site.desk')}</h1>
      <section class="stack gap-3">
        <h2>{t('site.deskWaits')}</h2>
        {told > 0 && asking.length + unkept.length === 0 && <p class="soft">{t('site.deskNothing')}</p>}
        <div class="grid">
          {told === 0 && (
            <Card href={url`/account/profile`} title={t('people.tellOfYourself')}>
              <p>{t('people.nothingTold')}</p>
            </Card>
          )}
          {asking.map((one) => (
            <Card href={url`/organisations/${one.slug}`} title={<Words text={one.name} />}>
              <p>{t('site.deskAsking', { count: one.asking })}</p>
            </Card>
          ))}
          {unkept.map(({ slug, name }) => (
            <Card href={url`/organisations/${slug}`} title={<Words text={name} />}>
              <p>{t('site.deskUnkept')}</p>
            </Card>
          ))}
        </div>
      </section>
      <section class="stack gap-3">
        <h2>{t('site.deskMine')}</h2>
        <ul class="columns">
          <li>
            <a href={url`/people/${handle}`}>{t('site.deskPage')}</a>
          </li>
          <li>
            <a href={url`/account/profile`}>{t('people.changeProfile')}</a>
          </li>
          <li>
            <a href={url`/account`}>{t('people.account')}</a>
          </li>
          <li>
            <a href={url`/people`}>{t('people.people')}</a>
          </li>
          <li>
            <a href={url`/organisations`}>{t('people.organisations')}</a>
          </li>
          {organisations.map(({ slug, name }) => (
            <li>
              <a href={url`/organisations/${slug}`}>
                <Words text={name} />
              </a>
            </li>
          ))}
        </ul>
      </section>
      {curates && (
        <section class="stack gap-3">
          <h2>{t('site.deskCurator')}</h2>
          <ul class="columns">
            <li>
              <a href={url`/desk/rights`}>{t('site.rights')}</a>
            </li>
            <li>
              <a href={url`/vocabularies`}>{t('ui.topics')}</a>
            </li>
            <li>
              <a href={url`/instruments`}>{t('ui.questionnaires')}</a>
            </li>
          </ul>
        </section>
      )}
      {operates && (
        <section class="stack gap-3">
          <h2>{t('site.deskOperator')}</h2>
          <ul class="columns">
            <li>
              <a href={url`/desk/instance`}>{t('site.instance')}</a>
            </li>
            <li>
              <a href={url`/desk/outbox`}>{t('site.outbox')}</a>
            </li>
          </ul>
        </section>
      )}
    </Page>
  )
}
