import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather, saidIn } from '../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'

/** What people say to each other, through the doors they use. */
process.env.RATE_LIMIT = '0'
ownDatabase()
const server = served(openDoors)

let amina: Visitor
let kofi: Visitor
let outsider: Visitor
let stranger: Visitor

beforeAll(async () => {
  amina = await signedIn(server, 'Amina')
  kofi = await signedIn(server, 'Kofi')
  outsider = await signedIn(server, 'Ola')
  stranger = visitor(server)
  await gather('soil', { members: ['amina'], facilitators: ['kofi'] })
})

const asks = (title: string, more: Record<string, string> = {}) =>
  amina.post('/communities/soil/threads', {
    form: 'question',
    title,
    body: `On ${title}`,
    lang: 'en',
    ...more,
  })
const refOf = (at: string): string => at.split('/')[2]!.split(/[?#]/)[0]!
/** The references of the posts of a page, in their order. */
const postsIn = (html: string): string[] =>
  [...html.matchAll(/class="soft" href="\/posts\/(\w{12})"/g)].map(([, ref]) => ref!)

test('a thread is opened, read by everyone and answered by members; its answer stands under the question', async () => {
  const opened = await asks('How deep should a pit be?')
  expect(opened.status).toBe(200)
  expect(opened.at).toMatch(/^\/threads\/\w{12}\/how-deep-should-a-pit-be$/)
  const ref = refOf(opened.at)
  expect((await stranger.get('/communities/soil')).html).toContain('How deep should a pit be?')
  expect((await stranger.get(opened.at)).html).toContain('Sign in to write')
  expect((await outsider.get(opened.at)).html).toContain('Join the community to write')
  expect((await outsider.post(`/threads/${ref}/posts`, { body: 'Hm', lang: 'en' })).status).toBe(422)
  for (const body of ['Twenty centimetres.', 'As deep as the hand is long.'])
    await kofi.post(`/threads/${ref}/posts`, { body, lang: 'en' })
  const [, , second] = postsIn((await amina.get(opened.at)).html)
  const accepted = await amina.post(`/threads/${ref}/answer`, { post: second!, standing: '' })
  expect(accepted.status).toBe(200)
  const { html } = await stranger.get(opened.at)
  expect(html.indexOf('As deep as')).toBeLessThan(html.indexOf('Twenty'))
  expect(html).toContain('Post 3 answers the question')
  expect((await stranger.get(`/posts/${second}`)).status).toBe(200)
})

test('of two who accept different answers at once one wins, and the other is told', async () => {
  const opened = await asks('Which grass holds a bund?')
  const ref = refOf(opened.at)
  for (const body of ['Vetiver', 'Andropogon']) await kofi.post(`/threads/${ref}/posts`, { body, lang: 'en' })
  const [, first, second] = postsIn((await amina.get(opened.at)).html)
  const answers = await Promise.all([
    amina.post(`/threads/${ref}/answer`, { post: first!, standing: '' }),
    kofi.post(`/threads/${ref}/answer`, { post: second!, standing: '' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)!.html).toContain(
    'Somebody chose another answer meanwhile',
  )
  expect((await outsider.post(`/threads/${ref}/answer`, { post: first!, standing: '' })).status).toBe(403)
  const audited = await db()
    .selectFrom('audit')
    .select('verb')
    .where('verb', '=', 'thread.answered')
    .execute()
  expect(audited).toHaveLength(2)
})

test('a long thread is read by pages, and every post is found', async () => {
  const opened = await asks('A long one')
  const ref = refOf(opened.at)
  await saidIn(ref, 'kofi', 44)
  const first = await stranger.get(opened.at)
  expect(postsIn(first.html)).toHaveLength(20)
  expect(first.html).toContain('1–20 of 45')
  const third = await stranger.get(`${opened.at}?page=3`)
  expect(postsIn(third.html)).toHaveLength(5)
  expect((await stranger.get(`${opened.at}?page=9`)).at).toBe(`${opened.at}?page=3`)
  expect((await stranger.get(`${opened.at}?at=newest`)).at).toBe(`${opened.at}?page=3`)
  const [, , last] = postsIn(third.html)
  expect((await stranger.get(`/posts/${last}`)).at).toBe(`${opened.at}?page=3`)
  // A title that changed leads to the one address.
  expect((await stranger.get(`/threads/${ref}/whatever`)).at).toBe(opened.at)
})

test('a post is quoted by a link, and what was typed wrongly stays', async () => {
  const opened = await asks('To quote')
  const { html } = await kofi.get(`${opened.at}?quote=1`)
  expect(html).toContain('&gt; On To quote')
  const ref = refOf(opened.at)
  const empty = await kofi.post(`/threads/${ref}/posts`, { body: '  ', lang: 'fr' })
  expect(empty.status).toBe(422)
  expect(empty.html).toMatch(/<option value="fr" selected/)
})

test('whoever asks without a name is named to nobody', async () => {
  const opened = await asks('Is our figure wrong?', { sealed: 'yes' })
  for (const who of [stranger, kofi, amina]) {
    const { html } = await who.get(opened.at)
    expect(html.slice(html.indexOf('<main'))).not.toContain('Amina')
    expect(html).toContain('Asked without a name')
  }
  expect((await asks('Just talk', { form: 'discussion', sealed: 'yes' })).status).toBe(422)
})

test('unanswered questions come first for those who can answer', async () => {
  const { html } = await kofi.get('/communities/soil?order=unanswered')
  expect(html.indexOf('A long one')).toBeLessThan(html.indexOf('How deep should a pit be?'))
  expect((await kofi.get('/communities/soil?in=sw')).html).toContain('There is no conversation in Swahili')
})
