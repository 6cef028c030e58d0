import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../base/http/api.ts'
import { Labels } from '../base/text.ts'
import { url } from '../ui/url.ts'
import { listPlaces, PlacesQuery } from './listing.ts'
import { placeLevels } from './place.ts'
import { placeFor } from './places.ts'
import { asItTravels } from './travelling.ts'

/** As it can be taken in, and what it belongs to. */
const Whole = z
  .object({
    ref: z.string(),
    code: z.string(),
    level: z.enum(placeLevels),
    parent: z.array(z.string()).optional(),
    name: Labels,
    short: Labels,
    also: z.record(z.string(), z.array(z.string())),
    alpha3: z.string().optional(),
    m49: z.string().optional(),
    formerly: z.array(z.string()),
    lat: z.number().optional(),
    lon: z.number().optional(),
    members: z.array(z.string()).optional(),
    groupings: z.array(z.string()),
  })
  .openapi('Place')

export function placeApi(api: Api): void {
  api.openapi(listRoute('places', PlacesQuery, ListedCard), async (c) =>
    c.json(await listPlaces(c.var.viewer, c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('places', Whole, 'code'), async (c) => {
    const place = await placeFor(c.var.viewer, c.req.param('code'))
    return place.code === c.req.param('code')
      ? c.json(await asItTravels(c.var.viewer, place), 200)
      : c.redirect(url`/api/v1/places/${place.code}`, 301)
  })
}
