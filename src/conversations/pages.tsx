import type { Context } from 'hono'
import { z } from 'zod'
import { keepNumbered } from '../base/cache/page-key.ts'
import type { App, Doors } from '../base/http/app.ts'
import { pageAsked } from '../base/http/asked.ts'
import { type Attempt, form, posted } from '../base/http/form.ts'
import { formWithFiles } from '../base/http/form-with-files.ts'
import { clientAddress, network, rarely } from '../base/http/limits.ts'
import { t } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import { isLang } from '../base/text.ts'
import { followingDrawn } from '../base/things/following.ts'
import { cardsOf } from '../base/things/kinds.ts'
import { facilitates, mayTalk } from '../communities/access.ts'
import { agendaOf } from '../communities/agenda/reading.ts'
import { aroundOf } from '../communities/around.ts'
import { refusePaused } from '../communities/deeds.ts'
import { communityFor } from '../communities/reading.ts'
import { personOf } from '../people/account.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { actPages } from './act-pages.tsx'
import { pageUrl, postUrl, threadUrl } from './address.ts'
import { filesAlong, keepAlong, kept, previewed, previewOf, unsentAs } from './as-typed.ts'
import { communityFeed, threadFeed } from './feeds.ts'
import { legacyOf } from './legacy.ts'
import { orders, threadsOf } from './listing.ts'
import { eventsOf } from './live.ts'
import { pollKinds } from './poll.ts'
import { firstUnread } from './positions.ts'
import { placeOf, postPages } from './post-pages.tsx'
import { quotedIn } from './quoting.ts'
import { threadFor } from './reading.ts'
import { forms, most, type Thread } from './thread.ts'
import { atHand, placeOfOpening, placeOfReply } from './unsent.ts'
import { threadView } from './viewing.ts'
import { ConversationPage } from './views/ConversationPage.tsx'
import { NewThreadPage } from './views/NewThreadPage.tsx'
import { ThreadPage } from './views/ThreadPage.tsx'
import { lastPage } from './views/ThreadPager.tsx'
import { concerned, openThread, reply } from './writing.ts'

const said = {
  body: z.string().default(''),
  lang: z.string().max(35),
  organisation: z.string().max(200).default(''),
  interest: z.string().max(2_000).default(''),
  act: z.string().max(20).optional(),
  once: z.string().max(40).optional(),
}
const day = z.union([z.literal(''), z.iso.date()], { error: () => t('conversations.noDay') }).optional()
const Reply = z.object({
  ...said,
  answers: z.string().max(20).default(''),
  as: z.enum(['unnamed', 'named']).optional(),
  part: z
    .enum(['', 'synthesis', 'consolidated-reply'])
    .optional()
    .transform((part) => part || undefined),
})
const Opening = z.object({
  ...said,
  form: z.enum(forms, { error: () => t('conversations.chooseForm') }),
  title: z
    .string()
    .trim()
    .min(1, { error: () => t('conversations.titleMissing') })
    .max(most.title, { error: () => t('conversations.tooLong', { most: most.title }) }),
  concerning: z.string().max(20).optional(),
  sealed: z
    .string()
    .optional()
    .transform((yes) => yes === 'yes'),
  until: day,
  pollKind: z.enum(pollKinds).optional(),
  choices: z.string().max(5_000).default(''),
  closes: day,
})

/** So much is written from one network in an hour; what was typed stays in the form. */
const writing = rarely('writing', { points: 200, duration: 3_600 })

const atom = { 'content-type': 'application/atom+xml; charset=utf-8' }

/** Addresses in a feed are whole. */
const feedAsked = (c: Context<Doors>) => ({
  origin: site().origin || new URL(c.req.url).origin,
  page: pageAsked(c),
})

