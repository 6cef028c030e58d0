import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { pageAsked } from '../base/http/asked.ts'
import { form } from '../base/http/form.ts'
import { url } from '../ui/url.ts'
import { deskOf } from './desk.ts'
import { actsFor } from './desk-acts.ts'
import { changesFor, sawChanges } from './desk-changes.ts'
import { curatorPages } from './desk-curator-pages.tsx'
import { operatorPages } from './desk-operator-pages.tsx'
import { ActsPage } from './views/ActsPage.tsx'
import { DeskPage } from './views/DeskPage.tsx'
import { KeptChangesPage } from './views/KeptChangesPage.tsx'

const Seen = z.object({ until: z.coerce.date().min(new Date(0)).max(new Date('9999-01-01')) })

export function deskPages(app: App): void {
  app.get('/desk', async (c) =>
    c.var.viewer.kind === 'person'
      ? c.html(<DeskPage {...(await deskOf(c.var.viewer))} />)
      : c.redirect(url`/sign-in?to=/desk`, 302),
  )
  app.get('/desk/acts', async (c) => {
    const page = pageAsked(c)
    return c.html(<ActsPage {...(await actsFor(c.var.viewer, c.req.query('of'), page))} page={page} />)
  })
  app.get('/desk/changes', showChanges)
  app.post('/desk/changes/seen', form(Seen, { again: showChanges }), async (c) => {
    await sawChanges(c.var.viewer, c.req.valid('form').until)
    return c.redirect(url`/desk`, 303)
  })
  app.get('/desk/changes/seen', (c) => c.redirect(url`/desk/changes`, 302))
  curatorPages(app)
  operatorPages(app)
}

async function showChanges(c: Context<Doors>) {
  const page = pageAsked(c)
  const changes = await changesFor(c.var.viewer, c.req.query('of') === 'all', page)
  return c.html(<KeptChangesPage {...changes} page={page} />)
}
