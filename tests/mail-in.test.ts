import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openDoors } from '../src/app.ts'
import { db } from '../src/base/database/database.ts'
import { signedAddress } from '../src/base/mail/addresses.ts'
import { drain } from '../src/base/outbox/dispatch.ts'
import { openThread, reply } from '../src/conversations/writing.ts'
import { mailNotices } from '../src/notifications/mailing.ts'
import { reactions } from '../src/reactions.ts'
import { ownDatabase } from './support/database.ts'
import {
  domain,
  everyPost,
  gatherWriters,
  lena,
  lettersTo,
  mailed,
  setMail,
  soil,
  toldTo,
} from './support/mailing.ts'
import { password, signedIn } from './support/member.ts'
import { served } from './support/serving.ts'
import { visitor } from './support/visitor.ts'

setMail()
ownDatabase()
const server = served(openDoors)
const mail = mailed()
const stranger = visitor(server)
let here: Awaited<ReturnType<typeof gatherWriters>>
beforeAll(async () => {
  here = await gatherWriters(server)
})

test('an answer to a letter is a post by whoever it was to, without what they quote; they are told, and the page shows it', async () => {
  const to = signedAddress('reply', [(await everyPost()).at(-1)!.ref, here.lena.ref], 30)!
  const text = `Forty centimetres.\n\nOn Mon, 2 Nov 2026 at 10:00, Baobab <${to}> wrote:\n> A pit.\n> -- \n> ${server.origin}/notices/unsubscribe/abc.mail.signature\n`
  const came = await mail.send({
    from: lena,
    to,
    subject: 'Re: How deep?',
    text,
    proof: false,
    attachments: [{ filename: 'pit.txt', content: 'forty' }],
  })
  expect(came).toMatchObject({ fate: 'done', person: here.lena.id, shown: true })
  const [post] = await everyPost()
  expect(post).toMatchObject({
    body: 'Forty centimetres.',
    handle: 'lena',
    thread: here.thread,
    answers: null,
  })
  expect(post!.rest).toContain('> A pit.')
  expect(post!.rest).not.toContain(to)
  expect(post!.rest).not.toContain('signature')
  expect((await stranger.get(`/posts/${post!.ref}`)).html).toContain('pit.txt')
  const [letter] = await lettersTo('lena@example.net')
  expect(letter!.body).toContain(`${server.origin}/posts/${post!.ref}`)
  expect(letter!.body).toContain('The file that came with it is kept there.')
  // What they are told can be answered too.
  expect(letter!.reply_to).toBe(signedAddress('reply', [post!.ref, here.lena.ref], 90))
})

test('what was left out is seen by whoever wrote it and by nobody else, wherever they look, and goes with them', async () => {
  const own = await signedIn(server, 'Zola')
  await sql`insert into membership (community, person, standing) select community.thing, person.thing, 'member' from community, person where slug = 'soil' and handle = 'zola'`.execute(
    db(),
  )
  const text =
    'Ours is sixty.\n\nOn Monday Kofi <kofi@example.net> wrote:\n> CANARYQUOTE of a closed room, call +263 111\n\n-- \nZola, CANARYSIGN +263 222'
  await mail.send({ from: 'Zola <zola@example.net>', to: soil, subject: 'Depth here', text })
  const [post] = await everyPost()
  expect(post).toMatchObject({ body: 'Ours is sixty.', handle: 'zola' })
  await drain(reactions)
  await mailNotices(new Date(Date.now() + 9 * 86_400_000))
  const amina = visitor(server)
  await amina.post('/sign-in', { email: 'amina@example.net', password })
  const boss = await signedIn(server, 'Boss', 'operator')
  const paths = [
    ...[
      `/posts/${post!.ref}`,
      `/posts/${post!.ref}/history`,
      `/threads/${post!.thread}`,
      '/communities/soil',
    ],
    ...['/communities/soil/threads', `/api/v1/threads/${post!.thread}/posts`, '/api/v1/search?q=canaryquote'],
    ...[
      '/search?q=canarysign',
      '/search?q=sixty',
      `/feeds/threads/${post!.thread}.atom`,
      '/desk/mail-in',
      '/desk/outbox',
    ],
  ]
  for (const who of [stranger, amina, boss])
    for (const path of paths)
      expect([path, (await who.get(path)).html]).toEqual([
        path,
        expect.not.stringMatching(/CANARY(QUOTE|SIGN)|\+263/),
      ])
  const { rows: letters } = await sql<{ all: string }>`
    select string_agg(subject || body || coalesce(parts::text, ''), ' ') as all from mail where address <> 'zola@example.net'`.execute(
    db(),
  )
  expect(letters[0]!.all).toContain('Ours is sixty.')
  expect(letters[0]!.all).not.toMatch(/CANARY(QUOTE|SIGN)/)
  const { html } = await own.get(`/posts/${post!.ref}`)
  expect(html).toMatch(/only you see it[\s\S]*CANARYQUOTE[\s\S]*CANARYSIGN/)
  expect((await own.get('/account/export')).html).toContain('CANARYSIGN')
  await own.post('/account/deletion', { password, credit: 'named' })
  const { rows: left } = await sql`
    select from post_mail join post on post.thing = post_mail.post where body = 'Ours is sixty.'
    union all select from mail where address = 'zola@example.net'
    union all select from mail_in where author = 'zola@example.net' or sender = 'zola@example.net'`.execute(
    db(),
  )
  expect(left).toEqual([])
})

