import { z } from '@hono/zod-openapi'
import type { Api } from '../../base/http/api.ts'
import { ownRoute, writeRoute } from '../../base/http/api-writing.ts'
import { t } from '../../base/i18n/t.ts'
import { markOf } from '../../base/mark-of.ts'
import { sentWords } from '../sent-words.ts'
import { longestTranslation, textsPerPage, translate, translatingOf } from './translations.ts'

const Translated = z
  .object({
    path: z.string(),
    source: z.string(),
    from: z.string(),
    words: z.string(),
    own: z.boolean(),
    before: z.string().optional(),
    machine: z.string().optional(),
  })
  .openapi('TranslatedText')

const takesPage = { error: () => t('base.takesCursor') }
const path = '/api/v1/records/{ref}/translations/{lang}'
const reads = ownRoute(
  path,
  z.object({
    items: z.array(Translated),
    total: z.int(),
    next: z.string().nullable(),
    done: z.int(),
    stale: z.int(),
  }),
  z.strictObject(
    {
      cursor: z
        .string(takesPage)
        .regex(/^[1-9][0-9]{0,5}$/, takesPage)
        .optional(),
    },
    { error: () => 'cursor' },
  ),
)
const writes = writeRoute({
  method: 'put',
  path,
  takes: z.strictObject({
    texts: z
      .array(
        z.strictObject({
          path: z.string().max(300),
          source: sentWords(longestTranslation),
          words: sentWords(longestTranslation),
          machine: sentWords(100).optional(),
        }),
      )
      .max(500)
      .refine((texts) => new Set(texts.map((one) => one.path)).size === texts.length, {
        error: () => t('api.pathTwice'),
      }),
  }),
  example: {
    texts: [
      { path: '@record/only/title', source: 'The well that came back', words: 'Le puits qui est revenu' },
    ],
  },
  gives: z.object({ changed: z.int() }).openapi('TranslationsKept'),
  refused: [404],
})

/** Carrying a record over into other languages by program. */
export function translationApi(api: Api): void {
  api.openapi(reads, async (c) => {
    const { ref = '', lang = '' } = c.req.param() as { ref?: string; lang?: string }
    const page = Number(c.req.valid('query').cursor ?? 1)
    const { texts, total, done, stale } = await translatingOf(c.var.viewer, ref, lang, page)
    const items = texts.map(({ label: _, ...text }) => text)
    return c.json(
      { items, total, next: page * textsPerPage < total ? String(page + 1) : null, done, stale },
      200,
    )
  })
  api.openapi(writes, async (c) => {
    const { ref = '', lang = '' } = c.req.param() as { ref?: string; lang?: string }
    const texts = c.req.valid('json').texts.map((one) => ({ ...one, source: markOf(one.source) }))
    const { changed } = await translate(c.var.viewer, ref, lang, texts)
    return c.json({ changed }, 200)
  })
}
