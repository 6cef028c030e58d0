import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { password, signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather, saidIn } from '../../tests/support/talking.ts'
import { until } from '../../tests/support/until.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { createApp, openDoors } from '../app.ts'
import { isListening, listenForChanges } from '../base/cache/kept-pages.ts'
import { config } from '../base/config.ts'
import { countingQueries, db } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { everyone, members, stranger as strangerViewer, type Viewer } from '../base/viewer.ts'
import { reactions } from '../reactions.ts'

/** What people say to each other, through the doors they use. */
const database = ownDatabase()
const server = served(openDoors)

/** What the service that sums up was sent. */
const told: string[] = []
const service = served(() =>
  createServer(async (asked, answer) => {
    told.push(await text(asked))
    answer.end(JSON.stringify({ choices: [{ message: { content: 'It is about pits.\n<script>' } }] }))
  }),
)

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
  const [standing] = await db()
    .selectFrom('thread')
    .innerJoin('thing', 'thing.id', 'accepted')
    .select('thing.ref')
    .where('thread.title', '=', 'Which grass holds a bund?')
    .execute()
  await kofi.post(`/threads/${ref}/answer`, { post: '', standing: standing!.ref })
  const audited = await db()
    .selectFrom('audit')
    .select('who')
    .where('verb', '=', 'thread.unanswered')
    .execute()
  expect(audited).toHaveLength(1)
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
  const ref = refOf(opened.at)
  await kofi.post(`/threads/${ref}/posts`, { body: 'It may be.', lang: 'en' })
  const [question, answer] = postsIn((await amina.get(opened.at)).html)
  await amina.post(`/threads/${ref}/answer`, { post: answer!, standing: '' })
  expect((await amina.get(`/posts/${question}/files`)).status).toBe(403)
  expect((await amina.get(opened.at)).html).toContain(`/posts/${question}/edit`)
  // Nothing that operators read says it either.
  const { rows } = await sql<{ words: string }>`
    select coalesce(string_agg(audit::text, ' '), '') as words from audit where thing in (select id from thing where ref in (${ref}, ${question!}, ${answer!}))`.execute(
    db(),
  )
  expect(rows[0]!.words).toBe('')
  expect((await asks('Just talk', { form: 'discussion', sealed: 'yes' })).status).toBe(422)
})

test('unanswered questions come first for those who can answer', async () => {
  const { html } = await kofi.get('/communities/soil?order=unanswered')
  expect(html.indexOf('A long one')).toBeLessThan(html.indexOf('How deep should a pit be?'))
  expect((await kofi.get('/communities/soil?in=sw')).html).toContain('There is no conversation in Swahili')
})

/** A thread with these posts in it by the facilitator, the first by the member; gives its reference and address. */
async function talk(title: string, ...said: string[]) {
  const { at } = await asks(title)
  for (const body of said) await kofi.post(`/threads/${refOf(at)}/posts`, { body, lang: 'en' })
  return { at, ref: refOf(at), posts: postsIn((await kofi.get(at)).html) }
}

