import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { url } from '../../../ui/url.ts'
import type { Author } from '../text.ts'

/** Who wrote or did something. */
export const By = ({ by }: { by: Author | null }): JSX.Element =>
  by?.handle ? (
    <a href={url`/people/${by.handle}`}>
      <bdi>{by.name}</bdi>
    </a>
  ) : (
    <bdi>{by?.name ?? t('practice.aMember')}</bdi>
  )
