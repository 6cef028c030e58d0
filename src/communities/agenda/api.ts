import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../../base/http/api.ts'
import { Ref } from '../../base/ids.ts'
import { Text } from '../../base/text.ts'
import { listCards, listQuery, narrowing } from '../../base/things/listing.ts'
import { questionForPrograms } from './for-programs.ts'
import { progresses } from './question.ts'
import { asksIn } from './reading.ts'

const Whole = z
  .object({
    ref: Ref,
    address: z.string(),
    community: z.string(),
    words: Text,
    progress: z.enum(progresses),
    owner: z.string().optional(),
    answer: z.object({ body: z.string(), lang: z.string(), version: z.int() }).optional(),
    /** The newest of what is tied to it, of which there are so many. */
    answeredBy: z.array(z.object({ kind: z.string(), ref: Ref, address: z.string(), title: Text })),
    threads: z.int(),
    records: z.int(),
  })
  .openapi('AgendaQuestion')

export function agendaApi(api: Api): void {
  const query = listQuery({ lang: narrowing.lang })
  api.openapi(listRoute('agenda-questions', query, ListedCard), async (c) => {
    const { lang, ...asked } = c.req.valid('query')
    const where = lang ? [asksIn(lang)] : []
    return c.json(await listCards(c.var.viewer, 'agenda-question', asked, { where }), 200)
  })
  api.openapi(oneRoute('agenda-questions', Whole, 'ref'), async (c) =>
    c.json(await questionForPrograms(c.var.viewer, c.req.param('ref')), 200),
  )
}