test('mentions lead to people, at most twenty hear of it, and links to what is here stand as cards', async () => {
  await db().updateTable('thing').set({ circle: everyone }).where('kind', '=', 'person').execute()
  const other = await talk('Linked from elsewhere')
  const five = Array.from({ length: 500 }, (_, i) => `@nobody-${i}`).join(' ')
  const { at, ref, posts } = await talk(
    'Who knows?',
    `Ask @ola and \`@amina\`. See [it](${other.at}). ${five}`,
  )
  const { html } = await stranger.get(at)
  expect(html).toContain('<a href="/people/ola" rel="nofollow ugc">@ola</a>')
  expect(html).toContain('<code>@amina</code>')
  expect(html).toMatch(/<a class="whole" href="\/threads\/\w+\/linked-from-elsewhere">/)
  const noted = await db().selectFrom('mention').select('person').execute()
  expect(noted).toHaveLength(1)
  const all = Array.from({ length: 25 }, (_, i) => `m${i}`)
  await sql`
    with circles as (insert into circle (kind) select 'named' from generate_series(1, 25) returning id),
      numbered as (select id as circle, 'm' || row_number() over () - 1 as handle, nextval(pg_get_serial_sequence('thing', 'id')) as id from circles),
      things as (insert into thing (id, ref, kind, circle, state, origin) overriding system value
        select id, lpad(id::text, 12, '0'), 'person', ${everyone}, 'published', (select origin from thing limit 1) from numbered)
    insert into person (thing, handle, name, circle, lang) select id, handle, handle, circle, 'en' from numbered`.execute(
    db(),
  )
  await kofi.post(`/threads/${ref}/posts`, { body: all.map((name) => `@${name}`).join(' '), lang: 'en' })
  expect(await db().selectFrom('mention').select('person').execute()).toHaveLength(21)
  expect((await kofi.get('/mentions?q=am')).html).toContain('data-value="@amina"')
  expect(posts).toHaveLength(2)
})

test('a script in every field is words', async () => {
  const script = '<script>alert(1)</script><img src=x onerror=alert(1)>'
  const opened = await amina.post('/communities/soil/threads', {
    form: 'question',
    title: `${script}?`,
    body: `${script} [x](javascript:alert(1)) ![p](https://elsewhere.example/x.png)`,
    lang: 'en',
    interest: script,
  })
  const ref = refOf(opened.at)
  await kofi.post(`/posts/${postsIn((await kofi.get(opened.at)).html)[0]}/hiding/end`)
  for (const path of [opened.at, '/communities/soil', `${opened.at}?quote=1`, `/threads/${ref}/arrange`]) {
    const { html, status } = await kofi.get(path)
    expect(status, path).toBe(200)
    expect(html, path).not.toMatch(/<script>alert|<img src=x|href="javascript|src="https:\/\/elsewhere/)
  }
})

test('a post of two megabytes is refused with what it may have, and kept', async () => {
  const { ref, at, posts } = await talk('How long?', 'As long as it takes.')
  const body = 'بئر '.repeat(500_000)
  for (const path of [`/threads/${ref}/posts`, `/posts/${posts[1]}/edit`])
    for (const act of ['send', 'preview']) {
      const seen = await kofi.post(path, { body, lang: 'ar', act })
      expect(seen.status, `${act} ${path}`).toBe(422)
      expect(seen.html).toContain('40,000 characters at most')
      expect(seen.html).toContain(body)
      expect(seen.html).not.toContain('id="preview"')
    }
  expect((await kofi.get(at)).html).toContain('2 posts')
})

test('a post is looked at before it is sent, and edited with its history', async () => {
  const { ref, at } = await talk('An edit')
  const preview = await kofi.post(`/threads/${ref}/posts`, {
    body: 'Deep *pits*.',
    lang: 'en',
    act: 'preview',
  })
  expect(preview.status).toBe(200)
  expect(preview.html).toContain('<em>pits</em>')
  expect((await kofi.get(at)).html).not.toContain('Deep')
  await kofi.post(`/threads/${ref}/posts`, { body: 'Deep pits.', lang: 'en' })
  const [, post] = postsIn((await kofi.get(at)).html)
  expect((await amina.get(`/posts/${post}/edit`)).status).toBe(403)
  expect((await amina.post(`/posts/${post}/edit`, { body: 'No', lang: 'en' })).status).toBe(403)
  const edited = await kofi.post(`/posts/${post}/edit`, { body: 'Shallow pits.', lang: 'en', seen: '' })
  expect(edited.html).toContain('Shallow pits.')
  const late = await kofi.post(`/posts/${post}/edit`, { body: 'Old window.', lang: 'en', seen: '' })
  expect(late.status).toBe(422)
  expect(late.html).toContain('Old window.')
  const history = await stranger.get(`/posts/${post}/history`)
  expect(history.html).toContain('<del>Deep</del>')
  expect(history.html).toContain('<ins>Shallow</ins>')
})

