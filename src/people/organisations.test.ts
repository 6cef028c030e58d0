import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { served } from '../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'
import { setSite } from '../ui/site.ts'
import { addPerson } from './inviting.ts'
import { speaksFor } from './standing.ts'

demoDatabase()
const server = served(openDoors)
const password = 'stone bunds on the slope'
let made = 0
async function member(name: string): Promise<{ who: Visitor; handle: string; id: number }> {
  const email = `organisation${++made}@example.org`
  const handle = await addPerson({ name, email, password })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  const { id } = await db()
    .selectFrom('person')
    .select('thing as id')
    .where('handle', '=', handle)
    .executeTakeFirstOrThrow()
  return { who, handle, id }
}
let keeper: Awaited<ReturnType<typeof member>>
let other: Awaited<ReturnType<typeof member>>
beforeAll(async () => {
  setSite({ origin: server.origin })
  keeper = await member('Keeper of it')
  other = await member('Another member')
})

const page = '/organisations/office-of-the-northern-plain'
const act = (html: string, words: RegExp): string => words.exec(html)![0]

test('a member puts an organisation here and keeps its page', async () => {
  const form = {
    name: 'Office of the Northern Plain',
    kind: 'agency',
    place: 'NE',
    website: 'https://plain.example',
  }
  const wrong = await keeper.who.post('/organisations', { ...form, website: 'javascript:alert(1)' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('value="Office of the Northern Plain"')
  expect((await keeper.who.post('/organisations', form)).at).toBe(page)
  const again = await keeper.who.post('/organisations', form)
  expect(again.status).toBe(422)
  expect(again.html).toContain('is here already')
  const seen = await visitor(server).get(page)
  expect(seen.html).toContain('Agency')
  expect(seen.html).toContain('href="/places/NE"')
  expect(seen.html).not.toContain('Keeper of it')
  const report = act(seen.html, /\/reports\/new\?thing=[0-9a-z]{12}/)
  expect((await other.who.get(report)).status).toBe(200)
  expect((await visitor(server).get('/organisations?q=northern')).html).toContain(page)
  // Its name is searched, not the form in which it is kept.
  for (const q of ['original', 'texts', '"en"'])
    expect((await visitor(server).get(`/organisations?q=${q}`)).html).not.toContain(page)
  expect((await other.who.get(`${page}/change`)).status).toBe(403)
  expect((await other.who.post(`${page}/change`, form)).status).toBe(403)
})

test('a member asks to belong, and whoever keeps the page says yes', async () => {
  await other.who.post(`${page}/members`, { work: 'Surveyor' })
  expect((await visitor(server).get(page)).html).not.toContain('Another member')
  const asked = await keeper.who.get(page)
  expect(asked.html).toContain('has asked')
  const accept = act(asked.html, new RegExp(`${page}/members/\\d+/member`))
  expect((await other.who.post(accept)).status).toBe(403)
  await keeper.who.post(accept)
  expect((await other.who.get(page)).html).toContain('Surveyor')
  expect((await other.who.post(`${page}/members`)).html).toContain('belong to it or have asked already')
})

test('whose page is for themselves alone is shown to those who keep the organisation, and no page of theirs is led to', async () => {
  const openTo = (circle: 'own' | 'members') =>
    sql`
    update thing set circle = ${circle === 'own' ? sql`person.circle` : sql`2`} from person where person.thing = thing.id and thing.id = ${other.id}`.execute(
      db(),
    )
  const third = await member('A third one')
  expect((await third.who.get(page)).html).toContain('Another member')
  await openTo('own')
  expect((await third.who.get(page)).html).not.toContain('Another member')
  expect((await keeper.who.get(page)).html).toContain('Another member')
  expect((await other.who.get(page)).html).toContain('Leave <span class="unseen">Another member')
  await openTo('members')
})

test('changed in one language it keeps its words in the others', async () => {
  const form = { name: 'Office of the Northern Plain', kind: 'agency', about: 'We survey.', place: 'NE' }
  await keeper.who.post(`${page}/change`, form)
  await keeper.who.post(`${page}/change?lang=fr`, { ...form, about: 'Nous levons.' })
  await keeper.who.get(`${page}?lang=en`)
  const { rows } = await sql<{ name: object; about: object }>`
    select name, about from organisation where slug = 'office-of-the-northern-plain'`.execute(db())
  expect(rows[0]).toEqual({
    name: { original: 'en', texts: { en: 'Office of the Northern Plain' } },
    about: { original: 'en', texts: { en: 'We survey.', fr: 'Nous levons.' } },
  })
})

test('a representative is named by the organisation, from and until, and ended in one act', async () => {
  expect((await other.who.post(`${page}/representatives`, { handle: other.handle })).status).toBe(422)
  const over = await keeper.who.post(`${page}/representatives`, {
    handle: other.handle,
    until: '2020-01-01',
  })
  expect(over.html).toContain('This day is over')
  expect(over.html).toContain('value="2020-01-01"')
  await keeper.who.post(`${page}/representatives`, { handle: other.handle, until: '2099-12-31' })
  const seen = await visitor(server).get(page)
  expect(seen.html).toContain('Another member')
  // Their page is for members: a stranger is not led to what would not open.
  expect(seen.html).not.toContain(`href="/people/${other.handle}"`)
  expect(seen.html).toContain('until December 31, 2099')
  const viewer = { kind: 'person', id: other.id, circles: [1, 2] } as const
  expect(await speaksFor(viewer)).toMatchObject([{ slug: 'office-of-the-northern-plain' }])
  expect((await other.who.get(`/people/${other.handle}`)).html).toContain('speaks for it')
  const end = act((await keeper.who.get(page)).html, new RegExp(`${page}/representatives/\\d+/end`))
  await keeper.who.post(end)
  expect(await speaksFor(viewer)).toEqual([])
  const { rows } = await sql<{ verb: string }>`
    select verb from audit join organisation on organisation.thing = audit.thing where slug = 'office-of-the-northern-plain' order by audit.id`.execute(
    db(),
  )
  expect(rows.map(({ verb }) => verb)).toEqual([
    'organisation.started',
    'belonging.member',
    'organisation.changed',
    'organisation.changed',
    'representative.named',
    'representative.ended',
  ])
})

test('somebody keeps the page always, and who leaves speaks for it no longer', async () => {
  await keeper.who.post(`${page}/representatives`, { handle: other.handle })
  // Nor by being a member like the others.
  const alone = act(
    (await keeper.who.get(page)).html,
    new RegExp(`${page}/members/\\d+/end(?="><[^>]*>Leave)`),
  )
  expect((await keeper.who.post(alone.replace('/end', '/member'))).status).toBe(409)
  const ends = [
    ...(await keeper.who.get(page)).html.matchAll(new RegExp(`${page}/members/\\d+/end`, 'g')),
  ].map(([found]) => found)
  const answers = []
  for (const end of ends) answers.push(await keeper.who.post(end))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(await speaksFor({ kind: 'person', id: other.id, circles: [1, 2] })).toEqual([])
})

test('what an organisation knows is what names it, with what nobody keeps', async () => {
  const { rows } = await sql<{ name: string }>`
    select known.value as name from version join record on record.current = version.id cross join jsonb_array_elements_text(content -> 'organisations') as known
    where not exists (select from organisation, jsonb_each_text(organisation.name -> 'texts') as said where said.value = known.value)
    group by 1 order by count(*) desc, 1 limit 1`.execute(db())
  const { name } = rows[0]!
  const { at, html } = await keeper.who.post('/organisations', { name, kind: 'ngo' })
  expect(at).toMatch(/^\/organisations\//)
  expect(html).toMatch(/\d+ records?;/)
  expect(html).toContain('class="card')
})

test('a profile is told line by line, each for whom it is meant', async () => {
  const { who, handle } = await member('Oumarou Issa')
  const add = (kind: string, value: string, audience = 'everyone') =>
    who.post('/account/profile/lines', { kind, value, audience })
  await who.post('/account/profile', { name: 'Oumarou Issa', audience: 'everyone' })
  await add('language', 'ha')
  await add('expertise', 'Stone bunds')
  await add('place', 'NE')
  await add('offer', 'mentoring', 'members')
  await add('about', 'I walk the slopes <script>alert(1)</script>', 'me')
  for (const [kind, value] of [
    ['language', 'x'],
    ['expertise', 'no-such-topic'],
    ['place', 'XX'],
    ['offer', 'gold'],
    ['link', 'javascript:alert(1)'],
    ['about', ' '],
  ])
    expect((await add(kind!, value!)).status, kind).toBe(422)
  const stranger = await visitor(server).get(`/people/${handle}`)
  for (const words of ['Oumarou Issa', 'Hausa', 'Stone bunds', 'Niger'])
    expect(stranger.html).toContain(words)
  expect(stranger.html).not.toMatch(/mentoring|slopes|@example/)
  expect((await keeper.who.get(`/people/${handle}`)).html).toContain('mentoring')
  const own = await who.get(`/people/${handle}`)
  expect(own.html).toContain('&lt;script&gt;')
  const search = async (by: Visitor, query: string) =>
    (await by.get(`/people?${query}`)).html.includes(`/people/${handle}`)
  expect(await search(visitor(server), 'topic=cordons%20pierreux&place=NE&in=ha')).toBe(true)
  // Near is also the region it is in, and what is within a broader topic.
  expect(await search(visitor(server), 'place=NE-5')).toBe(true)
  expect(await search(visitor(server), 'in=sw')).toBe(false)
  expect(await search(visitor(server), 'offer=mentoring')).toBe(false)
  expect(await search(keeper.who, 'offer=mentoring&q=oumarou')).toBe(true)
  const line = act((await who.get('/account/profile')).html, /\/account\/profile\/lines\/\d+\/removal/)
  await keeper.who.post(line)
  expect((await who.get('/account/profile')).html).toContain(line)
  await who.post(line)
  expect((await who.get('/account/profile')).html).not.toContain(line)
  await who.post('/account/profile', { name: 'Oumarou Issa', audience: 'members' })
  expect((await visitor(server).get(`/people/${handle}`)).status).toBe(404)
  expect((await keeper.who.get(`/people/${handle}`)).status).toBe(200)
})
