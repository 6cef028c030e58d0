import type { App } from '../base/http/app.ts'
import { ChangesPage } from '../instruments/views/ChangesPage.tsx'
import { whatChanged } from './edition-effect.ts'

/** What a new edition of a questionnaire changed, and what it does to the records that answer the one before. */
export function editionPages(app: App): void {
  app.get('/instruments/:slug/editions/:name', async (c) =>
    c.html(<ChangesPage {...(await whatChanged(c.var.viewer, c.req.param('slug'), c.req.param('name')))} />),
  )
}
