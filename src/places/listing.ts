import { sql } from 'kysely'
import { t } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import { isWithin, type ListQuery, listCards, listQuery, narrowing } from '../base/things/listing.ts'
import { maySee, type Viewer } from '../base/viewer.ts'
import { type PlaceLevel, placeLevels } from './place.ts'
import { placesByCode } from './places.ts'

export const PlacesQuery = listQuery({
  kind: narrowing.kind(placeLevels),
  place: narrowing.place,
  lang: narrowing.lang,
})

/** Places as the API lists them: those of a level, within a place, with a name in a language. */
export async function listPlaces(
  viewer: Viewer,
  query: ListQuery & { kind?: PlaceLevel; place?: string; lang?: string },
) {
  const { kind, place, lang } = query
  return listCards(viewer, 'place', query, {
    where: [
      kind ? sql<boolean>`thing.id in (select thing from place where level = ${kind})` : [],
      (await placeAsked(viewer, place)).map(isWithin),
      lang ? sql<boolean>`thing.id in (select thing from place where jsonb_exists(name, ${lang}))` : [],
    ].flat(),
  })
}

/** The place a list is narrowed to, if it is; refuses a code that is none. */
export async function placeAsked(viewer: Viewer, code: string | undefined): Promise<number[]> {
  if (code === undefined) return []
  const place = (await placesByCode([code])).get(code)
  if (!place || !maySee(viewer, place.circle))
    return refuse('unreadable', 'base.parameter', { name: 'place', wants: t('places.takesCode', { code }) })
  return [place.id]
}
