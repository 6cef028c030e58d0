import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { demoDatabase } from '../tests/support/database.ts'
import { served } from '../tests/support/serving.ts'
import { visitor } from '../tests/support/visitor.ts'
import { openDoors } from './app.ts'
import { db } from './base/database/database.ts'
import { importPeople } from './pack-people.ts'
import { demoPassword } from './people/demo.ts'

demoDatabase()
const server = served(openDoors)
const stranger = visitor(server)

test('the demo has people who say what they know, and organisations that lack a custodian', async () => {
  const { html: people } = await stranger.get('/people?knows=stone-bunds')
  expect(people).toContain('Salamata Ouédraogo')
  const { html } = await stranger.get('/organisations/ponte-de-linguas')
  expect(html).toContain('2 records; 2 lack a custodian')
  expect((await stranger.get('/records/c7208bd5t96n')).html).toContain('href="/people/mariama-koroma-tucker"')
})

test('in the demo something waits for the member and for whoever keeps an organisation', async () => {
  const member = visitor(server)
  await member.post('/sign-in', { email: 'member@demo.example', password: demoPassword })
  expect((await member.get('/desk')).html).toContain('You are asked to keep this record true')
})

test('what is mailed while packs are loaded leads to pages of this instance', async () => {
  const { rows } = await sql<{ body: string }>`
    select body from mail where address = 'member@demo.example' and body like '%custodian%'`.execute(db())
  expect(rows[0]!.body).toMatch(/^https?:\/\/\S+\/records\/\w+\/custodian$/m)
  expect(rows[0]!.body).toContain('where you have an account')
})

test('in the demo members say how a practice went elsewhere, and one adapted it', async () => {
  const { html } = await stranger.get('/records/568qx7fefd72')
  expect(html).toContain('Used 7 times: worked 4, partly 2, did not 1')
  expect(html).toContain('href="/records/ygc5qwps0ab2"')
  expect((await stranger.get('/search?q=stone+bunds')).html).toContain('worked 4, partly 2, did not 1')
})

test('a file of people that is none says what is wrong and where', async () => {
  const report = await importPeople([
    { place: 'people.json', json: { format: 'baobab-people/1', people: [{ name: 'Nobody' }] } },
  ])
  expect(report.made).toBe(0)
  expect(report.faults).toContainEqual(expect.objectContaining({ place: 'people.json, people.0.email' }))
})
