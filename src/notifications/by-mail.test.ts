import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { mailBoxes } from '../../tests/support/mail-program.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import type { Visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'
import { ourAddress } from '../base/mail/addresses.ts'
import { mailJob } from '../base/mail/sending.ts'
import { drain } from '../base/outbox/dispatch.ts'
import type { Viewer } from '../base/viewer.ts'
import { openThread, reply } from '../conversations/writing.ts'
import { viewerOfPerson } from '../people/viewing.ts'
import { reactions } from '../reactions.ts'
import { setSite } from '../ui/site.ts'
import { mailNotices } from './mailing.ts'

/** Letters where mail reaches us: they can be answered, item by item. */
process.env.MAIL_DOMAIN = 'mail.example.org'
const boxes = await mailBoxes()
process.env.SMTP_URL = boxes.url
ownDatabase()
const server = served(openDoors)

const ids: Record<string, number> = {}
let lena: Visitor

beforeAll(async () => {
  setSite({ name: 'Baobab', origin: server.origin })
  await signedIn(server, 'Amina')
  lena = await signedIn(server, 'Lena')
  const people = await db().selectFrom('person').select(['thing', 'handle']).execute()
  for (const { thing, handle } of people) ids[handle] = thing
  await gather('soil', { members: ['amina', 'lena'] })
})
beforeEach(() => sql`delete from mail`.execute(db()))

const as = async (handle: string): Promise<Viewer> => (await viewerOfPerson(ids[handle]!))!
const chooses = (level: string) =>
  lena.post('/notices/choices', {
    ...{ way: 'mail', needs: 'each', threads: level, quietFrom: '', quietUntil: '', zone: 'UTC' },
  })
const later = new Date(Date.now() + 14 * 86_400_000)
const letters = () => db().selectFrom('mail').selectAll().where('address', '=', 'lena@example.net').execute()
const opens = async (title: string, body: string) => {
  const said = { form: 'question', title, body, lang: 'ar', community: 'soil' } as const
  const { ref } = await openThread(await as('amina'), said)
  await sql`insert into thread_following (person, thread, follows) select ${ids.lena}, id, true from thing where ref = ${ref}`.execute(
    db(),
  )
  await drain(reactions)
  return ref
}

