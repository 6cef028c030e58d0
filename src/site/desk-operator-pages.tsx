import type { App } from '../base/http/app.ts'
import { idAsked, pageAsked } from '../base/http/asked.ts'
import { url } from '../ui/url.ts'
import { jobsOf, settleJob } from './desk-jobs.ts'
import { mailIn, putMailInAside, tryMailIn } from './desk-mail-in.ts'
import { backupsFor, instance, outbox, retryMail } from './desk-operating.ts'
import { settingsFor } from './desk-settings.ts'
import { BackupsPage } from './views/BackupsPage.tsx'
import { InstancePage } from './views/InstancePage.tsx'
import { JobsPage } from './views/JobsPage.tsx'
import { MailInPage } from './views/MailInPage.tsx'
import { OutboxPage } from './views/OutboxPage.tsx'
import { SettingsPage } from './views/SettingsPage.tsx'

/** How the instance does, for whoever runs it. */
export function operatorPages(app: App): void {
  app.get('/desk/instance', async (c) => c.html(<InstancePage {...(await instance(c.var.viewer))} />))
  app.get('/desk/jobs', async (c) => {
    const page = pageAsked(c)
    return c.html(<JobsPage {...(await jobsOf(c.var.viewer, c.req.query('state'), page))} page={page} />)
  })
  for (const [step, how] of [
    ['retry', 'retried'],
    ['removal', 'forgotten'],
  ] as const) {
    app.post(`/desk/jobs/:id/${step}`, async (c) => {
      await settleJob(c.var.viewer, c.req.param('id'), how)
      return c.redirect(url`/desk/jobs`, 303)
    })
    app.get(`/desk/jobs/:id/${step}`, (c) => c.redirect(url`/desk/jobs`, 302))
  }
  app.get('/desk/outbox', async (c) => {
    const page = pageAsked(c)
    return c.html(<OutboxPage {...(await outbox(c.var.viewer, c.req.query('state'), page))} page={page} />)
  })
  app.post('/desk/outbox/:id/retry', async (c) => {
    await retryMail(c.var.viewer, idAsked(c))
    return c.redirect(url`/desk/outbox`, 303)
  })
  app.get('/desk/outbox/:id/retry', (c) => c.redirect(url`/desk/outbox`, 302))
  app.get('/desk/mail-in', async (c) => {
    const page = pageAsked(c)
    return c.html(<MailInPage {...(await mailIn(c.var.viewer, c.req.query('fate'), page))} page={page} />)
  })
  for (const [step, settle] of [
    ['retry', tryMailIn],
    ['aside', putMailInAside],
  ] as const) {
    app.post(`/desk/mail-in/:id/${step}`, async (c) => {
      await settle(c.var.viewer, idAsked(c))
      return c.redirect(url`/desk/mail-in?fate=failed`, 303)
    })
    app.get(`/desk/mail-in/:id/${step}`, (c) => c.redirect(url`/desk/mail-in?fate=failed`, 302))
  }
  app.get('/desk/backups', async (c) => {
    const page = pageAsked(c)
    return c.html(<BackupsPage {...(await backupsFor(c.var.viewer, page))} page={page} />)
  })
  app.get('/desk/settings', (c) => c.html(<SettingsPage settings={settingsFor(c.var.viewer)} />))
}
