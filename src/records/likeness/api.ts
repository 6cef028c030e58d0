import { z } from '@hono/zod-openapi'
import { type Api, listRoute } from '../../base/http/api.ts'
import { t } from '../../base/i18n/t.ts'
import { Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import { Labels, Text } from '../../base/text.ts'
import { listQuery, narrowing } from '../../base/things/listing.ts'
import { recordKinds } from '../../instruments/definition.ts'
import type { Asked } from './address.ts'
import { conditionsLike } from './finding.ts'
import { listConditions } from './listing.ts'
import { sorts } from './ranking.ts'

const { limit, cursor } = listQuery({}).shape
const several = z.union([z.string(), z.array(z.string())]).optional()
const shape = {
  place: several,
  answer: several,
  like: z.string().optional(),
  kind: narrowing.kind(recordKinds),
  sort: z.enum(sorts, { error: () => t('likeness.takesSort') }).optional(),
  all: z.string().optional(),
  limit,
  cursor,
}
const LikenessQuery = z.strictObject(shape, { error: () => Object.keys(shape).join(', ') })
const ConditionsQuery = z.strictObject({ kind: shape.kind }, { error: () => 'kind' })

const Condition = z
  .object({
    key: z.string(),
    type: z.enum(['place', 'codes', 'number']),
    label: Labels,
    unit: z.string().optional(),
    choices: z.array(z.object({ code: z.string(), label: Labels })),
    /** Under which slot it is asked, by questionnaire. */
    slots: z.record(z.string(), z.string()),
    /** How many records answer it. */
    records: z.int(),
  })
  .openapi('Condition')

const Reason = z.object({
  key: z.string(),
  how: z.enum(['same', 'near', 'differs', 'unstated']),
  asked: z.array(z.string()),
  stated: z.array(z.string()),
})

const Alike = z
  .object({
    ref: Ref,
    address: z.string(),
    title: Text,
    summary: Text.optional(),
    kind: z.string(),
    likeness: z.number(),
    strength: z.number(),
    evidence: z.object({ worked: z.int(), partly: z.int(), didNot: z.int(), reviewed: z.boolean() }),
    reasons: z.array(Reason),
  })
  .openapi('Alike')

export function likenessApi(api: Api): void {
  api.openapi(listRoute('conditions', ConditionsQuery, Condition), async (c) => {
    const items = await listConditions(c.var.viewer, c.req.valid('query').kind)
    return c.json({ items, total: items.length, next: null }, 200)
  })
  api.openapi(listRoute('likeness', LikenessQuery, Alike), async (c) =>
    c.json(await listAlike(c.var.viewer, c.req.valid('query')), 200),
  )
}

async function listAlike(
  viewer: Parameters<typeof conditionsLike>[0],
  { place, answer, like, kind, sort = 'best', all, limit, cursor }: z.infer<typeof LikenessQuery>,
) {
  const answers: Asked['answers'] = {}
  const given = [...listOf(place).map((code) => ['place', code] as const), ...listOf(answer).map(asPair)]
  for (const [key, code] of given) answers[key] = [...(answers[key] ?? []), code]
  const offset = Number(cursor ?? 0)
  const asked = { answers, kind, sort, all: all === '1', page: 1, ...(like && { like }) }
  const found = await conditionsLike(viewer, asked, { limit, offset })
  if (found.leftOut.length)
    refuse('unreadable', 'base.parameter', {
      name: like ? 'answer, like' : 'answer, place',
      wants: t('likeness.takesAnswers', { words: found.leftOut[0]! }),
    })
  const total = asked.all ? found.stating : found.alike
  return {
    items: found.results.map(({ card, ranked, reasons }) => ({
      ref: card.ref,
      address: card.href,
      title: card.title,
      ...(card.summary && { summary: card.summary }),
      kind: card.kindName,
      likeness: ranked.likeness,
      strength: ranked.strength,
      evidence: {
        worked: ranked.worked,
        partly: ranked.partly,
        didNot: ranked.didNot,
        reviewed: card.reviewed ?? false,
      },
      reasons: reasons.map(({ condition, how, codes, stated }) => ({
        key: condition.key,
        how,
        asked: codes,
        stated,
      })),
    })),
    total,
    next: total > offset + limit ? String(offset + limit) : null,
  }
}

const listOf = (given: string | string[] | undefined): string[] => [given ?? []].flat()

function asPair(answer: string): readonly [string, string] {
  const [, key, code] = /^([^=]+)=(.+)$/s.exec(answer) ?? []
  if (!key || !code)
    return refuse('unreadable', 'base.parameter', {
      name: 'answer',
      wants: t('likeness.takesAnswers', { words: answer }),
    })
  return [key, code]
}
