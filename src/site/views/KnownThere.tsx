import { t } from '../../base/i18n/t.ts'
import { placeName, placeUrl } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { url } from '../../ui/url.ts'
import type { PlaceOverview } from '../place-overview.ts'
import { countOfAll, Known } from './Known.tsx'

/** What is known at a place and in everything within it. */
export const KnownThere = (overview: PlaceOverview): JSX.Element => (
  <Known
    title={t('places.known')}
    here={placeUrl(overview.place)}
    known={overview.known}
    asked={overview.asked}
  >
    <NothingYet {...overview} />
  </Known>
)

/** What would be here, and the nearest place above where there is something. */
function NothingYet({ place, wider, known }: PlaceOverview): JSX.Element {
  const name = placeName(place)
  if (countOfAll(known) > 0)
    return (
      <Empty next={{ href: placeUrl(place), words: t('places.seeEverything', { name }) }}>
        {t('places.emptyKind', { name })}
      </Empty>
    )
  return (
    <Empty
      next={
        wider
          ? { href: placeUrl(wider), words: t('places.seeWider', { name: placeName(wider) }) }
          : { href: url`/search`, words: t('places.searchAll') }
      }
      also={[{ href: url`/places`, words: t('places.seeAll') }]}
    >
      {t('places.empty', { name })}
    </Empty>
  )
}
