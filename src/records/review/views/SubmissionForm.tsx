import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Lines, typed } from '../../../ui/parts/Fields.tsx'
import { url } from '../../../ui/url.ts'
import type { Manuscript } from '../../writing/manuscript.ts'
import { WhatChanged } from '../../writing/views/WhatChanged.tsx'

/** Gives a draft that nothing stops to its reviewers; what there is to look at is waved through with a word. */
export const SubmissionForm = ({
  draft,
  findings,
  attempt,
}: Pick<Manuscript, 'draft' | 'findings'> & { attempt?: Attempt }): JSX.Element => (
  <form class="form" method="post" action={url`/drafts/${draft.ref}/submission`}>
    <h2>{t('review.submit')}</h2>
    <p class="narrow-text">
      {draft.definition.review === 'full' ? t('review.submitFull') : t('review.submitLight')}
    </p>
    {findings.length > 0 && (
      <Lines
        {...typed(attempt, 'words')}
        label={t('review.wordsToReviewers')}
        help={t('review.wordsToReviewersHelp')}
        rows={2}
      />
    )}
    {draft.record && <WhatChanged attempt={attempt} />}
    <button class="button" type="submit">
      {t('review.submit')}
    </button>
  </form>
)
