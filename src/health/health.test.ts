import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { createApp, openDoors } from '../app.ts'
import { countingQueries, db } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { dayAfter } from '../base/today.ts'
import { system } from '../base/viewer.ts'
import { importInstrumentFile } from '../instruments/importing.ts'
import { mailNotices } from '../notifications/mailing.ts'
import { reactions } from '../reactions.ts'

import { judge, type Quarter, restSeen } from './rule.ts'
import { stageSeen } from './stage.ts'

/** How a community is: who sees what of it, its look at itself, and what is said of it. */
ownDatabase()
const server = served(openDoors)

const people: Record<string, Visitor> = {}
const health = '/communities/soil/health'
const names = ['Kofi', 'Amina', 'Ben', 'Cleo', 'Dia', 'Eli', 'Fay', 'Sponsor', 'Outsider']

beforeAll(async () => {
  const bytes = readFileSync('packs/common/instruments/health-check.json')
  await importInstrumentFile(system('test'), { name: 'health-check.json', bytes })
  for (const name of names) people[name.toLowerCase()] = await signedIn(server, name)
  const inside = ['amina', 'ben', 'cleo', 'dia', 'eli', 'fay', 'sponsor']
  const { id } = await gather('soil', { members: inside, facilitators: ['kofi'] })
  await gather('elsewhere', { facilitators: ['outsider'], members: ['amina'] })
  await sql`insert into community_role (community, person, role, since) select ${id}, thing, 'sponsor', current_date from person where handle = 'sponsor'`.execute(
    db(),
  )
  await sql`update thing set made = now() - interval '3 years' where id = ${id}`.execute(db())
  for (const [who, title] of [
    ['amina', 'How deep are the pits?'],
    ['ben', 'Who waters at night?'],
  ] as const)
    await people[who]!.post('/communities/soil/threads', {
      form: 'question',
      title,
      body: 'Well?',
      lang: 'en',
    })
  await sql`update thread set opened = now() - interval '20 days'`.execute(db())
})

const begin = (who: string, ends = dayAfter(10)) => people[who]!.post(`${health}/checks`, { ends })
const answer = (who: string, words: string, level = '4') =>
  people[who]!.post(`${health}/check`, { lang: 'en', 'elements/domain': level, 'words/change': words })

test('members see all of it, a sponsor what was released, others one word of three', async () => {
  const { html } = await people.amina!.get(health)
  for (const said of [
    'Early signs',
    'How deep are the pits?',
    'The eight elements',
    'Shared domain',
    'Stage',
  ])
    expect(html).toContain(said)
  expect(html).not.toContain('Release to sponsors')
  for (const who of [people.outsider!, visitor(server), people.sponsor!]) {
    const seen = (await who.get(health)).html
    expect(seen).not.toContain('Early signs')
    expect(seen).not.toContain('How deep are the pits?')
  }
  expect((await people.outsider!.get(health)).html).toContain('This community is open.')
  expect((await people.sponsor!.get(health)).html).toContain('Nothing has been released yet.')
  await people.kofi!.post(`${health}/release`, { note: 'We are fine.', lang: 'en' })
  expect((await people.sponsor!.get(health)).html).toContain('We are fine.')
  expect((await people.outsider!.get(health)).html).not.toContain('We are fine.')
  expect((await people.amina!.get(health)).html).not.toContain('We are fine.')
  await people.kofi!.post(`${health}/release/end`)
  expect((await people.sponsor!.get(health)).html).not.toContain('We are fine.')
  await sql`update community set rest = 'dormant' where slug = 'soil'`.execute(db())
  expect((await people.outsider!.get(health)).html).toContain('This community is quiet.')
  expect((await people.outsider!.get('/communities/soil/charter')).html).not.toContain('dormant')
  expect((await people.amina!.get('/communities/soil/charter')).html).toContain('dormant')
  await sql`update community set rest = null where slug = 'soil'`.execute(db())
})

