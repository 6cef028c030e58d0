import { z } from '@hono/zod-openapi'
import { type Api, oneRoute } from '../../base/http/api.ts'
import { actRoute, ownRoute, writeRoute } from '../../base/http/api-writing.ts'
import { t } from '../../base/i18n/t.ts'
import { Ref } from '../../base/ids.ts'
import { Labels, Text } from '../../base/text.ts'
import { stages, wayOf } from '../../base/things/lineage.ts'
import { everyTalk } from '../../base/things/talk.ts'
import { choosePassages } from './choosing.ts'
import { answerConsent } from './consenting.ts'
import { makeTheDraft } from './drafting.ts'
import {
  arrangeForPrograms,
  askedForPrograms,
  sayingsForPrograms,
  writeUpForPrograms,
} from './for-programs.ts'
import { leaveOutWaiting } from './leaving-out.ts'
import { ownForPrograms, WriteUpsQuery } from './own.ts'
import { answers, most } from './write-up.ts'

const Lineage = z
  .object({
    stages: z.array(
      z.object({
        stage: z.enum(stages),
        things: z.array(
          z.object({ ref: Ref, kind: z.string(), title: Text, address: z.string(), here: z.boolean() }),
        ),
      }),
    ),
  })
  .openapi('Lineage')
const Passage = z.object({
  ref: Ref,
  said: Ref,
  by: z.string().optional(),
  lang: z.string(),
  original: z.string(),
  words: z.string(),
  slot: z.string().optional(),
  label: Labels.optional(),
  answer: z.enum(answers).optional(),
  leftOut: z.string().optional(),
})
const WriteUp = z
  .object({
    ref: Ref,
    source: Ref,
    revision: z.int(),
    instrument: z.string().optional(),
    lang: z.string().optional(),
    draft: Ref.optional(),
    record: Ref.optional(),
    passages: z.array(Passage),
  })
  .openapi('WriteUp')
const Made = z.object({ ref: Ref, address: z.string() }).openapi('WriteUpMade')
const Asked = z
  .object({ ref: Ref, until: z.iso.datetime(), record: Ref.optional(), passages: z.array(Passage) })
  .openapi('AskedToQuote')
const Sayings = z
  .object({
    items: z.array(
      z.object({ name: z.string(), by: z.string().optional(), lang: z.string(), words: z.string() }),
    ),
    next: z.string().nullable(),
  })
  .openapi('Sayings')
const takesPage = { error: () => t('base.takesCursor') }
const SayingsQuery = z.strictObject(
  {
    cursor: z
      .string(takesPage)
      .regex(/^[1-9][0-9]{0,5}$/, takesPage)
      .optional(),
  },
  { error: () => 'cursor' },
)

const arranges = writeRoute({
  method: 'patch',
  path: '/api/v1/write-ups/{ref}',
  takes: z.strictObject({
    revision: z.int().min(0).max(1e9),
    instrument: z.string().max(80).optional(),
    lang: z.string().max(35).optional(),
    passages: z
      .array(
        z.strictObject({
          ref: Ref,
          words: z.string().max(most.words),
          slot: z.string().max(200).default(''),
        }),
      )
      .max(most.passages)
      .default([]),
  }),
  example: { revision: 1, instrument: 'lesson', lang: 'en' },
  gives: WriteUp,
  refused: [403, 404, 409],
})
const consents = writeRoute({
  method: 'post',
  path: '/api/v1/write-ups/{ref}/consent',
  takes: z.strictObject({
    answers: z.array(z.strictObject({ passage: Ref, answer: z.enum(answers) })).max(most.passages),
  }),
  example: { answers: [] },
  gives: Asked,
  refused: [403, 404],
})
const drafts = actRoute('post', '/api/v1/write-ups/{ref}/draft', { gives: Made, refused: [403, 404, 409] })
const goesOn = actRoute('post', '/api/v1/write-ups/{ref}/going-on', { gives: WriteUp, refused: [403, 404] })
const own = ownRoute(
  '/api/v1/write-ups',
  z
    .object({
      items: z.array(
        z.object({
          ref: Ref,
          address: z.string(),
          changed: z.iso.datetime(),
          source: Ref,
          lang: z.string().optional(),
          draft: Ref.optional(),
          record: Ref.optional(),
        }),
      ),
      total: z.int(),
      next: z.string().nullable(),
    })
    .openapi('OwnWriteUps'),
  WriteUpsQuery,
)
const one = ownRoute('/api/v1/write-ups/{ref}', WriteUp, z.object({}))
const asked = ownRoute('/api/v1/write-ups/{ref}/consent', Asked, z.object({}))

