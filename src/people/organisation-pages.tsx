import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { idAsked, pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import { knownBy } from '../base/things/kinds.ts'
import { everywhere } from '../places/everywhere.ts'
import { type Url, url } from '../ui/url.ts'
import { personOf } from './account.ts'
import { acceptBranch, endBranch, leaveParent } from './branches.ts'
import { called } from './called.ts'
import { askToHandOver } from './handing.ts'
import { handle } from './handles.ts'
import { askToKeep, endOffer, takeKeeping } from './keepers.ts'
import { listOrganisations } from './organisation-list.ts'
import { changeOrganisation, organisationFor, organisationKinds, startOrganisation } from './organisations.ts'
import { askToBelong, endBelonging, endRepresentative, makeMember, nameRepresentative } from './standing.ts'
import { OrganisationFormPage } from './views/OrganisationFormPage.tsx'
import { OrganisationPage } from './views/OrganisationPage.tsx'
import { OrganisationsPage } from './views/OrganisationsPage.tsx'

const optional = (most: number) => z.string().trim().max(most).optional()
const Given = z.object({
  name: called({ least: 2, most: 200 }),
  kind: z.enum(organisationKinds),
  about: optional(2_000),
  website: optional(500).refine((value) => !value || /^https?:\/\/\S+$/.test(value), {
    error: () => t('people.noLink'),
  }),
  place: optional(40),
  parent: optional(80),
})
const Work = z.object({ work: z.string().trim().max(200).default('') })
const Keeper = z.object({ handle })
const Naming = z.object({
  handle,
  until: z.union([z.literal(''), z.iso.date({ error: () => t('people.noDay') })]).optional(),
})

export function organisationPages(app: App): void {
  app.get('/organisations', async (c) => {
    const asked = {
      q: c.req.query('q')?.trim().slice(0, 100) || undefined,
      kind: c.req.query('kind')?.slice(0, 40) || undefined,
      page: pageAsked(c),
    }
    const { byId } = await everywhere()
    return c.html(
      <OrganisationsPage asked={asked} found={await listOrganisations(c.var.viewer, asked)} places={byId} />,
    )
  })
  app.get('/organisations/new', (c) => showNew(c))
  app.post('/organisations', form(Given, { again: showNew }), async (c) => {
    const slug = await startOrganisation(c.var.viewer, { ...c.req.valid('form'), lang: reader().lang })
    return c.redirect(pageOf(slug), 303)
  })
  app.get('/organisations/:slug', (c) => showOrganisation(c))
  app.get('/organisations/:slug/change', (c) => showChange(c))
  app.post('/organisations/:slug/change', form(Given, { again: showChange }), async (c) => {
    const slug = c.req.param('slug')
    await changeOrganisation(c.var.viewer, slug, { ...c.req.valid('form'), lang: reader().lang })
    return c.redirect(pageOf(slug), 303)
  })

  app.post('/organisations/:slug/members', form(Work, { again: showOrganisation }), async (c) => {
    await askToBelong(c.var.viewer, c.req.param('slug'), c.req.valid('form').work)
    return c.redirect(pageOf(c.req.param('slug')), 303)
  })
  const back = (path: string) => app.get(path, (c) => c.redirect(pageOf(c.req.param('slug') ?? ''), 302))
  back('/organisations/:slug/members')
  for (const [step, act] of [
    ['member', makeMember],
    ['end', endBelonging],
    ['offer/end', endOffer],
    ['hand-over', askToHandOver],
  ] as const) {
    app.post(`/organisations/:slug/members/:id/${step}`, async (c) => {
      await act(c.var.viewer, c.req.param('slug'), idAsked(c))
      return c.redirect(pageOf(c.req.param('slug')), 303)
    })
    back(`/organisations/:slug/members/:id/${step}`)
  }
  app.post('/organisations/:slug/keepers', form(Keeper, { again: showOrganisation }), async (c) => {
    await askToKeep(c.var.viewer, c.req.param('slug'), c.req.valid('form').handle)
    return c.redirect(pageOf(c.req.param('slug')), 303)
  })
  back('/organisations/:slug/keepers')
  for (const [path, act] of [
    ['keeping', takeKeeping],
    ['parent/end', leaveParent],
  ] as const) {
    app.post(`/organisations/:slug/${path}`, async (c) => {
      await act(c.var.viewer, c.req.param('slug'))
      return c.redirect(pageOf(c.req.param('slug')), 303)
    })
    back(`/organisations/:slug/${path}`)
  }
  for (const [step, act] of [
    ['acceptance', acceptBranch],
    ['end', endBranch],
  ] as const) {
    app.post(`/organisations/:slug/branches/:branch/${step}`, async (c) => {
      await act(c.var.viewer, c.req.param('slug'), c.req.param('branch'))
      return c.redirect(pageOf(c.req.param('slug')), 303)
    })
    back(`/organisations/:slug/branches/:branch/${step}`)
  }
  app.post('/organisations/:slug/representatives', form(Naming, { again: showOrganisation }), async (c) => {
    const { handle, until } = c.req.valid('form')
    await nameRepresentative(c.var.viewer, c.req.param('slug'), { handle, until: until || undefined })
    return c.redirect(pageOf(c.req.param('slug')), 303)
  })
  back('/organisations/:slug/representatives')
  app.post('/organisations/:slug/representatives/:id/end', async (c) => {
    await endRepresentative(c.var.viewer, c.req.param('slug'), idAsked(c))
    return c.redirect(pageOf(c.req.param('slug')), 303)
  })
  back('/organisations/:slug/representatives/:id/end')
}

const pageOf = (slug: string): Url => url`/organisations/${slug}`

async function showOrganisation(c: Context<Doors>, attempt?: Attempt) {
  const organisation = await organisationFor(c.var.viewer, c.req.param('slug') ?? '')
  const { byId } = await everywhere()
  return c.html(
    <OrganisationPage
      organisation={organisation}
      known={await knownBy(c.var.viewer, organisation.name)}
      places={byId}
      signedIn={c.var.viewer.kind === 'person'}
      attempt={attempt}
    />,
  )
}

async function showNew(c: Context<Doors>, attempt?: Attempt) {
  personOf(c.var.viewer)
  const { byId } = await everywhere()
  return c.html(<OrganisationFormPage places={byId} attempt={attempt} />)
}

async function showChange(c: Context<Doors>, attempt?: Attempt) {
  const organisation = await organisationFor(c.var.viewer, c.req.param('slug') ?? '')
  if (!organisation.keeps) refuse('forbidden', 'people.notKeeper')
  const { byId } = await everywhere()
  return c.html(<OrganisationFormPage places={byId} attempt={attempt} organisation={organisation} />)
}
