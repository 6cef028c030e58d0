import type { Context } from 'hono'
import type { App, Doors } from '../base/http/app.ts'
import { pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { reader } from '../base/i18n/reader.ts'
import { holds, type Viewer } from '../base/viewer.ts'
import { facilitates, mayTakePart } from '../communities/access.ts'
import { communityFor } from '../communities/reading.ts'
import { everywhere } from '../places/everywhere.ts'
import { placesFor } from '../records/writing/section-view.ts'
import { site } from '../ui/site.ts'
import { url, withQuery } from '../ui/url.ts'
import { aboutOf } from '../vocabularies/subjects.ts'
import { topicsById } from '../vocabularies/topics.ts'
import { entryUrl } from './address.ts'
import { askedOf } from './asked.ts'
import type { Side } from './entry.ts'
import { expertPages } from './experts/pages.tsx'
import { exchangeFeed } from './feed.ts'
import { Changed, choosableBy, Said, Words } from './forms.ts'
import { changeEntry, endEntry, renewEntry, sayEntry } from './keeping.ts'
import { listEntries, ownEntries } from './listing.ts'
import { matchesOf } from './matched.ts'
import { mentorshipPages } from './mentorship/pages.tsx'
import { entryFor, ownEntry } from './reading.ts'
import { takeUpPages } from './take-up-pages.tsx'
import { takeUpsAt, thanksAt } from './take-ups.ts'
import { takeUp } from './taking-up.ts'
import { unansweredHere, unansweredIn } from './unanswered.ts'
import { CommunityExchangePage } from './views/CommunityExchangePage.tsx'
import { EntryFormPage } from './views/EntryFormPage.tsx'
import { EntryPage } from './views/EntryPage.tsx'
import { ExchangePage } from './views/ExchangePage.tsx'
import { queryOf } from './views/Filters.tsx'
import { MinePage } from './views/MinePage.tsx'
import { UnansweredPage } from './views/UnansweredPage.tsx'

/** Give and get: offers and needs, what comes of them, mentorships, and experts. */
export function exchangePages(app: App): void {
  app.get('/exchange', (c) => showList(c))
  app.get('/exchange/mine', async (c) => {
    const page = pageAsked(c)
    const found = await ownEntries(c.var.viewer, page)
    return c.html(<MinePage found={found} page={page} places={(await everywhere()).byId} />)
  })
  app.get('/exchange/unanswered', async (c) => {
    const page = pageAsked(c)
    const found = await unansweredHere(c.var.viewer, page)
    return c.html(<UnansweredPage {...found} page={page} places={(await everywhere()).byId} />)
  })
  app.get('/communities/:slug/exchange/unanswered', async (c) => {
    const page = pageAsked(c)
    const found = await unansweredIn(c.var.viewer, c.req.param('slug'), page)
    return c.html(<UnansweredPage {...found} page={page} places={(await everywhere()).byId} />)
  })
  app.get('/exchange/new', (c) => showNew(c))
  app.post('/exchange', form(Said, { again: showNew }), async (c) => {
    const { askable, ...said } = c.req.valid('form')
    const made = await sayEntry(c.var.viewer, said, { askable: askable === 'yes' })
    return c.redirect(entryUrl(made), 303)
  })
  app.get('/offers/:ref', (c) => showOne(c, 'offer'))
  app.get('/needs/:ref', (c) => showOne(c, 'need'))
  app.get('/exchange/:ref/change', (c) => showChange(c))
  app.post('/exchange/:ref/change', form(Changed, { again: showChange }), async (c) =>
    c.redirect(entryUrl(await changeEntry(c.var.viewer, refOf(c), c.req.valid('form'))), 303),
  )
  app.post('/exchange/:ref/take-ups', form(Words, { again: showAgain }), async (c) =>
    c.redirect(url`/take-ups/${await takeUp(c.var.viewer, refOf(c), c.req.valid('form'))}`, 303),
  )
  for (const [act, work] of [
    ['ending', endEntry],
    ['renewal', renewEntry],
  ] as const)
    app.post(`/exchange/:ref/${act}`, async (c) =>
      c.redirect(entryUrl(await work(c.var.viewer, refOf(c))), 303),
    )
  for (const act of ['ending', 'renewal', 'take-ups'])
    app.get(`/exchange/:ref/${act}`, async (c) =>
      c.redirect(entryUrl(await entryFor(c.var.viewer, refOf(c))), 302),
    )
  app.get('/communities/:slug/exchange', (c) => showCommunity(c))
  app.get('/feeds/exchange.atom', async (c) => {
    const { asked, wanted } = await askedOf(c)
    const query = withQuery(url``, new URLSearchParams(), queryOf(asked))
    const origin = site().origin || new URL(c.req.url).origin
    return c.body(await exchangeFeed(c.var.viewer, origin, wanted, query), 200, {
      'content-type': 'application/atom+xml; charset=utf-8',
    })
  })
  takeUpPages(app)
  mentorshipPages(app)
  expertPages(app)
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''

async function showList(c: Context<Doors>): Promise<Response> {
  const { asked, wanted, unknown } = await askedOf(c)
  const all = await everywhere()
  const found = await listEntries(c.var.viewer, wanted, asked.page)
  return c.html(
    <ExchangePage
      asked={asked}
      unknown={unknown}
      found={found}
      choices={placesFor(all)}
      places={all.byId}
      lookedAfter={holds(c.var.viewer, 'curator')}
    />,
  )
}

async function showNew(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const asked = (name: string) => [attempt?.values[name] ?? c.req.query(name)].flat()[0]
  const side: Side = [asked('side'), asked('kind')].includes('offer') ? 'offer' : 'need'
  return c.html(
    <EntryFormPage
      side={side}
      choosable={await choosableBy(c.var.viewer)}
      lang={reader().lang}
      begun={{ what: c.req.query('what'), audience: c.req.query('community'), topics: c.req.query('topic') }}
      attempt={attempt}
    />,
  )
}

async function showChange(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const { viewer } = c.var
  const entry = await ownEntry(viewer, refOf(c))
  return c.html(
    <EntryFormPage
      side={entry.side}
      choosable={await choosableBy(viewer)}
      lang={entry.lang}
      entry={entry}
      about={await aboutOf([...entry.topics, ...entry.places])}
      attempt={attempt}
    />,
  )
}

const showAgain = (c: Context<Doors>, attempt: Attempt): Promise<Response> => showOne(c, undefined, attempt)

async function showOne(c: Context<Doors>, side?: Side, attempt?: Attempt): Promise<Response> {
  const { viewer } = c.var
  const entry = await entryFor(viewer, refOf(c), { side })
  const matches = await matchesFor(viewer, entry)
  const ids = [entry, ...matches.map((one) => one.entry)].flatMap(({ topics }) => topics)
  return c.html(
    <EntryPage
      entry={entry}
      about={await aboutOf([...entry.topics, ...entry.places])}
      matches={matches}
      topics={await topicsById(ids)}
      places={(await everywhere()).byId}
      takeUps={await takeUpsAt(viewer, entry)}
      thanks={await thanksAt(entry)}
      signedIn={viewer.kind === 'person'}
      attempt={attempt}
    />,
  )
}

/** What meets it, for whoever said it: nobody else is shown what somebody else could take. */
const matchesFor = (viewer: Viewer, entry: Awaited<ReturnType<typeof entryFor>>) =>
  entry.mine && !entry.ended ? matchesOf(viewer, entry) : Promise.resolve([])

async function showCommunity(c: Context<Doors>): Promise<Response> {
  const { viewer } = c.var
  const community = await communityFor(viewer, c.req.param('slug') ?? '')
  const page = pageAsked(c)
  const found = await listEntries(viewer, { community: community.id }, page)
  return c.html(
    <CommunityExchangePage
      community={community}
      found={found}
      page={page}
      mayWrite={mayTakePart(community)}
      lookedAfter={facilitates(viewer, community)}
      places={(await everywhere()).byId}
    />,
  )
}
