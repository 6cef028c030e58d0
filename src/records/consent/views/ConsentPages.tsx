import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { recordUrl } from '../../address.ts'
import type { GivenConsent } from '../ending.ts'
import { ConsentGiven } from './ConsentGiven.tsx'

/** What a published record stands on, who may take that back and what that does. */
export const RecordConsentPage = ({
  record,
  mayEnd,
  attempt,
}: GivenConsent & { attempt?: Attempt }): JSX.Element => (
  <Page title={t('consent.consent')} unlisted>
    <h1>{t('consent.consent')}</h1>
    <p class="lead">
      <a href={recordUrl(record)}>
        <Words text={record.content.title} />
      </a>
    </p>
    <Faults attempt={attempt} />
    {record.content.consent ? (
      <section class="stack gap-3">
        <h2>{t('consent.whatWasAgreed')}</h2>
        <ConsentGiven consent={record.content.consent} />
      </section>
    ) : (
      <Empty next={{ href: recordUrl(record), words: t('consent.backToRecord') }}>{t('consent.none')}</Empty>
    )}
    {record.content.consent && (
      <section class="stack gap-3">
        <h2>{t('consent.takeBack')}</h2>
        <p class="narrow-text">{t('consent.takeBackWords')}</p>
        <Notice tone="tacit">
          <p>{t('consent.cannotBeRecalledWords')}</p>
        </Notice>
        {mayEnd ? (
          <form
            method="post"
            action={url`/records/${record.ref}/consent/end`}
            // Answered with a page of its own: the record is nowhere any more.
            data-turbo="false"
          >
            <button class="button grave" type="submit">
              {t('consent.takeBackButton')}
            </button>
          </form>
        ) : (
          <p class="narrow-text">{t('consent.whoMayTakeBack')}</p>
        )}
      </section>
    )}
  </Page>
)

/** Said once the record is nowhere any more: nothing of it stands here. */
export const ConsentEndedPage = ({ record }: { record: string }): JSX.Element => (
  <Page title={t('consent.ended')} unlisted>
    <h1>{t('consent.ended')}</h1>
    <p class="lead narrow-text">{t('consent.endedWords')}</p>
    <Notice tone="tacit">
      <p>{t('consent.cannotBeRecalledWords')}</p>
    </Notice>
    <p>
      <a href={url`/records/${record}/consent`}>{t('consent.renewalWay')}</a>
    </p>
    <p>
      <a href={url`/`}>{t('consent.home')}</a>
    </p>
  </Page>
)