test('a thread is closed and opened, pinned, and a post hidden: with reasons, by those who may, and back', async () => {
  const { ref, at, posts } = await talk('To arrange', 'Spam for you')
  for (const act of ['closing', 'pin', 'split', 'merging', 'home'])
    expect(
      (await amina.post(`/threads/${ref}/${act}`, { why: 'x', title: 'x', into: 'x', community: 'soil' }))
        .status,
      act,
    ).toBeGreaterThan(402)
  await kofi.post(`/threads/${ref}/closing`, { why: 'It is settled.' })
  expect((await stranger.get(at)).html).toContain('It is settled.')
  const late = await amina.post(`/threads/${ref}/posts`, { body: 'But the slope!', lang: 'en' })
  expect(late.html).toContain('This conversation is closed.')
  expect(late.html).toContain('But the slope!</textarea>')
  await kofi.post(`/threads/${ref}/reopening`)
  await kofi.post(`/threads/${ref}/pin`)
  const list = (await stranger.get('/communities/soil')).html
  expect(list.indexOf('To arrange')).toBeLessThan(list.indexOf('An edit'))
  await kofi.post(`/threads/${ref}/pin/removal`)
  expect((await amina.post(`/posts/${posts[1]}/hiding`, { why: 'x' })).status).toBe(422)
  await kofi.post(`/posts/${posts[1]}/hiding`, { why: 'It sells something.' })
  const hidden = (await stranger.get(at)).html
  expect(hidden).not.toContain('Spam for you')
  expect(hidden).toContain('It sells something.')
  expect((await stranger.get(`/posts/${posts[1]}/history`)).status).toBe(404)
  await kofi.post(`/posts/${posts[1]}/hiding/end`)
  expect((await stranger.get(at)).html).toContain('Spam for you')
})

test('posts are split off and put together; their addresses lead to where they stand', async () => {
  const one = await talk('The one', 'Stray one', 'Stays', 'Stray two')
  const [, stray, , second] = one.posts
  await amina.post(`/threads/${one.ref}/answer`, { post: stray!, standing: '' })
  const split = await kofi.post(`/threads/${one.ref}/split`, { posts: [stray!, second!], title: 'Strays' })
  expect(split.at).toMatch(/\/strays$/)
  expect(split.html).toMatch(/Stray one[\s\S]*Stray two/)
  expect((await stranger.get(one.at)).html).toContain('2 posts')
  expect((await stranger.get(`/posts/${second}`)).at).toBe(split.at)
  const merged = await kofi.post(`/threads/${refOf(split.at)}/merging`, { into: `http://x${one.at}` })
  expect(merged.at).toBe(one.at)
  expect((await stranger.get(split.at)).at).toBe(one.at)
  expect((await stranger.get(`/posts/${second}`)).at).toBe(one.at)
  expect((await kofi.post(`/threads/${refOf(split.at)}/posts`, { body: 'x', lang: 'en' })).status).toBe(422)
  const places = await db()
    .selectFrom('post')
    .innerJoin('thing', 'thing.id', 'post.thread')
    .select('nth')
    .where('thing.ref', '=', one.ref)
    .orderBy('nth')
    .execute()
  expect(places.map(({ nth }) => nth)).toEqual([1, 3, 5, 6])
})

test('a thread moves to another community, and never to where more would read it', async () => {
  const { ref, at } = await talk('Moving')
  expect((await kofi.post(`/threads/${ref}/home`, { community: 'nowhere' })).status).toBe(422)
  await gather('water', { facilitators: ['kofi'] })
  await kofi.post(`/threads/${ref}/home`, { community: '/communities/water' })
  expect((await stranger.get('/communities/water')).html).toContain('Moving')
  expect((await stranger.get(at)).status).toBe(200)
})

