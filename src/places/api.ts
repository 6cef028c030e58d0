import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../base/http/api.ts'
import { Labels } from '../base/text.ts'
import { listCards } from '../base/things/listing.ts'
import { placeLevels } from './place.ts'
import { placeFor } from './places.ts'

const One = z
  .object({
    ref: z.string(),
    code: z.string(),
    level: z.enum(placeLevels),
    name: Labels,
    alpha3: z.string().optional(),
    m49: z.string().optional(),
    lat: z.number().optional(),
    lon: z.number().optional(),
    parents: z.array(z.string()),
    groupings: z.array(z.string()),
  })
  .openapi('Place')

export function placeApi(api: Api): void {
  api.openapi(
    listRoute('places', ListedCard, 'Places: the world, regions, countries, groupings and areas below'),
    async (c) => c.json(await listCards(c.var.viewer, 'place', c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('places', One, 'code', 'A place, by its code'), async (c) =>
    c.json(One.parse(await placeFor(c.var.viewer, c.req.param('code'))), 200),
  )
}
