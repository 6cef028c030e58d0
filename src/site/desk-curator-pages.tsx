import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { idAsked, pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { t } from '../base/i18n/t.ts'
import { roles } from '../base/viewer.ts'
import { appoint, endAppointment } from '../people/appointing.ts'
import { handle } from '../people/handles.ts'
import { url } from '../ui/url.ts'
import { careFor, keptVocabularies } from './desk-curating.ts'
import { rightsOf } from './desk-people.ts'
import { behindOf, keptQuestionnaires, upgradeRecords } from './desk-questionnaires.ts'
import { BehindPage } from './views/BehindPage.tsx'
import { CarePage } from './views/CarePage.tsx'
import { KeptQuestionnairesPage } from './views/KeptQuestionnairesPage.tsx'
import { KeptVocabulariesPage } from './views/KeptVocabulariesPage.tsx'
import { RightsPage } from './views/RightsPage.tsx'

const Appointing = z.object({
  handle,
  role: z.enum(roles),
  subject: z
    .string()
    .trim()
    .max(300)
    .transform((value) => value || undefined)
    .optional(),
})

const Chosen = z.object({
  ref: z
    .union([z.string(), z.array(z.string()).max(100)], { error: () => t('site.chooseRecords') })
    .transform((refs) => [refs].flat()),
})

/** What a curator keeps in order: people, vocabularies, questionnaires, and what nobody cares for. */
export function curatorPages(app: App): void {
  app.get('/desk/rights', (c) => showRights(c))
  app.post('/desk/rights', form(Appointing, { again: showRights }), async (c) => {
    await appoint(c.var.viewer, c.req.valid('form'))
    return c.redirect(url`/desk/rights`, 303)
  })
  app.post('/desk/rights/:id/end', async (c) => {
    await endAppointment(c.var.viewer, idAsked(c))
    return c.redirect(url`/desk/rights`, 303)
  })
  app.get('/desk/rights/:id/end', (c) => c.redirect(url`/desk/rights`, 302))
  app.get('/desk/vocabularies', async (c) =>
    c.html(<KeptVocabulariesPage vocabularies={await keptVocabularies(c.var.viewer)} />),
  )
  app.get('/desk/questionnaires', async (c) =>
    c.html(<KeptQuestionnairesPage {...(await keptQuestionnaires(c.var.viewer))} />),
  )
  app.get('/desk/questionnaires/:slug', (c) => showBehind(c))
  app.post('/desk/questionnaires/:slug/upgrade', form(Chosen, { again: showBehind }), async (c) => {
    await upgradeRecords(c.var.viewer, c.req.valid('form').ref)
    return c.redirect(url`/desk/questionnaires/${c.req.param('slug')}`, 303)
  })
  app.get('/desk/questionnaires/:slug/upgrade', (c) =>
    c.redirect(url`/desk/questionnaires/${c.req.param('slug')}`, 302),
  )
  app.get('/desk/care', async (c) => {
    const page = pageAsked(c)
    return c.html(<CarePage {...(await careFor(c.var.viewer, c.req.query('of'), page))} page={page} />)
  })
}

async function showRights(c: Context<Doors>, attempt?: Attempt) {
  const page = pageAsked(c)
  const q = c.req.query('q')?.trim().slice(0, 100) || undefined
  const rights = await rightsOf(c.var.viewer, q, page)
  const of = c.req.query('handle')?.slice(0, 60)
  return c.html(<RightsPage {...rights} q={q} page={page} handle={of} attempt={attempt} />)
}

async function showBehind(c: Context<Doors>, attempt?: Attempt) {
  const page = pageAsked(c)
  const behind = await behindOf(c.var.viewer, c.req.param('slug') ?? '', page)
  return c.html(<BehindPage {...behind} page={page} attempt={attempt} />)
}
