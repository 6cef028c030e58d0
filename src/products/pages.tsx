import type { Context } from 'hono'
import type { App, Doors } from '../base/http/app.ts'
import { clientAddress, network, rarely } from '../base/http/limits.ts'
import { missing } from '../base/refusal.ts'
import { orTombstone } from '../records/pages.tsx'
import { recordFor } from '../records/reading.ts'
import { withTranslations } from '../records/translating/with-translations.ts'
import { filled, makeHtml } from '../ui/parts/Kept.tsx'
import { citationsFor, referenceFile } from './citing.ts'
import { askedFor, fileOf } from './handing-over.ts'
import { kitContents, kitFile } from './kit.ts'
import { inLanguage, languageFor, makeProduct } from './making.ts'
import { getReady } from './press.ts'
import { isAudience } from './product.ts'
import { isOpen } from './terms.ts'
import { CitationPage } from './views/CitationPage.tsx'
import { KitPage } from './views/KitPage.tsx'
import { ProductPage, SheetOf } from './views/ProductPage.tsx'
import { ProductsPage } from './views/ProductsPage.tsx'

export function productPages(app: App): void {
  app.get('/records/:ref/products', (c) =>
    orTombstone(c, async () => {
      const record = withTranslations(await recordFor(c.var.viewer, c.req.param('ref')))
      return c.html(<ProductsPage record={record} lang={languageFor(record, c.req.query('read'))} />)
    }),
  )
  app.get('/records/:ref/:product{(?:field-sheet|brief|document|radio-script)}', (c) =>
    orTombstone(c, () => showProduct(c, c.req.param('ref'), c.req.param('product'))),
  )
  app.get('/records/:ref/:file{(?:field-sheet|brief|document|radio-script)[.](?:pdf|docx)}', (c) =>
    orTombstone(c, async () => {
      const { audience, form } = askedFor(c.req.param('file')) ?? missing()
      const { viewer } = c.var
      const made = await makeProduct(viewer, c.req.param('ref'), audience, c.req.query('read'), getReady)
      return fileOf(askerOf(c), made, form)
    }),
  )
  app.get('/records/:ref/citation', (c) =>
    orTombstone(c, async () =>
      c.html(<CitationPage {...(await citationsFor(c.var.viewer, askerOf(c), c.req.param('ref')))} />),
    ),
  )
  app.get('/records/:ref/:file{citation[.](?:bib|ris|json)}', (c) =>
    orTombstone(c, () =>
      referenceFile(c.var.viewer, askerOf(c), c.req.param('ref'), c.req.param('file').split('.')[1]!),
    ),
  )
  app.get('/collections/:ref/products', async (c) =>
    c.html(<KitPage {...(await kitContents(c.var.viewer, c.req.param('ref')))} />),
  )
  app.get(
    '/collections/:ref/:file{(?:field-sheet|brief|document|radio-script)[.](?:pdf|docx)}',
    rarely('kit', { points: 20, duration: 600 }),
    async (c) => {
      const asked = askedFor(c.req.param('file')) ?? missing()
      return kitFile(c.var.viewer, askerOf(c), c.req.param('ref'), { ...asked, read: c.req.query('read') })
    },
  )
}

/** Who waits in one line: a member wherever they are, or a network of strangers. */
const askerOf = (c: Context<Doors>): string =>
  c.var.viewer.kind === 'person' ? `person ${c.var.viewer.id}` : network(clientAddress(c))

async function showProduct(c: Context<Doors>, ref: string, audience: string): Promise<Response> {
  if (!isAudience(audience)) return missing()
  const { record, product } = await makeProduct(c.var.viewer, ref, audience, c.req.query('read'))
  const sheet = await inLanguage(product.lang, () => makeHtml(<SheetOf product={product} />))
  const page = filled(<ProductPage product={product} record={record} sheet={sheet} />)
  return c.body(page, 200, {
    'content-type': 'text/html; charset=utf-8',
    ...offline(isOpen(record)),
  })
}

/** A browser may keep what is open to everyone, to be read without a line. */
const offline = (open: boolean): Record<string, string> => (open ? { 'x-keep-offline': 'yes' } : {})
