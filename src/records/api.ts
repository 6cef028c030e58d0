import { z } from '@hono/zod-openapi'
import { type Api, listRoute, oneRoute } from '../base/http/api.ts'
import { Ref } from '../base/ids.ts'
import { Text } from '../base/text.ts'
import { recordKinds } from '../instruments/definition.ts'
import { exportRecord } from './exporting.ts'
import { FreshnessShape, freshnessOf, MarksShape } from './freshness/api.ts'
import { Travelling } from './interchange.ts'
import { listRecords, RecordsQuery } from './listing.ts'

const Listed = z
  .object({
    ref: Ref,
    state: z.enum(['published', 'withdrawn']),
    changed: z.iso.datetime(),
    address: z.string(),
    kind: z.enum(recordKinds),
    instrument: z.string(),
    version: z.int(),
    title: Text,
    summary: Text,
    knowledge: z.enum(['research', 'experience']),
    reviewed: z.boolean(),
    places: z.array(z.string()),
    topics: z.array(z.string()),
    licence: z.string(),
    due: z.iso.date().optional(),
    marks: MarksShape,
  })
  .openapi('ListedRecord')

export function recordApi(api: Api): void {
  api.openapi(listRoute('records', RecordsQuery, Listed), async (c) =>
    c.json(await listRecords(c.var.viewer, c.req.valid('query')), 200),
  )
  api.openapi(
    oneRoute(
      'records',
      // Made anew: only a schema made by this `z` can have a name in the document.
      z.strictObject(Travelling.shape).openapi('Record'),
      'ref',
    ),
    async (c) => c.json(await exportRecord(c.var.viewer, c.req.param('ref')), 200),
  )
  api.openapi(oneRoute('records', FreshnessShape, 'ref', 'freshness'), async (c) =>
    c.json(await freshnessOf(c.var.viewer, c.req.param('ref')), 200),
  )
}
