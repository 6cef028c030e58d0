import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'

/** What becomes of what was said, and of who said it: taken from sight, put elsewhere, paused. */
process.env.RATE_LIMIT = '0'
ownDatabase()
const server = served(openDoors)

let amina: Visitor
let kofi: Visitor
let stranger: Visitor

beforeAll(async () => {
  amina = await signedIn(server, 'Amina')
  kofi = await signedIn(server, 'Kofi')
  stranger = visitor(server)
  await gather('soil', { members: ['amina'], facilitators: ['kofi'] })
})

const asks = (title: string, more: Record<string, string> = {}) =>
  amina.post('/communities/soil/threads', {
    ...{ form: 'question', title, body: `On ${title}`, lang: 'en' },
    ...more,
  })
const refOf = (at: string): string => at.split('/')[2]!.split(/[?#]/)[0]!
/** The references of the posts of a page, in their order. */
const postsIn = (html: string): string[] =>
  [...html.matchAll(/class="soft" href="\/posts\/(\w{12})"/g)].map(([, ref]) => ref!)
const accept = (ref: string, post: string, standing = '') =>
  kofi.post(`/threads/${ref}/answer`, { post, standing })

test('an answer that is taken from sight answers nothing, and answers again once it is back', async () => {
  const opened = await asks('How deep should a pit be?')
  const ref = refOf(opened.at)
  for (const body of ['Buy my digger.', 'As deep as the hand is long.'])
    await kofi.post(`/threads/${ref}/posts`, { body, lang: 'en' })
  const [, bad, good] = postsIn((await amina.get(opened.at)).html)
  const accepted = async () => (await stranger.get(`/api/v1/threads/${ref}`)).html
  const answered = async () => (await stranger.get(opened.at)).html.includes('Answered')
  await accept(ref, bad!)
  expect(await accepted()).toContain(`"accepted":"${bad}"`)
  expect(await answered()).toBe(true)
  await kofi.post(`/posts/${bad}/hiding`, { why: 'It sells.' })
  expect(await accepted()).not.toContain('accepted')
  expect(await answered()).toBe(false)
  expect((await stranger.get('/communities/soil')).html).not.toContain('Answered')
  await kofi.post(`/posts/${bad}/hiding/end`, {})
  expect(await accepted()).toContain(`"accepted":"${bad}"`)

  // Another is chosen meanwhile: that stays.
  await kofi.post(`/posts/${bad}/hiding`, { why: 'It sells.' })
  expect((await accept(ref, good!)).status).toBe(200)
  await kofi.post(`/posts/${bad}/hiding/end`, {})
  expect(await accepted()).toContain(`"accepted":"${good}"`)
})