test('an answer that only quotes says nothing and comes back; a picture by itself and what is handed on say something', async () => {
  const { ref } = (await everyPost()).at(-1)!
  const to = signedAddress('reply', [ref, here.lena.ref], 30)!
  const before = (await everyPost()).length
  const quoted = 'On Monday, Baobab <x@y.example> wrote:\n> The whole digest, of closed rooms too\n'
  expect(await mail.send({ from: lena, to, subject: 'Re: How deep?', text: quoted })).toMatchObject({
    fate: 'answered',
    why: 'conversations.nothingSaid',
  })
  expect((await everyPost()).length).toBe(before)
  await mail.send({
    ...{ from: lena, to, subject: 'Re: How deep?', text: quoted },
    attachments: [{ filename: 'depth.txt', content: 'forty' }],
  })
  expect((await everyPost())[0]).toMatchObject({ body: 'depth.txt' })
  await mail.send({ from: lena, to: soil, subject: 'Fwd: Seeds', text: '> Who has seeds?\n> We do.' })
  expect((await everyPost())[0]).toMatchObject({ title: 'Seeds', body: '> Who has seeds?\\\n> We do.' })
  await mail.send({ from: lena, to: soil, subject: 'Who lends a plough?', text: '' })
  expect((await everyPost())[0]).toMatchObject({ form: 'question', body: 'Who lends a plough?' })
})

test('plain words stay as they were typed: nothing in a letter is markup by chance', async () => {
  const to = signedAddress('reply', [(await everyPost()).at(-1)!.ref, here.lena.ref], 30)!
  const text = 'Two things:\n\n# 5 is ours\n1986. A dry year, *they* say.\nMillet   40\nSorghum   7'
  await mail.send({ from: lena, to, subject: 'Re: How deep?', text })
  const { html } = await stranger.get(`/posts/${(await everyPost())[0]!.ref}`)
  expect(html).toContain('# 5 is ours')
  expect(html).toMatch(/1986\. A dry year, \*they\* say\./)
  expect(html).not.toMatch(/<h\d[^>]*>5 is ours|<ol>\s*<li>A dry year|<em>they/)
  const letter = await toldTo('amina@example.net')
  expect(letter.body).toContain('# 5 is ours\n1986. A dry year, *they* say.')
})

