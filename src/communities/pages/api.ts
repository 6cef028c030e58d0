import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../../base/http/api.ts'
import { Ref } from '../../base/ids.ts'
import { listCards, listQuery, narrowing } from '../../base/things/listing.ts'
import { historyOf, newestOf } from '../texts/reading.ts'
import { pageUrl } from './page.ts'
import { pageFor, pagePlace, writtenIn } from './reading.ts'

const Whole = z
  .object({
    ref: Ref,
    address: z.string(),
    community: z.string(),
    title: z.string(),
    lang: z.string(),
    /** Markdown. */
    body: z.string(),
    version: z.int(),
    changed: z.iso.datetime(),
    history: z.array(
      z.object({
        version: z.int(),
        at: z.iso.datetime(),
        by: z.string().optional(),
        note: z.string().optional(),
      }),
    ),
  })
  .openapi('Page')

export function sharedPageApi(api: Api): void {
  const query = listQuery({ lang: narrowing.lang })
  api.openapi(listRoute('pages', query, ListedCard), async (c) => {
    const { lang, ...asked } = c.req.valid('query')
    const where = lang ? [writtenIn(lang)] : []
    return c.json(await listCards(c.var.viewer, 'page', asked, { where }), 200)
  })
  api.openapi(oneRoute('pages', Whole, 'ref'), async (c) => {
    const { viewer } = c.var
    const { community, slug } = await pagePlace(viewer, c.req.param('ref'))
    const page = await pageFor(viewer, community, slug)
    const text = (await newestOf(viewer, page.id))!
    const { versions } = await historyOf(viewer, page.id, 1)
    const whole = {
      ref: page.ref,
      address: pageUrl(page.community, page),
      community,
      title: text.title,
      lang: text.lang,
      body: text.body,
      version: text.number,
      changed: new Date(text.at).toISOString(),
      history: versions.map(({ number, at, by, note }) => ({
        version: number,
        at: new Date(at).toISOString(),
        ...(by && { by: by.name }),
        ...(note !== null && { note }),
      })),
    }
    return c.json(whole, 200)
  })
}
