import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { gather } from '../../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { createApp, openDoors } from '../../app.ts'
import { countingQueries, db } from '../../base/database/database.ts'
import { everyone, members, stranger as strangerViewer, type Viewer } from '../../base/viewer.ts'

/** The facilitator's desk: what a community needs today, and what is decided about it. */
ownDatabase()
const server = served(openDoors)
const app = createApp()

let kofi: Visitor
let moira: Visitor
let amina: Visitor
let outsider: Visitor
const desk = '/communities/soil/desk'

beforeAll(async () => {
  kofi = await signedIn(server, 'Kofi')
  moira = await signedIn(server, 'Moira')
  amina = await signedIn(server, 'Amina')
  outsider = await signedIn(server, 'Ola')
  const { id } = await gather('soil', {
    members: ['amina'],
    facilitators: ['kofi'],
    moderators: ['moira'],
  })
  await gather('elsewhere', { facilitators: ['ola'] })
  await sql`
    update thing set made = now() - interval '1 year 2 days' where id = ${id}`.execute(db())
  await sql`
    insert into membership (community, person, standing, words) select ${id}, thing, 'asked', 'Let me in' from person where handle = 'ola'`.execute(
    db(),
  )
  const words = JSON.stringify({ original: 'en', texts: { en: 'Ten pits on record' } })
  await sql`insert into community_goal (community, words, measure, by) values (${id}, ${words}::jsonb, ${words}::jsonb, current_date + 5)`.execute(
    db(),
  )
  await sql`update community_role set until = current_date + 9 where role = 'moderator'`.execute(db())
  for (const n of [1, 2, 3, 4]) {
    await amina.post('/communities/soil/threads', {
      ...{ form: 'question', title: `Pit ${n}?`, body: 'How deep?', lang: 'en' },
    })
  }
  await sql`update thread set opened = now() - interval '10 days' + thing * interval '1 millisecond'`.execute(
    db(),
  )
})

/** The titles of the tasks that somebody sees, in their order. */
const tasksOf = async (who: Visitor): Promise<string[]> =>
  [...(await who.get(desk)).html.matchAll(/id="task-\d+"><h3>(.*?)<\/h3>/g)].map(([, title]) =>
    title!.replace(/<[^>]+>/g, ''),
  )
const keyOf = async (who: Visitor, title: string): Promise<string> => {
  const [, after] = (await who.get(desk)).html.split(`<h3>${title}</h3>`)
  return /name="key" value="([^"]+)"/.exec(after ?? '')![1]!
}

test('five tasks at most, two of a sort; what is for facilitators is not asked of moderators', async () => {
  const tasks = await tasksOf(kofi)
  expect(tasks).toHaveLength(5)
  expect(tasks[0]).toBe('Ola asks to join')
  expect(tasks.filter((title) => title.startsWith('Pit'))).toEqual(['Pit 1?', 'Pit 2?'])
  expect((await kofi.get(desk)).html).toMatch(/\d+ more wait/)
  expect((await kofi.get(desk)).html).toContain('Nobody has answered since')
  const ofModerator = await tasksOf(moira)
  expect(ofModerator).not.toContain('Ola asks to join')
  expect(ofModerator).toContain('Pit 1?')
  for (const who of [amina, outsider]) expect((await who.get(desk)).status).toBe(403)
  expect((await visitor(server).get(desk)).status).toBe(403)
  expect((await outsider.post(`${desk}/later`, { key: 'waits:x' })).status).toBe(403)
})

