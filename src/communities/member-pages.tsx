import type { Context } from 'hono'
import type { App, Doors } from '../base/http/app.ts'
import { idAsked, pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { type Url, url } from '../ui/url.ts'
import { facilitates } from './access.ts'
import { communityUrl } from './address.ts'
import { Answer, Asking, Laying, Nothing, Role, Said, Term } from './forms.ts'
import { answerInvitation, comeByLink, invitationsOf, linkFor } from './invited.ts'
import { invite, makeLink, takeBackInvitation, waitingIn } from './inviting.ts'
import { answerAsking, join, leave } from './joining.ts'
import { membersOf } from './members.ts'
import { communityFor } from './reading.ts'
import { changeTerm, layDownRole, offerRole, takeRole } from './roles.ts'
import { InvitationsPage, LinkPage } from './views/InvitationsPage.tsx'
import { MembersPage } from './views/MembersPage.tsx'

/** Who belongs to a community and who looks after it: coming in, being asked, going, and what one takes on. */
export function memberPages(app: App): void {
  app.get('/communities/invitations', (c) => showInvitations(c))
  app.post('/communities/invitations/:id/answer', form(Answer, { again: showInvitations }), async (c) => {
    const slug = await answerInvitation(c.var.viewer, idAsked(c), c.req.valid('form').answer === 'yes')
    return c.redirect(slug ? communityUrl({ slug }) : url`/communities/invitations`, 303)
  })
  app.get('/communities/invitations/:id/answer', (c) => c.redirect(url`/communities/invitations`, 302))
  app.get('/communities/invitations/:token', (c) => showLink(c))
  app.post('/communities/invitations/:token', form(Nothing, { again: showLink }), async (c) =>
    c.redirect(communityUrl({ slug: await comeByLink(c.var.viewer, c.req.param('token')) }), 303),
  )

  app.get('/communities/:slug/members', (c) => showMembers(c))
  app.post('/communities/:slug/membership', form(Said, { again: showMembers }), async (c) => {
    const slug = c.req.param('slug')
    const now = await join(c.var.viewer, slug, c.req.valid('form').words)
    return c.redirect(now === 'in' ? communityUrl({ slug }) : membersUrl(c), 303)
  })
  app.post('/communities/:slug/membership/end', form(Nothing, { again: showMembers }), async (c) => {
    await leave(c.var.viewer, c.req.param('slug'))
    return c.redirect(url`/communities`, 303)
  })
  app.post('/communities/:slug/members/:id/answer', form(Answer, { again: showMembers }), async (c) => {
    const { answer, words } = c.req.valid('form')
    await answerAsking(c.var.viewer, c.req.param('slug'), idAsked(c), { yes: answer === 'yes', words })
    return c.redirect(membersUrl(c), 303)
  })
  app.post('/communities/:slug/invitations', form(Asking, { again: showMembers }), async (c) => {
    await invite(c.var.viewer, c.req.param('slug'), c.req.valid('form'))
    return c.redirect(membersUrl(c), 303)
  })
  app.post('/communities/:slug/invitations/link', form(Nothing, { again: showMembers }), async (c) => {
    const link = await makeLink(c.var.viewer, c.req.param('slug'))
    return showMembers(c, undefined, link)
  })
  app.post('/communities/:slug/invitations/:id/removal', async (c) => {
    await takeBackInvitation(c.var.viewer, c.req.param('slug'), idAsked(c))
    return c.redirect(membersUrl(c), 303)
  })

  app.post('/communities/:slug/roles', form(Role, { again: showMembers }), async (c) => {
    await offerRole(c.var.viewer, c.req.param('slug'), c.req.valid('form'))
    return c.redirect(membersUrl(c), 303)
  })
  app.post('/communities/:slug/roles/:id/taking', async (c) => {
    await takeRole(c.var.viewer, c.req.param('slug'), idAsked(c))
    return c.redirect(membersUrl(c), 303)
  })
  app.post('/communities/:slug/roles/:id/end', form(Laying, { again: showMembers }), async (c) => {
    await layDownRole(c.var.viewer, c.req.param('slug'), idAsked(c), c.req.valid('form'))
    return c.redirect(membersUrl(c), 303)
  })
  app.post('/communities/:slug/roles/:id/term', form(Term, { again: showMembers }), async (c) => {
    await changeTerm(c.var.viewer, c.req.param('slug'), idAsked(c), c.req.valid('form'))
    return c.redirect(membersUrl(c), 303)
  })
  for (const path of [
    'membership',
    'membership/end',
    'members/:id/answer',
    'invitations',
    'invitations/link',
    'invitations/:id/removal',
    'roles',
    'roles/:id/taking',
    'roles/:id/end',
    'roles/:id/term',
  ])
    app.get(`/communities/:slug/${path}`, (c) => c.redirect(membersUrl(c), 302))
}

const membersUrl = (c: Context<Doors>): Url => url`/communities/${c.req.param('slug') ?? ''}/members`

const showInvitations = async (c: Context<Doors>, attempt?: Attempt) =>
  c.html(<InvitationsPage invited={await invitationsOf(c.var.viewer)} attempt={attempt} />)

async function showLink(c: Context<Doors>, attempt?: Attempt) {
  const token = c.req.param('token') ?? ''
  const invited = await linkFor(token)
  c.header('cache-control', 'no-store')
  return c.html(
    <LinkPage token={token} invited={invited} signedIn={c.var.viewer.kind === 'person'} attempt={attempt} />,
  )
}

async function showMembers(c: Context<Doors>, attempt?: Attempt, link?: string) {
  const { viewer } = c.var
  const community = await communityFor(viewer, c.req.param('slug') ?? '')
  const keeps = facilitates(viewer, community)
  const page = pageAsked(c)
  if (link) c.header('cache-control', 'no-store')
  return c.html(
    <MembersPage
      community={community}
      members={await membersOf(viewer, community, page)}
      page={page}
      keeps={keeps}
      waiting={keeps ? await waitingIn(community) : []}
      link={link}
      attempt={attempt}
    />,
  )
}
