import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { comment, reply, settleThread, threadsFor } from './comments.ts'
import { CommentsPage } from './views/CommentsPage.tsx'

const said = { words: z.string().trim().min(1).max(5_000), lang: z.string().max(20) }
const on = z.string().max(300).optional()
const Comment = z.object({ ...said, on })
const Reply = z.object({ ...said, on, thread: z.string().max(20) })
const Settling = z.object({ settled: z.enum(['yes', 'no']), on })

/** What is said of the answers of a draft, by those who write it and those who review it. */
export function commentPages(app: App): void {
  app.get('/drafts/:ref/comments', (c) => show(c))
  app.post('/drafts/:ref/comments', form(Comment, { again: show }), async (c) => {
    const { on: path, ...saying } = c.req.valid('form')
    const id = await comment(c.var.viewer, c.req.param('ref'), { ...saying, ...(path && { path }) })
    return c.redirect(pageOf(c, path, id), 303)
  })
  app.post('/drafts/:ref/comments/:id/replies', form(Reply, { again: show }), async (c) => {
    const { on: path, words, lang } = c.req.valid('form')
    await reply(c.var.viewer, c.req.param('ref'), idAsked(c), { words, lang })
    return c.redirect(pageOf(c, path, idAsked(c)), 303)
  })
  app.post('/drafts/:ref/comments/:id/settling', form(Settling, { again: show }), async (c) => {
    const { on: path, settled } = c.req.valid('form')
    await settleThread(c.var.viewer, c.req.param('ref'), idAsked(c), settled === 'yes')
    return c.redirect(pageOf(c, path, idAsked(c)), 303)
  })
  for (const act of ['replies', 'settling'])
    app.get(`/drafts/:ref/comments/:id/${act}`, (c) => c.redirect(pageOf(c), 302))
}

function pageOf(c: Context<Doors>, path?: string, thread?: number): Url {
  const ref = c.req.param('ref') ?? ''
  const page = withQuery(url`/drafts/${ref}/comments`, new URLSearchParams(path ? { on: path } : {}), {})
  return thread === undefined ? page : (`${page}${url`#comment-${thread}`}` as Url)
}

async function show(c: Context<Doors>, attempt?: Attempt) {
  const [asked] = [attempt?.values.on ?? c.req.query('on') ?? []].flat()
  const about = asked?.slice(0, 300) || undefined
  const page = pageAsked(c)
  const threads = await threadsFor(c.var.viewer, c.req.param('ref') ?? '', about, page)
  return c.html(<CommentsPage {...threads} on={about} page={page} attempt={attempt} />)
}
