import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { url } from '../../ui/url.ts'
import { accountOf } from '../account.ts'
import { called } from '../called.ts'
import { sessionHash } from '../viewing.ts'
import { endToken, lasting, makeToken, tokensOf } from './tokens.ts'
import { MadePage } from './views/MadePage.tsx'
import { TokensPage } from './views/TokensPage.tsx'

const Making = z.object({
  name: called({ most: 80 }),
  days: z.enum(lasting).catch('90'),
  may: z.enum(['read', 'write']).catch('read'),
})

/** What a member's programs come in by: made, listed and ended by its owner. */
export function tokenPages(app: App): void {
  app.get('/account/tokens', (c) => show(c))
  app.post('/account/tokens', form(Making, { again: show }), async (c) => {
    const { name, days, may } = c.req.valid('form')
    const token = await makeToken(c.var.viewer, await sessionHash(c), { name, days, writes: may === 'write' })
    c.header('cache-control', 'no-store')
    return c.html(<MadePage name={name} token={token} />)
  })
  app.post('/account/tokens/:id/end', form(z.object({}), { again: show }), async (c) => {
    await endToken(c.var.viewer, await sessionHash(c), idAsked(c))
    return c.redirect(url`/account/tokens`, 303)
  })
  app.get('/account/tokens/:id/end', (c) => c.redirect(url`/account/tokens`, 302))
}

async function show(c: Context<Doors>, attempt?: Attempt) {
  const { fresh } = await accountOf(c.var.viewer, await sessionHash(c))
  return c.html(<TokensPage tokens={await tokensOf(c.var.viewer)} fresh={fresh} attempt={attempt} />)
}
