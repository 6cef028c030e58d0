import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../base/http/api.ts'
import { Ref } from '../base/ids.ts'
import { Text } from '../base/text.ts'
import { CollectionsQuery, listForPrograms } from './listing.ts'
import { travellingCollection } from './travelling.ts'

/** One place in a collection: something here, an address elsewhere, or a record that was withdrawn. */
const Item = z
  .object({
    kind: z.string(),
    ref: Ref.optional(),
    address: z.string(),
    title: Text,
    note: Text.optional(),
    tombstone: Text.optional(),
  })
  .openapi('CollectionItem')

const Whole = z
  .object({
    ref: Ref,
    changed: z.iso.datetime(),
    address: z.string(),
    title: Text,
    introduction: Text.optional(),
    audience: z.enum(['everyone', 'members', 'me']),
    keeper: z.string().optional(),
    places: z.array(z.string()),
    topics: z.array(z.string()),
    items: z.array(Item),
    /** The address of the search whose results it shows, and the first hundred of them. */
    rule: z.string().optional(),
    found: z.array(Item),
  })
  .openapi('Collection')

export function collectionApi(api: Api): void {
  api.openapi(listRoute('collections', CollectionsQuery, ListedCard), async (c) =>
    c.json(await listForPrograms(c.var.viewer, c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('collections', Whole, 'ref'), async (c) =>
    c.json(await travellingCollection(c.var.viewer, c.req.param('ref')), 200),
  )
}
