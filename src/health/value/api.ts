import { z } from '@hono/zod-openapi'
import { type Api, oneRoute, partsRoute } from '../../base/http/api.ts'
import { Ref } from '../../base/ids.ts'
import { Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { communityFor } from '../../communities/reading.ts'
import { url } from '../../ui/url.ts'
import { storiesIn, valueStoryFor } from './reading.ts'
import { cycles, openings, type ValueStory } from './story.ts'

const Story = z
  .object({
    ref: Ref,
    address: z.string(),
    lang: Lang,
    /** Words by the cycle of value creation they tell of. */
    answers: z.partialRecord(z.enum(cycles), z.string()),
    link: z.string().optional(),
    told: z.iso.datetime(),
    edited: z.iso.datetime().optional(),
    openTo: z.enum(openings),
    by: z.string().optional(),
    community: z.string().optional(),
  })
  .openapi('ValueStory')

const Query = z.strictObject({
  cycle: z.enum(cycles).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.coerce.number().int().min(1).max(10_000).default(1),
})

const asTold = ({ ref, lang, answers, link, told, edited, openTo, by, community }: ValueStory) => ({
  ...{ ref, address: url`/value/${ref}`, lang, answers, openTo, told: new Date(told).toISOString() },
  ...(edited && { edited: new Date(edited).toISOString() }),
  ...(link && { link }),
  ...(by && { by }),
  ...(community && { community: community.slug }),
})

async function listOf(viewer: Viewer, slug: string, { cycle, limit, cursor }: z.output<typeof Query>) {
  const { id } = await communityFor(viewer, slug)
  const { stories, total } = await storiesIn(viewer, id, { cycle, page: cursor, perPage: limit })
  return { items: stories.map(asTold), total, next: cursor * limit < total ? String(cursor + 1) : null }
}

export function valueApi(api: Api): void {
  api.openapi(partsRoute('communities', 'slug', 'value', Query, Story), async (c) =>
    c.json(await listOf(c.var.viewer, c.req.param('slug') ?? '', c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('value', Story, 'ref'), async (c) =>
    c.json(asTold(await valueStoryFor(c.var.viewer, c.req.param('ref') ?? '')), 200),
  )
}
