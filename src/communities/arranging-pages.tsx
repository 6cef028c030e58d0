import type { Context } from 'hono'
import type { App, Doors } from '../base/http/app.ts'
import { idAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { reader } from '../base/i18n/reader.ts'
import { refuse } from '../base/refusal.ts'
import { type Url, url } from '../ui/url.ts'
import { facilitates, mayTakePart } from './access.ts'
import { communityUrl } from './address.ts'
import { aroundOf } from './around.ts'
import {
  acceptPart,
  addChannel,
  askAbove,
  endPart,
  leaveAbove,
  letRise,
  removeChannel,
  rest,
  revive,
  takeDown,
} from './arranging.ts'
import { Above, Channel, Group, GroupEnd, Nothing, Resting, Rising } from './forms.ts'
import { communityFor } from './reading.ts'
import { ArrangementPage } from './views/ArrangementPage.tsx'
import { WorkingGroupsPage } from './views/WorkingGroupsPage.tsx'
import { closeGroup, groupsOf, startGroup, workAlong } from './working-groups.ts'

/** What stands around a community, and how it rests; its working groups. */
export function arrangingPages(app: App): void {
  app.get('/communities/:slug/arrangement', (c) => showArrangement(c))
  app.post('/communities/:slug/channels', form(Channel, { again: showArrangement }), async (c) => {
    await addChannel(c.var.viewer, slugOf(c), c.req.valid('form'))
    return c.redirect(arrangementUrl(c), 303)
  })
  app.post('/communities/:slug/above', form(Above, { again: showArrangement }), async (c) => {
    await askAbove(c.var.viewer, slugOf(c), c.req.valid('form').above)
    return c.redirect(arrangementUrl(c), 303)
  })
  app.post('/communities/:slug/rest', form(Resting, { again: showArrangement }), async (c) => {
    const { how, parting } = c.req.valid('form')
    await rest(c.var.viewer, slugOf(c), { how: how === 'alive' ? null : how, parting })
    return c.redirect(communityUrl({ slug: slugOf(c) }), 303)
  })
  app.post('/communities/:slug/risen', form(Rising, { again: showArrangement }), async (c) => {
    await letRise(c.var.viewer, slugOf(c), c.req.valid('form').thing)
    return c.redirect(arrangementUrl(c), 303)
  })
  app.post('/communities/:slug/revival', async (c) => {
    await revive(c.var.viewer, slugOf(c))
    return c.redirect(communityUrl({ slug: slugOf(c) }), 303)
  })
  for (const [path, act] of [
    ['channels/:id/removal', (c: Context<Doors>) => removeChannel(c.var.viewer, slugOf(c), idAsked(c))],
    ['above/end', (c: Context<Doors>) => leaveAbove(c.var.viewer, slugOf(c))],
    ['parts/:part/acceptance', (c: Context<Doors>) => acceptPart(c.var.viewer, slugOf(c), partOf(c))],
    ['parts/:part/end', (c: Context<Doors>) => endPart(c.var.viewer, slugOf(c), partOf(c))],
    [
      'risen/:ref/removal',
      (c: Context<Doors>) => takeDown(c.var.viewer, slugOf(c), c.req.param('ref') ?? ''),
    ],
  ] as const) {
    app.post(`/communities/:slug/${path}`, async (c) => {
      await act(c)
      return c.redirect(arrangementUrl(c), 303)
    })
    app.get(`/communities/:slug/${path}`, (c) => c.redirect(arrangementUrl(c), 302))
  }
  for (const path of ['channels', 'above', 'rest', 'risen', 'revival'])
    app.get(`/communities/:slug/${path}`, (c) => c.redirect(url`/communities/${slugOf(c)}/charter`, 302))

  app.get('/communities/:slug/working-groups', (c) => showGroups(c))
  app.post('/communities/:slug/working-groups', form(Group, { again: showGroups }), async (c) => {
    await startGroup(c.var.viewer, slugOf(c), c.req.valid('form'))
    return c.redirect(groupsUrl(c), 303)
  })
  for (const [path, along] of [
    ['members', true],
    ['members/end', false],
  ] as const)
    app.post(
      `/communities/:slug/working-groups/:ref/${path}`,
      form(Nothing, { again: showGroups }),
      async (c) => {
        await workAlong(c.var.viewer, slugOf(c), c.req.param('ref') ?? '', along)
        return c.redirect(groupsUrl(c), 303)
      },
    )
  app.post(
    '/communities/:slug/working-groups/:ref/closing',
    form(GroupEnd, { again: showGroups }),
    async (c) => {
      await closeGroup(c.var.viewer, slugOf(c), c.req.param('ref'), c.req.valid('form'))
      return c.redirect(groupsUrl(c), 303)
    },
  )
  for (const path of ['members', 'members/end', 'closing'])
    app.get(`/communities/:slug/working-groups/:ref/${path}`, (c) => c.redirect(groupsUrl(c), 302))
}

const slugOf = (c: Context<Doors>): string => c.req.param('slug') ?? ''
const partOf = (c: Context<Doors>): string => c.req.param('part') ?? ''
const arrangementUrl = (c: Context<Doors>): Url => url`/communities/${slugOf(c)}/arrangement`
const groupsUrl = (c: Context<Doors>): Url => url`/communities/${slugOf(c)}/working-groups`

async function showArrangement(c: Context<Doors>, attempt?: Attempt) {
  const community = await communityFor(c.var.viewer, slugOf(c))
  if (!facilitates(c.var.viewer, community)) refuse('forbidden', 'communities.notFacilitator')
  const around = await aroundOf(c.var.viewer, community)
  return c.html(<ArrangementPage community={community} around={around} attempt={attempt} />)
}

async function showGroups(c: Context<Doors>, attempt?: Attempt) {
  const community = await communityFor(c.var.viewer, slugOf(c))
  return c.html(
    <WorkingGroupsPage
      community={community}
      groups={await groupsOf(c.var.viewer, community.slug)}
      lang={reader().lang}
      takesPart={c.var.viewer.kind === 'person' && mayTakePart(community)}
      keeps={facilitates(c.var.viewer, community)}
      attempt={attempt}
    />,
  )
}
