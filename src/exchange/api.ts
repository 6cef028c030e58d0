import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../base/http/api.ts'
import { Ref } from '../base/ids.ts'
import { Text } from '../base/text.ts'
import { sides, times, whats } from './entry.ts'
import { travellingEntry } from './for-programs.ts'
import { EntriesQuery, listForPrograms } from './listing.ts'

const Whole = z
  .object({
    ref: Ref,
    side: z.enum(sides),
    what: z.enum(whats),
    address: z.string(),
    title: z.string(),
    words: z.string(),
    lang: z.string(),
    /** In which languages it can be done; any where there is none. */
    langs: z.array(z.string()),
    time: z.enum(times).optional(),
    starts: z.iso.date().optional(),
    until: z.iso.date(),
    opened: z.iso.datetime(),
    changed: z.iso.datetime(),
    by: z.string().optional(),
    organisation: z.string().optional(),
    interest: z.string().optional(),
    community: z.string().optional(),
    /** `everyone`, `members`, or the slug of a community. */
    audience: z.string(),
    version: z.number().int(),
    /** What can be taken up still. */
    open: z.boolean(),
    places: z.array(z.object({ name: Text.shape.texts, address: z.string() })),
    topics: z.array(z.object({ name: Text.shape.texts, address: z.string() })),
  })
  .openapi('OfferOrNeed')

/** Offers and needs as data. */
export function exchangeApi(api: Api): void {
  api.openapi(listRoute('offers', EntriesQuery, ListedCard), async (c) =>
    c.json(await listForPrograms(c.var.viewer, 'offer', c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('offers', Whole, 'ref'), async (c) =>
    c.json(await travellingEntry(c.var.viewer, 'offer', c.req.param('ref')), 200),
  )
  api.openapi(listRoute('needs', EntriesQuery, ListedCard), async (c) =>
    c.json(await listForPrograms(c.var.viewer, 'need', c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('needs', Whole, 'ref'), async (c) =>
    c.json(await travellingEntry(c.var.viewer, 'need', c.req.param('ref')), 200),
  )
}
