import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { url } from '../ui/url.ts'
import { acceptInvitation, invitationFor } from './bringing-members.ts'
import { newPassword } from './passwords.ts'
import { InvitationPage } from './views/InvitationPage.tsx'

const Accepted = z.object({ password: newPassword })

/** Opening the link shows; only the button accepts, because programs that check mail follow links. */
export function invitationPages(app: App): void {
  app.get('/join/invitation/:token', (c) => show(c))
  app.post('/join/invitation/:token', form(Accepted, { again: show }), async (c) => {
    await acceptInvitation(c.req.param('token'), c.req.valid('form').password)
    return c.redirect(url`/sign-in?confirmed=1`, 303)
  })
}

async function show(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const { name, email } = await invitationFor(token)
  c.header('cache-control', 'no-store')
  return c.html(<InvitationPage token={token} name={name} email={email} attempt={attempt} />)
}
