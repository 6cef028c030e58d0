import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../base/http/api.ts'
import { listCards } from '../base/things/listing.ts'
import { definitionOf, editionsOf } from './editions.ts'

/** Its shape is the JSON Schema that stands beside it; the document names it and does not repeat it. */
const Whole = z
  .looseObject({ format: z.literal('baobab-instrument/1') })
  .openapi('Instrument', { externalDocs: { url: '/instruments/schema.json' } })

export function instrumentApi(api: Api): void {
  api.openapi(listRoute('instruments', ListedCard, 'Questionnaires, forms and assessment tools'), async (c) =>
    c.json(await listCards(c.var.viewer, 'instrument', c.req.valid('query')), 200),
  )
  api.openapi(
    oneRoute('instruments', Whole, 'slug', 'The current edition of an instrument, as it can be imported'),
    async (c) => {
      const [current] = await editionsOf(c.var.viewer, c.req.param('slug'))
      return c.json(await definitionOf(current!.id), 200)
    },
  )
}
