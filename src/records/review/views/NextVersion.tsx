import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Lines, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { url } from '../../../ui/url.ts'
import type { Draft } from '../../writing/drafts.ts'
import { fewWords, undoDays } from '../correcting.ts'

/** The record has a newer version than the one that the draft set out from: its changes come first. */
export const MovedOn = ({ draft: { ref } }: { draft: Draft }): JSX.Element => (
  <Notice tone="problem" title={t('review.movedOnTitle')}>
    <p>{t('review.movedOnWords')}</p>
    <form method="post" action={url`/drafts/${ref}/newer-version`}>
      <button class="button" type="submit">
        {t('review.catchUp')}
      </button>
    </form>
  </Notice>
)

/** Publishes a small correction at once, beside the way through review. */
export const CorrectionForm = ({
  draft: { ref },
  attempt,
}: {
  draft: Draft
  attempt?: Attempt
}): JSX.Element => (
  <details class="fold">
    <summary>{t('review.minorCorrection')}</summary>
    <form class="form" method="post" action={url`/drafts/${ref}/correction`}>
      <p class="narrow-text">{t('review.minorWords', { most: fewWords, days: undoDays })}</p>
      <Lines
        {...typed(attempt, 'note')}
        id="correction-note"
        label={t('writing.whatChanged')}
        help={t('writing.whatChangedHelp')}
        rows={2}
        optional
      />
      <button class="button quiet" type="submit">
        {t('review.publishCorrection')}
      </button>
    </form>
  </details>
)
