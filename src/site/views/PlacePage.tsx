import { reader } from '../../base/i18n/reader.ts'
import { languageName, t, tRich } from '../../base/i18n/t.ts'
import { WhoCould } from '../../exchange/views/WhoCould.tsx'
import {
  levelName,
  type Place,
  placeName,
  placeUrl,
  reaches,
  reachName,
  shortName,
} from '../../places/place.ts'
import { PlaceLink } from '../../places/views/PlaceLink.tsx'
import { PlaceMap } from '../../places/views/PlaceMap.tsx'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Label, Said } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import type { PlaceOverview } from '../place-overview.ts'
import { KnownThere } from './KnownThere.tsx'

/** A place: where it stands, what is known there and in everything within it, and where to go on. */
export function PlacePage(overview: PlaceOverview): JSX.Element {
  const { place, trail, asked } = overview
  const name = placeName(place)
  return (
    <Page
      title={name}
      description={t('places.description', { name })}
      canonical={placeUrl(place)}
      unlisted={asked.kind !== undefined || asked.page > 1}
      head={<link rel="alternate" type="application/json" href={url`/api/v1/places/${place.code}`} />}
      levels={[
        ...trail.slice(0, -1).map((above) => ({ name: <Label of={above.name} />, href: placeUrl(above) })),
        { name: <Label of={place.name} /> },
      ]}
    >
      <header class="stack gap-3">
        <p class="row">
          <Tag>{levelName(place.level)}</Tag>
          <Tag>{reachName(reaches[place.level])}</Tag>
        </p>
        <h1>
          <Label of={place.name} />
          {shortName(place) !== name && <> ({shortName(place)})</>}
        </h1>
      </header>
      <div class="with-rail">
        <div class="stack gap-6">
          {isWide(place) && <MapOf {...overview} />}
          {isWide(place) && <Parts {...overview} />}
          <KnownThere {...overview} />
          {overview.exchange.length > 0 && (
            <WhoCould
              lines={overview.exchange}
              more={withQuery(url`/exchange`, new URLSearchParams(), { place: place.code })}
              experts={withQuery(url`/experts`, new URLSearchParams(), { place: place.code })}
            />
          )}
        </div>
        <aside class="stack gap-6">
          {!isWide(place) && <MapOf {...overview} />}
          {!isWide(place) && <Parts {...overview} />}
          <BelongsTo places={overview.groupingsOf} />
          <Neighbours {...overview} />
          <Names place={place} />
        </aside>
      </div>
    </Page>
  )
}

/** The map of a place with countries in it, and the list of them, are a way in; that of others says where it is. */
const isWide = ({ level }: Place): boolean => level !== 'country' && level !== 'area'

function MapOf({ place, countries, parts, counts, neighbours }: PlaceOverview): JSX.Element {
  const areas =
    place.level === 'area' ? [place, ...parts, ...neighbours] : parts.filter(({ level }) => level === 'area')
  const listed = countries.every((country) => parts.includes(country)) || !isWide(place)
  return (
    <PlaceMap
      place={place}
      countries={countries}
      areas={areas}
      around={place.level === 'country' ? neighbours : []}
      counts={counts}
      listed={listed}
    />
  )
}

function Parts({ place, parts, groupingsIn, counts }: PlaceOverview): JSX.Element {
  return (
    <>
      {parts.length > 0 && (
        <Rail title={place.level === 'grouping' ? t('places.members') : t('places.parts')}>
          <ul class="places">
            {parts.map((part) => (
              <PlaceLink place={part} count={counts.get(part.id)} />
            ))}
          </ul>
        </Rail>
      )}
      {groupingsIn.length > 0 && (
        <Rail title={t('places.groupings')}>
          <Chips places={groupingsIn} />
        </Rail>
      )}
    </>
  )
}

const BelongsTo = ({ places }: { places: Place[] }): JSX.Element | null =>
  places.length === 0 ? null : (
    <Rail title={t('places.belongsTo')}>
      <Chips places={places} />
    </Rail>
  )

const Chips = ({ places }: { places: Place[] }): JSX.Element => (
  <ul class="row gap-2">
    {places.map((place) => (
      <li title={placeName(place)}>
        <Tag href={placeUrl(place)}>{shortName(place)}</Tag>
      </li>
    ))}
  </ul>
)

function Neighbours({ trail, neighbours, counts }: PlaceOverview): JSX.Element | null {
  const above = trail.at(-2)
  if (!above || neighbours.length === 0) return null
  return (
    <Rail title={t('places.alsoIn', { name: placeName(above) })}>
      <ul class="places">
        {neighbours.map((place) => (
          <PlaceLink place={place} count={counts.get(place.id)} />
        ))}
      </ul>
    </Rail>
  )
}

/** What it is called elsewhere, what else it is called here, and its numbers. */
function Names({ place }: { place: Place }): JSX.Element {
  const { lang } = reader()
  const others = Object.entries(place.name).filter(([other]) => other !== lang)
  const also = place.also[lang] ?? []
  return (
    <Rail title={t('places.names')}>
      <Facts>
        {others.map(([other, name]) => (
          <Fact term={languageName(other)}>
            <Said lang={other}>{name}</Said>
          </Fact>
        ))}
        {also.length > 0 && <Fact term={t('places.alsoCalled')}>{also.join(' · ')}</Fact>}
        <Fact term={t('places.codes')}>
          <Codes place={place} />
        </Fact>
      </Facts>
    </Rail>
  )
}

/** Each apart, so that a line from right to left keeps its order. */
function Codes({ place: { code, alpha3, m49 } }: { place: Place }): JSX.Element {
  const as = (inside: Child): JSX.Element => <bdi dir="ltr">{inside}</bdi>
  if (alpha3 && m49) return <>{tRich('places.numbers', { iso: `${code}, ${alpha3}`, m49, code: as })}</>
  return as([...new Set([code, m49 ?? code])].join(' · '))
}

const Rail = ({ title, children }: { title: string; children: Child }): JSX.Element => (
  <section class="stack gap-3">
    <h2 class="small">{title}</h2>
    {children}
  </section>
)
