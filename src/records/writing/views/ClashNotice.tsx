import { t } from '../../../base/i18n/t.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { Notice } from '../../../ui/parts/Notice.tsx'
import type { Clash } from '../clashes.ts'

interface ClashNoticeProps {
  clash: Clash
  /** What settles it. */
  settle?: (clash: Clash) => Child
  /** The answer that stands beside. */
  children: Child
}

/** What somebody else answered at the same time. */
export const ClashNotice = ({ clash, settle, children }: ClashNoticeProps): JSX.Element => (
  <Notice>
    <p>{t('writing.clash', { name: clash.by.name })}</p>
    <div>{children}</div>
    {settle?.(clash)}
  </Notice>
)

/** Takes it, or leaves it beside what stands; the form it is in is sent along. */
export const settling = ({ id }: Clash): Child => (
  <p class="row gap-2">
    <button class="button quiet" type="submit" name="act" value={`take:${id}`}>
      {t('writing.take')}
    </button>
    <button class="button quiet" type="submit" name="act" value={`leave:${id}`}>
      {t('writing.leave')}
    </button>
  </p>
)
