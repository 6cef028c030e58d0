import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { oneLine } from '../../people/called.ts'
import { type Url, url } from '../../ui/url.ts'
import { draftFor } from '../writing/drafts.ts'
import { creditMyself, creditOther, creditRoles, proposeCredit, removeCredit } from './crediting.ts'
import { inviteToWrite, makeLink, takeBackInvitation } from './inviting.ts'
import { handLeadOn, leaveDraft, removeWriter } from './leaving.ts'
import { peopleOf } from './people.ts'
import { DraftPeoplePage } from './views/DraftPeoplePage.tsx'
import { LinkMadePage } from './views/InvitedPage.tsx'

const line = z.string().max(200).transform(oneLine)
const role = z.enum(creditRoles)
const Wished = z.object({
  role,
  shown: z.enum(['named', 'group', 'unnamed']),
  name: line.default(''),
  organisation: line.default(''),
})
const Whom = z.object({ whom: line.pipe(z.string().min(1)) })
const Somebody = z.object({ person: z.coerce.number().int().positive() })
const Proposal = z.object({ ...Somebody.shape, role })
const Leaving = z.object({ credit: z.enum(['stays', 'goes']) })

/** Who writes a draft and who is credited for it. */
export function draftPeoplePages(app: App): void {
  const under = '/drafts/:ref/people'
  app.get(under, (c) => show(c))
  app.post(`${under}/credits`, form(Wished, { again: show }), async (c) => {
    await creditMyself(c.var.viewer, refOf(c), c.req.valid('form'))
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${under}/credits/:id`, form(Wished, { again: show }), async (c) => {
    await creditMyself(c.var.viewer, refOf(c), c.req.valid('form'), idAsked(c))
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${under}/credits/:id/removal`, form(z.object({}), { again: show }), async (c) => {
    await removeCredit(c.var.viewer, refOf(c), idAsked(c))
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${under}/others`, form(Wished, { again: show }), async (c) => {
    await creditOther(c.var.viewer, refOf(c), c.req.valid('form'))
    return c.redirect(`${pageOf(c)}#others`, 303)
  })
  app.post(`${under}/proposals`, form(Proposal, { again: show }), async (c) => {
    await proposeCredit(c.var.viewer, refOf(c), c.req.valid('form'))
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${under}/invitations`, form(Whom, { again: show }), async (c) => {
    await inviteToWrite(c.var.viewer, refOf(c), c.req.valid('form').whom)
    return c.redirect(`${pageOf(c)}#invite`, 303)
  })
  app.post(`${under}/invitations/:id/end`, async (c) => {
    await takeBackInvitation(c.var.viewer, refOf(c), idAsked(c))
    return c.redirect(`${pageOf(c)}#invite`, 303)
  })
  app.post(`${under}/links`, form(z.object({}), { again: show }), async (c) => {
    const link = await makeLink(c.var.viewer, refOf(c))
    c.header('cache-control', 'no-store')
    return c.html(<LinkMadePage draft={await draftFor(c.var.viewer, refOf(c))} link={link} />)
  })
  app.post(`${under}/leave`, form(Leaving, { again: show }), async (c) => {
    await leaveDraft(c.var.viewer, refOf(c), c.req.valid('form').credit)
    return c.redirect(url`/write`, 303)
  })
  app.post(`${under}/removal`, form(Somebody, { again: show }), async (c) => {
    await removeWriter(c.var.viewer, refOf(c), c.req.valid('form').person)
    return c.redirect(pageOf(c), 303)
  })
  app.post(`${under}/lead`, form(Somebody, { again: show }), async (c) => {
    await handLeadOn(c.var.viewer, refOf(c), c.req.valid('form').person)
    return c.redirect(pageOf(c), 303)
  })
  for (const path of ['/credits', '/credits/:id', '/credits/:id/removal', '/others', '/proposals'])
    app.get(under + path, (c) => c.redirect(pageOf(c), 302))
  for (const path of ['/invitations', '/invitations/:id/end', '/links', '/leave', '/removal', '/lead'])
    app.get(under + path, (c) => c.redirect(pageOf(c), 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''
const pageOf = (c: Context<Doors>): Url => url`/drafts/${refOf(c)}/people`

const show = async (c: Context<Doors>, attempt?: Attempt) =>
  c.html(<DraftPeoplePage {...(await peopleOf(c.var.viewer, refOf(c)))} attempt={attempt} />)