test('its page asks little, whoever reads it', async () => {
  const app = createApp()
  for (const who of ['kofi', 'amina', 'sponsor', 'outsider']) {
    const cookie = [...people[who]!.cookies].map((pair) => pair.join('=')).join('; ')
    const ask = async () => app.request(health, { headers: { cookie } })
    await ask()
    expect((await countingQueries(ask)).queries, who).toBeLessThanOrEqual(8)
  }
})

test('only those who facilitate begin a health check, with an end, and tell members once', async () => {
  expect((await begin('amina')).status).toBe(422)
  expect((await begin('sponsor')).status).toBe(403)
  expect((await begin('outsider')).status).toBe(403)
  expect((await begin('kofi', dayAfter(1))).html).toContain('Give people at least 3 days')
  expect((await begin('kofi', 'soon')).status).toBe(422)
  expect((await begin('kofi')).status).toBe(200)
  expect((await begin('kofi')).html).toContain('One goes on already.')
  await drain(reactions)
  await drain(reactions)
  const { rows } = await sql<{ handle: string }>`
    select handle from notice join person on person.thing = notice.person where notice.kind = 'health-check' order by handle`.execute(
    db(),
  )
  expect(rows.map(({ handle }) => handle)).toEqual(['amina', 'ben', 'cleo', 'dia', 'eli', 'fay'])
  expect((await people.amina!.get('/notices')).html).toContain('Ten short questions, without your name')
  await mailNotices()
  const { rows: letters } = await sql<{ subject: string; body: string }>`
    select subject, body from mail where address = 'amina@example.net' order by id desc limit 1`.execute(db())
  expect(letters[0]!.subject).toBe('How is it here for you? – The soil community')
  expect(letters[0]!.body).not.toContain('community – The soil')
})

test('answers are given once, kept without a name, and shown from five on when it is over', async () => {
  expect((await people.outsider!.get(`${health}/check`)).status).toBe(403)
  expect((await answer('outsider', 'Let me in')).status).toBe(403)
  expect((await answer('sponsor', 'More for me')).status).toBe(403)
  expect((await people.amina!.post(`${health}/check`, { lang: 'en' })).html).toContain(
    'Answer at least one question',
  )
  const wrong = await answer('amina', 'Kept as typed', '9')
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('Kept as typed')
  for (const who of ['amina', 'ben', 'cleo', 'dia'])
    expect((await answer(who, `${who} wants shade`)).status).toBe(200)
  expect((await answer('amina', 'Twice')).html).toContain('You have answered already.')
  await people.kofi!.post(`${health}/checks/end`)
  // Four are too few.
  expect((await people.kofi!.get(health)).html).toContain('Fewer than 5 answered')
  expect((await people.kofi!.get(health)).html).not.toContain('wants shade')
  await sql`update health_check set ended = null`.execute(db())
  await answer('eli', 'eli wants shade', '5')
  // Enough, and not over: one answer more would be read from the difference.
  expect((await people.kofi!.get(health)).html).not.toContain('wants shade')
  await sql`update health_check set ends = current_date - 1, begun = now() - interval '20 days'`.execute(db())
  expect((await answer('fay', 'Too late')).html).toContain('This health check is over.')
  const { html } = await people.fay!.get(health)
  expect(html).toContain('Members say 4.2 of 5')
  expect(html).toContain('dia wants shade')
  const { rows } = await sql<{ column_name: string }>`
    select column_name from information_schema.columns where table_name = 'health_answer'`.execute(db())
  expect(rows.map((row) => row.column_name).sort()).toEqual([
    'answers',
    'health_check',
    'hidden',
    'id',
    'lang',
  ])
  for (const who of ['sponsor', 'outsider'])
    expect((await people[who]!.get(health)).html).not.toContain('wants shade')
})

