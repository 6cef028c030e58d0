import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { form } from '../base/http/form.ts'
import { refuse } from '../base/refusal.ts'
import { url } from '../ui/url.ts'
import { showAccount } from './account-pages.tsx'
import { enter, inside, setCookies } from './entering.ts'
import type { Answer } from './login/asking.ts'
import {
  addPasskey,
  askForPasskey,
  beginPasskey,
  Made,
  removePasskey,
  renamePasskey,
  Shown,
  signInByPasskey,
} from './passkeys.ts'
import { sessionHash } from './viewing.ts'

const Adding = z.object({ response: Made })
const SigningIn = z.object({ response: Shown, to: z.string().max(500).optional() })
const Named = z.object({ name: z.string().trim().max(60) })

/** What the browser's code asks speaks JSON; what a form sends leads back to the page it stands on. */
export function passkeyPages(app: App): void {
  const back = (path: string, to = url`/account`) => app.get(path, (c) => c.redirect(to, 302))

  app.post('/account/passkeys/options', async (c) =>
    options(c, await beginPasskey(c.var.viewer, c.req.raw.headers)),
  )
  app.post('/account/passkeys', async (c) => {
    setCookies(c, await addPasskey(c.var.viewer, c.req.raw.headers, (await sent(c, Adding)).response))
    return c.json({ to: url`/account` })
  })
  app.post('/account/passkeys/:id/name', form(Named, { again: showAccount }), async (c) => {
    await renamePasskey(c.var.viewer, await sessionHash(c), c.req.param('id'), c.req.valid('form').name)
    return c.redirect(url`/account`, 303)
  })
  app.post('/account/passkeys/:id/removal', async (c) => {
    await removePasskey(c.var.viewer, await sessionHash(c), c.req.param('id'))
    return c.redirect(url`/account`, 303)
  })
  back('/account/passkeys')
  back('/account/passkeys/options')
  back('/account/passkeys/:id/name')
  back('/account/passkeys/:id/removal')

  app.post('/sign-in/passkey/options', async (c) => options(c, await askForPasskey(c.req.raw.headers)))
  app.post('/sign-in/passkey', async (c) => {
    const { response, to } = await sent(c, SigningIn)
    return c.json({ to: enter(c, await signInByPasskey(c.req.raw.headers, response), inside(to)) })
  })
  back('/sign-in/passkey', url`/sign-in`)
  back('/sign-in/passkey/options', url`/sign-in`)
}

function options(c: Context<Doors>, { answer, cookies }: Answer<object>): Response {
  setCookies(c, cookies)
  return c.json(answer)
}

async function sent<S extends z.ZodType>(c: Context<Doors>, schema: S): Promise<z.output<S>> {
  const read = schema.safeParse(await c.req.json().catch(() => undefined))
  return read.success ? read.data : refuse('unreadable', 'base.brokenForm')
}
