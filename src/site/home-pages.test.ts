import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { createApp, openDoors } from '../app.ts'
import { countingQueries, db } from '../base/database/database.ts'

/** What the first page says to whoever is signed in. */
demoDatabase()
const server = served(openDoors)

let member: Visitor
let operator: Visitor
beforeAll(async () => {
  member = await signedIn(server, 'Member')
  operator = await signedIn(server, 'Operator', 'operator')
})

const bringIn = (ref: string, file: string, person: string) =>
  sql`
  insert into import_run (ref, kind, file, person, lang, state)
  select ${ref}, 'table', ${file}, thing, 'en', 'previewed' from person where name = ${person}`.execute(db())

test('it begins with what waits for them, as their desk does, then shows what is new', async () => {
  await bringIn('desk00000000', 'waiting.csv', 'Member')
  const { html } = await member.get('/')
  const [before, waits, after] = html.split(/What waits for me|New and changed/)
  expect(before).toContain('<h1>My desk</h1>')
  expect(before!.match(/type="search"/g)).toHaveLength(1)
  expect(waits).toContain('href="/imports/desk00000000"')
  expect(waits).toContain('href="/desk"')
  expect(after).toContain('href="/records/')
  expect(after).toContain('href="/conditions"')
  expect((await member.get('/desk')).html).toContain('href="/imports/desk00000000"')
  for (const who of [operator, visitor(server)])
    expect((await who.get('/')).html).not.toContain('waiting.csv')
  expect((await visitor(server).get('/')).html).not.toContain('What waits for me')
})

test('of much that waits it shows six things, and says how much more is on the desk', async () => {
  for (let n = 1; n < 8; n++) await bringIn(`desk0000000${n}`, `waiting-${n}.csv`, 'Member')
  const { html } = await member.get('/')
  // The first of them is to tell of oneself.
  expect(html.match(/href="\/imports\/desk/g)).toHaveLength(5)
  expect(html).toContain('The whole desk, where 3 more wait')
  expect((await member.get('/desk')).html.match(/href="\/imports\/desk/g)).toHaveLength(8)
})

test('where nothing waits it says so, and what to do next', async () => {
  const who = await signedIn(server, 'Idle')
  expect((await who.get('/')).html).toContain('Your page is empty')
  await who.post('/account/profile/lines', { kind: 'language', audience: 'everyone', value: 'fr' })
  const { html } = await who.get('/')
  expect(html).toContain('Nothing waits.')
  expect(html).toMatch(/href="\/account\/profile">Change my profile/)
  expect(html).toContain('href="/search?sort=newest"')
})

test('it asks the database eight times at most, whoever comes', async () => {
  const app = createApp()
  for (const who of [member, operator]) {
    const cookie = [...who.cookies].map((pair) => pair.join('=')).join('; ')
    const { queries, result } = await countingQueries(async () =>
      (await app.request('/', { headers: { cookie } })).text(),
    )
    expect(result).toContain('What waits for me')
    expect(queries).toBeLessThanOrEqual(8)
  }
})
