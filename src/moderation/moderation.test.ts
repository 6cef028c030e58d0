import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { everyone } from '../base/viewer.ts'
import { mailNotices } from '../notifications/mailing.ts'
import { reactions } from '../reactions.ts'

/** Keeping the peace, through the doors that people use. */
ownDatabase()
const server = served(openDoors)

let amina: Visitor
let ben: Visitor
let kofi: Visitor
let mona: Visitor
let mara: Visitor
let curt: Visitor
let stranger: Visitor

beforeAll(async () => {
  amina = await signedIn(server, 'Amina')
  ben = await signedIn(server, 'Ben')
  kofi = await signedIn(server, 'Kofi')
  mona = await signedIn(server, 'Mona')
  mara = await signedIn(server, 'Mara')
  curt = await signedIn(server, 'Curt', 'operator')
  stranger = visitor(server)
  await gather('soil', { members: ['amina', 'ben'], facilitators: ['kofi'], moderators: ['mona'] })
  await gather('water', { members: ['amina'], moderators: ['mara'] })
  await db().updateTable('thing').set({ circle: everyone }).where('kind', '=', 'person').execute()
})

const script = '<script>alert(1)</script>'
const refIn = (at: string): string => at.split('/')[2]!.split(/[?#]/)[0]!
const open = async (who: Visitor, title: string, more: Record<string, string> = {}, slug = 'soil') => {
  const seen = await who.post(`/communities/${slug}/threads`, {
    ...{ form: 'discussion', title, body: `On ${title}`, lang: 'en' },
    ...more,
  })
  return { ...seen, ref: seen.status === 200 ? refIn(seen.at) : '' }
}
const say = (who: Visitor, thread: string, body: string) =>
  who.post(`/threads/${thread}/posts`, { body, lang: 'en' })
const postOf = async (body: string) =>
  await db()
    .selectFrom('post')
    .innerJoin('thing', 'thing.id', 'post.thing')
    .select(['thing.ref', 'thing.id'])
    .where('body', '=', body)
    .executeTakeFirstOrThrow()
const matter = async () =>
  (await db().selectFrom('matter').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()).id
const mails = async (to: string) =>
  (
    await db()
      .selectFrom('mail')
      .select(['subject', 'body'])
      .where('address', '=', `${to}@example.net`)
      .orderBy('id')
      .execute()
  ).map(({ subject, body }) => `${subject}\n${body}`)

test('a report is laid before moderators, decided once with a reason, told, answered, and undone by others', async () => {
  const { ref, at } = await open(amina, 'Pits')
  await say(ben, ref, `Buy pits now ${script}`)
  const { ref: post } = await postOf(`Buy pits now ${script}`)
  const given = { thing: post, reason: 'spam', words: `Again ${script}` }
  expect((await amina.get(`/reports/new?thing=${post}`)).html).not.toContain('<script>alert')
  expect((await amina.post('/reports', { ...given, reason: '' })).html).toContain('Choose what is wrong')
  expect((await amina.post('/reports', given)).html).toContain('You will hear what came of it')
  expect((await amina.post('/reports', given)).status).toBe(422)
  expect((await ben.post('/reports', given)).html).toContain('This is yours')
  expect((await stranger.post('/reports', { ...given, email: '' })).status).toBe(422)
  expect((await stranger.post('/reports', { ...given, email: 'who@example.net' })).status).toBe(200)
  const id = await matter()
  const queue = await mona.get('/communities/soil/reports')
  expect(queue.html).toContain('2 reports')
  expect(queue.html).not.toMatch(/Amina|<script>alert/)
  for (const who of [ben, amina, mara, stranger]) {
    expect((await who.get('/communities/soil/reports')).status).toBe(403)
    expect((await who.post(`/communities/soil/reports/${id}`, { outcome: 'fine' })).status).not.toBe(200)
  }
  // Of another community, by its address.
  expect((await mara.get(`/communities/water/reports/${id}`)).status).toBe(404)
  expect((await mara.post(`/communities/water/reports/${id}`, { outcome: 'fine' })).status).toBe(404)
  const decision = { outcome: 'hidden', measure: 'warn', reason: `off topic ${script}` }
  expect((await mona.post(`/communities/soil/reports/${id}`, { ...decision, reason: ' ' })).html).toContain(
    'Say why',
  )
  const both = await Promise.all(
    [mona, kofi].map((who) => who.post(`/communities/soil/reports/${id}`, decision)),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
  expect((await stranger.get(at)).html).toContain('off topic')
  expect((await stranger.get(at)).html).not.toContain('Buy pits now')
  await drain(reactions)
  await mailNotices()
  expect((await mails('amina')).join()).toContain('taken from sight')
  expect((await mails('who')).join()).toContain('taken from sight')
  expect((await mails('ben')).join()).toContain('A moderator warns you')
  expect((await mails('ben')).join()).not.toContain('Amina')
  expect((await amina.get('/reports')).html).toContain('it was taken from sight')
  // Members read what was done and no name.
  const log = (await amina.get('/communities/soil/log')).html
  expect(log).toContain('Somebody was warned')
  expect(log.slice(log.indexOf('<main'))).not.toMatch(/Ben|Mona|<script>alert/)
  expect((await mona.get('/communities/soil/log')).html).toContain('Ben')
  expect((await stranger.get('/communities/soil/log')).status).toBe(403)
  const [, deed] = /deeds\/(\d+)\/answer(?![\s\S]*deeds\/\d+\/answer)/.exec(
    (await ben.get('/account/deeds')).html,
  )!
  expect((await amina.post(`/account/deeds/${deed}/answer`, { reason: 'Mine' })).status).toBe(422)
  await ben.post(`/account/deeds/${deed}/answer`, { reason: 'It was a joke.' })
  expect((await ben.post(`/account/deeds/${deed}/answer`, { reason: 'Once more' })).status).toBe(422)
  const [decided, other] = both[0]!.status === 200 ? [mona, kofi] : [kofi, mona]
  const appeal = `/communities/soil/reports/${await matter()}`
  expect((await decided.get(appeal)).status).toBe(404)
  expect((await other.get(appeal)).html).toContain('It was a joke.')
  expect((await other.post(appeal, { outcome: 'undone', reason: 'A joke' })).status).toBe(200)
  expect((await stranger.get(at)).html).toContain('Buy pits now')
})

test('files of what was taken from sight are kept from those who may not see it', async () => {
  const { ref } = await open(ben, 'Picture')
  const { ref: post, id } = await postOf('On Picture')
  const form = new FormData()
  form.append('file', new Blob(['Some words that are bad.'], { type: 'text/plain' }), 'bad.txt')
  const added = await ben.send(`/posts/${post}/files`, form)
  expect(added.status, added.html).toBe(200)
  const { ref: use } = await db()
    .selectFrom('file_use')
    .select('ref')
    .where('thing', '=', id)
    .executeTakeFirstOrThrow()
  const path = `/files/${use}/bad.txt`
  expect((await stranger.get(path)).status).toBe(200)
  await mona.post(`/posts/${post}/hiding`, { why: 'Bad' })
  for (const who of [stranger, amina, mara]) expect((await who.get(path)).status).toBe(404)
  for (const who of [ben, mona, kofi]) expect((await who.get(path)).status).toBe(200)
  await mona.post(`/posts/${post}/hiding/end`)
  expect((await stranger.get(path)).status).toBe(200)
  // What its own moderator did is its own matter; what an operator did there is read by those of the instance too.
  expect((await curt.get('/moderation/log')).html).toContain('Nothing had to be done yet')
  await curt.post(`/posts/${post}/hiding`, { why: 'From above' })
  expect((await curt.get('/moderation/log')).html).toMatch(/From above[\s\S]*communities\/soil"/)
  for (const who of [stranger, amina, mona]) expect((await who.get('/moderation/log')).status).toBe(403)
  await curt.post(`/posts/${post}/hiding/end`)
  // A whole conversation goes with all that is in it, and says why.
  await amina.post('/reports', { thing: ref, reason: 'elsewhere' })
  await kofi.post(`/communities/soil/reports/${await matter()}`, { outcome: 'hidden', reason: 'Elsewhere' })
  expect((await stranger.get(path)).status).toBe(404)
  const gone = await stranger.get(`/threads/${ref}/picture`)
  expect(gone.status).toBe(410)
  expect(gone.html).toContain('Elsewhere')
  expect((await stranger.get('/communities/soil')).html).not.toContain('>Picture<')
})

test('the first post of a newcomer waits for a look, is heard of when it is let through, and is never lost', async () => {
  await db().updateTable('thread').set({ posts: 1 }).execute()
  await mona.post('/communities/soil/rules', { first: '5' })
  const nina = await signedIn(server, 'Nina')
  await nina.post('/communities/soil/membership')
  const { ref, at } = await open(nina, 'Nina asks', { form: 'question', body: 'Hello @amina' })
  expect((await nina.get(at)).html).toContain('Only you see this')
  expect((await nina.get('/communities/soil')).html).toContain('Nina asks')
  const { ref: post } = await postOf('Hello @amina')
  await drain(reactions)
  for (const who of [stranger, amina, mona]) {
    expect((await who.get(at)).status).toBe(404)
    expect((await who.get(`/posts/${post}`)).status).toBe(404)
    for (const path of ['/communities/soil', '/notices', '/api/v1/threads', '/feeds/communities/soil.atom'])
      expect((await who.get(path)).html, path).not.toContain('Nina asks')
  }
  // Neither an edit nor a reply gets it past.
  await nina.post(`/posts/${post}/edit`, { body: 'Hello @amina', lang: 'fr' })
  expect((await say(nina, ref, 'And more')).status).toBe(422)
  const pits = (
    await db()
      .selectFrom('thread')
      .innerJoin('thing', 'thing.id', 'thread.thing')
      .select('ref')
      .where('title', '=', 'Pits')
      .executeTakeFirstOrThrow()
  ).ref
  await say(nina, pits, 'Nina replies')
  expect((await nina.get(`/threads/${pits}/pits`)).html).toContain('Nina replies')
  expect((await amina.get(`/threads/${pits}/pits`)).html).not.toContain('Nina replies')
  const [first, second] = (
    await db().selectFrom('matter').select('id').where('why', '=', 'newcomer').orderBy('id').execute()
  ).map(({ id }) => id)
  expect((await mona.get(`/communities/soil/reports/${first}`)).html).toContain('Hello @amina')
  await mona.post(`/communities/soil/reports/${second}`, { outcome: 'not-let-through', reason: 'Say more' })
  expect((await nina.get(`/threads/${pits}/pits`)).html).toContain('It was not let through: Say more')
  await kofi.post(`/communities/soil/reports/${first}`, { outcome: 'let-through' })
  await drain(reactions)
  expect((await stranger.get(at)).html).toContain('Hello')
  expect((await amina.get('/notices')).html).toContain('Nina mentioned you')
  await mona.post('/communities/soil/rules', { first: '0' })
})

test('words and sites that do not pass wait or are refused, in any script; what was typed stays', async () => {
  for (const one of [
    { kind: 'words', given: 'Crédit rapide', act: 'refuse' },
    { kind: 'words', given: 'قرض', act: 'hold' },
    { kind: 'site', given: 'https://spam.example/x', act: 'hold' },
  ])
    expect((await mona.post('/communities/soil/rules/blocked', one)).status).toBe(200)
  expect(
    (await mona.post('/communities/soil/rules/blocked', { kind: 'site', given: 'nothing', act: 'hold' }))
      .status,
  ).toBe(422)
  const { ref } = await open(amina, 'Words')
  const refused = await say(amina, ref, 'A CREDIT\n**RAPIDE** for you')
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('for you')
  for (const body of ['خذ قَـرْض اليوم', '[x](http://a.b.spam.example/y)', 'Go to SPAM\u200b.example']) {
    await say(amina, ref, body)
    const { held } = await db()
      .selectFrom('post')
      .select('held')
      .where('body', '=', body)
      .executeTakeFirstOrThrow()
    expect(held, body).not.toBeNull()
  }
  await say(amina, ref, 'discredit rapidement notspam.example قروض')
  expect((await stranger.get(`/threads/${ref}/words`)).html).toContain('discredit')
  // What stands is not turned into it.
  const { ref: post } = await postOf('discredit rapidement notspam.example قروض')
  expect((await amina.post(`/posts/${post}/edit`, { body: 'قرض', lang: 'ar' })).status).toBe(422)
  for (const who of [amina, stranger, mara])
    expect((await who.get('/communities/soil/rules')).status).toBe(403)
  expect((await mona.get('/moderation/rules')).status).toBe(403)
})

test('whoever is paused only reads, by whatever way they come; a member taken out stays out until that is undone', async () => {
  const { ref } = await open(ben, 'Paused')
  const paused = { of: 'ben', measure: 'pause', days: '3', reason: 'Cool down' }
  expect((await amina.post('/communities/soil/measures', paused)).status).not.toBe(200)
  expect((await mona.post('/communities/soil/measures', { ...paused, of: 'kofi' })).status).toBe(422)
  expect((await mona.post('/communities/soil/measures', { ...paused, days: '0' })).status).toBe(422)
  expect((await mona.post('/communities/soil/measures', paused)).status).toBe(200)
  const body = 'Still here'
  const refused = await say(ben, ref, body)
  expect(refused.status).toBe(422)
  expect(refused.html).toMatch(/You only read here until[\s\S]*Still here/)
  expect((await open(ben, 'More')).status).not.toBe(200)
  const { ref: own } = await postOf('On Paused')
  expect((await ben.post(`/posts/${own}/edit`, { body, lang: 'en' })).status).toBe(422)
  for (const [path, typed] of [
    ['pages', { title: 'A', body, lang: 'en' }],
    ['agenda', { words: body, lang: 'en' }],
    ['library/items', { address: `/threads/${ref}`, lang: 'en' }],
  ] as const) {
    const held = await ben.post(`/communities/soil/${path}`, typed)
    expect([403, 422], path).toContain(held.status)
    expect(held.html, path).toContain('You only read here until')
  }
  const made = await ben.post('/account/tokens', { name: 'x', may: 'write', days: '30' })
  const [token] = /bao[\w-]{20,}/.exec(made.html) ?? ['']
  const byProgram = await fetch(`${server.origin}/api/v1/threads/${ref}/posts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ body, lang: 'en' }),
  })
  expect([401, 403]).toContain(byProgram.status)
  expect(await db().selectFrom('post').select('thing').where('body', '=', body).execute()).toEqual([])
  const [, undo] = /log\/(\d+)\/undoing/.exec((await kofi.get('/communities/soil/measures?of=ben')).html)!
  await kofi.post(`/communities/soil/log/${undo}/undoing`)
  expect((await say(ben, ref, 'Back')).status).toBe(200)
  // Out, and in again.
  const out = { of: 'ben', measure: 'remove', reason: 'Rude' }
  expect((await mona.post('/communities/soil/measures', out)).status).toBe(422)
  await kofi.post('/communities/soil/measures', out)
  expect((await say(ben, ref, 'Out')).status).toBe(422)
  expect((await ben.post('/communities/soil/membership')).html).toContain('took you out')
  await kofi.post(
    `/communities/soil/log/${(await db().selectFrom('deed').select('id').where('kind', '=', 'removed').executeTakeFirstOrThrow()).id}/undoing`,
  )
  expect((await say(ben, ref, 'In')).status).toBe(200)
  // Everywhere: operators alone.
  await mona.post('/moderation/measures', paused)
  expect((await say(ben, ref, 'Yes')).status).toBe(200)
  await curt.post('/moderation/measures', paused)
  expect((await say(ben, ref, 'No')).status).toBe(403)
  await curt.post(
    `/moderation/log/${(await db().selectFrom('deed').select('id').where('community', 'is', null).executeTakeFirstOrThrow()).id}/undoing`,
  )
})

test('what one may not see is not there to report; newcomers write so much and no more', async () => {
  await gather('room', { members: ['amina'], closed: true })
  const { rows } = await sql<{
    ref: string
  }>`select ref from thing join community on community.thing = thing.id where slug = 'room'`.execute(db())
  expect((await ben.get(`/reports/new?thing=${rows[0]!.ref}`)).status).toBe(404)
  expect((await ben.post('/reports', { thing: rows[0]!.ref, reason: 'spam' })).status).toBe(404)
})

test('nobody brings back what is their own, be it without a name', async () => {
  const { ref } = await open(kofi, 'Whose pump?', { form: 'question', sealed: 'yes' })
  const asked = await postOf('On Whose pump?')
  await mona.post(`/posts/${asked.ref}/hiding`, { why: 'It names somebody.' })
  const deed = await db().selectFrom('deed').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  expect((await kofi.post(`/posts/${asked.ref}/hiding/end`)).status).toBe(403)
  const undoing = `/communities/soil/log/${deed.id}/undoing`
  expect((await kofi.post(undoing, { reason: 'It is fine.' })).status).toBe(422)
  expect((await amina.get(`/threads/${ref}/x`)).html).toContain('It names somebody.')
  expect((await mona.post(`/posts/${asked.ref}/hiding/end`)).status).toBe(200)
})
