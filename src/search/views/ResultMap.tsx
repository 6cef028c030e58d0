import { formatNumber, t } from '../../base/i18n/t.ts'
import { placeName } from '../../places/place.ts'
import { PointsMap } from '../../places/views/PointsMap.tsx'
import { WorldMap } from '../../places/views/WorldMap.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { searchUrl, toggled } from '../address.ts'
import type { Explored } from '../exploring.ts'

/** Where the results are: countries, shaded; within one country, its areas. The same as a list below. */
export function ResultMap({ asked, places }: Explored): JSX.Element {
  const leads = (code: string) =>
    searchUrl({
      ...toggled({ ...asked, place: [] }, { list: 'place', value: code }),
      view: 'list',
    })
  const countries = places.filter(({ place }) => place.level === 'country')
  const inOne = asked.place.length === 1 && countries.length === 1
  const spots = places.flatMap(({ place, count }) =>
    place.level === 'area' && place.lat !== undefined && place.lon !== undefined
      ? {
          lat: place.lat,
          lon: place.lon,
          label: placeName(place),
          href: leads(place.code),
          count,
        }
      : [],
  )
  const listed = inOne && spots.length ? places.filter(({ place }) => place.level === 'area') : countries
  if (listed.length === 0)
    return (
      <Empty
        next={{
          href: searchUrl({ ...asked, view: 'list' }),
          words: t('search.list'),
        }}
      >
        {t('search.mapEmpty')}
      </Empty>
    )
  return (
    <>
      {inOne && spots.length ? (
        <PointsMap points={spots} listed />
      ) : (
        <WorldMap
          shades={countries.map(({ place: { m49, lat, lon, ...place }, count }) => ({
            m49,
            lat,
            lon,
            name: placeName(place),
            href: leads(place.code),
            count,
          }))}
          caption={t('search.mapCaption')}
          listed
        />
      )}
      <h3>{t('search.mapList')}</h3>
      <ul class="columns">
        {listed.map(({ place, count }) => (
          <li>
            <a href={leads(place.code)}>{placeName(place)}</a> <span class="soft">{formatNumber(count)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
