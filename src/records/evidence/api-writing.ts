import { z } from '@hono/zod-openapi'
import type { Api } from '../../base/http/api.ts'
import { actRoute, writeRoute } from '../../base/http/api-writing.ts'
import { Ref } from '../../base/ids.ts'
import { sentWords } from '../sent-words.ts'
import { unstorable } from '../storable.ts'
import { useFields } from './given.ts'
import { sayUse, takeBack } from './saying.ts'
import { figureRows } from './use.ts'

const Figure = z.strictObject({
  what: sentWords(200).min(1),
  value: z.number(),
  unit: sentWords(60).default(''),
})

const says = writeRoute({
  method: 'post',
  path: '/api/v1/records/{ref}/uses',
  takes: z
    .strictObject({
      ...useFields,
      named: z.boolean().default(true),
      figures: z.array(Figure).max(figureRows.length).default([]),
    })
    .superRefine((said, context) => {
      for (const { path, message } of unstorable(said)) context.addIssue({ code: 'custom', path, message })
    }),
  example: {
    outcome: 'worked',
    note: 'We laid the lines in two fields. The third rain stayed in the soil.',
    place: 'NE',
    happened: '2024-05',
    lang: 'en',
    figures: [{ what: 'sorghum', value: 640, unit: 'kg per hectare' }],
  },
  gives: z.object({ ref: Ref, address: z.string() }).openapi('UseSaid'),
  refused: [403, 404, 409],
})
const takesBack = actRoute('delete', '/api/v1/uses/{ref}', {
  gives: z.object({ ref: Ref }).openapi('UseTakenBack'),
  refused: [403, 404],
})

/** Saying by program how it went with a record, and taking it back. */
export function useWritingApi(api: Api): void {
  api.openapi(says, async (c) => {
    const ref = await sayUse(c.var.viewer, c.req.param('ref') ?? '', c.req.valid('json'))
    return c.json({ ref, address: `/uses/${ref}` }, 200)
  })
  api.openapi(takesBack, async (c) => {
    const ref = c.req.param('ref') ?? ''
    await takeBack(c.var.viewer, ref)
    return c.json({ ref: ref as Ref }, 200)
  })
}
