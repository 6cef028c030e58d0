import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { url, withQuery } from '../../ui/url.ts'
import type { Author } from '../entry.ts'

/** The ways from what two have with each other to the page of the other, and to seeing less of them. */
export const TheOther = ({ other }: { other: Author | null }): JSX.Element | null =>
  other?.open ? (
    <p class="row gap-3 soft unprinted">
      <a href={url`/people/${other.handle}`}>{t('mentorship.theirPage')}</a>
      <a href={withQuery(url`/account/quiet`, new URLSearchParams(), { of: other.handle })} rel="nofollow">
        {t('moderation.seeLess')}
      </a>
    </p>
  ) : null
