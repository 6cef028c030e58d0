import type { Context } from 'hono'
import type { App, Doors } from '../base/http/app.ts'
import { idAsked, pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { rarely } from '../base/http/limits.ts'
import { quietedBy, quieten, unquieten } from '../people/quiet.ts'
import { url } from '../ui/url.ts'
import { answerDeed, deedsAbout } from './answering.ts'
import { Handle, Quiet, Reason, Report, Unseal, Voice } from './forms.ts'
import { most } from './matter.ts'
import { report, reportable, reportsBy } from './reporting.ts'
import { askUnsealing, sayOn, toUnseal, unsealingFor } from './unsealing.ts'
import { OwnDeedsPage } from './views/OwnDeedsPage.tsx'
import { QuietPage } from './views/QuietPage.tsx'
import { NewReportPage, ReportedPage, ReportsPage } from './views/ReportPages.tsx'
import { UnsealedPage, UnsealingPage, UnsealPage } from './views/UnsealingPages.tsx'

/** So many reports come from one network of those whom we do not know. */
const ofStrangers = { points: 5, duration: 3_600 }

/** For everybody: to say that something is not right, to hear of it, to answer, and to see less of somebody. */
export function reportPages(app: App): void {
  app.get('/reports/new', (c) => showNew(c))
  app.post(
    '/reports',
    form(Report, { again: showNew }),
    (c, next) => (c.var.viewer.kind === 'stranger' ? rarely('reports', ofStrangers)(c, next) : next()),
    async (c) => {
      const card = await report(c.var.viewer, c.req.valid('form'))
      return c.html(<ReportedPage card={card} signedIn={c.var.viewer.kind === 'person'} />)
    },
  )
  app.get('/reports', async (c) => {
    const page = pageAsked(c)
    return c.html(<ReportsPage {...(await reportsBy(c.var.viewer, page))} page={page} size={most.perPage} />)
  })
  app.get('/account/deeds', (c) => showDeeds(c))
  app.post('/account/deeds/:id/answer', form(Reason, { again: showDeeds }), async (c) => {
    await answerDeed(c.var.viewer, idAsked(c), c.req.valid('form').reason)
    return c.redirect(url`/account/deeds`, 303)
  })
  app.get('/account/deeds/:id/answer', (c) => c.redirect(url`/account/deeds`, 302))
  app.get('/account/quiet', (c) => showQuiet(c))
  app.post('/account/quiet', form(Quiet, { again: showQuiet }), async (c) => {
    const { how, ...whom } = c.req.valid('form')
    await quieten(c.var.viewer, whom, how)
    return c.redirect(url`/account/quiet`, 303)
  })
  app.post('/account/quiet/end', form(Handle, { again: showQuiet }), async (c) => {
    await unquieten(c.var.viewer, c.req.valid('form').handle)
    return c.redirect(url`/account/quiet`, 303)
  })
  app.get('/account/quiet/end', (c) => c.redirect(url`/account/quiet`, 302))

  app.get('/unsealings/new', (c) => showUnseal(c))
  app.post('/unsealings', form(Unseal, { again: showUnseal }), async (c) => {
    const { post, reason } = c.req.valid('form')
    await askUnsealing(c.var.viewer, post, reason)
    return c.html(<UnsealedPage post={post} />)
  })
  app.get('/unsealings', (c) => c.redirect(url`/desk`, 302))
  app.get('/unsealings/:id', (c) => showUnsealing(c))
  app.post('/unsealings/:id', form(Voice, { again: showUnsealing }), async (c) => {
    const id = idAsked(c)
    await sayOn(c.var.viewer, id, c.req.valid('form').yes)
    return c.redirect(url`/unsealings/${id}`, 303)
  })
}

async function showNew(c: Context<Doors>, attempt?: Attempt) {
  const ref = String(attempt?.values.thing ?? c.req.query('thing') ?? '')
  const card = await reportable(c.var.viewer, ref)
  return c.html(<NewReportPage card={card} signedIn={c.var.viewer.kind === 'person'} attempt={attempt} />)
}

const showDeeds = async (c: Context<Doors>, attempt?: Attempt) =>
  c.html(<OwnDeedsPage deeds={await deedsAbout(c.var.viewer)} attempt={attempt} />)

async function showQuiet(c: Context<Doors>, attempt?: Attempt) {
  const asked = (name: string) => String(attempt?.values[name] ?? c.req.query(name) ?? '') || undefined
  const all = await quietedBy(c.var.viewer)
  return c.html(<QuietPage all={all} post={asked('post')} of={asked('of')} attempt={attempt} />)
}

async function showUnseal(c: Context<Doors>, attempt?: Attempt) {
  const post = await toUnseal(c.var.viewer, String(attempt?.values.post ?? c.req.query('post') ?? ''))
  return c.html(<UnsealPage post={post} attempt={attempt} />)
}

async function showUnsealing(c: Context<Doors>, attempt?: Attempt) {
  c.header('cache-control', 'no-store')
  return c.html(<UnsealingPage one={await unsealingFor(c.var.viewer, idAsked(c))} attempt={attempt} />)
}
