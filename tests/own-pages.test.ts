import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApp, openDoors } from '../src/app.ts'
import { countingQueries, db } from '../src/base/database/database.ts'
import { definitionOf, editionFor } from '../src/instruments/editions.ts'
import { demoPassword } from '../src/people/demo.ts'
import { askedRef, draftRef, ownPages, reviewRef, writeUpRef } from './support/addresses.ts'
import { barriers } from './support/axe.ts'
import { browserWindow } from './support/browser.ts'
import { demoDatabase } from './support/database.ts'
import { overflowing } from './support/overflow.ts'
import { plantBeside } from './support/plants.ts'
import { served } from './support/serving.ts'
import { unfilled } from './support/unfilled.ts'
import { type Visitor, visitor } from './support/visitor.ts'
import { beginDraft, readyDraft } from './support/writing.ts'

/** What the pages for whoever is signed in keep, and that they are for nobody else. */
const window = browserWindow(demoDatabase())
const server = served(openDoors)
const app = createApp()

type State = Awaited<
  ReturnType<ReturnType<Awaited<ReturnType<typeof window.open>>['context']>['storageState']>
>
let operator: State
/** The same person, who reads no page but asks for it. */
let who: Visitor
beforeAll(async () => {
  const page = await window.open('/sign-in', { javaScriptEnabled: false })
  await page.getByLabel('Mail address').fill('operator@demo.example')
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'My desk' }).click()
  await page.waitForURL('**/desk')
  operator = await page.context().storageState()
  who = visitor(server)
  await who.post('/sign-in', { email: 'operator@demo.example', password: demoPassword })
  await sql`
    insert into notice (person, kind, thing, cause, why, basis)
    select person.thing, 'post', thread, post.thing, 'member', 'community' from person, post where handle = 'grace-banda'
    order by post.thing limit 12`.execute(db())
  const begun = await beginDraft(who, 'slm-practice')
  await db().updateTable('thing').set({ ref: draftRef }).where('ref', '=', begun.split('/')[2]!).execute()
  await reviewedBy()
  // Where only members write.
  await who.post('/communities/land-degradation-neutrality-in-practice/membership')
  await quotedIn('/threads/th7eadmap001')
  await plantBeside('Halves', 'drylands-exchange')
})

/** Words of theirs that they are asked to let stand in a draft, and others that are being arranged. */
async function quotedIn(thread: string): Promise<void> {
  await who.post(`${thread}/posts`, { body: 'Say which figure is the old one.', lang: 'en' })
  const chosen = async () =>
    [...(await who.get(`${thread}/write-up`)).html.matchAll(/name="chosen" value="([^"]+)"/g)].map(
      ([, one]) => one!,
    )
  for (const ref of [askedRef, writeUpRef]) {
    const { at } = await who.post(`${thread}/write-up`, { shown: [], chosen: (await chosen()).slice(-2) })
    await who.post(`${at}/instrument`, { instrument: 'lesson', lang: 'en' })
    const { html } = await who.get(at)
    const typed = Object.fromEntries(
      [...html.matchAll(/<textarea[^>]* name="words-(\w+)"[^>]*>([^<]*)</g)].flatMap(([, one, words]) => [
        [`words-${one}`, words!],
        [`slot-${one}`, 'learning/what_happened'],
      ]),
    )
    const revision = /name="revision" value="(\d+)"/.exec(html)![1]!
    const act = ref === askedRef ? 'draft' : 'stay'
    const sent = await who.post(`${at}/arrangement`, { ...typed, revision, act })
    expect(sent.status, sent.html.replace(/<[^>]+>/g, ' ').slice(0, 2000)).toBe(200)
    await db().updateTable('thing').set({ ref }).where('ref', '=', at.split('/')[2]!).execute()
  }
}

