import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../base/http/api.ts'
import { Ref } from '../base/ids.ts'
import { Text } from '../base/text.ts'
import { openings, rests, ways } from './community.ts'
import { CommunitiesQuery, listForPrograms } from './listing.ts'
import { travellingCommunity } from './travelling.ts'

const Organisation = z.object({ address: z.string(), name: Text })

const Whole = z
  .object({
    ref: Ref,
    slug: z.string(),
    sort: z.enum(['community', 'programme']),
    changed: z.iso.datetime(),
    address: z.string(),
    name: Text,
    question: Text.optional(),
    conditions: Text.optional(),
    purpose: Text.optional(),
    conduct: Text.optional(),
    resources: Text.optional(),
    resourcesUntil: z.iso.date().optional(),
    places: z.array(z.string()),
    topics: z.array(z.string()),
    joining: z.enum(ways),
    openTo: z.enum(openings),
    forGovernments: z.boolean(),
    home: Organisation.optional(),
    homeless: Text.optional(),
    successor: Organisation.optional(),
    sponsor: Organisation.optional(),
    above: z.string().optional(),
    /** Quiet, dormant or closed, with what was said of it. */
    rest: z.enum(rests).optional(),
    parting: Text.optional(),
    members: z.int(),
    facilitators: z.array(
      z.object({ name: z.string(), since: z.iso.date(), until: z.iso.date().optional() }),
    ),
    goals: z.array(
      z.object({
        words: Text,
        measure: Text,
        by: z.iso.date().optional(),
        how: z.enum(['reached', 'changed', 'given-up']).optional(),
        reason: z.string().optional(),
      }),
    ),
  })
  .openapi('Community')

export function communityApi(api: Api): void {
  api.openapi(listRoute('communities', CommunitiesQuery, ListedCard), async (c) =>
    c.json(await listForPrograms(c.var.viewer, c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('communities', Whole, 'slug'), async (c) =>
    c.json(await travellingCommunity(c.var.viewer, c.req.param('slug')), 200),
  )
}