test('thanks are counted once', async () => {
  const { posts, at } = await talk('Thanks', 'Here you are')
  await amina.post(`/posts/${posts[1]}/thanks`)
  await amina.post(`/posts/${posts[1]}/thanks`)
  expect((await stranger.get(at)).html).toContain('1 person says thanks')
  expect((await kofi.post(`/posts/${posts[1]}/thanks`)).status).toBe(403)
})

test('how far one has read is shown to oneself, and leads on', async () => {
  const { at, ref } = await talk('Reading on', 'One', 'Two')
  await amina.get(at)
  await saidIn(ref, 'kofi', 30)
  const list = (await amina.get('/communities/soil')).html
  expect(list).toMatch(/30 new/)
  expect((await stranger.get('/communities/soil')).html).not.toMatch(/\d+ new/)
  const way = await fetch(`${server.origin}${at}?at=new`, {
    redirect: 'manual',
    headers: { cookie: [...amina.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  })
  expect(way.headers.get('location')).toBe(`${at}#post-4`)
  expect((await amina.get(`${at}?page=2`)).html).toContain('>New<')
})

test('whoever keeps a line to a thread hears that it changed', async () => {
  const stop = listenForChanges(database.url)
  await until(() => expect(isListening()).toBe(true))
  const { at, ref } = await talk('Live')
  const answer = await fetch(`${server.origin}/threads/${ref}/events`)
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const heard = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await heard.read()).value).toContain('retry')
  // Kept for strangers, and let go of at once.
  for (let time = 0; time < 2; time++) expect((await stranger.get(at)).html).not.toContain('Just now')
  await kofi.post(`/threads/${ref}/posts`, { body: 'Just now.', lang: 'en' })
  expect((await heard.read()).value).toContain('changed')
  expect((await stranger.get(at)).html).toContain('Just now')
  await heard.cancel()
  // A crowd that asks for what was just let go of has it made once.
  await kofi.post(`/threads/${ref}/posts`, { body: 'Once more.', lang: 'en' })
  const app = createApp({ viewerOf: () => strangerViewer })
  const { queries, result } = await countingQueries(() =>
    Promise.all(Array.from({ length: 20 }, async () => (await app.request(at)).text())),
  )
  expect(new Set(result).size).toBe(1)
  expect(result[0]).toContain('Once more.')
  expect(queries).toBeLessThanOrEqual(8)
  await stop()
})

test('threads and posts are read and written by program, as far as their owner may', async () => {
  const { ref } = await talk('By program', 'An answer')
  await drain(reactions)
  const get = async (path: string) => (await fetch(`${server.origin}/api/v1${path}`)).json() as Promise<never>
  const list = await get('/threads?community=soil&kind=question&limit=100')
  expect((list as { items: { ref: string }[] }).items.map((one) => one.ref)).toContain(ref)
  expect(await get(`/threads/${ref}`)).toMatchObject({ title: 'By program', posts: 2, community: 'soil' })
  const posts = (await get(`/threads/${ref}/posts?limit=1`)) as { items: object[]; next: string }
  expect(posts).toMatchObject({
    items: [{ nth: 1, body: 'On By program', by: 'Amina' }],
    total: 2,
    next: '1',
  })
  expect(await get(`/threads/${ref}/posts?cursor=1`)).toMatchObject({ items: [{ nth: 2 }], next: null })
})

