import type { App } from '../base/http/app.ts'
import { url } from '../ui/url.ts'
import { definitionOf, editionsOf, everyInstrument } from './editions.ts'
import { definitionSchema, editionSchema } from './json-schema.ts'
import { onePage, viewInstrument, viewSection } from './viewing.ts'
import { EditionsPage } from './views/EditionsPage.tsx'
import { InstrumentPage } from './views/InstrumentPage.tsx'
import { InstrumentsPage } from './views/InstrumentsPage.tsx'
import { SectionPage } from './views/SectionPage.tsx'

/** Questionnaires to read: the list, each as an overview with its sections, and as data. */
export function instrumentPages(app: App): void {
  app.get('/instruments', async (c) =>
    c.html(<InstrumentsPage instruments={await everyInstrument(c.var.viewer)} />),
  )
  app.get('/instruments/schema.json', (c) => c.json(definitionSchema()))
  app.get('/instruments/edition-schema.json', (c) => c.json(editionSchema()))
  app.get('/instruments/:file{[a-z0-9-]+[.]json}', async (c) => {
    const slug = c.req.param('file').slice(0, -'.json'.length)
    const { edition } = await viewInstrument(c.var.viewer, slug, c.req.query())
    c.header('content-type', 'application/json; charset=utf-8')
    c.header('content-disposition', `attachment; filename="${slug}-${edition.name}.json"`)
    return c.body(JSON.stringify(await definitionOf(edition.id), null, 1))
  })
  app.get('/instruments/:slug', async (c) =>
    c.html(<InstrumentPage view={await viewInstrument(c.var.viewer, c.req.param('slug'), c.req.query())} />),
  )
  app.get('/instruments/:slug/editions', async (c) =>
    c.html(<EditionsPage editions={await editionsOf(c.var.viewer, c.req.param('slug'))} />),
  )
  app.get('/instruments/:slug/:section', async (c) => {
    const view = await viewSection(c.var.viewer, c.req.param('slug'), c.req.param('section'), c.req.query())
    // What fits on one page has one address.
    if (view.edition.questions <= onePage)
      return c.redirect(url`/instruments/${view.edition.slug}#s-${view.section.id}`, 301)
    return c.html(<SectionPage view={view} />)
  })
}
