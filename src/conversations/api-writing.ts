import { z } from '@hono/zod-openapi'
import type { Api } from '../base/http/api.ts'
import { writeRoute } from '../base/http/api-writing.ts'
import { Ref } from '../base/ids.ts'
import { threadUrl } from './address.ts'
import { editPost } from './editing.ts'
import { most } from './thread.ts'
import { openThread, reply } from './writing.ts'

const said = {
  body: z.string().max(most.body),
  lang: z.string().max(35),
  organisation: z.string().max(200).optional(),
  interest: z.string().max(2_000).optional(),
}
const given = z.object({ ref: Ref, address: z.string() })

const opens = writeRoute({
  method: 'post',
  path: '/api/v1/threads',
  takes: z.strictObject({
    ...said,
    form: z.enum(['discussion', 'question', 'prompt']),
    title: z.string().trim().min(1).max(most.title),
    community: z.string().max(200),
    concerning: z.string().max(20).optional(),
    sealed: z.boolean().default(false),
  }),
  example: {
    form: 'question',
    title: 'How deep should a pit be?',
    community: 'land-degradation-neutrality-in-practice',
    body: 'Our soil is crusted and the slope is two per cent.',
    lang: 'en',
  },
  gives: given.openapi('ThreadOpened'),
  refused: [403, 404],
})
const replies = writeRoute({
  method: 'post',
  path: '/api/v1/threads/{ref}/posts',
  takes: z.strictObject({ ...said, answers: z.string().max(20).optional() }),
  example: { body: 'Twenty centimetres.', lang: 'en' },
  gives: given.openapi('PostWritten'),
  refused: [403, 404, 409],
})
const edits = writeRoute({
  method: 'patch',
  path: '/api/v1/posts/{ref}',
  takes: z.strictObject({ body: said.body, lang: said.lang }),
  example: { body: 'Twenty centimetres, on our soil.', lang: 'en' },
  gives: given.openapi('PostEdited'),
  refused: [403, 404, 409],
})

/** Asking and answering by program. */
export function threadWritingApi(api: Api): void {
  api.openapi(opens, async (c) => {
    const opened = await openThread(c.var.viewer, c.req.valid('json'))
    return c.json({ ref: opened.ref, address: threadUrl(opened) }, 200)
  })
  api.openapi(replies, async (c) => {
    const ref = await reply(c.var.viewer, c.req.param('ref') ?? '', c.req.valid('json'))
    return c.json({ ref, address: `/posts/${ref}` }, 200)
  })
  api.openapi(edits, async (c) => {
    const ref = await editPost(c.var.viewer, c.req.param('ref') ?? '', c.req.valid('json'))
    return c.json({ ref, address: `/posts/${ref}` }, 200)
  })
}
