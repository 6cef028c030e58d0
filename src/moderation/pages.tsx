import type { Context } from 'hono'
import type { App, Doors } from '../base/http/app.ts'
import { idAsked, pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { isLang } from '../base/text.ts'
import { type Url, url, within } from '../ui/url.ts'
import { decide, outcomesOf } from './deciding.ts'
import { Block, Decision, FirstPosts, Reason, Taken } from './forms.ts'
import { logOf } from './log.ts'
import { measure, undo, whomFor } from './measuring.ts'
import { matterFor, queueIn } from './queue.ts'
import { block, rulesOf, setFirstPosts, unblock } from './rules.ts'
import { LogPage } from './views/LogPage.tsx'
import { MatterPage } from './views/MatterPage.tsx'
import { MeasurePage } from './views/MeasurePage.tsx'
import { QueuePage } from './views/QueuePage.tsx'
import { RulesPage } from './views/RulesPage.tsx'

/** For those who keep the peace of a community, or of the instance: what waits, what was done, and by which rules. */
export function moderationPages(app: App): void {
  for (const at of ['/communities/:slug', '/moderation'] as const) {
    const queue = at === '/moderation' ? '/moderation' : `${at}/reports`
    const matter = at === '/moderation' ? '/moderation/reports' : queue
    app.get(queue, (c) => showQueue(c))
    app.get(`${matter}/:id`, (c) => showMatter(c))
    app.post(`${matter}/:id`, form(Decision, { again: showMatter }), async (c) => {
      await decide(c.var.viewer, slugIn(c), idAsked(c), c.req.valid('form'))
      return c.redirect(queueUrl(c), 303)
    })
    app.get(`${at}/log`, (c) => showLog(c))
    app.post(`${at}/log/:id/undoing`, form(Reason, { again: showLog }), async (c) => {
      await undo(c.var.viewer, slugIn(c), idAsked(c), c.req.valid('form').reason)
      return c.redirect(logUrl(c), 303)
    })
    app.get(`${at}/log/:id/undoing`, (c) => c.redirect(logUrl(c), 302))
    app.get(`${at}/measures`, (c) => showMeasure(c))
    app.post(`${at}/measures`, form(Taken, { again: showMeasure }), async (c) => {
      const { of, ...given } = c.req.valid('form')
      await measure(c.var.viewer, slugIn(c), of, given)
      return c.redirect(logUrl(c), 303)
    })
    app.get(`${at}/rules`, (c) => showRules(c))
    app.post(`${at}/rules`, form(FirstPosts, { again: showRules }), async (c) => {
      await setFirstPosts(c.var.viewer, slugIn(c), c.req.valid('form').first)
      return c.redirect(rulesUrl(c), 303)
    })
    app.post(`${at}/rules/blocked`, form(Block, { again: showRules }), async (c) => {
      await block(c.var.viewer, slugIn(c), c.req.valid('form'))
      return c.redirect(rulesUrl(c), 303)
    })
    app.post(`${at}/rules/blocked/:id/removal`, async (c) => {
      await unblock(c.var.viewer, slugIn(c), idAsked(c))
      return c.redirect(rulesUrl(c), 303)
    })
    for (const act of ['blocked', 'blocked/:id/removal'])
      app.get(`${at}/rules/${act}`, (c) => c.redirect(rulesUrl(c), 302))
  }
}

const slugIn = (c: Context<Doors>): string | undefined => c.req.param('slug')

/** Where it all stands: under a community, or by itself. */
const base = (c: Context<Doors>): Url => {
  const slug = slugIn(c)
  return slug === undefined ? url`/moderation` : url`/communities/${slug}`
}
const logUrl = (c: Context<Doors>): Url => within(base(c), 'log')
const rulesUrl = (c: Context<Doors>): Url => within(base(c), 'rules')
const queueUrl = (c: Context<Doors>): Url => (slugIn(c) === undefined ? base(c) : within(base(c), 'reports'))

async function showQueue(c: Context<Doors>) {
  const lang = c.req.query('in') ?? ''
  const state = c.req.query('state') === 'decided' ? ('decided' as const) : ('open' as const)
  const asked = { state, lang: isLang(lang) ? lang : undefined, page: pageAsked(c) }
  const { place, queue } = await queueIn(c.var.viewer, slugIn(c), asked)
  return c.html(<QueuePage place={place} queue={queue} asked={asked} />)
}

async function showMatter(c: Context<Doors>, attempt?: Attempt) {
  const { place, matter } = await matterFor(c.var.viewer, slugIn(c), idAsked(c))
  return c.html(<MatterPage place={place} matter={matter} outcomes={outcomesOf(matter)} attempt={attempt} />)
}

async function showLog(c: Context<Doors>, attempt?: Attempt) {
  const page = pageAsked(c)
  return c.html(<LogPage {...(await logOf(c.var.viewer, slugIn(c), page))} page={page} attempt={attempt} />)
}

async function showMeasure(c: Context<Doors>, attempt?: Attempt) {
  const of = String(attempt?.values.of ?? c.req.query('of') ?? '')
  return c.html(<MeasurePage {...(await whomFor(c.var.viewer, slugIn(c), of))} attempt={attempt} />)
}

const showRules = async (c: Context<Doors>, attempt?: Attempt) =>
  c.html(<RulesPage {...(await rulesOf(c.var.viewer, slugIn(c)))} attempt={attempt} />)
