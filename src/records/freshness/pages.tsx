import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { type Url, url } from '../../ui/url.ts'
import { confirmRecord, doubtRecord, longestNote, setReviewDate } from './answering.ts'
import { freshnessFor } from './listing.ts'
import { lookingAt } from './looking.ts'
import { ConfirmationPage } from './views/ConfirmationPage.tsx'
import { FreshnessPage } from './views/FreshnessPage.tsx'

const most = longestNote
const note = z
  .string()
  .trim()
  .max(most, { error: () => t('freshness.tooLong', { most }) })
const version = z.coerce.number({ error: () => t('freshness.changedMeanwhile') }).int()
const day = z.iso.date({ error: () => t('freshness.noDay') })

const Confirmation = z.object({
  version,
  note: note.default(''),
  until: z.union([z.literal('').transform(() => undefined), day]).optional(),
  from: z.enum(['desk', 'freshness']).optional(),
})
const Doubt = z.object({ version, wrong: note.min(1, { error: () => t('freshness.sayWhatIsWrong') }) })
const ReviewDate = z.object({ day })

/** Whether a record is still true: what was said of it, saying so, and the lists of what is due. */
export function freshnessPages(app: App): void {
  app.get('/records/:ref/confirmation', (c) => showLooking(c))
  app.post('/records/:ref/confirmation', form(Confirmation, { again: showLooking }), async (c) => {
    const { from, ...said } = c.req.valid('form')
    await confirmRecord(c.var.viewer, c.req.param('ref'), { ...said, lang: reader().lang })
    return c.redirect(from ? backTo[from] : pageOf(c), 303)
  })
  app.post('/records/:ref/doubt', form(Doubt, { again: showLooking }), async (c) => {
    const { wrong, version } = c.req.valid('form')
    await doubtRecord(c.var.viewer, c.req.param('ref'), { note: wrong, version, lang: reader().lang })
    return c.redirect(pageOf(c), 303)
  })
  app.post('/records/:ref/review-date', form(ReviewDate, { again: showLooking }), async (c) => {
    await setReviewDate(c.var.viewer, c.req.param('ref'), c.req.valid('form').day)
    return c.redirect(pageOf(c), 303)
  })
  for (const path of ['doubt', 'review-date'])
    app.get(`/records/:ref/${path}`, (c) => c.redirect(pageOf(c), 302))
  app.get('/desk/freshness', async (c) => {
    const page = pageAsked(c)
    const { of, ...asked } = c.req.query()
    const narrow = { place: asked.place || undefined, topic: asked.topic || undefined }
    const freshness = await freshnessFor(c.var.viewer, { of, ...narrow, page })
    return c.html(<FreshnessPage {...freshness} asked={narrow} page={page} />)
  })
}

const backTo = { desk: url`/desk`, freshness: url`/desk/freshness` }

const pageOf = (c: Context<Doors>): Url => url`/records/${c.req.param('ref') ?? ''}/confirmation`

async function showLooking(c: Context<Doors>, attempt?: Attempt) {
  const looking = await lookingAt(c.var.viewer, c.req.param('ref') ?? '')
  return c.html(<ConfirmationPage {...looking} attempt={attempt} />)
}
