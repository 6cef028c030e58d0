import type { Context } from 'hono'
import type { App, Doors } from '../base/http/app.ts'
import { idAsked, pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { reader } from '../base/i18n/reader.ts'
import { found, refuse } from '../base/refusal.ts'
import { isLang } from '../base/text.ts'
import { personOf } from '../people/account.ts'
import { everywhere } from '../places/everywhere.ts'
import { type Url, url } from '../ui/url.ts'
import { aboutOf } from '../vocabularies/subjects.ts'
import { topicBySlug, topicsById } from '../vocabularies/topics.ts'
import { facilitates } from './access.ts'
import { communityUrl } from './address.ts'
import { aroundOf } from './around.ts'
import { changeCharter } from './charter.ts'
import { ways } from './community.ts'
import { Beginning, Changing, Goal, GoalEnd, Nothing } from './forms.ts'
import { endGoal, goalsOf, setGoal } from './goals.ts'
import { draftsOf, listCommunities } from './listing.ts'
import { discardCommunity, lacking, openCommunity } from './opening.ts'
import { communityFor } from './reading.ts'
import { startCommunity } from './starting.ts'
import { WhatIsAround } from './views/Around.tsx'
import { CharterFormPage } from './views/CharterFormPage.tsx'
import { CharterPage } from './views/CharterPage.tsx'
import { CommunitiesPage } from './views/CommunitiesPage.tsx'
import { GoalPage } from './views/GoalPage.tsx'
import { StartPage } from './views/StartPage.tsx'

export function communityPages(app: App): void {
  app.get('/communities', (c) => showList(c))
  app.get('/communities/new', (c) => showNew(c))
  app.post('/communities', form(Beginning, { again: showNew }), async (c) =>
    c.redirect(charterUrl(await startCommunity(c.var.viewer, c.req.valid('form'))), 303),
  )
  app.get('/communities/:slug/charter', (c) => showCharter(c))
  app.get('/communities/:slug/charter/change', (c) => showChange(c))
  app.post('/communities/:slug/charter/change', form(Changing, { again: showChange }), async (c) => {
    await changeCharter(c.var.viewer, c.req.param('slug'), c.req.valid('form'))
    return c.redirect(charterUrl(c.req.param('slug')), 303)
  })
  app.post('/communities/:slug/opening', form(Nothing, { again: showCharter }), async (c) => {
    await openCommunity(c.var.viewer, c.req.param('slug'))
    return c.redirect(communityUrl({ slug: c.req.param('slug') }), 303)
  })
  app.post('/communities/:slug/discarding', form(Nothing, { again: showCharter }), async (c) => {
    await discardCommunity(c.var.viewer, c.req.param('slug'))
    return c.redirect(url`/communities`, 303)
  })
  app.get('/communities/:slug/goals/new', (c) => showGoal(c))
  app.post('/communities/:slug/goals', form(Goal, { again: showGoal }), async (c) => {
    await setGoal(c.var.viewer, c.req.param('slug'), c.req.valid('form'))
    return c.redirect(charterUrl(c.req.param('slug')), 303)
  })
  app.get('/communities/:slug/goals/:id/end', (c) => showGoal(c))
  app.post('/communities/:slug/goals/:id/end', form(GoalEnd, { again: showGoal }), async (c) => {
    const { how, reason, ...next } = c.req.valid('form')
    await endGoal(c.var.viewer, c.req.param('slug'), idAsked(c), { how, reason, next })
    return c.redirect(charterUrl(c.req.param('slug')), 303)
  })
  for (const path of ['opening', 'discarding', 'goals'])
    app.get(`/communities/:slug/${path}`, (c) => c.redirect(charterUrl(c.req.param('slug') ?? ''), 302))
}

const charterUrl = (slug: string): Url => url`/communities/${slug}/charter`

async function showNew(c: Context<Doors>, attempt?: Attempt) {
  personOf(c.var.viewer)
  const under = String(attempt?.values.under ?? c.req.query('under') ?? '')
  const above = under ? await communityFor(c.var.viewer, under) : undefined
  return c.html(<StartPage lang={reader().lang} above={above} attempt={attempt} />)
}

async function showCharter(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const community = await communityFor(viewer, c.req.param('slug') ?? '')
  const goals = await goalsOf(viewer, community.slug)
  const keeps = facilitates(viewer, community)
  const { byId } = await everywhere()
  return c.html(
    <CharterPage
      community={community}
      about={await aboutOf(community.subjects)}
      goals={goals}
      keeps={keeps}
      lacks={keeps && community.state === 'draft' ? lacking(community, goals) : undefined}
      attempt={attempt}
    >
      <WhatIsAround community={community} around={await aroundOf(viewer, community)} places={byId} />
    </CharterPage>,
  )
}

async function showChange(c: Context<Doors>, attempt?: Attempt) {
  const community = await communityFor(c.var.viewer, c.req.param('slug') ?? '')
  if (!facilitates(c.var.viewer, community)) refuse('forbidden', 'communities.notFacilitator')
  const asked = c.req.query('in') ?? ''
  return c.html(
    <CharterFormPage
      community={community}
      about={await aboutOf(community.subjects)}
      lang={isLang(asked) ? asked : reader().lang}
      attempt={attempt}
    />,
  )
}

async function showGoal(c: Context<Doors>, attempt?: Attempt) {
  const community = await communityFor(c.var.viewer, c.req.param('slug') ?? '')
  if (!facilitates(c.var.viewer, community)) refuse('forbidden', 'communities.notFacilitator')
  const goals = await goalsOf(c.var.viewer, community.slug)
  const goal = c.req.param('id')
    ? found(goals.find(({ id, ended }) => id === idAsked(c) && ended === null))
    : undefined
  return c.html(<GoalPage community={community} goal={goal} lang={reader().lang} attempt={attempt} />)
}

async function showList(c: Context<Doors>) {
  const all = await everywhere()
  const said = (name: string) => c.req.query(name)?.trim().slice(0, 100) || undefined
  const asked = {
    q: said('q'),
    place: said('place'),
    topic: said('topic'),
    joining: ways.find((one) => one === said('joining')),
    in: said('in'),
    mine: c.req.query('by') === 'me',
    page: pageAsked(c),
  }
  const topic = asked.topic === undefined ? undefined : ((await topicBySlug(asked.topic))?.id ?? 0)
  const found = await listCommunities(c.var.viewer, {
    ...asked,
    lang: asked.in,
    // A place or topic that does not exist narrows to nothing.
    place: asked.place === undefined ? undefined : (all.byCode.get(asked.place)?.id ?? 0),
    topic,
  })
  const topics = await topicsById(found.about.flatMap(({ id, kind }) => (kind === 'topic' ? id : [])))
  const drafts = asked.mine || asked.page === 1 ? await draftsOf(c.var.viewer) : []
  return c.html(
    <CommunitiesPage asked={asked} found={found} drafts={drafts} places={all.byId} topics={topics} />,
  )
}
