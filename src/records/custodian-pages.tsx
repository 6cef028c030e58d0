import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { idAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { handle } from '../people/handles.ts'
import { type Url, url } from '../ui/url.ts'
import { answerProposal, custodyOf, endCustody, proposeCustodian } from './custodians.ts'
import { upgradeRecord } from './upgrading.ts'
import { CustodianPage } from './views/CustodianPage.tsx'

const Naming = z.object({ handle })
const Answer = z.object({ answer: z.enum(['yes', 'no', 'back']) })

/** Who keeps a record true: naming, offering, saying yes or no, laying it down, and bringing it into a new edition. */
export function custodianPages(app: App): void {
  app.get('/records/:ref/custodian', (c) => showCustody(c))
  app.post('/records/:ref/custodian', form(Naming, { again: showCustody }), async (c) => {
    await proposeCustodian(c.var.viewer, c.req.param('ref'), c.req.valid('form').handle)
    return c.redirect(pageOf(c), 303)
  })
  app.post('/records/:ref/custodian/proposals/:id', form(Answer, { again: showCustody }), async (c) => {
    await answerProposal(c.var.viewer, c.req.param('ref'), idAsked(c), c.req.valid('form').answer)
    return c.redirect(pageOf(c), 303)
  })
  app.post('/records/:ref/custodian/end', async (c) => {
    await endCustody(c.var.viewer, c.req.param('ref'))
    return c.redirect(pageOf(c), 303)
  })
  app.post('/records/:ref/custodian/upgrade', async (c) => {
    await upgradeRecord(c.var.viewer, c.req.param('ref'))
    return c.redirect(url`/records/${c.req.param('ref')}`, 303)
  })
  for (const path of ['/proposals/:id', '/end', '/upgrade'])
    app.get(`/records/:ref/custodian${path}`, (c) => c.redirect(pageOf(c), 302))
}

const pageOf = (c: Context<Doors>): Url => url`/records/${c.req.param('ref') ?? ''}/custodian`

async function showCustody(c: Context<Doors>, attempt?: Attempt) {
  const custody = await custodyOf(c.var.viewer, c.req.param('ref') ?? '')
  return c.html(<CustodianPage {...custody} attempt={attempt} />)
}
