import { formatNumber } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Label } from '../../ui/parts/Words.tsx'
import { type Place, placeUrl } from '../place.ts'

/** One line of a list of places: where it leads, and how much is known there if anything is. */
export const PlaceLink = ({ place, count = 0 }: { place: Place; count?: number }): JSX.Element => (
  <li>
    <a href={placeUrl(place)}>
      <Label of={place.name} />
    </a>
    {count > 0 && <span class="soft"> {formatNumber(count)}</span>}
  </li>
)
