import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { Refusal } from '../base/refusal.ts'
import { said } from '../base/said.ts'
import { url } from '../ui/url.ts'
import { enter, inside, setCookies } from './entering.ts'
import { beginOutside, finishOutside } from './login/outside.ts'
import { SignInPage } from './views/SignInPages.tsx'

const Going = z.object({ to: z.string().max(500).optional() })

/** To another site that people sign in by, and back. What goes wrong is said where the other ways in are. */
export function outsidePages(app: App): void {
  app.get('/sign-in/outside', (c) => c.redirect(url`/sign-in`, 302))
  app.post('/sign-in/outside', form(Going, { again: drawSignIn }), async (c) => {
    const to = inside(c.req.valid('form').to) ?? url`/`
    const { answer, cookies } = await beginOutside(c.req.raw.headers, to)
    setCookies(c, cookies)
    return c.redirect(answer, 303)
  })
  app.get('/sign-in/outside/callback', async (c) => {
    c.header('cache-control', 'no-store')
    try {
      const { answer, cookies } = await finishOutside(c.req.raw.headers, c.req.query())
      return c.redirect(enter(c, { cookies, needsCode: answer.needsCode }, inside(answer.to)), 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
      c.status(422)
      return drawSignIn(c, { values: {}, errors: [{ field: '', message: said(error) }] })
    }
  })
}

const drawSignIn = (c: Context<Doors>, attempt: Attempt) => c.html(<SignInPage attempt={attempt} />)