test('words that tell of somebody are kept from sight by who facilitates, seen by all to be gone, and lead to no other words', async () => {
  const { html } = await people.kofi!.get(health)
  const keys = [...html.matchAll(/name="key" value="([0-9a-f]{32})"/g)].map(([, key]) => key!)
  expect(new Set(keys).size).toBe(5)
  const { rows } = await sql<{ id: string }>`select id from health_check`.execute(db())
  const out = { check: String(rows[0]!.id), question: 'change', key: keys[0]!, out: 'yes' }
  const words = html.match(/\w+ wants shade/g)!.filter((one) => one)[0]!
  expect((await people.amina!.post(`${health}/words`, out)).status).toBe(422)
  expect((await people.outsider!.post(`${health}/words`, out)).status).toBe(403)
  expect((await people.kofi!.post(`${health}/words`, { ...out, key: '0'.repeat(32) })).status).toBe(422)
  await people.kofi!.post(`${health}/words`, out)
  for (const who of ['kofi', 'amina']) {
    const seen = (await people[who]!.get(health)).html
    expect(seen).not.toContain(words)
    expect(seen).toContain('Kept from sight by those who facilitate')
  }
  await people.kofi!.post(`${health}/words`, { ...out, out: 'no' })
  expect((await people.amina!.get(health)).html).toContain(words)
  expect((await people.amina!.get(health)).html).not.toContain('name="key"')
})

test('what will change is kept and shown, and asked for on the desk until it is', async () => {
  const desk = '/communities/soil/desk'
  expect((await people.kofi!.get(desk)).html).toContain('Say what will change')
  const { rows } = await sql<{ id: string }>`select id from health_check`.execute(db())
  const said = { check: String(rows[0]!.id), words: 'We plant three trees.', lang: 'en' }
  expect((await people.amina!.post(`${health}/reflection`, said)).status).toBe(422)
  expect((await people.kofi!.post(`${health}/reflection`, { ...said, words: '' })).status).toBe(422)
  await people.kofi!.post(`${health}/reflection`, said)
  // Who wrote before the other's words stood there is told, and loses none.
  const late = await people.kofi!.post(`${health}/reflection`, { ...said, words: 'No trees.' })
  expect(late.html).toContain('Somebody else wrote this meanwhile')
  expect(late.html).toContain('No trees.')
  const { rows: answered } = await sql`select from health_answered`.execute(db())
  expect(answered).toHaveLength(0)
  expect((await people.amina!.get(health)).html).toContain('We plant three trees.')
  expect((await people.kofi!.get(desk)).html).not.toContain('The health check is over.')
  expect((await people.outsider!.get(health)).html).not.toContain('three trees')
  expect((await begin('kofi')).status).toBe(200)
  await people.kofi!.post(`${health}/checks/end`)
  expect((await begin('kofi')).html).toContain('There were two in the last twelve months')
})

test('a stage is confirmed, or another chosen with a reason; silence is a task, and only an act makes it rest', async () => {
  expect((await people.kofi!.post(`${health}/stage`, { stage: 'stewardship' })).html).toContain(
    'Say in a sentence',
  )
  expect((await people.amina!.post(`${health}/stage`, { stage: 'potential' })).status).toBe(422)
  await people.kofi!.post(`${health}/stage`, { stage: 'stewardship', reason: 'We hold the manual.' })
  const late = { stage: 'maturing', reason: 'I was slower.', last: '0' }
  const seen = (await people.kofi!.post(`${health}/stage`, late)).html
  expect(seen).toContain('Somebody else said a stage meanwhile')
  expect(seen).toContain('I was slower.')
  expect((await people.amina!.get(health)).html).toContain('We hold the manual.')
  await sql`update membership set since = now() - interval '200 days'`.execute(db())
  await sql`update post set at = now() - interval '100 days'`.execute(db())
  await sql`update thread set last_at = now() - interval '100 days'`.execute(db())
  expect((await people.amina!.get(health)).html).toContain('Does it rest?')
  expect((await people.kofi!.get('/communities/soil/desk')).html).toContain('It looks quiet here')
  await people.kofi!.post('/communities/soil/rest', { how: 'quiet' })
  expect((await people.kofi!.get(health)).html).toContain('It lives again')
  await people.kofi!.post('/communities/soil/rest', { how: 'alive' })
})