test('who leaves has removed what nobody answered, and the rest stays without their name', async () => {
  const zeno = await signedIn(server, 'Zeno')
  await sql`insert into membership (community, person, standing) select community.thing, person.thing, 'member' from community, person where slug = 'soil' and handle = 'zeno'`.execute(
    db(),
  )
  const { at, ref } = await talk('Leaving')
  await zeno.post(`/threads/${ref}/posts`, { body: 'Answered words', lang: 'en' })
  await kofi.post(`/threads/${ref}/posts`, { body: 'Thank you', lang: 'en' })
  await zeno.post(`/threads/${ref}/posts`, { body: 'Lonely words', lang: 'en' })
  const alone = await zeno.post('/communities/soil/threads', {
    form: 'discussion',
    title: 'Alone',
    body: 'Hello?',
    lang: 'en',
  })
  expect((await zeno.get('/account/export')).html).toContain('Lonely words')
  await zeno.post('/account/deletion', { password, credit: 'unnamed', unanswered: 'yes' })
  const { html } = await stranger.get(at)
  expect(html).toContain('Answered words')
  expect(html).toContain('Somebody who left')
  expect(html).not.toContain('Lonely words')
  expect(html).toContain('3 posts')
  expect((await stranger.get(alone.at)).status).toBe(404)
})

test('conversations and what is said in them are found by their words', async () => {
  await talk('Termites in the mulch', 'Vermicompost keeps them away.')
  await drain(reactions)
  const found = await stranger.get('/search?q=vermicompost')
  expect(found.html).toContain('Termites in the mulch')
  expect(found.html).toMatch(/href="\/posts\/\w{12}"/)
  expect((await stranger.get('/search?q=termites')).html).toContain('/termites-in-the-mulch')
})

test('a program writes with a token what the pages write, and is refused the same', async () => {
  const shown = await amina.post('/account/tokens', { name: 'A program', days: '30', may: 'write' })
  const [token] = /baobab_[\w-]+/.exec(shown.html)!
  const send = (method: string, path: string, body: object) =>
    fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const opened = await send('POST', '/threads', {
    form: 'question',
    title: 'From afar',
    community: 'soil',
    body: 'Hm',
    lang: 'en',
  })
  const { ref } = (await opened.json()) as { ref: string }
  const said = (await (await send('POST', `/threads/${ref}/posts`, { body: 'Ha', lang: 'en' })).json()) as {
    ref: string
  }
  expect((await send('PATCH', `/posts/${said.ref}`, { body: 'Aha', lang: 'en' })).status).toBe(200)
  const feed = await stranger.get(`/feeds/threads/${ref}.atom`)
  expect(feed.headers.get('content-type')).toContain('application/atom+xml')
  expect(feed.html).toMatch(/<entry>[\s\S]*Aha/)
  expect((await stranger.get('/feeds/communities/soil.atom')).html).toContain('From afar')
  expect(
    (
      await send('POST', '/threads', {
        form: 'question',
        title: 'x',
        community: 'water',
        body: 'x',
        lang: 'en',
      })
    ).status,
  ).toBe(403)
  expect((await send('POST', `/threads/${ref}/posts`, { body: '', lang: 'en' })).status).toBe(422)
})

test('what is kept for later stands in the form on every device until it is sent, and what is sent twice stands once', async () => {
  const { at, ref } = await talk('To come back to')
  await kofi.post(`/threads/${ref}/posts`, { body: 'Half a thou', lang: 'fr', act: 'keep' })
  const again = await kofi.get(at)
  expect(again.html).toContain('Half a thou</textarea>')
  expect((await amina.get(at)).html).not.toContain('Half a thou')
  expect((await stranger.get(at)).html).not.toContain('Half a thou')
  const [, once] = /name="once" value="(\w+)"/.exec(again.html)!
  for (let time = 0; time < 2; time++)
    await kofi.post(`/threads/${ref}/posts`, {
      body: 'A whole thought',
      lang: 'en',
      once: once!,
      act: 'send',
    })
  const { html } = await kofi.get(at)
  expect(html.match(/A whole thought/g)).toHaveLength(1)
  expect(html).not.toContain('Half a thou')
  await kofi.post('/communities/soil/threads', { title: 'Begun', act: 'keep' })
  expect((await kofi.get('/communities/soil/threads/new')).html).toContain('value="Begun"')
})

