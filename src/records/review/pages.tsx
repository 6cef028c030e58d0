import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { found } from '../../base/refusal.ts'
import { handle } from '../../people/handles.ts'
import { type Url, url } from '../../ui/url.ts'
import { showChecks } from '../writing/pages.tsx'
import { acceptReview, declineReview, handOn, takeOn } from './answering.ts'
import { approve, askForChanges } from './deciding.ts'
import { offeredFor, queueFor } from './queue.ts'
import { reviewFor } from './review.ts'
import { submitDraft, takeBack } from './submitting.ts'
import { OfferPage } from './views/OfferPage.tsx'
import { QueuePage } from './views/QueuePage.tsx'
import { ReviewPage } from './views/ReviewPage.tsx'

const words = z.string().trim().max(5_000)
const Submission = z.object({ words: words.optional(), note: z.string().trim().max(2_000).optional() })
const HandingOn = z.object({ handle })
const Approval = z.object({
  revision: z.coerce.number().int().min(0),
  words: words.optional(),
  lang: z.string().max(20),
  credited: z.literal('yes').optional(),
})
const Changes = z.object({ words: words.min(1), lang: z.string().max(20) })

/** Giving a draft to its reviewers, the queue, and the page on which one of them judges it. */
export function reviewPages(app: App): void {
  app.post('/drafts/:ref/submission', form(Submission, { again: showChecks }), async (c) => {
    await submitDraft(c.var.viewer, c.req.param('ref'), c.req.valid('form'))
    return c.redirect(pageOf(c), 303)
  })
  app.get('/drafts/:ref/submission', (c) => c.redirect(url`/drafts/${refOf(c)}/checks`, 302))
  app.post('/drafts/:ref/submission/removal', async (c) => {
    await takeBack(c.var.viewer, c.req.param('ref'))
    return c.redirect(url`/drafts/${c.req.param('ref')}`, 303)
  })
  app.get('/drafts/:ref/submission/removal', (c) => c.redirect(url`/drafts/${refOf(c)}`, 302))
  app.get('/reviews', async (c) => {
    const [page, about] = [pageAsked(c), c.req.query('about')]
    return c.html(<QueuePage {...(await queueFor(c.var.viewer, about, page))} page={page} about={about} />)
  })
  app.get('/reviews/:ref', (c) => showReview(c))
  app.post('/reviews/:ref/acceptance', async (c) => {
    await acceptReview(c.var.viewer, c.req.param('ref'))
    return c.redirect(pageOf(c), 303)
  })
  app.post('/reviews/:ref/refusal', async (c) => {
    await declineReview(c.var.viewer, c.req.param('ref'))
    return c.redirect(url`/reviews`, 303)
  })
  app.post('/reviews/:ref/handing-on', form(HandingOn, { again: showReview }), async (c) => {
    await handOn(c.var.viewer, c.req.param('ref'), c.req.valid('form').handle)
    return c.redirect(url`/reviews`, 303)
  })
  app.post('/reviews/:ref/taking', async (c) => {
    await takeOn(c.var.viewer, c.req.param('ref'))
    return c.redirect(pageOf(c), 303)
  })
  app.post('/reviews/:ref/approval', form(Approval, { again: showReview }), async (c) => {
    const { credited, ...said } = c.req.valid('form')
    await approve(c.var.viewer, c.req.param('ref'), { ...said, credited: credited === 'yes' })
    return c.redirect(pageOf(c), 303)
  })
  app.post('/reviews/:ref/changes', form(Changes, { again: showReview }), async (c) => {
    await askForChanges(c.var.viewer, c.req.param('ref'), c.req.valid('form'))
    return c.redirect(pageOf(c), 303)
  })
  for (const act of ['acceptance', 'refusal', 'handing-on', 'taking', 'approval', 'changes'])
    app.get(`/reviews/:ref/${act}`, (c) => c.redirect(pageOf(c), 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
const pageOf = (c: Context<Doors>): Url => url`/reviews/${refOf(c)}`

/** Whoever may take it on sees what it is about, and reads it once they have. */
async function showReview(c: Context<Doors>, attempt?: Attempt) {
  const review = await reviewFor(c.var.viewer, refOf(c), c.req.query('read'))
  if (review) return c.html(<ReviewPage {...review} attempt={attempt} />)
  return c.html(<OfferPage waiting={found(await offeredFor(c.var.viewer, refOf(c)))} />)
}
