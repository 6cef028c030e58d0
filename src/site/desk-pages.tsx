import type { App } from '../base/http/app.ts'
import { pageAsked } from '../base/http/asked.ts'
import { url } from '../ui/url.ts'
import { deskOf } from './desk.ts'
import { actsFor } from './desk-acts.ts'
import { curatorPages } from './desk-curator-pages.tsx'
import { operatorPages } from './desk-operator-pages.tsx'
import { ActsPage } from './views/ActsPage.tsx'
import { DeskPage } from './views/DeskPage.tsx'

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
  curatorPages(app)
  operatorPages(app)
}
