import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import type { Text } from '../../base/text.ts'
import { panelsDrawn } from '../../base/things/panels.ts'
import { url } from '../../ui/url.ts'
import { orTombstone } from '../pages.tsx'
import { draftFor } from '../writing/drafts.ts'
import { showChecks } from '../writing/pages.tsx'
import { catchUp } from './catching-up.ts'
import { changesIn, changesOf } from './changes.ts'
import { correctionsFor, publishCorrection, undoCorrection } from './correcting.ts'
import { ChangesPage } from './views/ChangesPage.tsx'
import { CorrectionsPage } from './views/CorrectionsPage.tsx'
import { DraftChangesPage } from './views/DraftChangesPage.tsx'
import { WithdrawalPage } from './views/WithdrawalPage.tsx'
import { takeWithdrawalBack, withdraw, withdrawalOf } from './withdrawing.ts'

const Correction = z.object({ note: z.string().trim().max(2_000).optional() })
const Withdrawal = z.object({
  words: z.string().trim().min(1).max(2_000),
  lang: z.string().max(20),
  replacement: z.string().trim().max(300).optional(),
})

/** What versions say otherwise; small corrections and undoing them; and taking a record from sight. */
export function versionPages(app: App): void {
  app.get('/records/:ref/versions/:number{[0-9]{1,6}}/changes', (c) =>
    orTombstone(c, async () => {
      const from = /^[0-9]{1,6}$/.exec(c.req.query('from') ?? '')?.[0]
      const number = Number(c.req.param('number'))
      const changes = await changesOf(c.var.viewer, refOf(c), number, from ? Number(from) : undefined)
      return c.html(<ChangesPage {...changes} />)
    }),
  )
  app.get('/reviews/:ref/answers', async (c) =>
    c.html(<DraftChangesPage {...(await changesIn(c.var.viewer, refOf(c)))} page={pageAsked(c)} />),
  )
  app.post('/drafts/:ref/newer-version', async (c) => {
    await catchUp(c.var.viewer, c.req.param('ref'))
    return c.redirect(url`/drafts/${c.req.param('ref')}/checks`, 303)
  })
  app.post('/drafts/:ref/correction', form(Correction, { again: showChecks }), async (c) => {
    const { note } = c.req.valid('form')
    const { lang } = await draftFor(c.var.viewer, c.req.param('ref'))
    const said: Text | undefined = note ? { original: lang, texts: { [lang]: note } } : undefined
    return c.redirect(url`/records/${await publishCorrection(c.var.viewer, c.req.param('ref'), said)}`, 303)
  })
  for (const act of ['newer-version', 'correction'])
    app.get(`/drafts/:ref/${act}`, (c) => c.redirect(url`/drafts/${refOf(c)}/checks`, 302))
  app.get('/corrections', async (c) => {
    const page = pageAsked(c)
    return c.html(<CorrectionsPage {...(await correctionsFor(c.var.viewer, page))} page={page} />)
  })
  app.post('/records/:ref/versions/:number{[0-9]{1,6}}/undoing', async (c) => {
    await undoCorrection(c.var.viewer, c.req.param('ref'), Number(c.req.param('number')))
    return c.redirect(url`/records/${c.req.param('ref')}/versions`, 303)
  })
  app.get('/records/:ref/versions/:number{[0-9]{1,6}}/undoing', (c) =>
    c.redirect(url`/records/${refOf(c)}/versions`, 302),
  )
  app.get('/records/:ref/withdrawal', (c) => showWithdrawal(c))
  app.post('/records/:ref/withdrawal', form(Withdrawal, { again: showWithdrawal }), async (c) => {
    const { replacement, ...said } = c.req.valid('form')
    await withdraw(c.var.viewer, c.req.param('ref'), { ...said, ...(replacement && { replacement }) })
    return c.redirect(url`/desk`, 303)
  })
  app.post('/records/:ref/withdrawal/removal', async (c) => {
    await takeWithdrawalBack(c.var.viewer, c.req.param('ref'))
    return c.redirect(url`/records/${c.req.param('ref')}`, 303)
  })
  app.get('/records/:ref/withdrawal/removal', (c) => c.redirect(url`/records/${refOf(c)}`, 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''

const showWithdrawal = (c: Context<Doors>, attempt?: Attempt) =>
  orTombstone(c, async () => {
    const { viewer } = c.var
    const withdrawing = await withdrawalOf(viewer, refOf(c))
    const { ref, panels } = withdrawing.head
    return c.html(
      <WithdrawalPage {...withdrawing} panels={panelsDrawn(viewer, ref, panels)} attempt={attempt} />,
    )
  })
