import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import type { Url } from '../../ui/url.ts'
import type { AroundLine } from '../around.ts'
import { AroundLines } from './AroundLines.tsx'

/** Who could help and who looks for this: a few lines, and the ways to more. */
export const WhoCould = ({
  lines,
  more,
  experts,
}: {
  lines: AroundLine[]
  more: Url
  experts: Url
}): JSX.Element => (
  <section class="stack gap-3 unprinted" id="give-and-get">
    <h2>{t('exchange.whoCould')}</h2>
    <AroundLines lines={lines} />
    <p class="row gap-3">
      <a href={more}>{t('exchange.moreOfIt')}</a>
      <a href={experts}>{t('exchange.toExperts')}</a>
    </p>
  </section>
)
