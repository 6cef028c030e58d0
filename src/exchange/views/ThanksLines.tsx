import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import type { Thanks } from '../take-up.ts'

/** Who thanked, in their words; `within`: also what only the two see, marked. */
export const ThanksLines = ({ thanks, within }: { thanks: Thanks[]; within?: boolean }): JSX.Element => (
  <ul class="stack gap-3">
    {thanks.map((one) => (
      <li class="stack gap-1">
        <Said lang={one.lang}>{one.words}</Said>
        <span class="row gap-2 soft">
          <bdi>{one.name}</bdi>
          {within && !one.public && <Tag>{t('exchange.onlyYou')}</Tag>}
        </span>
      </li>
    ))}
  </ul>
)
