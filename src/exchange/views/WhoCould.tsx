import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import type { Url } from '../../ui/url.ts'
import { entryUrl } from '../address.ts'
import type { AroundLine } from '../around.ts'
import { sideName } from '../names.ts'

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
    <ul class="stack gap-3">
      {lines.map((line) => (
        <li>
          <a href={entryUrl(line)}>
            <Said lang={line.lang}>{line.title}</Said>
          </a>
          <div class="row gap-2 soft">
            <Tag tone={line.side === 'offer' ? 'ok' : 'tacit'}>{asSentence(sideName(line.side))}</Tag>
            <bdi>{line.by}</bdi>
          </div>
        </li>
      ))}
    </ul>
    <p class="row gap-3">
      <a href={more}>{t('exchange.moreOfIt')}</a>
      <a href={experts}>{t('exchange.toExperts')}</a>
    </p>
  </section>
)
