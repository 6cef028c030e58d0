import { z } from '@hono/zod-openapi'
import type { Api } from '../base/http/api.ts'
import { ownRoute } from '../base/http/api-writing.ts'
import { Text } from '../base/text.ts'
import { rests } from '../communities/community.ts'
import { levels } from '../conversations/implications/implication.ts'
import { fewestShown } from './check.ts'
import { elements } from './elements.ts'
import { trends } from './rule.ts'
import { stages } from './stage.ts'
import { healthForPrograms } from './viewing.ts'

const count = z.int()
/** Of people: left out where they are fewer than that. */
const people = z.int().min(fewestShown).optional()

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
    quarters: z.array(
      z.object({ begins: z.iso.date(), people: count, newcomers: people, begun: count, answered: count }),
    ),
    ...{ people, of90: people, newcomers: people, returned: people, bridges: people },
    orphaned: count,
    unheard: z.object({
      languages: z.array(z.string()),
      chapters: z.array(z.string()),
      places: z.array(z.string()),
      levels: z.array(z.enum(levels)),
    }),
    /** `said`: what members say, of five. */
    elements: z.array(z.object({ name: z.enum(elements), well: z.boolean(), said: z.number().optional() })),
    checks: z.array(z.object({ ends: z.iso.date(), answers: people, reflection: Text.optional() })),
  })
  .openapi('Health')

const health = ownRoute('/api/v1/communities/{slug}/health', Health, z.object({}))

export function healthApi(api: Api): void {
  api.openapi(health, async (c) =>
    c.json(await healthForPrograms(c.var.viewer, c.req.param('slug') ?? ''), 200),
  )
}
