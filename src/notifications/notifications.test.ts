import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { password, signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { atomically, db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import { drain } from '../base/outbox/dispatch.ts'
import type { Viewer } from '../base/viewer.ts'
import { type Opening, openThread, reply } from '../conversations/writing.ts'
import { viewerOfPerson } from '../people/viewing.ts'
import { reactions } from '../reactions.ts'
import { setSite } from '../ui/site.ts'
import { mailNotices } from './mailing.ts'

/** What people are told of what others say, through the doors they use and in the letters they get. */
ownDatabase()
const server = served(openDoors)

const visitors: Record<string, Visitor> = {}
const ids: Record<string, number> = {}
let soil: { id: number; circle: number }

beforeAll(async () => {
  setSite({ name: 'Baobab', origin: server.origin })
  for (const name of ['Amina', 'Kofi', 'Lena', 'Ola'])
    visitors[name.toLowerCase()] = await signedIn(server, name)
  const people = await db().selectFrom('person').select(['thing', 'handle']).execute()
  for (const { thing, handle } of people) ids[handle] = thing
  soil = await gather('soil', { members: ['amina', 'kofi', 'lena'] })
})
beforeEach(async () => {
  for (const table of ['notice', 'notice_choice', 'community_choice', 'thread_following', 'digest', 'mail'])
    await sql`delete from ${sql.table(table)}`.execute(db())
})

const as = async (handle: string): Promise<Viewer> => (await viewerOfPerson(ids[handle]!))!
const opens = async (handle: string, title: string, more: Partial<Opening> = {}): Promise<string> => {
  const { ref } = await openThread(await as(handle), {
    form: 'question',
    title,
    body: `On ${title}`,
    lang: 'en',
    community: 'soil',
    ...more,
  })
  await drain(reactions)
  return ref
}
const says = async (handle: string, ref: string, body: string, mentions: string[] = []): Promise<void> => {
  const post = await reply(await as(handle), ref, { body, lang: 'en' })
  for (const one of mentions)
    await sql`insert into mention (post, person) select id, ${ids[one]} from thing where ref = ${post} on conflict do nothing`.execute(
      db(),
    )
  await drain(reactions)
}
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const noticesOf = async (handle: string) => words((await visitors[handle]!.get('/notices')).html)
const letters = async (handle?: string) => {
  const all = await db().selectFrom('mail').selectAll().orderBy('id').execute()
  return all
    .filter(({ address }) => !handle || address === `${handle}@example.net`)
    .map((one) => ({ ...one, headers: one.headers as Record<string, string> }))
}
/** In two weeks: whatever waits for a morning has had one. */
const later = new Date(Date.now() + 14 * 86_400_000)
const chooses = (handle: string, more: Record<string, string | string[]> = {}) =>
  visitors[handle]!.post('/notices/choices', {
    way: 'mail',
    needs: 'each',
    threads: 'each',
    quietFrom: '',
    quietUntil: '',
    zone: 'UTC',
    ...more,
  })

test('who asked, wrote, was mentioned or belongs hears of what is written, once and with the reason; nobody of their own', async () => {
  const ref = await opens('amina', 'How deep is a pit?')
  await says('kofi', ref, 'Twenty centimetres.')
  expect(await noticesOf('amina')).toContain('How deep is a pit? 1 new Kofi wrote under your question')
  expect(await noticesOf('kofi')).toContain('Amina began this')
  expect(await noticesOf('kofi')).not.toContain('Kofi wrote')
  expect(await noticesOf('ola')).toContain('will stand here')
  await says('amina', ref, 'Thank you @ola', ['ola'])
  expect(await noticesOf('ola')).toContain('Amina mentioned you')
  expect(await noticesOf('lena')).toContain('3 new Amina wrote')
  const post = await db()
    .selectFrom('post')
    .select(['thing', 'thread'])
    .orderBy('thing', 'desc')
    .executeTakeFirstOrThrow()
  const before = await db().selectFrom('notice').selectAll().execute()
  await atomically(() => announce('post.written', { thread: post.thread, post: post.thing }))
  await drain(reactions)
  expect(await db().selectFrom('notice').selectAll().execute()).toEqual(before)
})

test('the bar, the desk and the list say what is new until it is seen or read where it stands', async () => {
  const { lena } = visitors as { lena: Visitor }
  const ref = await opens('amina', 'Which grass holds?')
  await says('kofi', ref, 'Vetiver.')
  const desk = words((await lena.get('/desk')).html)
  expect(desk).toContain('2 new notices')
  expect(desk).toContain('Which grass holds? 2 new Kofi wrote')
  const { html } = await lena.get('/notices')
  const upTo = /name="to" value="(\d+)"/.exec(html)![1]!
  await says('kofi', ref, 'Or andropogon.')
  await lena.post('/notices/seen', { to: upTo })
  expect(words((await lena.get('/notices')).html)).toContain('Which grass holds? 1 new')
  await sql`insert into reading_position (person, thread, nth) select ${ids.lena}, id, 3 from thing where ref = ${ref}`.execute(
    db(),
  )
  const read = words((await lena.get('/notices')).html)
  expect(read).toContain('Which grass holds?')
  expect(read).not.toContain('new')
  expect((await visitor(server).get('/notices')).status).toBe(403)
})

test('what somebody may no longer see, and what was taken from sight, is told nowhere', async () => {
  const ref = await opens('amina', 'Heron question')
  await says('kofi', ref, 'Heron answer')
  await chooses('lena', {})
  await sql`update community_choice set level = 'each'`.execute(db())
  const { circle } = await db()
    .selectFrom('thing')
    .select('circle')
    .where('ref', '=', ref)
    .executeTakeFirstOrThrow()
  await sql`update thing set circle = ${soil.circle} where ref = ${ref}`.execute(db())
  for (const page of ['/notices', '/desk']) {
    const { html } = await visitors.lena!.get(page)
    expect(html).not.toContain('Heron')
    expect(html).not.toContain('class="fresh"')
  }
  await mailNotices(later)
  expect(await letters()).toEqual([])
  await sql`update thing set circle = ${circle} where ref = ${ref}`.execute(db())
  expect(await noticesOf('lena')).toContain('Heron question')
  await sql`update post set hidden = now() where thread = (select id from thing where ref = ${ref})`.execute(
    db(),
  )
  expect(await noticesOf('lena')).not.toContain('Heron')
  await sql`update thing set circle = ${soil.circle} where ref = ${ref}`.execute(db())
  await db().deleteFrom('notice').execute()
  await atomically(async () => {
    const posts = await sql<{
      thing: number
      thread: number
    }>`update post set hidden = null where thread = (select id from thing where ref = ${ref}) returning thing, thread`.execute(
      db(),
    )
    for (const { thing, thread } of posts.rows) await announce('post.written', { thread, post: thing })
  })
  await drain(reactions)
  expect(await db().selectFrom('notice').select('id').execute()).toEqual([])
})

test('who asked without a name is told as a follower, and no row or letter says who asked', async () => {
  const ref = await opens('amina', 'Without a name', { sealed: true })
  await says('kofi', ref, 'An answer.')
  expect(await noticesOf('kofi')).toContain('Somebody began this')
  expect(await noticesOf('amina')).toContain('Kofi wrote')
  await mailNotices(later)
  const [letter] = await letters('amina')
  expect(letter!.body).toContain('because you follow it')
  for (const { body } of await letters()) expect(body).not.toMatch(/Amina|you asked/)
  const told = await sql<{ why: string }>`select why from notice where person = ${ids.amina}`.execute(db())
  expect(told.rows).toEqual([{ why: 'follows' }])
})

test('choices are kept, come back when they are wrong, and say what is told', async () => {
  const { html } = await visitors.lena!.get('/notices/choices')
  const field = /name="(of-\w{12})"/.exec(html)![1]!
  const wrong = await chooses('lena', { zone: 'Mars/Olympus', quietFrom: '22', quietUntil: '7' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('no such time zone')
  expect(wrong.html).toContain('value="Mars/Olympus"')
  expect(wrong.html).toMatch(/value="22" selected/)
  expect((await chooses('lena', { quietFrom: '22' })).html).toContain('or neither')
  const kept = await chooses('lena', { [field]: 'needs-me', quietDays: ['6', '7'], zone: 'Africa/Niamey' })
  expect(kept.html).toContain('Your choices are kept')
  expect(kept.html).toMatch(/value="needs-me" selected/)
  const ref = await opens('amina', 'For those who want it')
  expect(await noticesOf('lena')).not.toContain('For those')
  await says('kofi', ref, 'Lena knows', ['lena'])
  expect(await noticesOf('lena')).toContain('Kofi mentioned you')
  const stopped = await visitors.lena!.post(`/notices/following/${ref}`, { follow: 'no' })
  expect(stopped.at).toContain(`/threads/${ref}/`)
  expect(stopped.html).toContain('To hear of what is written here.')
  await says('kofi', ref, 'Does she?', ['lena'])
  expect((await noticesOf('lena')).split('Kofi mentioned you')).toHaveLength(2)
  const followed = await visitors.lena!.post(`/notices/following/${ref}`, { follow: 'yes' })
  expect(followed.html).toContain('Stop following')
  await says('kofi', ref, 'She does.')
  expect(await noticesOf('lena')).toContain('1 new Kofi wrote')
  const theirs = (await visitors.lena!.get('/account/export')).html
  expect(JSON.parse(theirs).notices).toMatchObject({
    chosen: { quietDays: [6, 7] },
    communities: [{ community: 'soil', level: 'needs-me' }],
    threads: [{ thread: ref, follows: true }],
  })
  expect((await visitors.ola!.post('/notices/following/000000000000', { follow: 'yes' })).status).toBe(422)
})

test('who left the community hears no more of it, unless they follow something after', async () => {
  const ref = await opens('amina', 'After you left')
  await says('lena', ref, 'I go.')
  await sql`update membership set ended = now() where person = ${ids.lena}`.execute(db())
  await db().deleteFrom('notice').execute()
  await says('kofi', ref, 'Where is @lena?', ['lena'])
  expect(await noticesOf('lena')).not.toContain('After you left')
  await visitors.lena!.post(`/notices/following/${ref}`, { follow: 'yes' })
  await says('kofi', ref, 'There.')
  expect(await noticesOf('lena')).toContain('After you left')
  await sql`update membership set ended = null where person = ${ids.lena}`.execute(db())
})

test('a letter says what was said, where to go, why it came, and lets them out by one click from anywhere', async () => {
  const ref = await opens('amina', 'A letter')
  await says('kofi', ref, 'With **words** in it.')
  await mailNotices()
  await mailNotices()
  const [letter, ...more] = await letters('amina')
  expect(more).toEqual([])
  expect(letter!.subject).toBe('A letter')
  expect(letter!.body).toContain('Kofi wrote under your question')
  expect(letter!.body).toContain('With **words** in it.')
  expect(letter!.body).toMatch(new RegExp(`Read it on the page\n${server.origin}/posts/\\w{12}\n`))
  expect(letter!.body).toContain('because you asked the question')
  expect(letter!.headers).toMatchObject({
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': '<soil.127.0.0.1>',
  })
  const address = letter!.headers['List-Unsubscribe']!.slice(1, -1)
  const seen = await fetch(address)
  expect(seen.status).toBe(200)
  const page = await seen.text()
  expect(page).toContain('Hear no more of this')
  expect(page).not.toContain('A letter')
  await says('kofi', ref, 'A visit changed nothing.')
  const click = (at: string) =>
    fetch(at, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })
  expect((await click(address)).status).toBe(200)
  expect((await click(address)).status).toBe(200)
  await mailNotices(later)
  expect(await letters('amina')).toHaveLength(1)
  await says('kofi', ref, 'Nobody hears.')
  expect(await noticesOf('amina')).not.toContain('3 new')
  expect((await click(`${address}x`)).status).toBe(404)
  expect((await click(address.replace(/thread/, 'mail'))).status).toBe(404)
  // Nothing else may be posted from elsewhere.
  expect((await click(`${server.origin}/notices/seen`)).status).toBe(403)
})

test('a digest comes on their morning, once, never empty, and not in quiet hours', async () => {
  await chooses('lena', { zone: 'Pacific/Auckland', quietFrom: '6', quietUntil: '9' })
  await sql`insert into community_choice (person, community, level) values (${ids.lena}, ${soil.id}, 'daily')`.execute(
    db(),
  )
  const ref = await opens('amina', 'Gathered')
  await says('kofi', ref, 'One.')
  await says('kofi', ref, 'Two.')
  await sql`update notice set at = '2026-03-10T12:00:00Z'`.execute(db())
  // Seven in the morning there is six in the evening of the day before, UTC.
  for (const time of ['2026-03-10T17:59:00Z', '2026-03-10T18:30:00Z', '2026-03-10T19:59:00Z']) {
    await mailNotices(new Date(time))
    expect(await letters('lena')).toEqual([])
  }
  await mailNotices(new Date('2026-03-10T20:01:00Z'))
  await mailNotices(new Date('2026-03-10T20:02:00Z'))
  const [letter, ...more] = await letters('lena')
  expect(more).toEqual([])
  expect(letter!.subject).toBe('Baobab, March 11, 2026: 3 new messages')
  expect(letter!.body).toContain('Gathered\n\nThe soil community')
  expect(letter!.headers['List-Unsubscribe']).toContain('/notices/unsubscribe/')
  await says('kofi', ref, 'Three.')
  await sql`update notice set at = '2026-03-10T20:10:00Z' where settled is null`.execute(db())
  await mailNotices(new Date('2026-03-10T21:00:00Z'))
  expect(await letters('lena')).toHaveLength(1)
  await mailNotices(new Date('2026-03-11T21:00:00Z'))
  expect(await letters('lena')).toHaveLength(2)
  await mailNotices(later)
  expect(await letters('lena')).toHaveLength(2)
  expect((await chooses('lena', { way: 'here' })).status).toBe(200)
  await says('kofi', ref, 'Four.')
  await mailNotices(later)
  expect(await letters('lena')).toHaveLength(2)
  expect(await noticesOf('lena')).toContain('Kofi wrote')
})

test('where no mail comes in, a digest asks for no number to be sent back', async () => {
  await chooses('lena', {})
  await sql`insert into community_choice (person, community, level) values (${ids.lena}, ${soil.id}, 'daily')`.execute(
    db(),
  )
  const choices = ['Stone bunds', 'Half-moons']
  for (const title of ['Which first?', 'Which last?'])
    await opens('amina', title, { form: 'poll', poll: { kind: 'single', choices } })
  await mailNotices(later)
  const [letter] = await letters('lena')
  expect(letter!.body).toContain('Which first?')
  expect(letter!.body).not.toContain('alone on the first line')
})

test('what breaks off is gone on with: nobody gets a letter twice, and one person’s trouble holds up nobody', async () => {
  const ref = await opens('amina', 'Broken off')
  await says('kofi', ref, 'An answer.')
  await sql`create function refuse_amina() returns trigger language plpgsql as $$ begin
    if new.address like 'amina@%' then raise 'the disk is full'; end if; return new; end $$`.execute(db())
  await sql`create trigger refuse_amina before insert on mail for each row execute function refuse_amina()`.execute(
    db(),
  )
  try {
    await Promise.all([mailNotices(later), mailNotices(later)])
    expect(await letters('amina')).toEqual([])
    expect(await letters('kofi')).toHaveLength(1)
  } finally {
    await sql`drop trigger refuse_amina on mail`.execute(db())
    await sql`drop function refuse_amina`.execute(db())
  }
  await Promise.all([mailNotices(later), mailNotices(later)])
  expect(await letters('amina')).toHaveLength(1)
  expect(await letters('kofi')).toHaveLength(1)
})

test('a flood is one letter', async () => {
  await chooses('amina')
  const ref = await opens('amina', 'A flood')
  const kofi = await as('kofi')
  for (let i = 0; i < 12; i++) await reply(kofi, ref, { body: `Drop ${i}`, lang: 'en' })
  await drain(reactions)
  await mailNotices()
  const [letter, ...more] = await letters('amina')
  expect(more).toEqual([])
  expect(letter!.subject).toBe('Baobab: 12 new messages')
  expect(letter!.body).toContain('Drop 11')
})

test('who deletes their account takes what they chose and were told along', async () => {
  const gone = await signedIn(server, 'Gone')
  const { thing } = await db()
    .selectFrom('person')
    .select('thing')
    .where('handle', '=', 'gone')
    .executeTakeFirstOrThrow()
  await sql`insert into membership (community, person, standing) values (${soil.id}, ${thing}, 'member')`.execute(
    db(),
  )
  const ref = await opens('amina', 'Before they go')
  await gone.post(`/notices/following/${ref}`, { follow: 'yes' })
  await gone.post('/account/deletion', { password, credit: 'named' })
  await says('kofi', ref, 'Anybody there?')
  for (const table of ['notice', 'thread_following'])
    expect((await sql`select from ${sql.table(table)} where person = ${thing}`.execute(db())).rows).toEqual(
      [],
    )
})
