import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { handle } from '../../people/handles.ts'
import { type Url, url } from '../../ui/url.ts'
import { bringBack, handOn, putOff, setAside } from './deciding.ts'
import { deskOfCommunity } from './tasks.ts'
import { DeskPage } from './views/DeskPage.tsx'

const key = z.string().min(1).max(200)
const Key = z.object({ key })
const Handing = z.object({ key, handle })
const Aside = z.object({
  key,
  reason: z
    .string()
    .trim()
    .min(1, { error: () => t('desk.sayReason') })
    .max(500),
})

/** The facilitator's desk: what to do today, and what was decided about the rest. */
export function deskOfCommunityPages(app: App): void {
  app.get('/communities/:slug/desk', (c) => showDesk(c))
  app.post('/communities/:slug/desk/later', form(Key, { again: showDesk }), async (c) => {
    await putOff(c.var.viewer, c.req.param('slug'), c.req.valid('form').key)
    return c.redirect(deskUrl(c), 303)
  })
  app.post('/communities/:slug/desk/handing', form(Handing, { again: showDesk }), async (c) => {
    const { key, handle } = c.req.valid('form')
    await handOn(c.var.viewer, c.req.param('slug'), key, handle)
    return c.redirect(deskUrl(c), 303)
  })
  app.post('/communities/:slug/desk/aside', form(Aside, { again: showDesk }), async (c) => {
    const { key, reason } = c.req.valid('form')
    await setAside(c.var.viewer, c.req.param('slug'), key, reason)
    return c.redirect(deskUrl(c), 303)
  })
  app.post('/communities/:slug/desk/return', form(Key, { again: showDesk }), async (c) => {
    await bringBack(c.var.viewer, c.req.param('slug'), c.req.valid('form').key)
    return c.redirect(deskUrl(c), 303)
  })
  for (const act of ['later', 'handing', 'aside', 'return'])
    app.get(`/communities/:slug/desk/${act}`, (c) => c.redirect(deskUrl(c), 302))
}

const deskUrl = (c: Context<Doors>): Url => url`/communities/${c.req.param('slug') ?? ''}/desk`

async function showDesk(c: Context<Doors>, attempt?: Attempt) {
  const desk = await deskOfCommunity(c.var.viewer, c.req.param('slug') ?? '')
  return c.html(<DeskPage {...desk} attempt={attempt} />)
}
