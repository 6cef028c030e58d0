import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { url } from '../../../ui/url.ts'
import type { Draft } from '../../writing/drafts.ts'

/** The ways in which a draft is made with others. */
export const Together = ({ draft: { ref } }: { draft: Draft }): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('contributors.together')}</h2>
    <p class="row gap-3">
      <a class="button quiet" href={url`/drafts/${ref}/people`}>
        {t('contributors.people')}
      </a>
      <a class="button quiet" href={url`/drafts/${ref}/interview`}>
        {t('contributors.interview')}
      </a>
      <a class="button quiet" href={url`/drafts/${ref}/consent`}>
        {t('consent.consent')}
      </a>
      <a class="button quiet" href={url`/drafts/${ref}/read-back`}>
        {t('consent.readBack')}
      </a>
    </p>
  </section>
)
