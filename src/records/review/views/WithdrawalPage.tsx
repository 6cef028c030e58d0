import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Line, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { recordUrl } from '../../address.ts'
import type { Withdrawing } from '../withdrawing.ts'
import { Saying } from './Saying.tsx'

interface WithdrawalPageProps extends Withdrawing {
  /** Where else it stands, as other rooms tell it. */
  panels: JSX.Element[]
  attempt?: Attempt
}

/** Asks once before a record is taken from sight, and says what goes with it. */
export const WithdrawalPage = ({
  head,
  links,
  drafts,
  panels,
  attempt,
}: WithdrawalPageProps): JSX.Element => (
  <Page
    title={t('review.withdraw')}
    unlisted
    levels={[{ name: inReach(head.content.title).text, href: recordUrl(head) }]}
  >
    <header class="stack gap-2">
      <h1 class="title">{t('review.withdraw')}</h1>
      <p class="lead">
        <Words text={head.content.title} />
      </p>
    </header>
    <Faults attempt={attempt} />
    <Notice tone="problem" title={t('review.whatGoesWithIt')}>
      <ul class="stack gap-2">
        <li>{t('review.withdrawWords')}</li>
        <li>{t('review.withdrawLinks', { count: links })}</li>
        {drafts > 0 && <li>{t('review.withdrawDrafts', { count: drafts })}</li>}
        <li>{t('review.withdrawCollections')}</li>
        <li>{t('review.withdrawReturn')}</li>
      </ul>
    </Notice>
    <form class="form" method="post" action={url`/records/${head.ref}/withdrawal`}>
      <Saying
        id="withdrawal"
        label={t('review.whyWithdrawn')}
        help={t('review.whyWithdrawnHelp')}
        attempt={attempt}
      />
      <Line
        {...typed(attempt, 'replacement')}
        label={t('review.replacement')}
        help={t('review.replacementHelp')}
        optional
      />
      <button class="button grave" type="submit">
        {t('review.withdraw')}
      </button>
    </form>
    {panels}
  </Page>
)