test('a letter is the message it tells of: its name, what it follows on, and where an answer to it goes', async () => {
  await chooses('each')
  const thread = await opens('How deep?', 'A pit')
  const question = await reply(await as('lena'), thread, { body: 'How wide?', lang: 'en' })
  await sql`insert into post_mail (post, message_id) select thing, nth || '@theirs.example' from post`.execute(
    db(),
  )
  const answer = await reply(await as('amina'), thread, { body: 'Exactly', lang: 'en', answers: question })
  await drain(reactions)
  await mailNotices(later)
  const [, letter] = await letters()
  expect(letter).toMatchObject({ message_id: `${answer}@mail.example.org`, subject: 'How deep?', told: true })
  // By what name she knows what she wrote, and nothing of the mail servers of others.
  expect(letter!.headers).toMatchObject({
    References: `<${thread}@mail.example.org> <2@theirs.example>`,
    'In-Reply-To': '<2@theirs.example>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
  const { rows } = await sql<{ ref: string }>`select ref from thing where id = ${ids.lena}`.execute(db())
  const words = [answer, rows[0]!.ref]
  expect(ourAddress(letter!.reply_to!)).toEqual({ way: 'reply', words, over: false })
  const stop = /<mailto:([^>]+)>/.exec((letter!.headers as Record<string, string>)['List-Unsubscribe']!)![1]!
  expect(ourAddress(stop)).toEqual({ way: 'stop', words: [thread, rows[0]!.ref], over: false })
  expect(letter!.body).toContain(stop)
})

test('a digest is answered item by item, and light however much there is', async () => {
  await chooses('daily')
  const thread = await opens('كيف نحفر الحفرة؟ '.repeat(11), 'تربة '.repeat(600))
  const posts: string[] = []
  for (let i = 0; i < 60; i++)
    posts.push(
      await reply(await as('amina'), thread, { body: `${i} ${'الماء والتربة '.repeat(200)}`, lang: 'ar' }),
    )
  await drain(reactions)
  await sql`delete from mail`.execute(db())
  await mailNotices(later)
  const [digest, ...more] = await letters()
  expect(more).toEqual([])
  const answers = [...digest!.body.matchAll(/^ {2}(r\.\S+@mail\.example\.org)$/gm)].map(
    ([, address]) => ourAddress(address!) as { words: string[] },
  )
  expect(answers.length).toBeGreaterThan(10)
  expect(answers.slice(1).map(({ words }) => words[0])).toEqual(posts.slice(0, answers.length - 1))
  expect(digest!.body).toContain(`And ${61 - answers.length} more.`)
  const { letterOf } = await import('../base/mail/sending.ts')
  const { createTransport } = await import('nodemailer')
  const letter = await letterOf(digest!)
  // What is said in another script begins on the side that all else begins on.
  expect(letter.html).toContain('<bdi>')
  expect(letter.html).not.toMatch(/<(p|h2)[^>]* dir=/)
  const composed = await createTransport({ streamTransport: true, buffer: true }).sendMail(letter)
  expect((composed.message as Buffer).length).toBeLessThan(60 * 1024)
})

test('somebody whose mail comes back learns it, gets nothing meanwhile, and gets it gathered once they try again', async () => {
  await chooses('daily')
  await opens('Which grass?', 'Vetiver?')
  await sql`insert into mail_bounce (address, times, said) values ('lena@example.net', 2, '550 no such box')`.execute(
    db(),
  )
  await mailNotices(later)
  expect(await letters()).toEqual([])
  expect((await lena.get('/notices/choices')).html).toContain('550 no such box')
  await lena.post('/notices/choices/mail', {})
  expect((await lena.get('/notices/choices')).html).not.toContain('550 no such box')
  await sql`delete from digest`.execute(db())
  await mailNotices(later)
  expect(await letters()).toHaveLength(1)
})

test('a letter that waits to leave is taken back once it is not to be told any more, and what else it told is told anew', async () => {
  await lena.post('/notices/choices/mail', {})
  await sql`delete from notice`.execute(db())
  await sql`delete from digest`.execute(db())
  await chooses('daily')
  const [one, other] = [await opens('Which tree?', 'Acacia?'), await opens('Which dam?', 'Of stone?')]
  await mailNotices(later)
  const told = async () =>
    (await letters()).map(({ body }) => [/Which tree/.test(body), /Which dam/.test(body)])
  expect(await told()).toEqual([[true, true]])
  const wait = () => sql`update mail set next_try = now() where sent is null`.execute(db())
  const sends = async () => {
    await mailJob.run({})
    return boxes.of('lena@example.net').length
  }
  // Its thread is taken from sight before it left.
  await sql`update thing set state = 'withdrawn' where ref = ${one}`.execute(db())
  expect(await sends()).toBe(0)
  expect(await told()).toEqual([])
  await mailNotices(later)
  expect(await told()).toEqual([[false, true]])
  // She chooses to hear no more of the other.
  await lena.post(`/notices/following/${other}`, { follow: 'no' })
  await wait()
  expect(await sends()).toBe(0)
  await mailNotices(later)
  expect(await told()).toEqual([])
  // What stands leaves.
  await opens('Which fence?', 'Of thorns?')
  await sql`delete from digest`.execute(db())
  await mailNotices(later)
  expect(await sends()).toBe(1)
})

test('who left a community hears nothing more of what happened in it while they belonged', async () => {
  await lena.post('/notices/choices', {
    ...{ way: 'mail', needs: 'each', threads: 'weekly', quietFrom: '', quietUntil: '', zone: 'UTC' },
  })
  await sql`delete from notice`.execute(db())
  await sql`delete from digest`.execute(db())
  await openThread(await as('amina'), {
    ...{ form: 'question', title: 'Which moon?', body: 'Half?', lang: 'en', community: 'soil' },
  })
  await drain(reactions)
  const { rows } = await sql`select basis from notice where person = ${ids.lena}`.execute(db())
  expect(rows).toEqual([{ basis: 'community' }])
  await sql`update membership set ended = now() where person = ${ids.lena}`.execute(db())
  await mailNotices(later)
  expect(await letters()).toEqual([])
})
