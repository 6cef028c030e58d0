import { z } from '@hono/zod-openapi'
import type { Api } from '../../base/http/api.ts'
import { ownRoute } from '../../base/http/api-writing.ts'
import { deskOfCommunity } from './tasks.ts'

const Desk = z
  .object({
    tasks: z.array(
      z.object({
        key: z.string(),
        sort: z.string(),
        title: z.string(),
        lang: z.string().optional(),
        why: z.string(),
        what: z.string(),
        /** Where it is done. */
        address: z.string(),
        /** Who handed it on. */
        from: z.string().optional(),
      }),
    ),
    more: z.number().int(),
  })
  .openapi('Desk')

const desk = ownRoute('/api/v1/communities/{slug}/desk', Desk, z.object({}))

export function deskApi(api: Api): void {
  api.openapi(desk, async (c) => {
    const { tasks, more } = await deskOfCommunity(c.var.viewer, c.req.param('slug') ?? '')
    const shown = tasks.map(({ key, sort, title, lang, why, what, href, from }) => ({
      ...{ key, sort, title, why, what, address: href },
      ...(lang && { lang }),
      ...(from && { from }),
    }))
    return c.json({ tasks: shown, more }, 200)
  })
}