/** The way of a thing as data, and writing up by program: the same verbs as the pages. */
export function writeUpApi(api: Api): void {
  for (const noun of ['agenda-questions', 'threads', 'records', 'uses'])
    api.openapi(oneRoute(noun, Lineage, 'ref', 'lineage'), async (c) => {
      const way = await wayOf(c.var.viewer, c.req.param('ref'))
      return c.json({ stages: way.map(({ stage, things }) => ({ stage, things: things.map(asThing) })) }, 200)
    })
  talkApi(api)
  api.openapi(own, async (c) => c.json(await ownForPrograms(c.var.viewer, c.req.valid('query')), 200))
  api.openapi(one, async (c) => c.json(await writeUpForPrograms(c.var.viewer, c.req.param('ref') ?? ''), 200))
  api.openapi(arranges, async (c) =>
    c.json(await arrangeForPrograms(c.var.viewer, c.req.param('ref') ?? '', c.req.valid('json')), 200),
  )
  api.openapi(drafts, async (c) => {
    const ref = await makeTheDraft(c.var.viewer, c.req.param('ref') ?? '')
    return c.json({ ref, address: `/drafts/${ref}` }, 200)
  })
  api.openapi(goesOn, async (c) => {
    await leaveOutWaiting(c.var.viewer, c.req.param('ref') ?? '')
    return c.json(await writeUpForPrograms(c.var.viewer, c.req.param('ref') ?? ''), 200)
  })
  api.openapi(asked, async (c) => c.json(await askedForPrograms(c.var.viewer, c.req.param('ref') ?? ''), 200))
  api.openapi(consents, async (c) => {
    const ref = c.req.param('ref') ?? ''
    await answerConsent(c.var.viewer, ref, c.req.valid('json').answers)
    return c.json(await askedForPrograms(c.var.viewer, ref), 200)
  })
}

const asThing = ({
  href,
  ...thing
}: { href: string } & Omit<z.infer<typeof Lineage>['stages'][number]['things'][number], 'address'>) => ({
  ...thing,
  address: href,
})

/** What is said in a conversation of each kind, and choosing from it. */
function talkApi(api: Api): void {
  for (const talk of everyTalk()) {
    const chooses = writeRoute({
      method: 'post',
      path: `/api/v1/${talk.noun}/{ref}/write-up`,
      takes: z.strictObject({
        chosen: z.array(z.string().max(60)).max(most.passages),
        notChosen: z.array(z.string().max(60)).max(2_000).default([]),
      }),
      example: { chosen: ['p0streg00002.0a1b2c3d4e'] },
      gives: Made,
      refused: [403, 404],
    })
    api.openapi(ownRoute(`/api/v1/${talk.noun}/{ref}/sayings`, Sayings, SayingsQuery), async (c) =>
      c.json(
        await sayingsForPrograms(
          c.var.viewer,
          talk,
          c.req.param('ref') ?? '',
          Number(c.req.valid('query').cursor ?? 1),
        ),
        200,
      ),
    )
    api.openapi(chooses, async (c) => {
      const { chosen, notChosen } = c.req.valid('json')
      const ref = await choosePassages(c.var.viewer, talk, c.req.param('ref') ?? '', {
        chosen,
        shown: notChosen,
      })
      return c.json({ ref: ref!, address: `/write-ups/${ref}` }, 200)
    })
  }
}
