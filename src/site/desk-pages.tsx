import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { refuse } from '../base/refusal.ts'
import { roles } from '../base/viewer.ts'
import { appoint, endAppointment } from '../people/appointing.ts'
import { withoutKeeper } from '../people/keepers.ts'
import { url } from '../ui/url.ts'
import { appointments, deskOf, instance, outbox } from './desk.ts'
import { DeskPage } from './views/DeskPage.tsx'
import { InstancePage } from './views/InstancePage.tsx'
import { OutboxPage } from './views/OutboxPage.tsx'
import { RightsPage } from './views/RightsPage.tsx'

const Appointing = z.object({
  handle: z.string().trim().toLowerCase().max(60),
  role: z.enum(roles),
  subject: z
    .string()
    .trim()
    .max(20)
    .transform((value) => value || undefined)
    .optional(),
})

export function deskPages(app: App): void {
  app.get('/desk', async (c) =>
    c.var.viewer.kind === 'person'
      ? c.html(<DeskPage {...(await deskOf(c.var.viewer))} unkept={await withoutKeeper(c.var.viewer)} />)
      : c.redirect(url`/sign-in?to=/desk`, 302),
  )
  app.get('/desk/rights', (c) => showRights(c))
  app.post('/desk/rights', form(Appointing, { again: showRights }), async (c) => {
    await appoint(c.var.viewer, c.req.valid('form'))
    return c.redirect(url`/desk/rights`, 303)
  })
  app.post('/desk/rights/:id/end', async (c) => {
    const id = c.req.param('id')
    await endAppointment(
      c.var.viewer,
      /^[0-9]{1,15}$/.test(id) ? Number(id) : refuse('missing', 'base.missing'),
    )
    return c.redirect(url`/desk/rights`, 303)
  })
  app.get('/desk/rights/:id/end', (c) => c.redirect(url`/desk/rights`, 302))
  app.get('/desk/outbox', async (c) => {
    const page = Math.max(1, Math.min(100_000, Number.parseInt(c.req.query('page') ?? '1', 10) || 1))
    return c.html(<OutboxPage {...(await outbox(c.var.viewer, page))} page={page} />)
  })
  app.get('/desk/instance', async (c) => c.html(<InstancePage {...(await instance(c.var.viewer))} />))
}

const showRights = async (c: Context<Doors>, attempt?: Attempt) =>
  c.html(<RightsPage held={await appointments(c.var.viewer)} attempt={attempt} />)
