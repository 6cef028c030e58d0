import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute, partsRoute } from '../base/http/api.ts'
import { Ref } from '../base/ids.ts'
import { listQuery } from '../base/things/listing.ts'
import { listForPrograms, postsForPrograms, ThreadsQuery, threadForPrograms } from './for-programs.ts'
import { forms } from './thread.ts'

const Whole = z
  .object({
    ref: Ref,
    address: z.string(),
    form: z.enum(forms),
    title: z.string(),
    lang: z.string(),
    community: z.string().optional(),
    concerning: Ref.optional(),
    opened: z.iso.datetime(),
    last: z.iso.datetime(),
    posts: z.number().int(),
    closed: z.string().optional(),
    accepted: Ref.optional(),
    mergedInto: Ref.optional(),
  })
  .openapi('Thread')

const Said = z
  .object({
    ref: Ref,
    nth: z.number().int(),
    address: z.string(),
    by: z.string().optional(),
    fromList: z.boolean().optional(),
    organisation: z.string().optional(),
    interest: z.string().optional(),
    lang: z.string(),
    body: z.string(),
    answers: Ref.optional(),
    at: z.iso.datetime(),
    edited: z.iso.datetime().optional(),
    hidden: z.boolean(),
    thanks: z.number().int(),
  })
  .openapi('Post')

const { limit, cursor } = listQuery({}).shape
const PostsQuery = z.strictObject({ limit, cursor }, { error: () => ['limit', 'cursor'].join(', ') })

export function threadApi(api: Api): void {
  api.openapi(listRoute('threads', ThreadsQuery, ListedCard), async (c) =>
    c.json(await listForPrograms(c.var.viewer, c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('threads', Whole, 'ref'), async (c) =>
    c.json(await threadForPrograms(c.var.viewer, c.req.param('ref')), 200),
  )
  api.openapi(partsRoute('threads', 'ref', 'posts', PostsQuery, Said), async (c) =>
    c.json(await postsForPrograms(c.var.viewer, c.req.param('ref'), c.req.valid('query')), 200),
  )
}