const openPoll = (title: string, more: Record<string, string>) =>
  amina.post('/communities/soil/threads', { form: 'poll', title, body: 'Choose', lang: 'en', ...more })
const choicesIn = (html: string): string[] =>
  [...html.matchAll(/name="choice" value="(\d+)"/g)].map(([, id]) => id!)

test('a poll voted twice counts once, a vote may be changed, and what cannot be chosen is refused', async () => {
  expect((await openPoll('One only?', { choices: 'Bunds' })).status).toBe(422)
  expect((await openPoll('Past?', { choices: 'a\nb', closes: '2020-01-01' })).status).toBe(422)
  const { at, html } = await openPoll('Which first?', { choices: 'Bunds\nPits\nTrees', pollKind: 'single' })
  const ref = refOf(at)
  const [bunds, pits] = choicesIn(html)
  for (let time = 0; time < 2; time++) await amina.post(`/threads/${ref}/vote`, { choice: bunds! })
  await Promise.all([
    kofi.post(`/threads/${ref}/vote`, { choice: bunds! }),
    kofi.post(`/threads/${ref}/vote`, { choice: pits! }),
  ])
  expect((await stranger.get(at)).html).toContain('2 people voted')
  const changed = (await amina.post(`/threads/${ref}/vote`, { choice: pits! })).html
  expect(changed).toMatch(/Pits[\s\S]{0,80}your choice/)
  expect(changed).toMatch(/<rect class="leaf" width="\d+(\.\d)?"/)
  expect((await amina.post(`/threads/${ref}/vote`, { choice: [bunds!, pits!] })).status).toBe(422)
  expect((await amina.post(`/threads/${ref}/vote`, { choice: '999999' })).status).toBe(422)
  expect((await outsider.post(`/threads/${ref}/vote`, { choice: pits! })).status).toBe(403)
  await db().updateTable('poll').set({ closes: '2020-01-01' }).execute()
  expect((await amina.post(`/threads/${ref}/vote`, { choice: bunds! })).status).toBe(409)
})

test('a ranked poll counts places', async () => {
  const { at, html } = await openPoll('In which order?', {
    choices: 'Bunds\nPits\nTrees',
    pollKind: 'ranked',
  })
  const [bunds, pits, trees] = [...html.matchAll(/name="(rank-\d+)"/g)].map(([, name]) => name!)
  await amina.post(`/threads/${refOf(at)}/vote`, { [bunds!]: '2', [pits!]: '1', [trees!]: '' })
  const seen = (await kofi.post(`/threads/${refOf(at)}/vote`, { [bunds!]: '1', [pits!]: '2', [trees!]: '3' }))
    .html
  expect(seen).toMatch(
    /Bunds[\s\S]{0,80}5 points[\s\S]*Pits[\s\S]{0,80}5 points[\s\S]*Trees[\s\S]{0,80}1 point/,
  )
})

test('a moderated discussion is opened and held together by those who facilitate', async () => {
  const given = { form: 'moderated', title: 'Three weeks', body: 'What we know', lang: 'en' }
  expect((await amina.post('/communities/soil/threads', { ...given, until: '2999-01-01' })).status).toBe(422)
  expect((await kofi.post('/communities/soil/threads', given)).status).toBe(422)
  const { at } = await kofi.post('/communities/soil/threads', { ...given, until: '2999-01-01' })
  expect(
    (await amina.post(`/threads/${refOf(at)}/posts`, { body: 'x', lang: 'en', part: 'synthesis' })).status,
  ).toBe(422)
  await kofi.post(`/threads/${refOf(at)}/posts`, { body: 'So far', lang: 'en', part: 'synthesis' })
  expect((await stranger.get(at)).html).toMatch(/Topic note[\s\S]*Synthesis/)
})