test('a letter to a community asks or begins, and an answer to it by its name goes to the same conversation', async () => {
  await mail.send({
    from: lena,
    to: soil,
    subject: 'كم عمق الحفرة؟',
    text: 'هل يكفي أربعون سنتيمترا؟',
    messageId: '<q1@example.net>',
  })
  expect((await everyPost())[0]).toMatchObject({
    form: 'question',
    title: 'كم عمق الحفرة؟',
    lang: 'ar',
    handle: 'lena',
  })
  const amina = 'Amina <amina@example.net>'
  await mail.send({
    from: amina,
    to: soil,
    subject: 'Re: كم عمق الحفرة؟',
    text: 'Yes.',
    inReplyTo: '<q1@example.net>',
    messageId: '<a1@example.net>',
  })
  const [answer, question] = await everyPost()
  expect(answer).toMatchObject({ body: 'Yes.', thread: question!.thread })
  await mail.send({
    from: lena,
    to: soil,
    subject: 'Re: x',
    text: 'Thanks!',
    references: `<q1@example.net> <${answer!.ref}@${domain}>`,
  })
  expect((await everyPost())[0]).toMatchObject({ body: 'Thanks!', thread: question!.thread })
  await mail.send({ from: lena, to: soil, subject: 'Fwd: [Soil] Seeds', text: 'I have some.' })
  expect((await everyPost())[0]).toMatchObject({ form: 'discussion', title: 'Seeds' })
})

test('whoever only says who they are is asked first, and answering does it, once', async () => {
  const before = (await everyPost()).length
  const held = await mail.send({
    from: lena,
    to: soil,
    subject: 'Is this me?',
    text: 'Yes it is.',
    proof: false,
  })
  expect(held).toMatchObject({ fate: 'asked', why: 'unshown' })
  const [asking] = await lettersTo('lena@example.net')
  const yes = () =>
    mail.send({ from: lena, to: asking!.reply_to!, subject: 'Yes', text: 'yes', proof: false })
  // Whoever sent it in her name does not have her letters; nor does it count from elsewhere, or from a machine.
  await mail.send({ from: 'mallory@example.com', to: asking!.reply_to!, text: 'yes' })
  await mail.send({
    from: lena,
    to: asking!.reply_to!,
    text: 'away',
    headers: { 'Auto-Submitted': 'auto-replied' },
  })
  expect((await everyPost()).length).toBe(before)
  expect(await yes()).toMatchObject({ fate: 'done', why: 'confirms' })
  expect(await yes()).toMatchObject({ fate: 'done' })
  expect((await everyPost()).length).toBe(before + 1)
  expect((await everyPost())[0]).toMatchObject({ title: 'Is this me?', handle: 'lena' })
})

test('what is refused comes back with the reason and the words; what is closed to them is as if it were not there', async () => {
  const kofi = 'Kofi <kofi@example.net>'
  await mail.send({ from: kofi, to: soil, subject: 'May I?', text: 'My words about pits.' })
  const [letter] = await lettersTo('kofi@example.net')
  expect(letter!.body).toContain('My words about pits.')
  await mail.send({ from: kofi, to: `closed-room@${domain}`, subject: 'x', text: 'one' })
  await mail.send({ from: kofi, to: `no-such-room@${domain}`, subject: 'x', text: 'one' })
  const [unknown, closed] = await lettersTo('kofi@example.net')
  expect(closed!.body).toBe(unknown!.body)
})

test('a stranger is helped once, joins by answering, and leaves', async () => {
  const nia = 'Nia Moyo <nia@example.org>'
  await mail.send({ from: nia, to: soil, subject: 'Hello?', text: 'SECRET WORDS' })
  expect(await mail.send({ from: nia, to: soil, subject: 'Hello??', text: 'x' })).toMatchObject({
    why: 'strangerAgain',
  })
  const helped = await lettersTo('nia@example.org')
  expect(helped).toHaveLength(1)
  expect(helped[0]!.body).toContain(`soil+join@${domain}`)
  expect(helped[0]!.body).not.toContain('SECRET')
  await mail.send({ from: nia, to: `soil+join@${domain}`, text: 'please' })
  const [asking] = await lettersTo('nia@example.org')
  expect(asking!.body).toContain('By answering you belong to The soil community')
  await mail.send({ from: nia, to: asking!.reply_to!, text: 'yes' })
  const { rows } = await sql<{ name: string; standing: string }>`
    select name, standing from membership join person on person.thing = membership.person where handle = 'nia-moyo' and ended is null`.execute(
    db(),
  )
  expect(rows).toEqual([{ name: 'Nia Moyo', standing: 'member' }])
  expect((await lettersTo('nia@example.org'))[0]!.body).toContain('You belong to The soil community now.')
  await mail.send({ from: nia, to: `soil+leave@${domain}`, text: '' })
  expect((await lettersTo('nia@example.org'))[0]!.body).toContain('You do not belong to')
  // The closed room is not said to be there.
  await mail.send({ from: 'Ada <ada@example.org>', to: `closed-room+join@${domain}`, text: 'x' })
  expect((await lettersTo('ada@example.org'))[0]!.body).not.toContain('closed')
})

