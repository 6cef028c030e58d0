import type { Context } from 'hono'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { refuse } from '../../base/refusal.ts'
import { panelsDrawn } from '../../base/things/panels.ts'
import { type Url, url } from '../../ui/url.ts'
import { refusePaused } from '../deeds.ts'
import { communityFor } from '../reading.ts'
import { mayKeep, mayWork } from '../texts/access.ts'
import { PageText } from '../texts/forms.ts'
import { orClash, textPages } from '../texts/pages.tsx'
import type { TextPlace } from '../texts/place.ts'
import { newestOf } from '../texts/reading.ts'
import { TextFormPage } from '../texts/views/TextFormPage.tsx'
import { bringPageBack, changePage, restorePage, startPage, takePageAway } from './keeping.ts'
import { pageUrl, type SharedPage, titleOf } from './page.ts'
import { PageAway, pageFor, pagePlace, pagesOf } from './reading.ts'
import { AwayPage } from './views/AwayPage.tsx'
import { NewPage } from './views/NewPage.tsx'
import { PagesPage } from './views/PagesPage.tsx'
import { SharedPageView } from './views/SharedPageView.tsx'

const pages = '/communities/:slug/pages'
const one = `${pages}/:page`

export function sharedPages(app: App): void {
  app.get('/pages/:ref', async (c) => {
    const { community, slug } = await pagePlace(c.var.viewer, c.req.param('ref'))
    return c.redirect(pageUrl({ slug: community }, { slug }), 301)
  })
  app.get(pages, (c) => showPages(c))
  app.get(`${pages}/new`, (c) => showNew(c))
  app.post(pages, form(PageText, { again: showNew }), async (c) => {
    const { slug } = named(c)
    const page = await startPage(c.var.viewer, slug, c.req.valid('form'))
    return c.redirect(pageUrl({ slug }, { slug: page }), 303)
  })
  app.get(one, (c) => orAway(c, () => showOne(c)))
  app.get(`${one}/edit`, (c) => orAway(c, () => showEdit(c)))
  app.post(`${one}/edit`, form(PageText, { again: showEdit }), (c) => {
    const { slug, page } = named(c)
    const mine = c.req.valid('form')
    const place = async () => placeOf(c, await pageFor(c.var.viewer, slug, page))
    return orClash(c, place, mine, () => changePage(c.var.viewer, slug, page, mine))
  })
  textPages(app, one, {
    placeOf: async (c) => {
      const page = await pageFor(c.var.viewer, named(c).slug, named(c).page)
      return { id: page.id, place: placeOf(c, page) }
    },
    restore: (viewer, c, number) => restorePage(viewer, named(c).slug, named(c).page, number),
  })
  for (const [act, work] of [
    ['removal', takePageAway],
    ['return', bringPageBack],
  ] as const) {
    app.post(`${one}/${act}`, async (c) => {
      await work(c.var.viewer, named(c).slug, named(c).page)
      return c.redirect(addressIn(c), 303)
    })
    app.get(`${one}/${act}`, (c) => c.redirect(addressIn(c), 302))
  }
}

const named = (c: Context<Doors>) => ({ slug: c.req.param('slug') ?? '', page: c.req.param('page') ?? '' })

const addressIn = (c: Context<Doors>): Url => url`/communities/${named(c).slug}/pages/${named(c).page}`

const placeOf = (c: Context<Doors>, page: SharedPage): TextPlace => ({
  community: page.community,
  tab: 'library',
  title: titleOf(page),
  address: pageUrl(page.community, page),
  base: pageUrl(page.community, page),
  form: 'edit',
  writes: mayWork(c.var.viewer, page.community),
})

async function showPages(c: Context<Doors>) {
  const { viewer } = c.var
  const community = await communityFor(viewer, named(c).slug)
  const page = pageAsked(c)
  const away = mayKeep(viewer, community) ? (await pagesOf(viewer, community, { away: true })).pages : []
  return c.html(
    <PagesPage
      community={community}
      {...(await pagesOf(viewer, community, { page }))}
      page={page}
      works={mayWork(viewer, community)}
      away={away}
    />,
  )
}

async function showNew(c: Context<Doors>, attempt?: Attempt) {
  const community = await communityFor(c.var.viewer, named(c).slug)
  refusePaused(community)
  if (!mayWork(c.var.viewer, community)) refuse('forbidden', 'practice.membersOnly')
  return c.html(<NewPage community={community} attempt={attempt} />)
}

async function showEdit(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const page = await pageFor(viewer, named(c).slug, named(c).page)
  const place = placeOf(c, page)
  refusePaused(page.community)
  if (!place.writes) refuse('forbidden', 'practice.membersOnly')
  return c.html(<TextFormPage place={place} now={await newestOf(viewer, page.id)} attempt={attempt} />)
}

async function showOne(c: Context<Doors>): Promise<Response> {
  const { viewer } = c.var
  const page = await pageFor(viewer, named(c).slug, named(c).page)
  return c.html(
    <SharedPageView
      page={page}
      text={(await newestOf(viewer, page.id))!}
      works={mayWork(viewer, page.community)}
      keeps={mayKeep(viewer, page.community)}
      panels={panelsDrawn(viewer, page.ref, page.panels)}
    />,
  )
}

async function orAway(c: Context<Doors>, show: () => Promise<Response>): Promise<Response> {
  try {
    return await show()
  } catch (error) {
    if (!(error instanceof PageAway)) throw error
    return c.html(<AwayPage page={error.page} keeps={mayKeep(c.var.viewer, error.page.community)} />, 410)
  }
}