test('a task is put off, handed on to somebody who hears of it, set aside with a reason, and brought back', async () => {
  const first = await keyOf(kofi, 'Pit 1?')
  await kofi.post(`${desk}/later`, { key: first })
  expect(await tasksOf(kofi)).not.toContain('Pit 1?')
  expect((await kofi.post(`${desk}/later`, { key: 'waits:made-up' })).status).toBe(422)
  const request = await keyOf(kofi, 'Ola asks to join')
  // Moderators let nobody in.
  expect((await kofi.post(`${desk}/handing`, { key: request, handle: 'moira' })).status).toBe(422)
  const second = await keyOf(kofi, 'Pit 2?')
  expect((await kofi.post(`${desk}/handing`, { key: second, handle: 'amina' })).status).toBe(422)
  await kofi.post(`${desk}/handing`, { key: second, handle: 'moira' })
  expect(await tasksOf(kofi)).not.toContain('Pit 2?')
  expect((await tasksOf(moira))[0]).toBe('Pit 2?')
  expect((await moira.get(desk)).html).toContain('Kofi handed this on to you')
  const { rows: mail } = await sql<{ body: string }>`
    select body from mail where address = 'moira@example.net' and subject like 'A task%'`.execute(db())
  expect(mail).toHaveLength(1)
  const third = await keyOf(kofi, 'Pit 3?')
  const refused = await kofi.post(`${desk}/aside`, { key: third, reason: '' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('Say why.')
  await kofi.post(`${desk}/aside`, { key: third, reason: 'Asked twice' })
  expect((await kofi.get(desk)).html).toContain('Set aside: Asked twice')
  await kofi.post(`${desk}/return`, { key: third })
  expect(await tasksOf(kofi)).toContain('Pit 3?')
  // What was put off comes back by itself.
  await sql`update desk_task set until = now() - interval '1 hour' where key = ${first}`.execute(db())
  expect(await tasksOf(kofi)).toContain('Pit 1?')
  const { rows } = await sql<{
    verb: string
  }>`select distinct verb from audit where verb like 'desk.%'`.execute(db())
  expect(rows).toHaveLength(4)
})

test('what is done goes by itself: an answer, a yes, a hello that reaches them', async () => {
  const { html } = await kofi.get(desk)
  expect(html).toContain('name="hello" value="amina"')
  const said = await kofi.post('/communities/soil/introductions', {
    hello: 'amina',
    body: 'Welcome, @amina.',
  })
  expect(said.html).toContain('Welcome,')
  expect((await kofi.get(desk)).html).not.toContain('name="hello" value="amina"')
  // A member who greets takes no task off a desk.
  await amina.post('/communities/soil/introductions', { hello: 'kofi', body: 'Good day.' })
  const [, ref] = (await keyOf(kofi, 'Pit 1?')).split(':')
  await kofi.post(`/threads/${ref}/posts`, { body: 'A metre.', lang: 'en' })
  expect(await tasksOf(kofi)).not.toContain('Pit 1?')
  const members = (await kofi.get('/communities/soil/members')).html
  const [, asked] = /members\/(\d+)\/answer/.exec(members)!
  await kofi.post(`/communities/soil/members/${asked}/answer`, { answer: 'yes', words: '' })
  const all = await everyTask()
  expect(all).not.toContain('Ola asks to join')
  expect(all).toContain('Moira, Moderator: until')
  expect(all).toContain('Ten pits on record')
  expect(all).toContain('is 1 year old')
})

/** The titles of all that waits, as the desk shows it once the rest is put off. */
async function everyTask(): Promise<string> {
  const all: string[] = []
  for (let page = await kofi.get(desk); all.length < 40; ) {
    const keys = [...page.html.matchAll(/desk\/later"><input type="hidden" name="key" value="([^"]+)"/g)]
    all.push(...(await tasksOf(kofi)))
    if (keys.length === 0) break
    for (const [, key] of keys) page = await kofi.post(`${desk}/later`, { key: key! })
  }
  return all.join('\n')
}

test('nobody is shown as silent; a language is said to be unheard once enough speak it, and no member named', async () => {
  await sql`delete from desk_task`.execute(db())
  for (const handle of ['amina', 'moira', 'kofi'])
    await sql`insert into profile_line (person, kind, circle, position, code) select thing, 'language', 1, 1, 'sw' from person where handle = ${handle}`.execute(
      db(),
    )
  const all = await everyTask()
  expect(all).toContain('3 members speak Swahili, and nobody writes in it')
  expect(all).not.toMatch(/silent|inactive/)
  await sql`update profile_line set circle = 0 where code = 'sw'`.execute(db())
  await sql`delete from desk_task`.execute(db())
  expect(await everyTask()).not.toContain('Swahili')
})

test('the desk stands on the first page too, asks little, and is data for a token of theirs', async () => {
  await sql`delete from desk_task`.execute(db())
  expect((await kofi.get('/')).html).toContain(`href="${desk}"`)
  expect((await amina.get('/')).html).not.toContain(`href="${desk}"`)
  const cookie = [...kofi.cookies].map((pair) => pair.join('=')).join('; ')
  for (const path of [desk, '/']) {
    const ask = async () => app.request(path, { headers: { cookie } })
    await ask()
    expect((await countingQueries(ask)).queries, path).toBeLessThanOrEqual(8)
  }
  const { rows } = await sql<{ id: number }>`select thing as id from person where handle = 'kofi'`.execute(
    db(),
  )
  const data = (viewer: Viewer) =>
    createApp({ viewerOf: () => viewer }).request('/api/v1/communities/soil/desk')
  const given = await data({ kind: 'person', id: rows[0]!.id, circles: [everyone, members] })
  const { tasks } = (await given.json()) as { tasks: { title: string; address: string }[] }
  expect(tasks.map(({ title }) => title)).toEqual(await tasksOf(kofi))
  expect(tasks[0]!.address).toMatch(/^\//)
  expect((await data(strangerViewer)).status).toBe(401)
})
