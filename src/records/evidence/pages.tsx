import type { Context } from 'hono'
import { z } from 'zod'
import { filesOf } from '../../base/files/uses.ts'
import type { App, Doors } from '../../base/http/app.ts'
import { idAsked, pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { wayOf } from '../../base/things/lineage.ts'
import { speaksFor } from '../../people/standing.ts'
import { everywhere } from '../../places/everywhere.ts'
import { type Url, url } from '../../ui/url.ts'
import { mayCurate } from '../access.ts'
import { recordFor } from '../reading.ts'
import { confirmAdoption, endAdoption, sayAdoption } from './adopting.ts'
import { AdoptionGiven, UseGiven } from './given.ts'
import { hideUse, showUse } from './hiding.ts'
import { useFor } from './reading.ts'
import { bringBack, changeUse, sayUse, takeBack } from './saying.ts'
import { type Outcome, outcomes } from './use.ts'
import { familyOf } from './variants.ts'
import { usesPageOf } from './viewing.ts'
import { NewUsePage } from './views/NewUsePage.tsx'
import { UsePage } from './views/UsePage.tsx'
import { UsesPage } from './views/UsesPage.tsx'
import { VariantsPage } from './views/VariantsPage.tsx'

const Hiding = z.object({
  why: z
    .string()
    .trim()
    .min(1, { error: () => t('evidence.sayWhy') })
    .max(2_000),
})

/** What came of using a record: what is said of it, where it was taken up, what was made of it. */
export function evidencePages(app: App): void {
  app.get('/records/:ref/uses', (c) => showUses(c))
  app.post('/records/:ref/uses', form(UseGiven, { again: showNew }), async (c) => {
    const ref = await sayUse(c.var.viewer, c.req.param('ref'), c.req.valid('form'))
    return c.redirect(url`/uses/${ref}`, 303)
  })
  app.get('/records/:ref/uses/new', (c) => showNew(c))
  app.get('/records/:ref/variants', async (c) =>
    c.html(<VariantsPage {...(await familyOf(c.var.viewer, c.req.param('ref')))} />),
  )
  app.post('/records/:ref/adoptions', form(AdoptionGiven, { again: showUses }), async (c) => {
    await sayAdoption(c.var.viewer, c.req.param('ref'), c.req.valid('form'))
    return c.redirect(adoptionsAt(c), 303)
  })
  app.get('/records/:ref/adoptions', (c) => c.redirect(adoptionsAt(c), 302))
  for (const [step, act] of [
    ['confirmation', confirmAdoption],
    ['end', endAdoption],
  ] as const) {
    app.post(`/records/:ref/adoptions/:id/${step}`, async (c) => {
      await act(c.var.viewer, c.req.param('ref'), idAsked(c))
      return c.redirect(adoptionsAt(c), 303)
    })
    app.get(`/records/:ref/adoptions/:id/${step}`, (c) => c.redirect(adoptionsAt(c), 302))
  }

  app.get('/uses/:ref', (c) => showOne(c))
  app.post('/uses/:ref/change', form(UseGiven, { again: showOne }), async (c) => {
    await changeUse(c.var.viewer, c.req.param('ref'), c.req.valid('form'))
    return c.redirect(useAt(c), 303)
  })
  app.post('/uses/:ref/hiding', form(Hiding, { again: showOne }), async (c) => {
    await hideUse(c.var.viewer, c.req.param('ref'), { ...c.req.valid('form'), lang: reader().lang })
    return c.redirect(useAt(c), 303)
  })
  for (const [step, act] of [
    ['removal', takeBack],
    ['return', bringBack],
    ['hiding/end', showUse],
  ] as const)
    app.post(`/uses/:ref/${step}`, form(z.object({}), { again: showOne }), async (c) => {
      await act(c.var.viewer, c.req.param('ref'))
      return c.redirect(useAt(c), 303)
    })
  for (const step of ['change', 'removal', 'return', 'hiding', 'hiding/end'])
    app.get(`/uses/:ref/${step}`, (c) => c.redirect(useAt(c), 302))
}

const useAt = (c: Context<Doors>): Url => url`/uses/${c.req.param('ref') ?? ''}`
const adoptionsAt = (c: Context<Doors>): Url => url`/records/${c.req.param('ref') ?? ''}/uses#adoptions`

async function showUses(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const asked = {
    outcome: outcomes.find((one): one is Outcome => one === c.req.query('outcome')),
    at: c.req.query('place'),
    page: pageAsked(c),
  }
  return c.html(
    <UsesPage {...(await usesPageOf(viewer, c.req.param('ref') ?? '', asked))} attempt={attempt} />,
  )
}

async function showNew(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const record = await recordFor(viewer, c.req.param('ref') ?? '')
  return c.html(<NewUsePage record={record} speaksFor={await speaksFor(viewer)} attempt={attempt} />)
}

async function showOne(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const use = await useFor(viewer, c.req.param('ref') ?? '')
  const { byId } = await everywhere()
  const curates = await mayCurate(viewer, use.record.thing)
  const files = await filesOf(use.id)
  const way = use.withdrawn || use.hidden ? [] : await wayOf(viewer, use.ref)
  return c.html(<UsePage {...{ use, curates, files, way, attempt }} places={byId} />)
}