test('two lines of a thread are shown in the language of whoever reads', async () => {
  const { at, ref } = await talk('A long story')
  await amina.post(`/threads/${ref}/summary`, { lang: 'fr', words: 'En bref, non.' })
  await amina.post(`/threads/${ref}/summary`, { lang: 'en', words: 'In short, no.' })
  expect((await stranger.get(at)).html).toContain('In short, no.')
  expect((await stranger.get(`${at}?lang=fr`)).html).toContain('En bref, non.')
  expect((await amina.post(`/threads/${ref}/summary`, { lang: 'en', words: 'x'.repeat(400) })).status).toBe(
    422,
  )
  expect((await outsider.post(`/threads/${ref}/summary`, { lang: 'en', words: 'Ha' })).status).toBe(403)
})

test('a service sums up what is open, when a member asks, until a member does; unset, nothing offers it', async () => {
  const { at, ref } = await talk('Summed by none')
  const inRoom = await gather('closed-room', { members: ['amina'], facilitators: ['kofi'], closed: true })
  await sql`insert into in_circle (circle, person) select ${inRoom.circle}, thing from person where handle = 'amina' on conflict do nothing`.execute(
    db(),
  )
  const closed = await amina.post('/communities/closed-room/threads', {
    form: 'discussion',
    title: 'Hush',
    body: 'Hm',
    lang: 'en',
  })
  const ask = (of = ref) => amina.post(`/threads/${of}/summary/machine`, { lang: 'en' })
  expect((await amina.get(at)).html).not.toContain('by a machine')
  expect((await ask()).status).toBe(404)
  try {
    Object.assign(config(), { SUMMARY_URL: `${service.origin}/v1`, SUMMARY_MODEL: 'small' })
    expect((await amina.get(at)).html).toContain('Have it summed up by a machine')
    expect((await outsider.post(`/threads/${ref}/summary/machine`, { lang: 'en' })).status).toBe(403)
    expect((await amina.get(closed.at)).html).not.toContain('by a machine')
    expect((await ask(refOf(closed.at))).status).toBe(404)
    expect(told).toEqual([])
    expect((await ask()).html).toContain('It is about pits. &lt;script&gt;')
    expect(told[0]).toContain('Summed by none')
    expect(told[0]).not.toMatch(/amina|kofi/i)
    expect((await stranger.get(`${at}?lang=en`)).html).toContain('(by a machine)')
    await amina.post(`/threads/${ref}/summary`, { lang: 'en', words: 'My own two lines.' })
    expect((await ask()).status).toBe(409)
    expect((await stranger.get(`${at}?lang=en`)).html).not.toContain('(by a machine)')
  } finally {
    Object.assign(config(), { SUMMARY_URL: undefined, SUMMARY_MODEL: undefined })
  }
})

test('a page of a thread asks the database eight times at most, with cards, pictures and a form on it', async () => {
  const { at, ref } = await talk(
    'Many things',
    `See [this](/threads/${refOf((await asks('That')).at)}) and @kofi.`,
  )
  const person = await db()
    .selectFrom('person')
    .select(['thing'])
    .where('handle', '=', 'amina')
    .executeTakeFirstOrThrow()
  let viewer: Viewer = strangerViewer
  const app = createApp({ viewerOf: () => viewer })
  for (viewer of [
    strangerViewer,
    { kind: 'person', id: person.thing, circles: [everyone, members] } as Viewer,
  ]) {
    const { queries } = await countingQueries(async () => (await app.request(at)).text())
    expect(queries, viewer.kind).toBeLessThanOrEqual(8)
  }
  expect(ref).toHaveLength(12)
})

