import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../base/http/api.ts'
import { definitionOf, editionsOf } from './editions.ts'
import { InstrumentsQuery, listInstruments } from './listing.ts'

/** Its shape is the JSON Schema that stands beside it; the document names it and does not repeat it. */
const Whole = z
  .looseObject({ format: z.literal('baobab-instrument/1') })
  .openapi('Instrument', { externalDocs: { url: '/instruments/schema.json' } })

export function instrumentApi(api: Api): void {
  api.openapi(listRoute('instruments', InstrumentsQuery, ListedCard), async (c) =>
    c.json(await listInstruments(c.var.viewer, c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('instruments', Whole, 'slug'), async (c) => {
    const [current] = await editionsOf(c.var.viewer, c.req.param('slug'))
    return c.json(await definitionOf(current!.id), 200)
  })
}
