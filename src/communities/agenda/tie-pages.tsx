import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { questionBase, questionUrl } from './address.ts'
import { tyingFor } from './around.ts'
import { questionPlace } from './reading.ts'
import { tie } from './tying.ts'
import { TyingPage } from './views/TyingPage.tsx'

const Tying = z.object({ thing: z.string().max(20), question: z.string().max(20) })

/** Ties a thing to a question from its own page, and leads from the reference of a question to its place. */
export function tiePages(app: App): void {
  app.get('/agenda-questions/ties', (c) => showTying(c))
  app.post('/agenda-questions/ties', form(Tying, { again: showTying }), async (c) => {
    const { thing, question } = c.req.valid('form')
    const { slug, ref } = await questionPlace(c.var.viewer, question)
    await tie(c.var.viewer, slug, ref, thing)
    return c.redirect(questionBase({ slug }, ref), 303)
  })
  app.get('/agenda-questions/:ref', async (c) => {
    const place = await questionPlace(c.var.viewer, c.req.param('ref'))
    return c.redirect(questionUrl(place, place), 301)
  })
}

async function showTying(c: Context<Doors>, attempt?: Attempt) {
  const said = attempt?.values.thing ?? c.req.query('thing') ?? ''
  return c.html(<TyingPage {...(await tyingFor(c.var.viewer, String(said)))} attempt={attempt} />)
}
