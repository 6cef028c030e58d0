import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { pageAsked } from '../base/http/asked.ts'
import { type Attempt, form, posted } from '../base/http/form.ts'
import { t } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import { url } from '../ui/url.ts'
import { acceptAnswer } from './accepting.ts'
import { mayArrange } from './access.ts'
import { threadUrl } from './address.ts'
import { closeThread, pinThread, reopenThread } from './arranging.ts'
import { homesFor, mergeThread, moveThread, splitThread } from './moving.ts'
import { placeOf, Why } from './post-pages.tsx'
import { postsOf, threadFor } from './reading.ts'
import { sumUpByMachine } from './summing-by-machine.ts'
import { sumUp } from './summing-up.ts'
import { targetsFor } from './targets.ts'
import { most } from './thread.ts'
import { ArrangePage } from './views/ArrangePage.tsx'
import { vote } from './voting.ts'

const Answer = z.object({ post: z.string().max(20), standing: z.string().max(20) })
const Home = z.object({ community: z.string().trim().max(200).transform(lastPart) })
const Merge = z.object({
  into: z
    .string({ error: () => t('conversations.chooseTarget') })
    .trim()
    .min(1, { error: () => t('conversations.chooseTarget') })
    .max(500)
    .transform(refIn),
})
const Summary = z.object({ lang: z.string().max(35), words: z.string().max(2_000) })
const Split = z.object({
  posts: z.preprocess((some) => [some ?? []].flat(), z.array(z.string().max(20)).max(most.perPage)),
  title: z
    .string()
    .trim()
    .min(1, { error: () => t('conversations.titleMissing') })
    .max(most.title, { error: () => t('conversations.tooLong', { most: most.title }) }),
})

/** A slug, or the address that ends in it. */
export function lastPart(typed: string): string {
  return (
    typed
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) ?? ''
  )
}

/** A reference, or the address of the thread that has it. */
function refIn(typed: string): string {
  return /\/threads\/([^/?#]+)/.exec(typed)?.[1] ?? typed
}

/** What is done with a thread as a whole, and which post answers it. */
export function actPages(app: App): void {
  app.post('/threads/:ref/answer', async (c) => {
    const given = Answer.safeParse(await posted(c))
    if (!given.success) return refuse('unreadable', 'base.brokenForm')
    const thread = await acceptAnswer(c.var.viewer, c.req.param('ref'), given.data)
    return c.redirect(given.data.post ? await placeOf(c, given.data.post) : threadUrl(thread), 303)
  })
  app.get('/threads/:ref/answer', (c) => c.redirect(url`/threads/${c.req.param('ref')}`, 302))
  app.get('/threads/:ref/arrange', (c) => showArrange(c))
  app.post('/threads/:ref/closing', form(Why, { again: showArrange }), async (c) =>
    c.redirect(threadUrl(await closeThread(c.var.viewer, c.req.param('ref'), c.req.valid('form').why)), 303),
  )
  app.post('/threads/:ref/home', form(Home, { again: showArrange }), async (c) => {
    const { community } = c.req.valid('form')
    return c.redirect(threadUrl(await moveThread(c.var.viewer, c.req.param('ref'), community)), 303)
  })
  app.post('/threads/:ref/split', form(Split, { again: showArrange }), async (c) => {
    const { lang } = await threadFor(c.var.viewer, c.req.param('ref'))
    const made = await splitThread(c.var.viewer, c.req.param('ref'), { ...c.req.valid('form'), lang })
    return c.redirect(threadUrl(made), 303)
  })
  app.post('/threads/:ref/merging', form(Merge, { again: showArrange }), async (c) =>
    c.redirect(threadUrl(await mergeThread(c.var.viewer, c.req.param('ref'), c.req.valid('form').into)), 303),
  )
  app.post('/threads/:ref/vote', async (c) => {
    const thread = await vote(c.var.viewer, c.req.param('ref'), chosenIn(await posted(c)))
    return c.redirect(`${threadUrl(thread)}#poll`, 303)
  })
  app.post('/threads/:ref/summary', async (c) => {
    const given = Summary.safeParse(await posted(c))
    if (!given.success) return refuse('unreadable', 'base.brokenForm')
    return c.redirect(threadUrl(await sumUp(c.var.viewer, c.req.param('ref'), given.data)), 303)
  })
  app.post('/threads/:ref/summary/machine', async (c) => {
    const { lang } = await posted(c)
    return c.redirect(
      threadUrl(await sumUpByMachine(c.var.viewer, c.req.param('ref'), typeof lang === 'string' ? lang : '')),
      303,
    )
  })
  for (const act of ['vote', 'summary', 'summary/machine'])
    app.get(`/threads/:ref/${act}`, (c) => c.redirect(url`/threads/${c.req.param('ref') ?? ''}`, 302))
  for (const [act, work] of [
    ['reopening', reopenThread],
    ['pin', (viewer, ref) => pinThread(viewer, ref, true)],
    ['pin/removal', (viewer, ref) => pinThread(viewer, ref, false)],
  ] as [string, typeof reopenThread][])
    app.post(`/threads/:ref/${act}`, async (c) =>
      c.redirect(threadUrl(await work(c.var.viewer, c.req.param('ref') ?? '')), 303),
    )
  for (const act of ['closing', 'reopening', 'pin', 'pin/removal', 'home', 'split', 'merging'])
    app.get(`/threads/:ref/${act}`, (c) => c.redirect(url`/threads/${c.req.param('ref') ?? ''}/arrange`, 302))
}

/** The choices somebody made, of ranked ones the best first. */
function chosenIn(typed: Attempt['values']): number[] {
  const ranked = Object.entries(typed).flatMap(([name, place]) =>
    name.startsWith('rank-') && place ? [{ id: Number(name.slice(5)), place: Number(place) }] : [],
  )
  const chosen = ranked.length
    ? ranked.toSorted((a, b) => a.place - b.place).map(({ id }) => id)
    : [typed.choice ?? []].flat().map(Number)
  return chosen.filter(Number.isSafeInteger)
}

async function showArrange(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const thread = await threadFor(viewer, c.req.param('ref') ?? '')
  if (!mayArrange(viewer, thread)) refuse('forbidden', 'conversations.mayNotArrange')
  if (thread.mergedInto) return c.redirect(url`/threads/${thread.mergedInto}`, 302)
  const page = pageAsked(c)
  const { posts } = await postsOf(viewer, { ...thread, accepted: null }, page)
  const homes = await homesFor(viewer, thread)
  const q = String(attempt?.values.q ?? c.req.query('q') ?? '')
    .trim()
    .slice(0, 200)
  const targets = await targetsFor(viewer, thread, q)
  return c.html(<ArrangePage {...{ thread, posts, page, homes, targets, q, attempt }} />)
}
