import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import { url } from '../../ui/url.ts'
import { type Place, placeName } from '../place.ts'
import { PlaceLink } from './PlaceLink.tsx'

interface CountriesProps {
  /** In the order of the reader's alphabet. */
  countries: Place[]
  countOf: (place: Place) => number
}

/** A long list of countries by their first letters, with a way to each letter and a field to find one. */
export function Countries({ countries, countOf }: CountriesProps): JSX.Element {
  const byLetter = [...Map.groupBy(countries, firstLetter)]
  return (
    <>
      <nav aria-label={t('places.letters')}>
        <ul class="row gap-2">
          {byLetter.map(([letter]) => (
            <li>
              <Tag href={url`#from-${letter}`}>{letter}</Tag>
            </li>
          ))}
        </ul>
      </nav>
      <filter-list for="countries" data-label={t('places.find')} />
      <ul class="places" id="countries">
        {byLetter.map(([letter, some]) => (
          <>
            <li class="letter" id={`from-${letter}`}>
              {letter}
            </li>
            {some.map((country) => (
              <PlaceLink place={country} count={countOf(country)} />
            ))}
          </>
        ))}
      </ul>
    </>
  )
}

/** Without its mark: the countries in É stand among those in E, those in أ among those in ا. */
const firstLetter = (country: Place): string => placeName(country).normalize('NFD').charAt(0).toUpperCase()
