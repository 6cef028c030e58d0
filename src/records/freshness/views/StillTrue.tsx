import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { url } from '../../../ui/url.ts'

/** One click says that a record is still true; a way leads to where more can be said. */
export const StillTrue = ({
  record: { ref, number },
  from,
}: {
  record: { ref: string; number: number }
  /** Where to go back to: else the page on which it was said. */
  from?: 'desk' | 'freshness'
}): JSX.Element => (
  <form class="row gap-2 unprinted" method="post" action={url`/records/${ref}/confirmation`}>
    <input type="hidden" name="version" value={String(number)} />
    {from && <input type="hidden" name="from" value={from} />}
    <button class="button" type="submit">
      {t('freshness.stillTrue')}
    </button>
    <a class="button quiet" href={url`/records/${ref}/confirmation`}>
      {t('freshness.notQuite')}
    </a>
  </form>
)
