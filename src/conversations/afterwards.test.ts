import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'

/** What becomes of what was said, and of who said it: taken from sight, put elsewhere, paused. */
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

/** A form with these words and files. */
function along(words: Record<string, string>, files: [string, string | Uint8Array<ArrayBuffer>][]): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(words)) form.append(name, value)
  for (const [name, bytes] of files) form.append('files', new File([bytes], name))
  return form
}

test('a reply and a new thread take files with them; a refused form keeps the words and names the files', async () => {
  const opened = await amina.send(
    '/communities/soil/threads',
    along({ form: 'question', title: 'What grows here?', body: 'See the list.', lang: 'en' }, [
      ['list.txt', 'millet'],
      ['rain.csv', 'year,mm\n2024,400'],
    ]),
  )
  expect(opened.status).toBe(200)
  expect(opened.html).toContain('list.txt')
  expect(opened.html).toContain('rain.csv')
  const ref = refOf(opened.at)
  const reply = { lang: 'en', once: 'abcdefghijkl' }

  const empty = await kofi.send(`/threads/${ref}/posts`, along({ ...reply, body: ' ' }, [['a.txt', 'a']]))
  expect(empty.status).toBe(422)
  expect(empty.html).toContain('Choose again: a.txt')
  const long = 'x'.repeat(50_000)
  const tooLong = await kofi.send(`/threads/${ref}/posts`, along({ ...reply, body: long }, [['a.txt', 'a']]))
  expect(tooLong.status).toBe(422)
  expect(tooLong.html).toContain(long)
  const preview = await kofi.send(
    `/threads/${ref}/posts`,
    along({ ...reply, body: 'Soon **sent**', act: 'preview' }, [['a.txt', 'a']]),
  )
  expect(preview.html).toContain('<strong>sent</strong>')
  expect(preview.html).toContain('Choose again: a.txt')

  // The words stand, with what was good; what was not is named. Sent twice it stands once.
  for (const _ of [1, 2]) {
    const half = await kofi.send(
      `/threads/${ref}/posts`,
      along({ ...reply, body: 'Sorghum.' }, [
        ['good.txt', 'sorghum'],
        ['bad.exe', new Uint8Array([0x4d, 0x5a, 0x90, 0])],
      ]),
    )
    expect(half.status).toBe(422)
    expect(half.html).toContain('bad.exe')
    expect(half.html).toContain('good.txt')
  }
  const { html } = await stranger.get(opened.at)
  expect(html.split('Sorghum.').length).toBe(2)
  expect(html).toContain('good.txt')
  expect(html).not.toContain('bad.exe')

  // A file could say who asked.
  const sealed = { form: 'question', title: 'May I sell it?', body: 'Unnamed', lang: 'en', sealed: 'yes' }
  const refused = await amina.send('/communities/soil/threads', along(sealed, [['me.txt', 'Amina']]))
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('A file could say who asked')

  // Of too much at once the words are kept.
  const heap = Array.from({ length: 21 }, (_, i): [string, string] => [`${i}.txt`, String(i)])
  const tooMany = await kofi.send(`/threads/${ref}/posts`, along({ lang: 'en', body: 'A heap.' }, heap))
  expect(tooMany.status).toBe(422)
  expect(tooMany.html).toContain('A heap.')
  const signedOut = await stranger.send(
    `/threads/${ref}/posts`,
    along({ lang: 'en', body: 'Who am I?' }, [['a.txt', 'a']]),
  )
  expect(signedOut.status).toBe(403)
  expect(signedOut.html).toContain('Who am I?')
})

