import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { url } from '../../../ui/url.ts'
import type { ClosedRecord } from '../renewing.ts'
import { ConsentFields } from './ConsentFields.tsx'

interface RenewalPageProps {
  record: ClosedRecord
  attempt?: Attempt
}

/** For a record that is closed: what its group agreed to anew. Nothing of what the record says stands here. */
export const RenewalPage = ({ record, attempt }: RenewalPageProps): JSX.Element => (
  <Page title={t('consent.renewal')} unlisted>
    <header class="stack gap-2">
      <h1 class="title">{t('consent.renewal')}</h1>
      <p class="soft">
        {t('consent.closedRecord', { ref: record.ref })} <Time of={record.ended} />
      </p>
      <p class="lead narrow-text">{t('consent.renewalWords')}</p>
    </header>
    <Notice tone="tacit">
      <p>{t('consent.cannotBeRecalledWords')}</p>
    </Notice>
    <Faults attempt={attempt} />
    <form
      class="form"
      method="post"
      action={url`/records/${record.ref}/consent/renewal`}
      // Answered with the record, which no page that is kept here knows.
      data-turbo="false"
      novalidate
    >
      <ConsentFields lang={record.lang} attempt={attempt} />
      <button class="button" type="submit">
        {t('consent.renewalButton')}
      </button>
    </form>
  </Page>
)
