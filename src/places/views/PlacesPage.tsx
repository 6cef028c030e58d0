import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Card } from '../../ui/parts/Card.tsx'
import { Label } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { type Place, placeName, placeUrl, shortName } from '../place.ts'
import type { PlacesTree } from '../tree.ts'
import { Countries } from './Countries.tsx'
import { PlaceLink } from './PlaceLink.tsx'
import { WorldMap } from './WorldMap.tsx'

/** The world: where something is known, every country from A to Z, regions, and groupings at the end. */
export function PlacesPage({ continents, groupings, countries, counts }: PlacesTree): JSX.Element {
  const countOf = ({ id }: Place): number => counts.get(id) ?? 0
  const known = countries.filter((country) => countOf(country) > 0)
  return (
    <Page title={t('places.title')} description={t('places.lead')} canonical={url`/places`}>
      <h1>{t('places.title')}</h1>
      <p class="lead">{t('places.lead')}</p>
      <WorldMap
        shades={countries.map((country) => charted(country, countOf(country)))}
        caption={t('places.mapCaption')}
        listed
      />
      {known.length > 0 && (
        <Part title={t('places.knownIn')}>
          <ul class="places">
            {known.map((country) => (
              <PlaceLink place={country} count={countOf(country)} />
            ))}
          </ul>
        </Part>
      )}
      <Part title={t('places.countries')}>
        <Countries countries={countries} countOf={countOf} />
      </Part>
      <Part title={t('places.regions')}>
        <div class="grid">
          {continents.map(({ place, regions }) => (
            <Card
              title={<Label of={place.name} />}
              href={placeUrl(place)}
              meta={t('places.knownCount', { count: countOf(place) })}
            >
              <ul class="places">
                {regions.map((region) => (
                  <PlaceLink place={region} count={countOf(region)} />
                ))}
              </ul>
            </Card>
          ))}
        </div>
      </Part>
      <details>
        <summary>
          <h2>{t('places.groupings')}</h2>
        </summary>
        <ul class="grid">
          {groupings.map(({ place, members }) => (
            <li class="stack gap-1">
              <a href={placeUrl(place)}>{fullName(place)}</a>
              <span class="soft">
                {t('places.countryCount', { count: members })} ·{' '}
                {t('places.knownCount', { count: countOf(place) })}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </Page>
  )
}

const Part = ({ title, children }: { title: string; children: Child }): JSX.Element => (
  <section class="stack">
    <h2>{title}</h2>
    {children}
  </section>
)

const charted = (country: Place, count: number) => ({
  m49: country.m49,
  lat: country.lat,
  lon: country.lon,
  name: placeName(country),
  href: placeUrl(country),
  count,
})

/** "Economic Community of West African States (ECOWAS)". */
function fullName(place: Place): string {
  const [name, short] = [placeName(place), shortName(place)]
  return name === short ? name : `${name} (${short})`
}
