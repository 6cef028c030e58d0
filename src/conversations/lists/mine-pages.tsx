import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { rarely } from '../../base/http/limits.ts'
import { t } from '../../base/i18n/t.ts'
import { url } from '../../ui/url.ts'
import { decline, giveBack, takeOn, takeOnBy, writtenByMe, writtenFrom } from './claiming.ts'
import { sendProof } from './proving.ts'
import { removeAll, takeNameOff } from './removing.ts'
import { MinePage, ProvenPage } from './views/MinePage.tsx'

const Address = z.object({ email: z.email({ error: () => t('lists.noAddress') }).max(320) })

/** What anybody wrote on a list that was brought along: theirs to take on, to take their name off, or to have removed. */
export function minePages(app: App): void {
  app.get('/lists/mine', (c) => showMine(c))
  app.post(
    '/lists/mine',
    rarely('list proofs', { points: 10, duration: 3_600 }),
    form(Address, { again: showMine }),
    async (c) => {
      await sendProof(c.req.valid('form').email)
      return c.redirect(url`/lists/mine?asked=1`, 303)
    },
  )
  for (const [step, act] of [
    ['taking', takeOn],
    ['refusal', decline],
    ['return', giveBack],
  ] as const) {
    app.post(`/lists/mine/offers/:id/${step}`, async (c) => {
      await act(c.var.viewer, idAsked(c))
      return c.redirect(url`/lists/mine`, 303)
    })
    app.get(`/lists/mine/offers/:id/${step}`, (c) => c.redirect(url`/lists/mine`, 302))
  }
  app.get('/lists/mine/:token', async (c) => {
    const token = c.req.param('token')
    const all = await writtenFrom(c.var.viewer, token)
    c.header('cache-control', 'no-store')
    return c.html(
      <ProvenPage
        {...{ token, all }}
        signedIn={c.var.viewer.kind === 'person'}
        done={c.req.query('done') === '1'}
      />,
    )
  })
  for (const [step, act] of [
    ['taking', (c: Context<Doors>, token: string) => takeOnBy(c.var.viewer, token)],
    ['name', (_: Context<Doors>, token: string) => takeNameOff(token)],
    ['removal', (_: Context<Doors>, token: string) => removeAll(token)],
  ] as const) {
    app.post(`/lists/mine/:token/${step}`, async (c) => {
      const token = c.req.param('token') ?? ''
      await act(c, token)
      return c.redirect(url`/lists/mine/${token}?done=1`, 303)
    })
    app.get(`/lists/mine/:token/${step}`, (c) =>
      c.redirect(url`/lists/mine/${c.req.param('token') ?? ''}`, 302),
    )
  }
}

async function showMine(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const { viewer } = c.var
  return c.html(
    <MinePage
      {...(await writtenByMe(viewer))}
      signedIn={viewer.kind === 'person'}
      asked={c.req.query('asked') === '1'}
      attempt={attempt}
    />,
  )
}
