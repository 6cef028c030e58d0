import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demo } from '../../tests/support/addresses.ts'
import { demoDatabase } from '../../tests/support/database.ts'
import { served } from '../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { addPerson } from '../people/inviting.ts'
import { reactions } from '../reactions.ts'
import { setSite } from '../ui/site.ts'

demoDatabase()
const server = served(openDoors)
const password = 'stone bunds on the slope'
let made = 0
interface Somebody {
  who: Visitor
  handle: string
  id: number
}
async function member(name: string): Promise<Somebody> {
  const email = `community${++made}@example.org`
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
let fatou: Somebody
let jonas: Somebody
let leila: Somebody
beforeAll(async () => {
  setSite({ origin: server.origin })
  fatou = await member('Fatou Diarra')
  jonas = await member('Jonas Otieno')
  leila = await member('Leïla Brahmi')
})

const whole = {
  lang: 'en',
  name: 'Registers that count names',
  question: 'How do we count learners once each?',
  conditions: 'District offices with few computers.',
  places: 'NE',
  topics: 'gender',
  goal: 'Compare five registers.',
  measure: 'Five comparisons written up',
  by: '2099-12-31',
  facilitators: 'Jonas Otieno',
  joining: 'open',
  openTo: 'everyone',
  conduct: 'We ask before we advise.',
  homeless: 'It begins among colleagues.',
}
const page = '/communities/registers-that-count-names'
const first = (html: string, words: RegExp): string => words.exec(html)?.[0] ?? `nothing like ${words}`
const stranger = () => visitor(server)

test('a form that does not fit comes back as it was typed and names its fields', async () => {
  const wrong = await fatou.who.post('/communities', { ...whole, measure: '', by: 'soon' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('How do we count learners once each?')
  expect(wrong.html).toContain('href="#measure"')
  expect(wrong.html).toContain('href="#by"')
  const nowhere = await fatou.who.post('/communities', { ...whole, places: 'Atlantis' })
  expect(nowhere.status).toBe(422)
  expect(nowhere.html).toContain('We ask before we advise.')
  expect((await stranger().get('/communities/new')).status).toBe(403)
})

test('nothing half-made is public: it opens once two have said yes and nothing is missing', async () => {
  const kept = await fatou.who.post('/communities', { ...whole, conduct: '' })
  expect(kept.at).toBe(`${page}/charter`)
  expect(kept.html).toContain('how you treat each other')
  expect(kept.html).toContain('two facilitators who said yes')
  expect(kept.html).not.toContain('a first goal with a measure')
  for (const nobody of [stranger(), jonas.who, leila.who])
    expect((await nobody.get(`${page}/charter`)).status).toBe(404)
  expect((await fatou.who.post(`${page}/opening`)).status).toBe(422)

  const asked = await jonas.who.get('/communities/invitations')
  expect(asked.html).toContain('How do we count learners once each?')
  const answer = first(asked.html, /\/communities\/invitations\/\d+\/answer/)
  expect((await leila.who.post(answer, { answer: 'yes' })).status).toBe(422)
  await jonas.who.post(answer, { answer: 'yes' })
  const charter = await jonas.who.get(`${page}/charter/change`)
  const version = /name="version" value="(\d+)"/.exec(charter.html)![1]!
  const change = { ...whole, version }
  expect((await jonas.who.post(`${page}/charter/change`, change)).status).toBe(200)
  // What was drawn before that is told, and keeps what was typed.
  const late = await fatou.who.post(`${page}/charter/change`, { ...change, question: 'Which names count?' })
  expect(late.status).toBe(422)
  expect(late.html).toContain('Which names count?')

  expect((await fatou.who.get(`${page}/charter`)).html).toContain('Nothing is missing')
  await fatou.who.post(`${page}/opening`)
  const open = await stranger().get(`${page}/charter`)
  expect(open.status).toBe(200)
  expect(open.html).toContain('Facilitated by')
  expect(open.html).toContain('href="/topics/gender"')
})

test('a charter keeps its words in each language', async () => {
  const form = await fatou.who.get(`${page}/charter/change?in=fr`)
  const version = /name="version" value="(\d+)"/.exec(form.html)![1]!
  await fatou.who.post(`${page}/charter/change`, {
    ...whole,
    version,
    lang: 'fr',
    name: 'Registres nominatifs',
    question: 'Comment compter chaque élève une fois ?',
  })
  expect((await stranger().get(`${page}/charter?lang=fr`)).html).toContain('Comment compter chaque élève')
  expect((await stranger().get(`${page}/charter?lang=en`)).html).toContain('How do we count learners')
  // Who reads it is settled.
  const closed = await fatou.who.post(`${page}/charter/change`, {
    ...whole,
    version: String(Number(version) + 1),
    joining: 'invitation',
    openTo: 'itself',
  })
  expect(closed.status).toBe(422)
})

test('a goal that changes gives its reason and stays readable', async () => {
  const charter = await fatou.who.get(`${page}/charter`)
  const end = first(charter.html, /\/communities\/[a-z-]+\/goals\/\d+\/end/)
  const next = { lang: 'en', how: 'changed', goal: 'Compare three registers.', measure: 'Three comparisons' }
  const without = await fatou.who.post(end, { ...next, reason: '' })
  expect(without.status).toBe(422)
  expect(without.html).toContain('Compare three registers.')
  expect((await leila.who.post(end, { ...next, reason: 'x' })).status).toBe(403)
  await fatou.who.post(end, { ...next, reason: 'Two offices have no register.' })
  const seen = await stranger().get(`${page}/charter`)
  for (const words of [
    'Compare three registers.',
    'Compare five registers.',
    'Two offices have no register.',
  ])
    expect(seen.html).toContain(words)
})

test('who joins an open community is in, is shown as they allow, and can leave', async () => {
  const joined = await leila.who.post(`${page}/membership`)
  expect(joined.at).toBe(page)
  expect((await leila.who.post(`${page}/membership`)).status).toBe(422)
  expect((await jonas.who.get(`${page}/members`)).html).toContain('Leïla Brahmi')
  const seen = await stranger().get(`${page}/members`)
  expect(seen.html).not.toContain('Leïla Brahmi')
  expect(seen.html).toContain('whose page is not open to you')
  await leila.who.post(`${page}/membership/end`)
  expect((await jonas.who.get(`${page}/members`)).html).not.toContain('Leïla Brahmi')
})

test('where one asks, a facilitator says yes with a word', async () => {
  await changeTo({ joining: 'request' })
  const empty = await leila.who.post(`${page}/membership`, { words: '' })
  expect(empty.html).toContain('Say in a few words')
  await leila.who.post(`${page}/membership`, { words: 'I keep the registers of Gabès.' })
  expect((await stranger().get(`${page}/members`)).html).not.toContain('registers of Gabès')
  const asking = await jonas.who.get(`${page}/members`)
  expect(asking.html).toContain('I keep the registers of Gabès.')
  const answer = first(asking.html, /\/communities\/[a-z-]+\/members\/\d+\/answer/)
  expect((await leila.who.post(answer, { answer: 'yes' })).status).toBe(422)
  await jonas.who.post(answer, { answer: 'yes', words: 'Welcome.' })
  expect((await leila.who.get(`${page}/members`)).html).toContain('Leave this community')
  const { rows } = await sql<{ body: string }>`
    select body from mail where body like '%Welcome.%'`.execute(db())
  expect(rows).toHaveLength(1)
})

test('what burdens waits for a yes, and the last two facilitators do not go without asking for others', async () => {
  await jonas.who.post(`${page}/roles`, {
    handle: leila.handle,
    role: 'moderator',
    until: '',
    langs: 'fr, ar',
  })
  expect((await stranger().get(`${page}/members`)).html).not.toContain('waits for a yes')
  const offered = await leila.who.get(`${page}/members`)
  const take = first(offered.html, /\/communities\/[a-z-]+\/roles\/\d+\/taking/)
  expect((await jonas.who.post(take)).status).toBe(404)
  await leila.who.post(take)
  expect((await stranger().get(`${page}/charter`)).html).toContain('Moderates this week')
  expect((await leila.who.post(`${page}/membership/end`)).html).toContain('Lay it down first')

  const { rows } = await sql<{ id: number }>`
    select id from community_role where person = ${jonas.id} and role = 'facilitator'`.execute(db())
  const end = `${page}/roles/${rows[0]!.id}/end`
  const warned = await jonas.who.post(end, { successors: '' })
  expect(warned.status).toBe(422)
  expect(warned.html).toContain('Fewer than two facilitators would stay')
  await jonas.who.post(end, { successors: 'Somebody who reads registers in French.' })
  expect((await stranger().get(`${page}/members`)).html).toContain('Somebody who reads registers in French.')
  // Who follows ends the search.
  await fatou.who.post(`${page}/roles`, { handle: jonas.handle, role: 'facilitator' })
  const again = first(
    (await jonas.who.get(`${page}/members`)).html,
    /\/communities\/[a-z-]+\/roles\/\d+\/taking/,
  )
  await jonas.who.post(again)
  expect((await stranger().get(`${page}/members`)).html).not.toContain('Somebody who reads registers')
})

test('one for governments lets in those who represent one, and by invitation only', async () => {
  await changeTo({ joining: 'invitation', forGovernments: 'yes' })
  const outsider = await member('Outside Person')
  expect((await outsider.who.post(`${page}/membership`)).status).toBe(422)
  await fatou.who.post(`${page}/invitations`, { whom: outsider.handle, words: 'Come and see.' })
  expect((await fatou.who.get(`${page}/members`)).html).toContain('Outside Person')
  const asked = await outsider.who.get('/communities/invitations')
  expect(asked.html).toContain('Come and see.')
  const answer = first(asked.html, /\/communities\/invitations\/\d+\/answer/)
  const refused = await outsider.who.post(answer, { answer: 'yes' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('This community is for governments')
  await sql`
    with one as (insert into thing (ref, kind, circle, state, origin) values ('m1n1stry0000', 'organisation', 1, 'published', 'x') returning id),
      made as (insert into organisation (thing, slug, kind, name) select id, 'a-ministry', 'ministry', '{"original":"en","texts":{"en":"A ministry"}}' from one returning thing)
    insert into representative (organisation, person, named_by) select thing, ${outsider.id}, ${outsider.id} from made`.execute(
    db(),
  )
  expect((await outsider.who.post(answer, { answer: 'yes' })).at).toBe(page)
})

test('a link lets in whoever has it until it is taken back', async () => {
  await changeTo({ joining: 'invitation', forGovernments: '' })
  const shown = await fatou.who.post(`${page}/invitations/link`)
  const link = first(shown.html, /\/communities\/invitations\/[\w-]{20,}/)
  expect((await stranger().get(link)).html).toContain('Registers that count names')
  const newcomer = await member('By Link')
  expect((await newcomer.who.post(link)).at).toBe(page)
  const back = first(shown.html, /\/communities\/[a-z-]+\/invitations\/\d+\/removal/)
  await fatou.who.post(back)
  expect((await stranger().get(link)).status).toBe(404)
})

async function changeTo(change: Record<string, string>): Promise<void> {
  const form = await fatou.who.get(`${page}/charter/change`)
  const version = /name="version" value="(\d+)"/.exec(form.html)![1]!
  const { at } = await fatou.who.post(`${page}/charter/change`, { ...whole, version, ...change })
  expect(at).toBe(`${page}/charter`)
}

test('the list finds a community by words, topic, place, way in and language, and says which are closed', async () => {
  await drain(reactions)
  const list = async (query: string) => (await stranger().get(`/communities${query}`)).html
  const all = await list('')
  expect(all).toContain('Drylands exchange')
  expect(all).toContain('Programme')
  expect(all).toContain('Closed')
  expect(all).toContain('Quiet')
  // One for members of the instance is not for strangers, nor is a draft.
  expect(all).not.toContain('Education offices together')
  expect(await list('?q=learner+identifiers')).toContain('School census and learner identifiers')
  expect(await list('?topic=stone-bunds')).toContain('Lands of Ouahigouya')
  expect(await list('?topic=stone-bunds')).not.toContain('Kenema school zones')
  expect(await list('?place=SL')).toContain('Kenema school zones')
  expect(await list('?in=pt')).not.toContain('Lands of Ouahigouya')
  expect(await list('?joining=request')).toContain('Kenema school zones')
  expect(await list('?q=zzzzzz')).toContain('It takes five minutes'.toLowerCase().slice(3))
  expect((await fatou.who.get('/communities?by=me')).html).toContain('Registers that count names')
  expect((await fatou.who.get('/communities?by=me')).html).not.toContain('Drylands exchange')
})

test('a community is found by search, listed by the API and named where its topic is', async () => {
  const search = (await stranger().get('/search?q=once+each+learners&kind=community')).html
  expect(search).toContain(page)
  const api = await fetch(`${server.origin}/api/v1/communities/registers-that-count-names`)
  expect(await api.json()).toMatchObject({
    slug: 'registers-that-count-names',
    question: { texts: { en: whole.question } },
    topics: ['gender'],
    goals: [{ how: undefined }, { how: 'changed', reason: 'Two offices have no register.' }].map((goal) =>
      expect.objectContaining(goal.how ? goal : {}),
    ),
  })
  const listed = await (await fetch(`${server.origin}/api/v1/communities?concept=gender`)).json()
  expect(JSON.stringify(listed)).toContain(page)
  expect((await stranger().get('/topics/gender')).html).toContain(page)
  expect((await stranger().get('/organisations/kenema-schools-data-desk')).html).toContain(
    'School census and learner identifiers',
  )
  // Of a record on stone bunds: the community that minds them.
  expect((await stranger().get(demo.practice)).html).toContain('/communities/terres-de-ouahigouya')
})

test('whoever deletes their account belongs nowhere any more, and an empty community is dormant', async () => {
  const { who, id } = await member('Gone Soon')
  await who.post('/communities', { ...whole, name: 'Not for long', facilitators: 'Leïla Brahmi' })
  const asked = await leila.who.get('/communities/invitations')
  await leila.who.post(first(asked.html, /\/communities\/invitations\/\d+\/answer/), { answer: 'yes' })
  await who.post('/communities/not-for-long/opening')
  await sql`update community_role set ended = now() where person = ${leila.id} and role = 'facilitator'`.execute(
    db(),
  )
  expect(await (await who.get('/account/export')).html).toContain('not-for-long')
  await who.post('/account/deletion', { password, credit: 'named' })
  const { rows } = await sql<{ rest: string; members: number }>`
    select rest, (select count(*)::int from membership where person = ${id} and ended is null) as members
    from community where slug = 'not-for-long'`.execute(db())
  expect(rows[0]).toEqual({ rest: 'dormant', members: 0 })
})

test('a programme says yes to a community that asks, and either ends it', async () => {
  const { who, id } = await member('Programme Person')
  await sql`
    with there as (select thing, circle from community where slug = 'drylands-exchange'),
      let as (insert into in_circle (circle, person) select circle, ${id} from there)
    insert into community_role (community, person, role, since) select thing, ${id}, 'facilitator', current_date from there`.execute(
    db(),
  )
  const ring = await who.post('/communities/drylands-exchange/above', {
    above: '/communities/terres-de-ouahigouya',
  })
  expect(ring.html).toContain('cannot stand under one that stands under it')
  await fatou.who.post(`${page}/above`, { above: `${server.origin}/communities/drylands-exchange` })
  expect((await stranger().get('/communities/drylands-exchange/charter')).html).not.toContain(page)
  expect((await who.get('/communities/drylands-exchange/arrangement')).html).toContain(
    'asks to stand under it',
  )
  await who.post('/communities/drylands-exchange/parts/registers-that-count-names/acceptance')
  const seen = await stranger().get('/communities/drylands-exchange/charter')
  expect(seen.html).toContain(page)
  // A chapter shows its place and on which level that is.
  const chapters = await stranger().get('/communities/land-degradation-neutrality-in-practice/charter')
  expect(chapters.html).toContain('Local level')

  await fatou.who.post(`${page}/risen`, { thing: demo.story })
  expect((await stranger().get('/communities/drylands-exchange/charter')).html).toContain(demo.story)
  expect((await fatou.who.post(`${page}/risen`, { thing: 'nothing' })).status).toBe(422)
  await fatou.who.post(`${page}/above/end`)
  expect((await stranger().get('/communities/drylands-exchange/charter')).html).not.toContain(demo.story)
})

test('a working group has a task and an end, and closes with what came of it', async () => {
  const group = {
    lang: 'en',
    task: 'Compare the spellings of a name.',
    product: 'A table of spellings',
    ends: '2099-01-31',
  }
  const outsider = await member('Not In It')
  expect((await outsider.who.post(`${page}/working-groups`, group)).html).toContain('Join first')
  expect((await fatou.who.post(`${page}/working-groups`, { ...group, ends: '2020-01-01' })).html).toContain(
    'This day is over',
  )
  await fatou.who.post(`${page}/working-groups`, group)
  const seen = await jonas.who.get(`${page}/working-groups`)
  const along = first(seen.html, /\/communities\/[a-z-]+\/working-groups\/[0-9a-z]{12}\/members/)
  await jonas.who.post(along)
  const closing = along.replace('/members', '/closing')
  expect((await leila.who.post(closing, { lang: 'en', outcome: 'x' })).status).toBe(422)
  await fatou.who.post(closing, { lang: 'en', outcome: 'Nine spellings in one school.', made: demo.story })
  const closed = await stranger().get(`${page}/working-groups`)
  const report = first(closed.html, /\/reports\/new\?thing=[0-9a-z]{12}/)
  expect((await jonas.who.get(report)).status).toBe(200)
  for (const words of ['Nine spellings in one school.', demo.story, '2 members'])
    expect(closed.html).toContain(words)
})

test('a community closes with words of parting, and lives again', async () => {
  const without = await fatou.who.post(`${page}/rest`, { how: 'closed', parting: '' })
  expect(without.status).toBe(422)
  await fatou.who.post(`${page}/rest`, { how: 'closed', parting: 'Every name is counted once.' })
  const seen = await stranger().get(page)
  expect(seen.html).toContain('Every name is counted once.')
  const late = await member('Too Late')
  expect((await late.who.post(`${page}/membership`)).status).toBe(422)
  await fatou.who.post(`${page}/rest`, { how: 'alive', parting: '' })
  expect((await stranger().get(page)).html).not.toContain('Every name is counted once.')
  await fatou.who.post(`${page}/channels`, { label: 'Script', href: 'javascript:alert(1)' })
  await fatou.who.post(`${page}/channels`, { label: 'Our list', href: 'https://lists.example.org/names' })
  const charter = await stranger().get(`${page}/charter`)
  expect(charter.html).toContain('https://lists.example.org/names')
  expect(charter.html).not.toContain('javascript:alert')
})
