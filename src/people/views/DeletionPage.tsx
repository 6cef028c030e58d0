import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Choices, Faults } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import type { Held } from '../leaving.ts'
import { WhatIsLeft } from './Keepers.tsx'
import { OldPassword } from './PasswordField.tsx'

/** Says what goes and what stays, and asks once. */
export const DeletionPage = ({ held, attempt }: { held: Held; attempt?: Attempt }): JSX.Element => (
  <Page title={t('people.deletion')} unlisted levels={[{ name: t('people.account'), href: url`/account` }]}>
    <h1>{t('people.deletion')}</h1>
    <p class="narrow-text">{t('people.deletionWords')}</p>
    <Faults attempt={attempt} />
    <WhatIsLeft held={held} attempt={attempt} />
    <p>
      <a href={url`/account/hand-over`}>{t('freshness.handOver')}</a>
    </p>
    <form class="form" method="post" action={url`/account/deletion`} novalidate>
      <Choices
        name="credit"
        label={t('people.credit')}
        choices={[
          { value: 'named', label: t('people.creditNamed') },
          { value: 'unnamed', label: t('people.creditUnnamed') },
        ]}
        chosen={[String(attempt?.values.credit ?? 'named')]}
      />
      <Choices
        name="unanswered"
        label={t('people.conversations')}
        choices={[{ value: 'yes', label: t('people.removeUnanswered') }]}
        chosen={[String(attempt?.values.unanswered ?? '')]}
        several
        optional
      />
      <OldPassword attempt={attempt} />
      <p>
        <a href={url`/password`}>{t('people.forgotPassword')}</a>
      </p>
      <button class="button grave" type="submit">
        {t('people.deletionButton')}
      </button>
    </form>
    <p>
      <a href={url`/account`}>{t('people.keep')}</a>
    </p>
  </Page>
)
