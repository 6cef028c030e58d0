import type { Context } from 'hono'
import type { App, Doors } from '../base/http/app.ts'
import { reader } from '../base/i18n/reader.ts'
import { recordUrl } from './address.ts'
import { compare } from './comparing.ts'
import { recordFor, versionsOf, Withdrawn } from './reading.ts'
import { viewOfRecord } from './viewing.ts'
import { ComparePage } from './views/ComparePage.tsx'
import { RecordPage } from './views/RecordPage.tsx'
import { TombstonePage } from './views/TombstonePage.tsx'
import { VersionsPage } from './views/VersionsPage.tsx'

export function recordPages(app: App): void {
  app.get('/records/compare', async (c) => {
    const comparison = await compare(c.var.viewer, c.req.queries('of') ?? [], reader().lang)
    return c.html(
      <ComparePage comparison={comparison} onlyDifferences={c.req.query('show') === 'differences'} />,
    )
  })
  app.get('/records', (c) => c.redirect('/search', 301))
  app.get('/records/:ref/versions', async (c) => {
    return c.html(<VersionsPage versions={await versionsOf(c.var.viewer, c.req.param('ref'))} />)
  })
  app.get('/records/:ref/versions/:number{[0-9]{1,6}}', async (c) => {
    const record = await recordFor(c.var.viewer, c.req.param('ref'), Number(c.req.param('number')))
    return c.html(<RecordPage {...(await viewOfRecord(c.var.viewer, record, c.req.query('read')))} />)
  })
  app.get('/records/:ref', async (c) =>
    orTombstone(c, async () => c.redirect(recordUrl(await recordFor(c.var.viewer, c.req.param('ref'))), 301)),
  )
  app.get('/records/:ref/:title', async (c) =>
    orTombstone(c, async () => {
      const record = await recordFor(c.var.viewer, c.req.param('ref'))
      const address = recordUrl(record)
      if (address !== encodedPath(c)) return c.redirect(address + new URL(c.req.url).search, 301)
      return c.html(<RecordPage {...(await viewOfRecord(c.var.viewer, record, c.req.query('read')))} />)
    }),
  )
}

/** The path as it was sent, in the escapes that our own addresses use. */
const encodedPath = (c: Context<Doors>): string =>
  new URL(c.req.url).pathname
    .split('/')
    .map((part) => encodeURIComponent(decodeURIComponent(part)))
    .join('/')

async function orTombstone(c: Context<Doors>, page: () => Promise<Response>): Promise<Response> {
  try {
    return await page()
  } catch (error) {
    if (error instanceof Withdrawn) return c.html(<TombstonePage {...error} />, 410)
    throw error
  }
}
