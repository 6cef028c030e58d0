import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { url } from '../../../ui/url.ts'
import type { Draft } from '../../writing/drafts.ts'

interface CommentsLinkProps {
  draft: Pick<Draft, 'ref'>
  path: string
  /** How much is open of what was said. */
  count?: number
}

/** From an answer to what is said of it. */
export const CommentsLink = ({ draft: { ref }, path, count = 0 }: CommentsLinkProps): JSX.Element => (
  <p class="soft remarks">
    <a href={url`/drafts/${ref}/comments?on=${path}`}>{t('review.countComments', { count })}</a>
  </p>
)
