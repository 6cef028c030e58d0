import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { url } from '../../ui/url.ts'
import type { AroundLine } from '../around.ts'
import { AroundLines } from './AroundLines.tsx'
import { Ways } from './ExchangePage.tsx'

/** What a person offers and needs, on their page. */
export const OffersAndNeeds = ({ lines, mine }: { lines: AroundLine[]; mine: boolean }): JSX.Element => (
  <section class="stack gap-3" id="give-and-get">
    <h2>{mine ? t('exchange.mine') : t('exchange.theirs')}</h2>
    {lines.length > 0 ? <AroundLines lines={lines} own /> : <p class="soft">{t('exchange.noneMine')}</p>}
    {mine && (lines.length > 0 ? <a href={url`/exchange/mine`}>{t('exchange.whatCame')}</a> : <Ways />)}
  </section>
)