test('who asked without a name is told to answer on the page, and nothing says that it was they', async () => {
  const { ref } = await openThread(await here.as('lena'), {
    form: 'question',
    title: 'Unnamed?',
    body: 'x',
    lang: 'en',
    community: 'soil',
    sealed: true,
  })
  const answer = await reply(await here.as('amina'), ref, { body: 'y', lang: 'en' })
  const before = (await everyPost()).length
  const to = signedAddress('reply', [answer, here.lena.ref], 30)!
  const came = await mail.send({ from: lena, to, subject: 'Re: Unnamed?', text: 'It was me who asked' })
  expect(came).toMatchObject({
    fate: 'answered',
    author: null,
    person: null,
    recipient: '',
    sender: '',
    raw: null,
  })
  expect((await everyPost()).length).toBe(before)
  const [letter] = await lettersTo('lena@example.net')
  expect(`${letter!.subject} ${letter!.body}`).not.toMatch(/Unnamed|was me/)
})

test('whoever only reads for a while changes nothing by mail either, but hears of things or does not', async () => {
  await sql`insert into deed (kind, person, until, by) select 'paused', thing, now() + interval '9 days', thing from person where handle = 'kofi'`.execute(
    db(),
  )
  const kofi = 'Kofi <kofi@example.net>'
  expect(await mail.send({ from: kofi, to: `soil+join@${domain}`, text: 'please' })).toMatchObject({
    fate: 'answered',
    why: 'moderation.pausedEverywhere',
  })
  expect(await mail.send({ from: kofi, to: `soil+follow@${domain}`, text: '' })).toMatchObject({
    fate: 'done',
  })
  await sql`delete from community_choice`.execute(db())
  await sql`update deed set ended = now()`.execute(db())
})

test('one gets out by mail, whatever one writes from, and in again', async () => {
  const stop = signedAddress('stop', [here.thread, here.lena.ref], 30)!
  await mail.send({
    from: 'someone-else@example.com',
    to: stop,
    text: '',
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
  const follows = async () =>
    (
      await sql<{
        follows: boolean
      }>`select follows from thread_following where person = ${here.lena.id}`.execute(db())
    ).rows
  expect(await follows()).toEqual([{ follows: false }])
  await mail.send({ from: lena, to: stop, text: 'x' })
  const again = /f\.\S+@mail\.example\.org/.exec((await lettersTo('lena@example.net'))[0]!.body)![0]
  await mail.send({ from: lena, to: again, text: '', proof: false })
  expect(await follows()).toEqual([{ follows: true }])
})

test('what a mail had besides is taken away by whoever wrote it; what waits for a look is said to', async () => {
  await sql`insert into peace (community, first_posts) select thing, 1 from community where slug = 'soil'`.execute(
    db(),
  )
  await sql`insert into membership (community, person, standing)
    select community.thing, person.thing, 'member' from community, person where slug = 'soil' and handle = 'kofi'`.execute(
    db(),
  )
  await mail.send({
    from: 'Kofi <kofi@example.net>',
    to: soil,
    subject: 'Waits',
    text: 'For a look.\n\n-- \nKofi, +263 000',
  })
  const [post] = await everyPost()
  expect((await lettersTo('kofi@example.net'))[0]!.body).toContain(
    'somebody looks at it before others see it',
  )
  const own = visitor(server)
  await own.post('/sign-in', { email: 'kofi@example.net', password })
  const path = `/posts/${post!.ref}`
  expect((await own.get(path)).html).toContain('+263 000')
  expect((await stranger.get(path)).status).toBe(404)
  await stranger.post(`${path}/rest/removal`)
  expect((await everyPost())[0]!.rest).toContain('+263 000')
  await own.post(`${path}/rest/removal`)
  expect((await own.get(path)).html).not.toContain('+263 000')
})