test('what a thread is put into is found by words among those one arranges, and old addresses lead there', async () => {
  const [old, target] = [await asks('Dry spells in May'), await asks('Rain in the hills')]
  const [from, to] = [refOf(old.at), refOf(target.at)]
  const elsewhere = await gather('closed', { members: ['kofi'], closed: true })
  const { at: hidden } = await kofi.post('/communities/closed/threads', {
    ...{ form: 'discussion', title: 'Rain we keep to ourselves', body: 'Only us', lang: 'en' },
  })
  expect(elsewhere.id).toBeGreaterThan(0)
  expect((await kofi.get(`/threads/${from}/arrange`)).html).toContain('Rain in the hills')
  const { html } = await kofi.get(`/threads/${from}/arrange?q=rain`)
  expect(html).toContain(`value="${to}"`)
  expect(html).not.toContain(refOf(hidden))
  expect(html).not.toContain(`value="${from}"`)
  expect((await kofi.get(`/threads/${from}/arrange?q=nowhere`)).html).toContain('has these words')
  const nothing = await kofi.post(`/threads/${from}/merging`, { q: 'rain' })
  expect(nothing.status).toBe(422)
  expect(nothing.html).toContain('Choose a conversation')
  expect(nothing.html).toContain(`value="${to}"`)

  // Each was being written up.
  const writeUps: string[] = []
  for (const ref of [from, to]) {
    const choosing = (await amina.get(`/threads/${ref}/write-up`)).html
    const chosen = /name="chosen" value="([^"]+)"/.exec(choosing)![1]!
    writeUps.push((await amina.post(`/threads/${ref}/write-up`, { shown: [chosen], chosen: [chosen] })).at)
  }
  const merged = await kofi.post(`/threads/${from}/merging`, { q: 'rain', into: to })
  expect(merged.at).toBe(target.at)
  for (const path of [`/threads/${from}`, old.at, `${old.at}?page=2`, `/threads/${from}/arrange`])
    expect((await kofi.get(path)).status).toBe(200)
  expect((await stranger.get(old.at)).at).toBe(target.at)
  expect((await amina.get(`/threads/${from}/write-up`)).html).toContain('On Rain in the hills')
  const led = await amina.get(writeUps[0]!)
  expect(led.at).toBe(writeUps[1])
  const { rows } = await sql<{ words: string }>`
    select words from passage join thing on thing.id = write_up where thing.ref = ${refOf(led.at)} order by position`.execute(
    db(),
  )
  expect(rows.map(({ words }) => words)).toEqual(['On Rain in the hills', 'On Dry spells in May'])
})

test('whoever is paused neither thanks nor votes', async () => {
  const { id } = await gather('quiet', { members: ['amina'], facilitators: ['kofi'] })
  const opened = await kofi.post('/communities/quiet/threads', {
    ...{ form: 'poll', title: 'Which day?', body: 'Choose', lang: 'en', choices: 'Monday\nFriday' },
  })
  const ref = refOf(opened.at)
  const [post] = postsIn(opened.html)
  const choice = /name="choice" value="(\d+)"/.exec((await amina.get(opened.at)).html)![1]!
  await sql`insert into deed (community, kind, person, reason, until)
    select ${id}, 'paused', thing, 'Rude', now() + interval '3 days' from person where handle = 'amina'`.execute(
    db(),
  )
  expect((await amina.get(opened.at)).html).not.toContain(`/posts/${post}/thanks`)
  for (const [path, form] of [
    [`/posts/${post}/thanks`, {}],
    [`/threads/${ref}/vote`, { choice }],
    [`/threads/${ref}/summary`, { lang: 'en', words: 'About days.' }],
  ] as const)
    expect((await amina.post(path, form)).status, path).toBe(403)
})

test('who asked without a name is warned and goes on without one', async () => {
  const opened = await asks('May I say no?', { sealed: 'yes' })
  const ref = refOf(opened.at)
  expect((await amina.get(opened.at)).html).toContain('A reply by name could say who asked')
  expect((await kofi.get(opened.at)).html).not.toContain('A reply by name')
  await amina.post(`/threads/${ref}/posts`, { body: 'Thank you, I will.', lang: 'en', as: 'unnamed' })
  const { html } = await stranger.get(opened.at)
  expect(html).toContain('Thank you, I will.')
  expect(html).not.toContain('Amina')
  const refused = await kofi.post(`/threads/${ref}/posts`, { body: 'Me too', lang: 'en', as: 'unnamed' })
  expect(refused.status).toBe(422)
  await amina.post(`/threads/${ref}/posts`, { body: 'As a member.', lang: 'en', as: 'named' })
  expect((await stranger.get(opened.at)).html).toContain('Amina')
})