/** Something that another member submitted, taken on and commented on. */
async function reviewedBy(): Promise<void> {
  const member = visitor(server)
  await member.post('/sign-in', { email: 'member@demo.example', password: demoPassword })
  const ready = await readyDraft(
    member,
    await definitionOf((await editionFor('tool'))!.id),
    'A ring to weigh by',
  )
  const sent = await member.post(`${ready}/submission`, { words: 'There is none like it.' })
  expect(sent.at, sent.html.replace(/<[^>]+>/g, ' ').slice(0, 2000)).toContain('/reviews/')
  await db().updateTable('thing').set({ ref: reviewRef }).where('ref', '=', ready.split('/')[2]!).execute()
  const taken = await who.post(`/reviews/${reviewRef}/taking`)
  expect(taken.status, taken.html.replace(/<[^>]+>/g, ' ').slice(0, 2000)).toBe(200)
  const said = { words: 'How heavy is it?', lang: 'en', on: '@record/only/title' }
  const { html } = await who.post(`/drafts/${reviewRef}/comments`, said)
  const [, thread] = /comments\/(\d+)\/replies/.exec(html)!
  await member.post(`/drafts/${reviewRef}/comments/${thread}/replies`, {
    words: 'Deux kilos.',
    lang: 'fr',
    thread: thread!,
  })
}

/** Of things that whoever may not see them does not know of. */
const forSome = /^\/(drafts|reviews|write-ups|chats|take-ups|mentorships|communities\/[^/]+\/lists)\/./

/** How many queries this page asks, while what many pages share is at hand. */
async function queriesFor({ cookies }: Visitor, path: string): Promise<number> {
  const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
  const ask = async () => app.request(path, { headers: { cookie } })
  const { status } = await ask()
  expect(status, path).toBe(200)
  return (await countingQueries(ask)).queries
}

test('a draft that changes all there is to a practice is read, checked and reviewed with eight queries', async () => {
  const curator = visitor(server)
  await curator.post('/sign-in', { email: 'curator@demo.example', password: demoPassword })
  const draft = (await curator.post('/records/568qx7fefd72/changes')).at
  expect(draft).toMatch(/^\/drafts\//)
  const pages = [
    draft,
    `${draft}/preview`,
    `${draft}/checks`,
    `${draft.replace('drafts', 'reviews')}/answers`,
  ]
  for (const page of pages) expect(await queriesFor(curator, page), page).toBeLessThanOrEqual(8)
  const sent = await curator.post(`${draft}/submission`, { words: 'It is what it was.' })
  expect(sent.at, sent.html.replace(/<[^>]+>/g, ' ').slice(0, 2000)).toContain('/reviews/')
  await who.post(`${sent.at}/taking`)
  for (const reader of [curator, who]) expect(await queriesFor(reader, sent.at)).toBeLessThanOrEqual(8)
})

describe.each(ownPages)('%s', (path) => {
  test('has no barrier, light or dark, wide or on a phone', async () => {
    const page = await window.walk(path, { storageState: operator, viewport: { width: 1200, height: 800 } })
    expect(await barriers(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await barriers(page, 'as drawn')).toEqual([])
    await isWhole(page)
  })

  test('has no barrier in Arabic, on a phone', async () => {
    const viewport = { width: 360, height: 640 }
    const page = await window.walk(path, { locale: 'ar', storageState: operator, viewport })
    expect(await barriers(page, 'as read')).toEqual([])
    await isWhole(page)
  })

  test('asks the database eight times at most, once of them who asks', async () => {
    expect(await queriesFor(who, path)).toBeLessThanOrEqual(8)
  })

  test('is refused to strangers', async () => {
    const seen = await visitor(server).get(path)
    expect(forSome.test(path) ? [403, 404] : [200, 403]).toContain(seen.status)
    // The desk leads to the way in.
    if (seen.status === 200) expect(seen.at).toContain('/sign-in')
    expect(seen.html).not.toContain('Grace Banda</a>')
  })
})

async function isWhole(page: Page): Promise<void> {
  expect(await page.locator('h1').count()).toBe(1)
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 640 })
    expect(await overflowing(page), `at ${width} px`).toEqual([])
  }
  expect(await unfilled(page)).toEqual([])
  expect(window.complaints).toEqual([])
}

test('what is for operators and curators is refused to a member', async () => {
  const who = visitor(server)
  await who.post('/sign-in', { email: 'member@demo.example', password: demoPassword })
  expect((await who.get('/desk')).status).toBe(200)
  for (const path of ['/desk/rights', '/desk/outbox', '/desk/instance'])
    expect((await who.get(path)).status, path).toBe(403)
  expect((await who.post('/desk/rights', { handle: 'amina-sow', role: 'operator' })).status).toBe(403)
})
