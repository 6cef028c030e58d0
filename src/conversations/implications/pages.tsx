import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { questionBase } from '../../communities/agenda/address.ts'
import { everywhere } from '../../places/everywhere.ts'
import { placesFor } from '../../records/writing/section-view.ts'
import { type Url, url } from '../../ui/url.ts'
import { threadUrl } from '../address.ts'
import { postFor } from '../reading.ts'
import { most as ofThreads } from '../thread.ts'
import { askMeaning, meaningFor } from './asking.ts'
import { beginLesson, makeQuestion } from './becoming.ts'
import { levels, mayKeepList, most, states } from './implication.ts'
import {
  addImplication,
  moveImplication,
  sayImplication,
  settleImplication,
  takeOutImplication,
} from './keeping.ts'
import { implicationFor, implicationsOf, policyThreadFor } from './reading.ts'
import { ImplicationPage } from './views/ImplicationPage.tsx'
import { ImplicationsPage } from './views/ImplicationsPage.tsx'
import { MeaningPage } from './views/MeaningPage.tsx'
import { NewImplicationPage } from './views/NewImplicationPage.tsx'

const line = (most: number, missing: () => string) =>
  z
    .string()
    .trim()
    .min(1, { error: missing })
    .max(most, { error: () => t('conversations.tooLong', { most }) })
const ifAny = <S extends z.ZodType>(schema: S) => z.preprocess((one) => one || undefined, schema.optional())
const Saying = z.object({
  words: line(most.words, () => t('implications.wordsMissing')),
  lang: z.string().max(35),
  place: ifAny(z.string().max(40)),
  level: ifAny(z.enum(levels)),
  post: ifAny(z.string().max(20)),
})
const revision = z.coerce.number().int().min(1).max(1e9)
const Said = z.object({ ...Saying.shape, revision })
const Settled = z
  .object({
    revision,
    state: z.enum(states),
    reason: z
      .string()
      .trim()
      .max(most.reason, { error: () => t('conversations.tooLong', { most: most.reason }) })
      .default(''),
  })
  .refine(({ state, reason }) => state === 'open' || reason !== '', {
    path: ['reason'],
    error: () => t('implications.reasonMissing'),
  })
const Way = z.object({ way: z.enum(['up', 'down']) })
const Question = z.object({
  words: line(most.words, () => t('practice.questionMissing')),
  lang: z.string().max(35),
})
const Meaning = z.object({
  community: z.string({ error: () => t('implications.chooseCommunity') }).max(200),
  title: line(ofThreads.title, () => t('conversations.titleMissing')),
  body: line(ofThreads.body, () => t('conversations.nothingSaid')),
  lang: z.string().max(35),
  once: z.string().max(40).optional(),
})

const list = '/threads/:ref/implications'

/** What a policy means: asked on its page, kept in a thread, and what becomes of it. */
export function implicationPages(app: App): void {
  app.get('/records/:ref/meaning', (c) => showMeaning(c))
  app.post('/records/:ref/meaning', form(Meaning, { again: showMeaning }), async (c) =>
    c.redirect(threadUrl(await askMeaning(c.var.viewer, refOf(c), c.req.valid('form'))), 303),
  )
  app.get(list, (c) => showList(c))
  app.get(`${list}/new`, (c) => showNew(c))
  app.post(list, form(Saying, { again: showNew }), async (c) => {
    await addImplication(c.var.viewer, refOf(c), c.req.valid('form'))
    return c.redirect(listOf(c), 303)
  })
  app.get(`${list}/:id`, (c) => showOne(c))
  app.post(`${list}/:id`, form(Said, { again: showOne }), async (c) => {
    await sayImplication(c.var.viewer, refOf(c), idAsked(c), c.req.valid('form'))
    return c.redirect(oneOf(c), 303)
  })
  app.post(`${list}/:id/state`, form(Settled, { again: showOne }), async (c) => {
    await settleImplication(c.var.viewer, refOf(c), idAsked(c), {
      ...c.req.valid('form'),
      lang: reader().lang,
    })
    return c.redirect(oneOf(c), 303)
  })
  app.post(`${list}/:id/order`, form(Way, { again: showList }), async (c) => {
    await moveImplication(c.var.viewer, refOf(c), idAsked(c), c.req.valid('form').way)
    return c.redirect(listOf(c), 303)
  })
  app.post(`${list}/:id/question`, form(Question, { again: showOne }), async (c) => {
    const { slug, question } = await makeQuestion(c.var.viewer, refOf(c), idAsked(c), c.req.valid('form'))
    return c.redirect(questionBase({ slug }, question), 303)
  })
  app.post(`${list}/:id/lesson`, form(z.object({}), { again: showOne }), async (c) => {
    const draft = await beginLesson(c.var.viewer, refOf(c), idAsked(c))
    return c.redirect(url`/drafts/${draft}/essentials`, 303)
  })
  app.post(`${list}/:id/removal`, form(z.object({}), { again: showOne }), async (c) => {
    await takeOutImplication(c.var.viewer, refOf(c), idAsked(c))
    return c.redirect(listOf(c), 303)
  })
  for (const act of ['state', 'order', 'question', 'lesson', 'removal'])
    app.get(`${list}/:id/${act}`, (c) => c.redirect(oneOf(c), 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
const listOf = (c: Context<Doors>): Url => url`/threads/${refOf(c)}/implications`
const oneOf = (c: Context<Doors>): Url => url`/threads/${refOf(c)}/implications/${c.req.param('id') ?? ''}`

async function showMeaning(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  return c.html(<MeaningPage {...(await meaningFor(c.var.viewer, refOf(c)))} attempt={attempt} />)
}

async function showList(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const { viewer } = c.var
  const page = pageAsked(c)
  const thread = await policyThreadFor(viewer, refOf(c))
  const { byCode } = await everywhere()
  return c.html(
    <ImplicationsPage
      places={byCode}
      thread={thread}
      {...(await implicationsOf(thread, page))}
      page={page}
      keeps={mayKeepList(viewer, thread)}
      attempt={attempt}
    />,
  )
}

async function showNew(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const { viewer } = c.var
  const thread = await policyThreadFor(viewer, refOf(c))
  const asked = [attempt?.values.post ?? c.req.query('post') ?? ''].flat()[0]!
  const post = asked ? await postFor(viewer, asked) : undefined
  return c.html(
    <NewImplicationPage
      thread={thread}
      post={post?.thread.id === thread.id && !post.hidden ? post : undefined}
      keeps={mayKeepList(viewer, thread)}
      places={placesFor(await everywhere())}
      attempt={attempt}
    />,
  )
}

async function showOne(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const whole = await implicationFor(c.var.viewer, refOf(c), idAsked(c))
  return c.html(
    <ImplicationPage
      {...whole}
      keeps={mayKeepList(c.var.viewer, whole.thread)}
      places={placesFor(await everywhere())}
      attempt={attempt}
    />,
  )
}
