import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { rarely } from '../../base/http/limits.ts'
import { t } from '../../base/i18n/t.ts'
import { url, withQuery } from '../../ui/url.ts'
import { answerRequest, askOut, messageAsked, most, requestsOf } from './asking-out.ts'
import { NewRequestPage, RequestSentPage } from './views/NewRequestPage.tsx'
import { RequestsPage } from './views/RequestsPage.tsx'

const words = z
  .string()
  .transform((all) => all.toWellFormed().replaceAll('\0', '').trim())
  .pipe(z.string().max(most.words, { error: () => t('lists.requestLong', { most: most.words }) }))

const Asking = z.object({
  post: z.string().max(50),
  wish: z.enum(['unnamed', 'removed'], { error: () => t('lists.chooseWish') }),
  words: words.refine(Boolean, { error: () => t('lists.requestWordsMissing') }),
  email: z.email({ error: () => t('lists.noAddress') }).max(320),
})
const Answering = z.object({
  act: z.enum(['unnamed', 'removed', 'declined'], { error: () => t('lists.chooseAct') }),
  words: words.default(''),
})

/** For who wrote on a list and no longer reads the mail of that address, and for those who facilitate and answer. */
export function requestPages(app: App): void {
  app.get('/lists/requests/new', (c) => showNew(c))
  app.post(
    '/lists/requests',
    rarely('list requests', { points: 5, duration: 3_600 }),
    form(Asking, { again: showNew }),
    async (c) => {
      await askOut(c.var.viewer, c.req.valid('form'))
      return c.html(<RequestSentPage />)
    },
  )
  app.get('/lists/requests', (c) => c.redirect(url`/lists/mine`, 302))
  app.get('/communities/:slug/lists/requests', (c) => showAll(c))
  app.post('/communities/:slug/lists/requests/:id/answer', form(Answering, { again: showAll }), async (c) => {
    await answerRequest(c.var.viewer, c.req.param('slug'), idAsked(c), c.req.valid('form'))
    return c.redirect(url`/communities/${c.req.param('slug')}/lists/requests`, 303)
  })
  app.get('/communities/:slug/lists/requests/:id/answer', (c) =>
    c.redirect(url`/communities/${c.req.param('slug')}/lists/requests`, 302),
  )
}

async function showNew(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const ref = String(attempt?.values.post ?? c.req.query('post') ?? '')
  return c.html(<NewRequestPage message={await messageAsked(c.var.viewer, ref)} attempt={attempt} />)
}

async function showAll(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const page = pageAsked(c)
  const slug = c.req.param('slug') ?? ''
  c.header('cache-control', 'no-store')
  return c.html(
    <RequestsPage
      {...(await requestsOf(c.var.viewer, slug, page))}
      page={page}
      address={(one) =>
        withQuery(url`/communities/${slug}/lists/requests`, new URLSearchParams(), { page: String(one) })
      }
      attempt={attempt && { ...attempt, of: Number(c.req.param('id')) }}
    />,
  )
}
