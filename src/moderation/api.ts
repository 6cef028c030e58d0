import { z } from '@hono/zod-openapi'
import type { Api } from '../base/http/api.ts'
import { ownRoute, writeRoute } from '../base/http/api-writing.ts'
import { Ref } from '../base/ids.ts'
import { missing } from '../base/refusal.ts'
import { decide } from './deciding.ts'
import { measures, most, outcomes, reasons } from './matter.ts'
import { queueIn } from './queue.ts'
import { report } from './reporting.ts'

const reports = writeRoute({
  method: 'post',
  path: '/api/v1/reports',
  takes: z.strictObject({
    thing: Ref,
    reason: z.enum(reasons),
    words: z.string().trim().max(most.words).default(''),
  }),
  example: { thing: '568qx7fefd72', reason: 'spam', words: 'The same in five places.' },
  gives: z.object({ thing: Ref }).openapi('Reported'),
  refused: [403, 404, 409],
})

const Waiting = z
  .object({
    id: z.int(),
    thing: Ref,
    kind: z.string(),
    title: z.string(),
    lang: z.string(),
    why: z.enum(['reported', 'newcomer', 'words', 'appeal']),
    reports: z.int(),
    since: z.iso.datetime(),
    outcome: z.enum(outcomes).optional(),
    address: z.string(),
  })
  .openapi('Waiting')

const queue = ownRoute(
  '/api/v1/communities/{slug}/reports',
  z.object({ items: z.array(Waiting), total: z.int() }),
  z.strictObject(
    {
      decided: z.enum(['yes', 'no']).default('no'),
      lang: z.string().max(35).optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    },
    { error: () => 'decided, lang, page' },
  ),
)

const decides = writeRoute({
  method: 'post',
  path: '/api/v1/communities/{slug}/reports/{id}/decision',
  takes: z.strictObject({
    outcome: z.enum(outcomes),
    measure: z.enum(measures).default('none'),
    days: z.int().min(0).max(most.days).default(0),
    reason: z.string().trim().max(most.words).default(''),
  }),
  example: { outcome: 'hidden', reason: 'Advertising.' },
  gives: z.object({ outcome: z.enum(outcomes) }).openapi('Decided'),
  refused: [403, 404, 409],
})

/** Reporting, and keeping the peace of a community, by program. */
export function moderationApi(api: Api): void {
  api.openapi(reports, async (c) => {
    const { ref } = await report(c.var.viewer, c.req.valid('json'))
    return c.json({ thing: ref }, 200)
  })
  api.openapi(queue, async (c) => {
    const slug = c.req.param('slug') ?? ''
    const { decided, ...asked } = c.req.valid('query')
    const state = decided === 'yes' ? 'decided' : 'open'
    const { queue: found } = await queueIn(c.var.viewer, slug, { ...asked, state })
    return c.json(
      {
        items: found.all.map(({ id, ref, kind, title, lang, why, reports, at, outcome }) => ({
          ...{ id, thing: ref, kind, title, lang, why, reports },
          since: new Date(at).toISOString(),
          ...(outcome && { outcome }),
          address: `/communities/${slug}/reports/${id}`,
        })),
        total: found.total,
      },
      200,
    )
  })
  api.openapi(decides, async (c) => {
    const id = c.req.param('id') ?? ''
    const given = c.req.valid('json')
    if (!/^[0-9]{1,15}$/.test(id)) missing()
    await decide(c.var.viewer, c.req.param('slug') ?? '', Number(id), given)
    return c.json({ outcome: given.outcome }, 200)
  })
}
