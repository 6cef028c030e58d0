import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { url } from '../../ui/url.ts'
import { creditRoles } from './crediting.ts'
import { draftsNaming, myCredits, showCredit } from './credits.ts'
import { answerInvitation, invitationsOf, joinByLink, linkFor } from './joining.ts'
import { withdrawCredit } from './leaving.ts'
import { CreditsPage } from './views/CreditsPage.tsx'
import { InvitationsPage, LinkPage } from './views/InvitedPage.tsx'

const Wish = z.object({ role: z.enum(creditRoles), shown: z.enum(['named', 'unnamed']) })
const Answer = z.object({ ...Wish.shape, answer: z.enum(['yes', 'no']) })
const Shown = z.object({ shown: Wish.shape.shown })

/** Being asked to write, by name or by a link, and what one is credited for. */
export function invitedPages(app: App): void {
  app.get('/write/invitations', (c) => showAll(c))
  app.post('/write/invitations/:id/answer', form(Answer, { again: showAll }), async (c) => {
    const { answer, ...wish } = c.req.valid('form')
    const ref = await answerInvitation(c.var.viewer, idAsked(c), answer, wish)
    return c.redirect(ref ? url`/drafts/${ref}` : url`/write/invitations`, 303)
  })
  app.get('/write/invitations/:id/answer', (c) => c.redirect(url`/write/invitations`, 302))
  app.get('/write/invitations/:token', (c) => showLink(c))
  app.post('/write/invitations/:token', form(Wish, { again: showLink }), async (c) => {
    const ref = await joinByLink(c.var.viewer, c.req.param('token'), c.req.valid('form'))
    return c.redirect(url`/drafts/${ref}`, 303)
  })

  app.get('/account/credits', (c) => showCredits(c))
  app.post('/account/credits/:ref', form(Shown, { again: showCredits }), async (c) => {
    await showCredit(c.var.viewer, c.req.param('ref'), c.req.valid('form').shown)
    return c.redirect(url`/account/credits`, 303)
  })
  app.post('/account/credits/:ref/removal', form(z.object({}), { again: showCredits }), async (c) => {
    await withdrawCredit(c.var.viewer, c.req.param('ref'))
    return c.redirect(url`/account/credits`, 303)
  })
  for (const path of ['', '/removal'])
    app.get(`/account/credits/:ref${path}`, (c) => c.redirect(url`/account/credits`, 302))
}

const showAll = async (c: Context<Doors>, attempt?: Attempt) =>
  c.html(<InvitationsPage invited={await invitationsOf(c.var.viewer)} attempt={attempt} />)

async function showLink(c: Context<Doors>, attempt?: Attempt) {
  const token = c.req.param('token') ?? ''
  const invited = await linkFor(token)
  c.header('cache-control', 'no-store')
  return c.html(
    <LinkPage token={token} invited={invited} signedIn={c.var.viewer.kind === 'person'} attempt={attempt} />,
  )
}

async function showCredits(c: Context<Doors>, attempt?: Attempt) {
  const page = pageAsked(c)
  const { credits, total } = await myCredits(c.var.viewer, page)
  const drafts = await draftsNaming(c.var.viewer)
  return c.html(<CreditsPage credits={credits} total={total} page={page} drafts={drafts} attempt={attempt} />)
}
