import { sql } from 'kysely'
import type { Card, Kind, Searchable } from '../base/things/kinds.ts'
import { namedUnder } from '../base/things/naming.ts'
import { maySee, type Viewer } from '../base/viewer.ts'
import { everywhere } from './everywhere.ts'
import { trailIn } from './lines.ts'
import { levelName, type Place, placeName, placeUrl } from './place.ts'

async function placeCards(viewer: Viewer, ids: number[]): Promise<Map<number, Card>> {
  const all = await everywhere()
  const places = ids.flatMap((id) => all.byId.get(id) ?? []).filter((place) => maySee(viewer, place.circle))
  return new Map(
    places.map((place) => [
      place.id,
      {
        id: place.id,
        ref: place.ref,
        kind: 'place',
        href: placeUrl(place),
        title: { original: originalOf(place), texts: place.name },
        kindName: levelName(place.level),
        places: trailIn(all, place).slice(0, -1).reverse().map(placeName),
      },
    ]),
  )
}

const originalOf = ({ name }: Place): string => ('en' in name ? 'en' : Object.keys(name)[0]!)

/** A place is found in each language by its name, its abbreviation and its other names, and by its codes. */
async function searchable(ids: number[]): Promise<Searchable[]> {
  const { byId } = await everywhere()
  return ids
    .flatMap((id) => byId.get(id) ?? [])
    .map((place) => ({
      id: place.id,
      kind: 'place',
      texts: Object.entries(place.name).map(([lang, title]) => ({
        lang,
        title,
        summary: place.short[lang] ?? '',
        body: [...(place.also[lang] ?? []), place.code, place.alpha3 ?? ''].filter(Boolean).join('\n'),
      })),
    }))
}

export const placeKind: Kind = {
  kind: 'place',
  noun: 'places',
  named: namedUnder('places', (code) => sql`select thing from place where code = ${code}`),
  anchor: true,
  cards: placeCards,
  searchable,
}
