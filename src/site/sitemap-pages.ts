import { Readable } from 'node:stream'
import type { App } from '../base/http/app.ts'
import { robots, sitemapIndex, sitemapPage } from './sitemap.ts'

const xml = { 'content-type': 'application/xml; charset=utf-8' }
/** Streamed as it is read, for which it is not gathered to be compressed. */
const streamed = { ...xml, 'cache-control': 'public, max-age=3600, no-transform' }

/** For search engines: every public address there is. */
export function sitemapPages(app: App): void {
  app.get('/robots.txt', (c) => c.text(robots()))
  app.get('/sitemap.xml', async (c) => c.body(await sitemapIndex(), 200, xml))
  app.get('/sitemap/:file{[0-9]{1,15}[.]xml}', (c) => {
    const after = Number.parseInt(c.req.param('file'), 10)
    const page = Readable.toWeb(Readable.from(sitemapPage(after)).map(String)) as ReadableStream<Uint8Array>
    return c.body(page.pipeThrough(new TextEncoderStream() as never), 200, streamed)
  })
}