test('a feed is paged, has every post that is shown once and none that is hidden', async () => {
  const opened = await asks('Fed <b>?')
  const ref = refOf(opened.at)
  await saidIn(ref, 'kofi', 40)
  await sql`update post set hidden = now() from thing where thing.id = post.thread and thing.ref = ${ref} and nth = 7`.execute(
    db(),
  )
  const pages = [1, 2].map((page) =>
    stranger.get(`/feeds/threads/${ref}.atom${page > 1 ? `?page=${page}` : ''}`),
  )
  const [first, second] = (await Promise.all(pages)).map(({ html }) => html) as [string, string]
  expect(first).toMatch(/<link rel="next" href="[^"]*\?page=2"\/>/)
  expect(first).toMatch(/<link rel="self" href="http[^"]*\.atom"\/>/)
  expect(second).not.toContain('rel="next"')
  expect(second).toMatch(/<link rel="previous" href="[^"]*\.atom"\/>/)
  const ids = [...`${first}${second}`.matchAll(/<entry>[\s\S]*?<id>([^<]+)/g)].map(([, id]) => id)
  expect(ids.length).toBe(40)
  expect(new Set(ids).size).toBe(40)
  expect(first + second).not.toContain('Number 7.')
  expect(first).toContain('<![CDATA[Fed &lt;b&gt;?]]>')
  expect((await stranger.get(opened.at)).html).toContain(`/feeds/threads/${ref}.atom`)
})

test('a programme has one conversation across its communities, each to those who see it', async () => {
  const programme = await gather('drylands', { facilitators: ['kofi'], closed: true })
  const part = await gather('grass', { members: ['amina'] })
  const hidden = await gather('herds', { members: ['kofi'], closed: true })
  await sql`update thing set sort = 'programme' where id = ${programme.id}`.execute(db())
  await sql`update community set above = ${programme.id} where thing in (${part.id}, ${hidden.id})`.execute(
    db(),
  )
  const say = (who: Visitor, slug: string, title: string) =>
    who.post(`/communities/${slug}/threads`, { form: 'discussion', title, body: 'Hm', lang: 'en' })
  await say(amina, 'grass', 'On grass')
  await say(kofi, 'herds', 'On herds')
  // She belongs to it by one of its communities, and so do those who read it.
  const across = await say(amina, 'drylands', 'Across all')
  expect(across.status, across.html.replace(/<[^>]+>/g, ' ').slice(0, 500)).toBe(200)
  const list = (await amina.get('/communities/drylands')).html
  for (const title of ['On grass', 'Across all', 'The grass community']) expect(list).toContain(title)
  expect(list).not.toContain('On herds')
  expect((await kofi.get(across.at)).html).toContain('Across all')
  for (const who of [outsider, stranger]) expect((await who.get('/communities/drylands')).status).toBe(404)
  await amina.post('/communities/grass/membership/end')
  expect((await amina.get(across.at)).status).toBe(404)
  await outsider.post('/communities/grass/membership')
  expect((await outsider.get(across.at)).status).toBe(200)
  await sql`update community set above = null where thing = ${part.id}`.execute(db())
  expect((await outsider.get(across.at)).status).toBe(404)
  expect((await kofi.get('/communities/drylands')).html).not.toContain('On grass')
})

test('a closed community shows what it left, with its talk below', async () => {
  await gather('wells', { members: ['amina'], facilitators: ['kofi'] })
  const asked = await amina.post('/communities/wells/threads', {
    form: 'question',
    title: 'Deep?',
    body: 'Hm',
    lang: 'en',
  })
  await kofi.post(`/threads/${refOf(asked.at)}/posts`, { body: 'Deep.', lang: 'en' })
  const [, post] = postsIn((await amina.get(asked.at)).html)
  await amina.post(`/threads/${refOf(asked.at)}/answer`, { post: post!, standing: '' })
  expect((await visitor(server).get('/communities/wells')).html).not.toContain('What it left')
  await sql`update community set rest = 'closed' where slug = 'wells'`.execute(db())
  const { html } = await visitor(server).get('/communities/wells')
  const words = html.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')
  for (const said of [
    'What it left',
    '1 question answered',
    '2 posts in them',
    '2 people who spoke',
    'Deep?',
  ])
    expect(words).toContain(said)
  expect(html).toMatch(/<svg class="rings"[^>]*aria-label="[^"]*2/)
})
