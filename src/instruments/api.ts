import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute, partRoute } from '../base/http/api.ts'
import { definitionOf, editionsOf } from './editions.ts'
import { InstrumentsQuery, listInstruments } from './listing.ts'
import { exportChanges } from './viewing-changes.ts'

/** One of its editions; a part that is not there was not said. */
const ListedEdition = z
  .object({ name: z.string(), adopted: z.iso.date(), questions: z.int(), current: z.boolean() })
  .openapi('Edition')

/** Its shape is the JSON Schema that stands beside it; the document names it and does not repeat it. */
const Whole = z
  .looseObject({ format: z.literal('baobab-instrument/1') })
  .extend({ editions: z.array(ListedEdition) })
  .openapi('Instrument', { externalDocs: { url: '/instruments/schema.json' } })

/** What an edition did to the one before it; its shape stands beside it too. */
const Changes = z
  .looseObject({ format: z.literal('baobab-edition/1') })
  .openapi('EditionChanges', { externalDocs: { url: '/instruments/edition-schema.json' } })

export function instrumentApi(api: Api): void {
  api.openapi(listRoute('instruments', InstrumentsQuery, ListedCard), async (c) =>
    c.json(await listInstruments(c.var.viewer, c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('instruments', Whole, 'slug'), async (c) => {
    const editions = await editionsOf(c.var.viewer, c.req.param('slug'))
    const listed = editions.map(({ name, adopted, questions, current }) => ({
      name,
      adopted,
      questions,
      current,
    }))
    return c.json({ ...(await definitionOf(editions[0]!.id)), editions: listed }, 200)
  })
  api.openapi(partRoute('instruments', 'slug', 'editions', Changes, 'name'), async (c) =>
    c.json(await exportChanges(c.var.viewer, c.req.param('slug')!, c.req.param('name')!), 200),
  )
}
