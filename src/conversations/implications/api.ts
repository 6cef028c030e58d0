import { z } from '@hono/zod-openapi'
import { type Api, partsRoute } from '../../base/http/api.ts'
import { listQuery } from '../../base/things/listing.ts'
import { levels, states } from './implication.ts'
import { implicationsOf, policyThreadFor } from './reading.ts'

const Said = z
  .object({
    id: z.int(),
    words: z.string(),
    lang: z.string(),
    place: z.string().optional(),
    level: z.enum(levels).optional(),
    state: z.enum(states),
    reason: z.string().optional(),
    post: z.string().optional(),
    by: z.string().optional(),
    at: z.iso.datetime(),
  })
  .openapi('Implication')

const { limit, cursor } = listQuery({}).shape
const Query = z.strictObject({ limit, cursor }, { error: () => ['limit', 'cursor'].join(', ') })

/** What is kept in a thread about a policy; `cursor` is the page after. */
export function implicationApi(api: Api): void {
  api.openapi(partsRoute('threads', 'ref', 'implications', Query, Said), async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const page = Math.max(1, Math.trunc(Number(cursor ?? 1)) || 1)
    const thread = await policyThreadFor(c.var.viewer, c.req.param('ref'))
    const { implications, total } = await implicationsOf(thread, page, limit)
    const items = implications.map(({ id, words, lang, place, level, state, reason, post, by, at }) => ({
      ...{ id, words, lang, state },
      ...(place && { place }),
      ...(level && { level }),
      ...(reason && { reason: reason.words }),
      ...(post && { post: post.ref }),
      ...(by && { by }),
      at: new Date(at).toISOString(),
    }))
    return c.json({ items, total, next: page * limit < total ? String(page + 1) : null }, 200)
  })
}
