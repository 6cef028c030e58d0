import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { gather } from '../../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { headTyped, neededTyped, sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'

/** What a policy means: asked, kept, settled, and made a question or a lesson. */
demoDatabase()
const server = served(openDoors)
const policy = '/records/tg36xdvm7c5j'
const stranger = () => visitor(server)
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
let kofi: Visitor
let lena: Visitor
let outside: Visitor
let mona: Visitor
beforeAll(async () => {
  ;[kofi, lena, outside] = [
    await signedIn(server, 'Kofi'),
    await signedIn(server, 'Lena'),
    await signedIn(server, 'Ivo'),
  ]
  mona = await signedIn(server, 'Mona')
  await gather('register-keepers', { members: ['kofi', 'lena'], moderators: ['mona'] })
})

let thread = ''
test('a policy offers to ask a community, and a story does not', async () => {
  expect((await stranger().get(policy)).html).toContain(`href="${policy}/meaning"`)
  expect((await stranger().get('/records/c7208bd5t96n')).html).not.toContain('/meaning"')
  expect((await kofi.get('/records/c7208bd5t96n/meaning')).status).toBe(404)
  expect(plain((await outside.get(`${policy}/meaning`)).html)).toContain('You belong to no community yet')
  const page = await kofi.get(`${policy}/meaning`)
  expect(page.html).toContain('value="register-keepers"')
  const asked = sentBy(page.html)
  expect(await outside.post(`${policy}/meaning`, asked as Record<string, string>)).toMatchObject({
    status: 422,
  })
  const opened = await kofi.post(`${policy}/meaning`, { ...asked, title: 'What of our books?' })
  thread = opened.at.split('/').slice(0, 3).join('/')
  expect(thread).toMatch(/^\/threads\//)
  expect(plain(opened.html)).toContain('Nothing is noted yet')
  // Somebody else who had the form open finds that it is talked about.
  const again = await lena.post(`${policy}/meaning`, { ...asked, once: 'other', title: 'Mine' })
  expect([again.status, again.html.includes('What of our books?')]).toEqual([422, true])
})

const list = () => `${thread}/implications`
async function first(): Promise<string> {
  return /\/implications\/(\d+)"/.exec((await kofi.get(list())).html)![1]!
}

test('members note what follows, in an order, from posts, and two at once lose nothing', async () => {
  const post = /\/posts\/([a-z0-9]{12})\//.exec((await kofi.get(thread)).html)![1]!
  const said = { lang: 'en', level: 'local', place: 'SL' }
  expect((await kofi.post(list(), { ...said, words: ' ' })).status).toBe(422)
  expect((await kofi.post(list(), { ...said, words: 'a', place: 'ZZZ' })).status).toBe(422)
  await kofi.post(list(), { ...said, words: '<script>alert(1)</script> No column without a use.', post })
  await lena.post(list(), { lang: 'fr', words: 'Dire aux familles à quoi sert le numéro.' })
  for (const who of [outside, stranger()])
    expect((await who.post(list(), { ...said, words: 'Not mine to say' })).status).toBeGreaterThanOrEqual(403)
  const page = await kofi.get(thread)
  expect(page.html).not.toContain('<script>alert')
  expect(plain(page.html)).toMatch(/No column without a use\..*Dire aux familles/)
  await lena.post(`${list()}/${await first()}/order`, { way: 'down' })
  expect(plain((await kofi.get(list())).html)).toMatch(/Dire aux familles.*No column without a use\./)
  const one = `${list()}/${await first()}`
  const seen = sentBy((await kofi.get(one)).html)
  expect((await kofi.post(`${one}/state`, { revision: '1', state: 'settled' })).status).toBe(422)
  await kofi.post(`${one}/state`, { revision: '1', state: 'not-so', reason: 'They know already.' })
  const clash = await lena.post(one, {
    revision: String(seen.revision),
    words: 'Dire aux mères.',
    lang: 'fr',
  })
  expect(clash.status).toBe(422)
  expect(clash.html).toContain('Dire aux mères.')
  await lena.post(one, { ...sentBy(clash.html), revision: '2', words: 'Dire aux mères.', lang: 'fr' })
  const now = plain((await stranger().get(one)).html)
  expect(now).toMatch(/Dire aux mères.*not so.*They know already.*What it said before.*Dire aux familles/)
  expect(plain((await stranger().get(policy)).html)).toContain('Dire aux mères.')
  const data = await (await fetch(`${server.origin}/api/v1${list()}?limit=1`)).json()
  expect(data).toMatchObject({
    total: 2,
    next: '2',
    items: [{ words: 'Dire aux mères.', state: 'not-so', by: 'Lena' }],
  })
})

test('it becomes a question of the agenda and a lesson, linked both ways', async () => {
  const one = `${list()}/${await first()}`
  for (const act of ['question', 'lesson'])
    expect((await outside.post(`${one}/${act}`, { words: 'How?', lang: 'en' })).status).toBe(422)
  const question = await kofi.post(`${one}/question`, { words: 'How do mothers hear of it?', lang: 'en' })
  expect(question.at).toContain('/communities/register-keepers/agenda/')
  expect(plain(question.html)).toContain('Dire aux mères.')
  expect(plain(question.html)).toContain('What of our books?')
  const lesson = await kofi.post(`${one}/lesson`)
  expect(lesson.at).toMatch(/^\/drafts\/[a-z0-9]{12}\/essentials$/)
  expect(sentBy(lesson.html)).toMatchObject({ '@record/only/title/fr': 'Dire aux mères.' })
  const mine = await kofi.get(one)
  expect(plain(mine.html)).toContain('How do mothers hear of it?')
  expect(mine.html).toContain(lesson.at.replace('/essentials', ''))
  // A draft is nobody else's to know of.
  expect((await lena.get(one)).html).not.toContain('/drafts/')
})

test('a lesson that was published links back; the list says where one holds; one is taken out while nothing came of it', async () => {
  const one = `${list()}/${await first()}`
  const draft = /\/drafts\/([a-z0-9]{12})/.exec((await kofi.get(one)).html)![0]
  const needed = neededTyped(await definitionOf((await editionFor('lesson'))!.id))
  const inFrench = (typed: Record<string, string | string[]>) =>
    Object.fromEntries(Object.entries(typed).map(([name, words]) => [name.replace(/\/en$/, '/fr'), words]))
  const page = await kofi.get(`${draft}/essentials`)
  await sendForm(kofi, page, inFrench({ ...headTyped('Dire aux mères'), ...needed }))
  const published = await kofi.post(`${draft}/publication`)
  expect(published.at, plain(published.html)).toMatch(/^\/records\//)
  expect((await stranger().get(published.at)).html).toContain(one)
  expect(plain((await stranger().get(one)).html)).toContain('Dire aux mères')
  // Something came of it.
  expect((await kofi.post(`${one}/removal`)).status).toBe(422)
  await kofi.post(list(), { words: 'Nobody needs this.', lang: 'en', place: 'NE' })
  expect(plain((await stranger().get(list())).html)).toMatch(/Nobody needs this\. .*Niger/)
  const [, id] = /\/implications\/(\d+)"[^>]*>(?:<[^>]+>)*Nobody needs this/.exec(
    (await kofi.get(list())).html,
  )!
  expect((await lena.post(`${list()}/${id}/removal`)).status).toBe(422)
  await kofi.post(`${list()}/${id}/removal`)
  expect(plain((await stranger().get(list())).html)).not.toContain('Nobody needs this')
})

test('what a closed community says of a policy is nowhere for others', async () => {
  const { circle } = await gather('behind-doors', { members: ['kofi'], closed: true })
  await sql`insert into in_circle (circle, person) select ${circle}, thing from person where handle = 'kofi'`.execute(
    db(),
  )
  const asked = sentBy((await kofi.get(`${policy}/meaning`)).html)
  const opened = await kofi.post(`${policy}/meaning`, {
    ...asked,
    community: 'behind-doors',
    title: 'Between us',
  })
  const closed = `${opened.at.split('/').slice(0, 3).join('/')}/implications`
  await kofi.post(closed, { words: 'A canary of ours.', lang: 'en' })
  expect(plain((await kofi.get(policy)).html)).toContain('A canary of ours.')
  const one = /\/implications\/(\d+)"/.exec((await kofi.get(closed)).html)![1]
  for (const who of [stranger(), outside]) {
    expect((await who.get(policy)).html).not.toContain('canary')
    for (const path of [closed, `${closed}/new`, `${closed}/${one}`, `/api/v1${closed}`])
      expect((await who.get(path)).status, path).toBe(404)
  }
  // Nor can one be reached by another thread's address.
  expect((await stranger().get(`${list()}/${one}`)).status).toBe(404)
})

test('what may not be said in a community is said by none of its doors', async () => {
  const { id } = await db()
    .insertInto('blocked')
    .values({ kind: 'words', given: 'casino', folded: 'casino', act: 'hold' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const said = { words: 'Visit the casino.', lang: 'en' }
  expect((await lena.post(list(), said)).status).toBe(422)
  expect((await lena.post(`${thread}/summary`, said)).status).toBe(422)
  const page = { title: 'Where to go', body: 'Visit the casino.', lang: 'en' }
  expect((await lena.post('/communities/register-keepers/pages', page)).status).toBe(422)
  expect((await stranger().get(thread)).html).not.toContain('casino')
  await db().deleteFrom('blocked').where('id', '=', id).execute()
})

test('one is reported like a post, taken from sight with a reason, and brought back', async () => {
  await kofi.post(list(), { words: 'Bob is a thief.', lang: 'en' })
  const [, id] = /\/implications\/(\d+)"[^>]*>(?:<[^>]+>)*Bob is a thief/.exec((await lena.get(list())).html)!
  const one = `${list()}/${id}`
  const thing = /\/reports\/new\?thing=(\w{12})/.exec((await lena.get(one)).html)![1]!
  expect((await kofi.get(one)).html).not.toContain('/reports/new')
  const given = { thing, reason: 'rude', words: 'He is not.' }
  expect((await kofi.post('/reports', given)).status).toBe(422)
  expect((await lena.post('/reports', given)).status).toBe(200)
  const queue = await mona.get('/communities/register-keepers/reports')
  expect(queue.html).toContain('What of our books?')
  const matter = /\/communities\/register-keepers\/reports\/\d+/.exec(queue.html)![0]
  const decision = { outcome: 'hidden', measure: 'none', reason: 'It names somebody.' }
  expect((await mona.post(matter, decision)).status).toBe(200)
  for (const path of [list(), thread, policy, `/api/v1${list()}`])
    expect((await stranger().get(path)).html, path).not.toContain('Bob is a thief')
  expect((await kofi.get(one)).status).toBe(404)
  const { id: deed } = await db()
    .selectFrom('deed')
    .select('id')
    .where('kind', '=', 'hidden')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(
    (await mona.post(`/communities/register-keepers/log/${deed}/undoing`, { reason: 'Settled' })).status,
  ).toBe(200)
  expect((await stranger().get(one)).html).toContain('Bob is a thief')
})
