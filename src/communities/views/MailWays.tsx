import { t } from '../../base/i18n/t.ts'
import { namedAddress } from '../../base/mail/addresses.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { outside } from '../../ui/url.ts'

/** What one does by writing to an address; no address where no mail reaches us. */
export type MailWay = [words: string, address: string | undefined]

/** Saying what one needs and offers to the members of a community. */
export const sayingWays = (slug: string): MailWay[] => [
  [t('mailin.toNeed'), namedAddress(slug, 'need')],
  [t('mailin.toOffer'), namedAddress(slug, 'offer')],
]

export const MailWays = ({ ways }: { ways: MailWay[] }): JSX.Element => (
  <ul class="stack gap-2">
    {ways.map(([words, address]) => (
      <li>
        {words} <a href={outside(`mailto:${address}`)!}>{address}</a>
      </li>
    ))}
  </ul>
)
