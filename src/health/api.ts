import { z } from '@hono/zod-openapi'
import type { Api } from '../base/http/api.ts'
import { ownRoute } from '../base/http/api-writing.ts'
import { Text } from '../base/text.ts'
import { rests } from '../communities/community.ts'
import { elements } from './elements.ts'
import { trends } from './rule.ts'
import { stages } from './stage.ts'
import { healthForPrograms } from './viewing.ts'

const count = z.int()

const Health = z
  .object({
    state: z.enum(['open', ...rests]),
    /** As its facilitators see it, else as it is proposed. */
    stage: z.enum(stages),
    proposed: z.enum(stages),
    trend: z.enum(trends),
    fewerNewcomers: z.boolean(),
    fewerAnswers: z.boolean(),
    /** Those that are over, the oldest first; distinct people. */
    quarters: z.array(z.object({ people: count, newcomers: count, begun: count, answered: count })),
    people: count,
    of90: count,
    newcomers: count,
    returned: count,
    bridges: count,
    orphaned: count,
    unheard: z.object({
      languages: z.array(z.string()),
      chapters: z.array(z.string()),
      places: z.array(z.string()),
    }),
    /** `said`: what members say, of five. */
    elements: z.array(z.object({ name: z.enum(elements), well: z.boolean(), said: z.number().optional() })),
    checks: z.array(z.object({ ends: z.iso.date(), answers: count, reflection: Text.optional() })),
  })
  .openapi('Health')

const health = ownRoute('/api/v1/communities/{slug}/health', Health, z.object({}))

export function healthApi(api: Api): void {
  api.openapi(health, async (c) =>
    c.json(await healthForPrograms(c.var.viewer, c.req.param('slug') ?? ''), 200),
  )
}
