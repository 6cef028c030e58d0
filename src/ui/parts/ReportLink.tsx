import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../jsx/elements.ts'
import { url, withQuery } from '../url.ts'

/** To say that something is not right with a thing; `of` is its reference. */
export const ReportLink = ({ of }: { of: string }): JSX.Element => (
  <a
    class="unprinted"
    href={withQuery(url`/reports/new`, new URLSearchParams(), { thing: of })}
    rel="nofollow"
  >
    {t('moderation.report')}
  </a>
)
