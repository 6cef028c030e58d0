import type { App } from '../base/http/app.ts'
import { site } from '../ui/site.ts'
import { askedIn, searchUrl } from './address.ts'
import { csvOf } from './csv.ts'
import { explore, pageSize } from './exploring.ts'
import { suggest } from './suggesting.ts'
import { columnsFor, tabulate } from './tabulating.ts'
import { SearchPage } from './views/SearchPage.tsx'
import { Suggestions } from './views/Suggestions.tsx'

export function searchPages(app: App): void {
  app.get('/search', async (c) => {
    const asked = askedIn(new URL(c.req.url).searchParams)
    const explored = await explore(c.var.viewer, asked)
    const last = Math.max(1, Math.ceil(explored.found.reachable / pageSize))
    if (asked.page > last) return c.redirect(searchUrl({ ...asked, page: last }), 302)
    if (asked.view !== 'table') return c.html(<SearchPage {...explored} />)
    const columns = columnsFor(explored.definition, asked.columns)
    const cards = explored.results.map(({ card }) => card)
    const rows = await tabulate(c.var.viewer, cards, columns, explored.definition !== undefined)
    return c.html(<SearchPage {...explored} table={{ columns, rows }} />)
  })
  app.get('/search.csv', async (c) => {
    const asked = askedIn(new URL(c.req.url).searchParams)
    return c.body(await csvOf(c.var.viewer, asked, site().origin), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="search.csv"',
      'cache-control': 'no-transform',
    })
  })
  app.get('/search/suggestions', async (c) =>
    c.html(<Suggestions all={await suggest(c.var.viewer, c.req.query('q')?.slice(0, 200) ?? '')} />),
  )
}
