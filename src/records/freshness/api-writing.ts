import { z } from '@hono/zod-openapi'
import type { Api } from '../../base/http/api.ts'
import { writeRoute } from '../../base/http/api-writing.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { sentLang, sentWords } from '../sent-words.ts'
import { confirmRecord } from './answering.ts'
import { FreshnessShape, freshnessOf } from './api.ts'

const confirms = writeRoute({
  method: 'post',
  path: '/api/v1/records/{ref}/confirmation',
  takes: z.strictObject({
    version: z.int(),
    until: z.iso.date({ error: () => t('freshness.noDay') }).optional(),
    note: sentWords(2_000).optional(),
    lang: sentLang().optional(),
  }),
  example: { version: 1, note: 'We walked the lines again: they hold.', lang: 'en' },
  gives: FreshnessShape,
  refused: [403, 404, 409],
})

/** Saying by program that a record is still true. */
export function confirmationApi(api: Api): void {
  api.openapi(confirms, async (c) => {
    const ref = c.req.param('ref') ?? ''
    const { note = '', lang = reader().lang, ...said } = c.req.valid('json')
    await confirmRecord(c.var.viewer, ref, { ...said, note, lang })
    return c.json(await freshnessOf(c.var.viewer, ref), 200)
  })
}
