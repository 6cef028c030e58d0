import { z } from '@hono/zod-openapi'
import type { Api } from '../../base/http/api.ts'
import {
  actRoute,
  byToken,
  ownRoute,
  paramsOf,
  refusedWith,
  writeRoute,
} from '../../base/http/api-writing.ts'
import { filesBounds } from '../../base/http/form-with-files.ts'
import { filesSent } from '../../base/http/multipart.ts'
import { t } from '../../base/i18n/t.ts'
import { Ref } from '../../base/ids.ts'
import { Refusal } from '../../base/refusal.ts'
import { Lang } from '../../base/text.ts'
import { addFiles } from '../keeping-files.ts'
import { sentLang, sentWords } from '../sent-words.ts'
import { startChange } from './changing.ts'
import { draftWithFiles } from './draft-files.ts'
import { giveUpDraft, startDraft } from './drafts.ts'
import { draftForPrograms, draftsForPrograms, publishForPrograms, saveForPrograms } from './for-programs.ts'

const ByLang = z.record(z.string(), z.string())
const ListedDraft = z
  .object({
    ref: Ref,
    instrument: z.string(),
    edition: z.string(),
    lang: Lang,
    langs: z.array(Lang),
    revision: z.int(),
    changed: z.iso.datetime(),
    /** While it is with its reviewers nobody changes it. */
    state: z.string(),
    title: ByLang,
    record: Ref.optional(),
  })
  .openapi('ListedDraft')
const Draft = z
  .object({
    ...ListedDraft.shape,
    head: z.record(z.string(), z.unknown()),
    answers: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
    findings: z.array(
      z.object({
        weight: z.enum(['stops', 'look']),
        check: z.string(),
        place: z.string(),
        detail: z.string(),
      }),
    ),
    clashes: z.array(
      z.object({ id: z.uuid(), path: z.string(), value: z.unknown(), by: z.string(), at: z.iso.datetime() }),
    ),
  })
  .openapi('Draft')
const Made = z.object({ ref: Ref, address: z.string() }).openapi('Made')
const Report = z
  .object({
    made: z.int(),
    unchanged: z.int(),
    faults: z.array(z.object({ place: z.string(), detail: z.string() })),
  })
  .openapi('FilesTaken')

const revision = z.int().min(0).max(1e15)
const takesPage = { error: () => t('base.takesCursor') }
const DraftsQuery = z.strictObject(
  {
    cursor: z
      .string(takesPage)
      .regex(/^[1-9][0-9]{0,5}$/, takesPage)
      .optional(),
  },
  { error: () => 'cursor' },
)

const begins = writeRoute({
  method: 'post',
  path: '/api/v1/drafts',
  takes: z.strictObject({
    instrument: z.string().max(80),
    lang: sentLang(),
    adapts: z.string().max(40).optional(),
  }),
  example: { instrument: 'story', lang: 'en' },
  gives: Made,
  refused: [404],
})
const saves = writeRoute({
  method: 'patch',
  path: '/api/v1/drafts/{ref}/answers',
  takes: z.strictObject({
    since: revision.optional(),
    changes: z
      .array(
        z.strictObject({
          id: z.uuid().optional(),
          path: z.string().max(300),
          value: z.unknown(),
          base: revision.optional(),
        }),
      )
      .max(2_000),
  }),
  example: {
    since: 0,
    changes: [
      { path: '@record/only/title/en', value: 'The well that came back' },
      { path: '@record/only/places', value: ['NE'] },
      { path: 'scene/only/when', value: '2024-05' },
      { path: 'looking_back/only/went_badly', value: false },
    ],
  },
  gives: z
    .object({
      revision: z.int(),
      outcomes: z.array(
        z.object({
          id: z.uuid(),
          path: z.string(),
          outcome: z.enum(['kept', 'same', 'clash', 'refused']),
          detail: z.string().optional(),
        }),
      ),
      others: z.array(z.string()),
    })
    .openapi('Saved'),
  refused: [404],
})
const publishes = writeRoute({
  method: 'post',
  path: '/api/v1/drafts/{ref}/publication',
  takes: z.strictObject({ note: sentWords(2_000).optional() }),
  example: {},
  gives: Made,
  refused: [404, 409],
})
const changes = actRoute('post', '/api/v1/records/{ref}/changes', { gives: Made, refused: [403, 404] })
const givesUp = actRoute('delete', '/api/v1/drafts/{ref}', {
  gives: z.object({ ref: Ref }).openapi('Gone'),
  refused: [403, 404],
})
const drafts = ownRoute(
  '/api/v1/drafts',
  z.object({ items: z.array(ListedDraft), total: z.int(), next: z.string().nullable() }),
  DraftsQuery,
)
const draft = ownRoute('/api/v1/drafts/{ref}', Draft, z.object({}))

const made = (noun: 'drafts' | 'records', ref: Ref) => ({ ref, address: `/${noun}/${ref}` })

/** Writing records by program: the same verbs as the pages. */
export function draftApi(api: Api): void {
  api.openapi(begins, async (c) =>
    c.json(made('drafts', await startDraft(c.var.viewer, c.req.valid('json'))), 200),
  )
  api.openapi(changes, async (c) =>
    c.json(made('drafts', await startChange(c.var.viewer, c.req.param('ref') ?? '')), 200),
  )
  api.openapi(drafts, async (c) => c.json(await draftsForPrograms(c.var.viewer, c.req.valid('query')), 200))
  api.openapi(draft, async (c) => c.json(await draftForPrograms(c.var.viewer, c.req.param('ref') ?? ''), 200))
  api.openapi(saves, async (c) =>
    c.json(await saveForPrograms(c.var.viewer, c.req.param('ref') ?? '', c.req.valid('json')), 200),
  )
  api.openapi(publishes, async (c) => {
    const { note } = c.req.valid('json')
    const ref = await publishForPrograms(c.var.viewer, c.req.param('ref') ?? '', note)
    return c.json(made('records', ref), 200)
  })
  api.openapi(givesUp, async (c) => {
    const ref = c.req.param('ref') ?? ''
    await giveUpDraft(c.var.viewer, ref)
    return c.json({ ref: ref as Ref }, 200)
  })
  draftFilesApi(api)
}

/** Declared apart from what answers it: a schema would have the whole form in memory before it is looked at. */
function draftFilesApi(api: Api): void {
  const path = '/api/v1/drafts/{ref}/files'
  api.openAPIRegistry.registerPath({
    method: 'post',
    path,
    tags: ['drafts'],
    security: byToken,
    request: {
      params: paramsOf(path) as never,
      body: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: z.object({ files: z.array(z.string().openapi({ format: 'binary' })) }),
          },
        },
      },
    },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: Report } } },
      ...refusedWith([404, 422]),
    },
  })
  api.post('/api/v1/drafts/:ref/files', async (c) => {
    const { made, unchanged, faults } = await addFiles(
      draftWithFiles,
      c.var.viewer,
      c.req.param('ref'),
      filesSent(c, filesBounds()),
    )
    const places = faults.map(({ place, message }) => ({ place, detail: message }))
    if (made + unchanged === 0) throw new Refusal('invalid', 'api.noFileTaken', {}, places)
    return c.json({ made, unchanged, faults: places }, 200)
  })
}
