import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { t } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import { findPeople } from '../people/directory.ts'
import { unmuted } from '../people/quiet.ts'
import { type Url, url } from '../ui/url.ts'
import { postUrl } from './address.ts'
import { hidePost, showPost } from './arranging.ts'
import { previewed, previewOf } from './as-typed.ts'
import { editOf, editPost, historyOf } from './editing.ts'
import { takeRestAway } from './left-out.ts'
import { postFor } from './reading.ts'
import { thank } from './thanking.ts'
import { EditPage } from './views/EditPage.tsx'
import { HidingPage } from './views/HidingPage.tsx'
import { HistoryPage } from './views/HistoryPage.tsx'
import { Mentioned } from './views/Mentioned.tsx'

const Edit = z.object({
  body: z.string().default(''),
  lang: z.string().max(35),
  seen: z.string().max(40).optional(),
  act: z.string().max(20).optional(),
})
export const Why = z.object({
  why: z
    .string()
    .trim()
    .min(1, { error: () => t('conversations.sayWhy') })
    .max(2_000),
})

/** One post: where it stands, what it said, and what becomes of it. */
export function postPages(app: App): void {
  app.get('/mentions', async (c) => {
    const q = (c.req.query('q') ?? '').trim().slice(0, 60)
    const found = q ? (await findPeople(c.var.viewer, { q })).people : []
    return c.html(<Mentioned people={(await unmuted(c.var.viewer, found)).slice(0, 8)} />)
  })
  app.get('/posts/:ref/edit', (c) => showEdit(c))
  app.post('/posts/:ref/edit', form(Edit, { again: showEdit }), async (c) => {
    const given = c.req.valid('form')
    if (given.act === 'preview') return showEdit(c, previewOf(c, given))
    return c.redirect(await placeOf(c, await editPost(c.var.viewer, c.req.param('ref'), given)), 303)
  })
  app.get('/posts/:ref/history', async (c) =>
    c.html(<HistoryPage {...(await historyOf(c.var.viewer, c.req.param('ref')))} />),
  )
  app.get('/posts/:ref/hiding', (c) => showHiding(c))
  app.post('/posts/:ref/hiding', form(Why, { again: showHiding }), async (c) => {
    await hidePost(c.var.viewer, c.req.param('ref'), c.req.valid('form').why)
    return c.redirect(await placeOf(c), 303)
  })
  for (const [act, work] of [
    ['thanks', (c: Context<Doors>) => thank(c.var.viewer, c.req.param('ref') ?? '', true)],
    ['thanks/removal', (c: Context<Doors>) => thank(c.var.viewer, c.req.param('ref') ?? '', false)],
    ['rest/removal', (c: Context<Doors>) => takeRestAway(c.var.viewer, c.req.param('ref') ?? '')],
    ['hiding/end', (c: Context<Doors>) => showPost(c.var.viewer, c.req.param('ref') ?? '')],
  ] as const) {
    app.post(`/posts/:ref/${act}`, async (c) => {
      await work(c)
      return c.redirect(await placeOf(c), 303)
    })
    app.get(`/posts/:ref/${act}`, (c) => c.redirect(url`/posts/${c.req.param('ref') ?? ''}`, 302))
  }
  app.get('/posts/:ref', async (c) => c.redirect(await placeOf(c), 302))
}

/** Where a post stands on the pages of its thread. */
export async function placeOf(c: Context<Doors>, ref = c.req.param('ref') ?? ''): Promise<Url> {
  const { thread, before, ...post } = await postFor(c.var.viewer, ref, { waiting: true })
  return postUrl(thread, post, before)
}

async function showEdit(c: Context<Doors>, attempt?: Attempt) {
  const post = await postFor(c.var.viewer, c.req.param('ref') ?? '', { waiting: true })
  if (!post.own || post.hidden) refuse('forbidden', 'conversations.notYours')
  return c.html(<EditPage post={post} seen={editOf(post)} attempt={attempt} preview={previewed(attempt)} />)
}

async function showHiding(c: Context<Doors>, attempt?: Attempt) {
  const post = await postFor(c.var.viewer, c.req.param('ref') ?? '')
  return c.html(<HidingPage post={post} attempt={attempt} />)
}
