import { z } from '@hono/zod-openapi'
import { type Api, oneRoute, partsRoute } from '../../base/http/api.ts'
import { Ref } from '../../base/ids.ts'
import { Text } from '../../base/text.ts'
import { listQuery, narrowing } from '../../base/things/listing.ts'
import { useForPrograms, usesForPrograms } from './for-programs.ts'
import { outcomes } from './use.ts'

const Said = z
  .object({
    ref: Ref,
    record: Ref,
    outcome: z.enum(outcomes),
    note: Text,
    conditions: Text.optional(),
    adaptation: Text.optional(),
    figures: z.array(z.object({ what: z.string(), value: z.number(), unit: z.string() })),
    place: z.string().optional(),
    happened: z.string().optional(),
    said: z.iso.datetime(),
    by: z.string().optional(),
    organisation: Text.optional(),
    counts: z.boolean(),
    /** It came along with a community: the fingerprint of the instance where it was said, and whether it counts there. */
    elsewhere: z.object({ origin: z.string(), counts: z.boolean() }).optional(),
  })
  .openapi('Use')

const { q: _, updated_since: __, ...paged } = listQuery({}).shape
const UsesQuery = z.strictObject(
  { outcome: narrowing.kind(outcomes), place: narrowing.place, ...paged },
  { error: () => ['outcome', 'place', ...Object.keys(paged)].join(', ') },
)

export function useApi(api: Api): void {
  api.openapi(partsRoute('records', 'ref', 'uses', UsesQuery, Said), async (c) =>
    c.json(await usesForPrograms(c.var.viewer, c.req.param('ref'), c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('uses', Said, 'ref'), async (c) =>
    c.json(await useForPrograms(c.var.viewer, c.req.param('ref')), 200),
  )
}