test('programs of members get it, and nobody else’s', async () => {
  const { token } = await tokenOf(people.amina!)
  const ask = (bearer?: string) =>
    fetch(`${server.origin}/api/v1${health}`, {
      headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
    })
  expect(await (await ask(token)).json()).toMatchObject({
    state: 'open',
    stage: 'stewardship',
    trend: 'small',
  })
  expect((await ask()).status).toBe(401)
  expect((await ask((await tokenOf(people.sponsor!)).token)).status).toBe(403)
})

async function tokenOf(who: Visitor): Promise<{ token: string }> {
  const { html } = await who.post('/account/tokens', { name: 'A script', may: 'read', days: '30' })
  return { token: /baobab_[\w-]+/.exec(html)![0] }
}

test('a small circle gets no verdict, and is still only when nobody speaks', () => {
  const quarter = (count: number): Quarter => ({ people: count, newcomers: count, opened: 0, answered: 0 })
  const falling = [8, 8, 8, 8, 2, 2, 2, 2].map(quarter)
  expect(judge(falling, 11)).toEqual({ trend: 'small', fewerNewcomers: false, fewerAnswers: false })
  expect(judge(falling, 12)).toMatchObject({ trend: 'slowing', fewerNewcomers: true })
  expect(judge(falling.slice(4), 12).trend).toBe('young')
  expect(restSeen({ age: 900, since: 20, of90: 1, people: 5 })).toBeNull()
  expect(restSeen({ age: 900, since: 20, of90: 1, people: 40 })).toBe('quiet')
  expect(restSeen({ age: 900, since: 200, of90: 0, people: 0 })).toBe('dormant')
  expect(restSeen({ age: 10, since: 10, of90: 0, people: 0 })).toBeNull()
  const facts = {
    ...judge(falling, 12),
    rest: null,
    facilitators: 2,
    people: [8, 8, 8, 8, 2, 2, 2, 2],
    made: 12,
  }
  expect(stageSeen(facts).stage).toBe('transformation')
  expect(stageSeen({ ...facts, trend: 'steady' })).toEqual({ stage: 'maturing', reasons: ['made'] })
  expect(stageSeen({ ...facts, facilitators: 0 }).reasons).toEqual(['nobody-facilitates'])
})

test('one that began is answered as it was asked, whatever the questionnaire asks since', async () => {
  const there = '/communities/elsewhere/health'
  await people.outsider!.post(`${there}/checks`, { ends: dayAfter(9), lang: 'en' })
  const file = JSON.parse(readFileSync('packs/common/instruments/health-check.json', 'utf8'))
  file.edition = '2'
  const words = file.sections
    .flatMap(({ groups }: { groups: object[] }) => groups)
    .find(({ id }: { id: string }) => id === 'words')
  words.questions.find(({ id }: { id: string }) => id === 'keep').id = 'treasure'
  await importInstrumentFile(system('test'), { name: '2.json', bytes: Buffer.from(JSON.stringify(file)) })
  expect((await people.amina!.get(`${there}/check`)).html).toContain('name="words/keep"')
  const sent = await people.amina!.post(`${there}/check`, { 'words/keep': 'The drum', lang: 'en' })
  expect([sent.status, sent.html.includes('words/keep')]).toEqual([200, false])
  const { rows } = await sql<{
    answers: object
  }>`select answers from health_answer where answers::text like '%The drum%'`.execute(db())
  expect(rows[0]!.answers).toEqual({ words: [{ keep: { en: 'The drum' } }] })
})
