import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import { Lang } from '../base/text.ts'
import { type Url, url } from '../ui/url.ts'
import { addingFor, addThing } from './adding.ts'
import { arrangementOf } from './arranged.ts'
import { addItem, moveItem, noteItem, removeItem, returnItem, ways } from './arranging.ts'
import { most } from './collection.ts'
import { AddingPage } from './views/AddingPage.tsx'
import { ItemsPage } from './views/ItemsPage.tsx'

const long = (limit: number) =>
  z
    .string()
    .trim()
    .max(limit, { error: () => t('collections.tooLong', { most: limit }) })
const NewItem = z.object({
  address: long(most.address).min(1, { error: () => t('collections.addressMissing') }),
  title: long(most.title).default(''),
  note: long(most.note).default(''),
})
const Note = z.object({ note: long(most.note), lang: Lang, version: z.coerce.number().int() })
const Move = z.object({ way: z.enum(ways) })
const Adding = z.object({
  thing: z.string().max(20),
  /** The reference of one of theirs, or nothing for a new one. */
  collection: z.string().max(20).default(''),
  title: long(most.title).default(''),
  note: long(most.note).default(''),
})

/** What is in a collection: put in, arranged, noted, taken out. */
export function itemPages(app: App): void {
  app.get('/collections/additions', (c) => showAdding(c))
  app.post('/collections/additions', form(Adding, { again: showAdding }), async (c) => {
    const ref = await addThing(c.var.viewer, { ...c.req.valid('form'), lang: reader().lang })
    return c.redirect(url`/collections/${ref}`, 303)
  })
  app.get('/collections/:ref/items', (c) => showItems(c))
  app.post('/collections/:ref/items', form(NewItem, { again: showItems }), async (c) => {
    await addItem(c.var.viewer, c.req.param('ref'), { ...c.req.valid('form'), lang: reader().lang })
    return c.redirect(itemsOf(c.req.param('ref')), 303)
  })
  app.post('/collections/:ref/items/:item/note', form(Note, { again: showItems }), async (c) => {
    await noteItem(c.var.viewer, c.req.param('ref'), itemIn(c), c.req.valid('form'))
    return c.redirect(itemsOf(c.req.param('ref')), 303)
  })
  app.post('/collections/:ref/items/:item/move', form(Move, { again: showItems }), async (c) => {
    await moveItem(c.var.viewer, c.req.param('ref'), itemIn(c), c.req.valid('form').way)
    return c.redirect(`${itemsOf(c.req.param('ref'))}#item-${itemIn(c)}`, 303)
  })
  app.post('/collections/:ref/items/:item/removal', form(z.object({}), { again: showItems }), async (c) => {
    await removeItem(c.var.viewer, c.req.param('ref'), itemIn(c))
    return c.redirect(itemsOf(c.req.param('ref')), 303)
  })
  app.post('/collections/:ref/items/:item/return', form(z.object({}), { again: showItems }), async (c) => {
    await returnItem(c.var.viewer, c.req.param('ref'), itemIn(c))
    return c.redirect(itemsOf(c.req.param('ref')), 303)
  })
  for (const act of ['note', 'move', 'removal', 'return'])
    app.get(`/collections/:ref/items/:item/${act}`, (c) => c.redirect(itemsOf(c.req.param('ref')), 302))
}

const itemsOf = (ref: string): Url => url`/collections/${ref}/items`

const itemIn = (c: Context<Doors>): number => {
  const words = c.req.param('item') ?? ''
  return /^[0-9]{1,15}$/.test(words) ? Number(words) : refuse('missing', 'base.missing')
}

async function showItems(c: Context<Doors>, attempt?: Attempt) {
  const arrangement = await arrangementOf(c.var.viewer, c.req.param('ref') ?? '')
  const item = c.req.param('item')
  return c.html(
    <ItemsPage {...arrangement} attempt={attempt && { ...attempt, item: item ? Number(item) : undefined }} />,
  )
}

async function showAdding(c: Context<Doors>, attempt?: Attempt) {
  const said = attempt?.values.thing ?? c.req.query('thing') ?? ''
  const adding = await addingFor(c.var.viewer, String(said))
  return c.html(<AddingPage {...adding} attempt={attempt} />)
}