/** Where people talk: the tab of a community, its threads, their posts. */
export function conversationPages(app: App): void {
  keepNumbered(/^\/threads\/[^/]+\/[^/]+$/)
  app.get('/communities/:slug/threads/new', (c) => showNew(c))
  // What is kept for later need not be whole.
  app.post('/communities/:slug/threads', formWithFiles, async (c, next) => {
    const typed = await posted(c)
    return typed.act === 'keep' ? kept(c, typed, placeOfOpening({ slug: c.req.param('slug') })) : next()
  })
  app.post('/communities/:slug/threads', form(Opening, { again: showNew }), writing, async (c) => {
    const typed = c.req.valid('form')
    if (typed.act === 'preview')
      return showNew(c, previewOf(c, { ...typed, sealed: typed.sealed ? 'yes' : '' }))
    const opened = await openThread(c.var.viewer, {
      ...typed,
      poll: {
        kind: typed.pollKind ?? 'single',
        choices: typed.choices.split('\n').flatMap((line) => line.trim() || []),
        closes: typed.closes,
      },
      community: c.req.param('slug'),
      files: filesAlong(c),
    })
    return (await keepAlong(c, opened.post)) ?? c.redirect(threadUrl(opened), 303)
  })
  app.get('/communities/:slug/threads', (c) => c.redirect(url`/communities/${c.req.param('slug')}`, 302))
  app.get('/communities/:slug', (c) => showConversation(c))

  app.post('/threads/:ref/posts', formWithFiles, form(Reply, { again: showThread }), writing, async (c) => {
    const typed = c.req.valid('form')
    if (typed.act === 'preview') return showThread(c, previewOf(c, typed))
    if (typed.act === 'keep') return kept(c, typed, placeOfReply({ ref: c.req.param('ref') }))
    const ref = await reply(c.var.viewer, c.req.param('ref'), {
      ...typed,
      sealed: typed.as === 'unnamed',
      files: filesAlong(c),
    })
    return (await keepAlong(c, ref)) ?? c.redirect(await placeOf(c, ref), 303)
  })
  app.get('/threads/:ref/posts', (c) => c.redirect(url`/threads/${c.req.param('ref')}`, 302))
  app.get('/threads/:ref/events', async (c) => {
    const { ref } = await threadFor(c.var.viewer, c.req.param('ref'))
    return c.body(eventsOf(ref, network(clientAddress(c))), 200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
  })
  app.get('/feeds/communities/:file{[a-z0-9-]+[.]atom}', async (c) =>
    c.body(
      await communityFeed(c.var.viewer, c.req.param('file').replace(/[.]atom$/, ''), feedAsked(c)),
      200,
      atom,
    ),
  )
  app.get('/feeds/threads/:file{[a-z0-9]+[.]atom}', async (c) =>
    c.body(
      await threadFeed(c.var.viewer, c.req.param('file').replace(/[.]atom$/, ''), feedAsked(c)),
      200,
      atom,
    ),
  )
  actPages(app)
  postPages(app)
  app.get('/threads/:ref', async (c) => {
    const thread = await threadFor(c.var.viewer, c.req.param('ref'))
    return c.redirect(threadUrl(thread) + new URL(c.req.url).search, 301)
  })
  app.get('/threads/:ref/:title', (c) => showThread(c))
}

async function showConversation(c: Context<Doors>) {
  const { viewer } = c.var
  const community = await communityFor(viewer, c.req.param('slug') ?? '')
  // Nobody talks in one that is not open: whoever makes it sees what is missing.
  if (community.state === 'draft') return c.redirect(url`/communities/${community.slug}/charter`, 302)
  const lang = c.req.query('in') ?? ''
  const asked = {
    order: orders.find((one) => one === c.req.query('order')),
    lang: isLang(lang) ? lang : undefined,
    page: pageAsked(c),
  }
  const found = await threadsOf(viewer, community, asked)
  const agenda = await agendaOf(viewer, community, 1, 3)
  const follow = followingDrawn(viewer, community.ref, community.following)
  const legacy = community.rest === 'closed' ? await legacyOf(viewer, community) : undefined
  return c.html(
    <ConversationPage
      {...{ community, asked, found, agenda, follow, legacy }}
      mayWrite={mayTalk(community)}
      parts={community.sort === 'programme' ? (await aroundOf(viewer, community)).parts : []}
    />,
  )
}

async function showNew(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  personOf(viewer)
  const community = await communityFor(viewer, c.req.param('slug') ?? '')
  refusePaused(community)
  if (!mayTalk(community)) refuse('forbidden', 'conversations.joinFirst')
  const ref = String(attempt?.values.concerning ?? c.req.query('about') ?? '')
  const [concerning] = ref ? await cardsOf(viewer, [await concerned(viewer, ref)]) : []
  const { speaksFor, unsent } = await atHand(viewer, placeOfOpening(community))
  return c.html(
    <NewThreadPage
      {...{ community, concerning, speaksFor }}
      mayModerate={facilitates(viewer, community)}
      attempt={attempt ?? unsentAs(unsent)}
      preview={previewed(attempt)}
    />,
  )
}

async function showThread(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const thread = await threadFor(viewer, c.req.param('ref') ?? '', { panels: true })
  const last = lastPage(thread)
  const page = attempt ? last : pageAsked(c)
  if (!attempt) {
    const elsewhere = await whereElse(c, thread, page)
    if (elsewhere) return elsewhere
  }
  const view = await threadView(viewer, thread, page)
  const quoted = view.may.reply ? await quotedIn(viewer, thread, c.req.query('quote')) : undefined
  const begun = attempt ?? (quoted ? undefined : unsentAs(view.unsent))
  return c.html(<ThreadPage {...view} attempt={begun} quoted={quoted} preview={previewed(attempt)} />)
}

/** A thread has one address for each of its pages; others lead there. */
async function whereElse(c: Context<Doors>, thread: Thread, page: number): Promise<Response | undefined> {
  const { pathname, search } = new URL(c.req.url)
  if (thread.mergedInto) return c.redirect(url`/threads/${thread.mergedInto}`, 301)
  const address = threadUrl(thread)
  if (address !== pathname) return c.redirect(address + search, 301)
  const last = lastPage(thread)
  if (c.req.query('at') === 'newest') return c.redirect(`${pageUrl(thread, last)}#newest`, 302)
  if (c.req.query('at') === 'new') {
    const first = await firstUnread(c.var.viewer, thread)
    return c.redirect(first ? postUrl(thread, first, first.before) : pageUrl(thread, last), 302)
  }
  return page > last ? c.redirect(pageUrl(thread, last), 302) : undefined
}
