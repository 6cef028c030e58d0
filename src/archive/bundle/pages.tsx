import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { z } from 'zod'
import { store } from '../../base/files/store.ts'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { url } from '../../ui/url.ts'
import { importsOf } from './imports.ts'
import { askForBundle, bundleFor, bundlesOf, choose } from './keeping.ts'
import { askToUndo } from './undoing.ts'
import { BundlePage } from './views/BundlePage.tsx'
import { ImportsPage } from './views/ImportsPage.tsx'

const Asking = z.object({ closed: z.string().optional() })
const Wished = z.object({ wish: z.string().default('') })

/** What of a community goes along when it is taken elsewhere, for those who facilitate it the bundle; and what was taken in here. */
export function bundlePages(app: App): void {
  app.get('/communities/:slug/bundle', (c) => show(c))
  app.post('/communities/:slug/bundle', form(Asking, { again: show }), async (c) => {
    await askForBundle(c.var.viewer, c.req.param('slug'), { closed: c.req.valid('form').closed === 'yes' })
    return c.redirect(url`/communities/${c.req.param('slug')}/bundle`, 303)
  })
  app.post('/communities/:slug/bundle/wish', form(Wished, { again: show }), async (c) => {
    await choose(c.var.viewer, c.req.param('slug'), c.req.valid('form').wish)
    return c.redirect(url`/communities/${c.req.param('slug')}/bundle`, 303)
  })
  app.get('/communities/:slug/bundle/wish', (c) =>
    c.redirect(url`/communities/${c.req.param('slug')}/bundle`, 302),
  )
  app.get('/desk/bundles', (c) => showImports(c))
  app.post('/desk/bundles/:ref/undoing', form(z.object({}), { again: showImports }), async (c) => {
    await askToUndo(c.var.viewer, c.req.param('ref'))
    return c.redirect(url`/desk/bundles`, 303)
  })
  app.get('/desk/bundles/:ref/undoing', (c) => c.redirect(url`/desk/bundles`, 302))
  app.get('/communities/:slug/bundle/:file{[0-9a-hjkmnp-tv-z]{12}[.]zip}', async (c) => {
    const slug = c.req.param('slug')
    const { key, bytes } = await bundleFor(c.var.viewer, slug, c.req.param('file').slice(0, 12))
    const body = Readable.toWeb(await (await store()).read(key)) as ReadableStream
    return new Response(body, {
      headers: {
        'content-type': 'application/zip',
        'content-length': String(bytes),
        'content-disposition': `attachment; filename="${slug}.zip"`,
        'cache-control': 'private, no-store',
      },
    })
  })
}

async function showImports(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const page = pageAsked(c)
  return c.html(<ImportsPage {...(await importsOf(c.var.viewer, page))} page={page} attempt={attempt} />)
}

async function show(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const shown = await bundlesOf(c.var.viewer, c.req.param('slug') ?? '')
  return c.html(<BundlePage {...shown} attempt={attempt} />)
}
