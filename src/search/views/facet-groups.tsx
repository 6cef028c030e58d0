import { label, languageName, t } from '../../base/i18n/t.ts'
import { choiceLabel, slotLabel } from '../../instruments/facets.ts'
import { placeName } from '../../places/place.ts'
import type { Child } from '../../ui/jsx/elements.ts'
import type { FacetChoice, FacetGroup } from '../../ui/parts/Facets.tsx'
import { Label, Words } from '../../ui/parts/Words.tsx'
import { type Asked, type Chosen, isChosen, searchUrl, slugOf, toggled } from '../address.ts'
import type { Explored } from '../exploring.ts'
import { nameOfKind, nameOfKnowledge } from '../kind-names.ts'

/** So many places of one sort are offered; the map shows all. */
const mostPlaces = 24

/**
 * Ways to narrow the results down, each with how many it gives: never one that gives nothing. What is
 * chosen stands first, even when the rest of the choices leave nothing of it.
 */
export function facetGroups(explored: Explored): FacetGroup[] {
  const { asked, found, places, topics, instruments, definition } = explored
  const group = (label: Child, choices: Offer[]): FacetGroup => ({
    label,
    choices: offered(asked, found.total, choices),
  })
  const placesOf = (levels: string[]) =>
    places
      .filter(({ place }) => levels.includes(place.level))
      .slice(0, mostPlaces)
      .map(({ place, count }) => ({
        list: 'place' as const,
        value: place.code,
        name: placeName(place),
        count,
      }))
  const groups = [
    group(
      t('search.kinds'),
      found.counts.kind.map(({ value, count }) => ({
        list: 'kind',
        value,
        name: nameOfKind(value),
        count,
      })),
    ),
    ...(definition?.facets ?? []).map((slot) =>
      group(
        <Label of={slotLabel(definition!, slot)} fallback={slot} />,
        explored.answers
          .filter((one) => one.slot === slot)
          .map(({ code, count }) => ({
            list: { slot },
            value: code,
            name: <Label of={choiceLabel(definition!, slot, code)} fallback={code} />,
            count,
          })),
      ),
    ),
    group(t('search.countries'), placesOf(asked.place.length ? ['country', 'area'] : ['country'])),
    group(
      t('search.topics'),
      topics.map(({ card, count }) => ({
        list: 'topic',
        value: slugOf(card.href),
        name: <Words text={card.title} />,
        count,
      })),
    ),
    group(t('search.regions'), placesOf(['world', 'region', 'grouping'])),
    group(
      t('search.knowledge'),
      found.counts.knowledge.map(({ value, count }) => ({
        list: 'knowledge',
        value,
        name: nameOfKnowledge(value),
        count,
      })),
    ),
    group(
      t('search.languages'),
      found.counts.lang.map(({ value, count }) => ({
        list: 'in',
        value,
        name: languageName(value),
        count,
      })),
    ),
    group(
      t('search.instruments'),
      found.counts.instrument.map(({ value, count }) => ({
        list: 'instrument',
        value,
        name: label(instruments.find(({ slug }) => slug === value)?.title) || value,
        count,
      })),
    ),
  ]
  return groups.filter(({ choices }) => choices.length > 0)
}

type Offer = Chosen & { name: Child; count: number }

/** The only choice there is, which everything has, changes nothing. */
function offered(asked: Asked, total: number, offers: Offer[]): FacetChoice[] {
  const choices = offers.map((offer) => ({
    label: offer.name,
    count: offer.count,
    href: searchUrl(toggled(asked, offer)),
    on: isChosen(asked, offer),
  }))
  const idle = choices.length === 1 && !choices[0]!.on && choices[0]!.count === total
  return idle ? [] : [...choices.filter(({ on }) => on), ...choices.filter(({ on }) => !on)]
}
