import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import { Lang } from '../base/text.ts'
import { personOf } from '../people/account.ts'
import { audiences } from '../people/profile.ts'
import { everywhere } from '../places/everywhere.ts'
import { type Url, url, withQuery } from '../ui/url.ts'
import { aboutOf } from '../vocabularies/subjects.ts'
import { topicBySlug, topicsById } from '../vocabularies/topics.ts'
import { collectionUrl } from './address.ts'
import { most } from './collection.ts'
import { itemPages } from './item-pages.tsx'
import { bringBack, changeCollection, mayTakeOn, startCollection, takeDown, takeOn } from './keeping.ts'
import { listCollections } from './listing.ts'
import { collectionFor, TakenDown } from './reading.ts'
import { perPage, printCollection, showCollection } from './showing.ts'
import { CollectionFormPage } from './views/CollectionFormPage.tsx'
import { CollectionPage } from './views/CollectionPage.tsx'
import { CollectionsPage } from './views/CollectionsPage.tsx'
import { PrintPage } from './views/PrintPage.tsx'
import { TakenDownPage } from './views/TakenDownPage.tsx'

const long = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit, { error: () => t('collections.tooLong', { most: limit }) })
const Said = z.object({
  title: long(most.title).min(1, { error: () => t('collections.titleMissing') }),
  introduction: long(most.introduction).default(''),
  lang: Lang,
  audience: z.enum(audiences),
  places: long(most.address).default(''),
  topics: long(most.address).default(''),
  rule: long(most.address).default(''),
})
const Changed = Said.extend({ version: z.coerce.number().int() })

export function collectionPages(app: App): void {
  app.get('/collections', (c) => showList(c))
  app.get('/collections/new', (c) => showNew(c))
  app.post('/collections', form(Said, { again: showNew }), async (c) => {
    const ref = await startCollection(c.var.viewer, c.req.valid('form'))
    return c.redirect(url`/collections/${ref}/items`, 303)
  })
  itemPages(app)
  app.get('/collections/:ref/change', (c) => showChange(c))
  app.post('/collections/:ref/change', form(Changed, { again: showChange }), async (c) => {
    await changeCollection(c.var.viewer, c.req.param('ref'), c.req.valid('form'))
    return c.redirect(pageOf(c.req.param('ref')), 303)
  })
  for (const [act, work] of [
    ['deletion', takeDown],
    ['return', bringBack],
    ['keeper', takeOn],
  ] as const) {
    app.post(`/collections/:ref/${act}`, async (c) => {
      await work(c.var.viewer, c.req.param('ref'))
      return c.redirect(pageOf(c.req.param('ref')), 303)
    })
    app.get(`/collections/:ref/${act}`, (c) => c.redirect(pageOf(c.req.param('ref')), 302))
  }
  app.get('/collections/:ref', (c) =>
    orTakenDown(c, async () => {
      const collection = await collectionFor(c.var.viewer, c.req.param('ref'))
      return c.redirect(collectionUrl(collection) + new URL(c.req.url).search, 301)
    }),
  )
  app.get('/collections/:ref/:title', (c) => orTakenDown(c, () => showOne(c)))
}

const pageOf = (ref: string): Url => url`/collections/${ref}`

async function showOne(c: Context<Doors>): Promise<Response> {
  const { viewer } = c.var
  const collection = await collectionFor(viewer, c.req.param('ref') ?? '')
  const address = collectionUrl(collection)
  const { pathname, search } = new URL(c.req.url)
  if (address !== pathname) return c.redirect(address + search, 301)
  if (c.req.query('view') === 'print')
    return c.html(<PrintPage {...(await printCollection(viewer, collection))} address={address} />)
  const shown = await showCollection(viewer, collection, pageAsked(c))
  const last = Math.max(1, Math.ceil(shown.total / perPage))
  if (shown.page > last)
    return c.redirect(withQuery(address, new URLSearchParams(), { page: String(last) }), 302)
  return c.html(<CollectionPage {...shown} address={address} mayTakeOn={mayTakeOn(viewer, collection)} />)
}

async function showList(c: Context<Doors>) {
  const { viewer } = c.var
  const asked = {
    q: c.req.query('q')?.trim().slice(0, 200) || undefined,
    about: c.req.query('about')?.trim().slice(0, 200) || undefined,
    mine: viewer.kind === 'person' && c.req.query('by') === 'me',
    page: pageAsked(c),
  }
  const { byCode, byId } = await everywhere()
  const subject = asked.about && (byCode.get(asked.about)?.id ?? (await topicBySlug(asked.about))?.id ?? 0)
  const found = await listCollections(viewer, {
    ...asked,
    subject: subject === undefined ? undefined : Number(subject),
  })
  const topics = await topicsById(found.about.filter(({ kind }) => kind === 'topic').map(({ id }) => id))
  return c.html(<CollectionsPage asked={asked} found={found} places={byId} topics={topics} />)
}

async function showNew(c: Context<Doors>, attempt?: Attempt) {
  personOf(c.var.viewer)
  return c.html(<CollectionFormPage attempt={attempt} lang={reader().lang} />)
}

async function showChange(c: Context<Doors>, attempt?: Attempt) {
  const collection = await collectionFor(c.var.viewer, c.req.param('ref') ?? '')
  if (!collection.keeps) refuse('forbidden', 'collections.notKeeper')
  const asked = c.req.query('in') ?? ''
  const lang = Lang.safeParse(asked).success
    ? asked
    : Object.hasOwn(collection.title.texts, reader().lang)
      ? reader().lang
      : collection.title.original
  const about = await aboutOf(collection.subjects.map(({ id }) => id))
  return c.html(<CollectionFormPage attempt={attempt} lang={lang} collection={collection} about={about} />)
}

async function orTakenDown(c: Context<Doors>, page: () => Promise<Response>): Promise<Response> {
  try {
    return await page()
  } catch (error) {
    if (error instanceof TakenDown) return c.html(<TakenDownPage {...error.collection} />, 410)
    throw error
  }
}
