import { type RawBuilder, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { password, signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { gather } from '../../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { atomically, db } from '../../base/database/database.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { makeThing, setAbout } from '../../base/things/things.ts'
import { everyone, system } from '../../base/viewer.ts'
import { importPlaces } from '../../places/importing.ts'
import { reactions } from '../../reactions.ts'
import { remindOfDoor } from './reminding.ts'
import { weekendOf, workingDays } from './working-days.ts'

/** The door: whoever comes asks without knowing anybody, and nothing is left there. */
ownDatabase()
const server = served(openDoors)

let asker: Visitor
let keeper: Visitor
let kofi: Visitor
let expert: Visitor
let outsider: Visitor

beforeAll(async () => {
  asker = await signedIn(server, 'Asha')
  keeper = await signedIn(server, 'Keita', 'operator')
  kofi = await signedIn(server, 'Kofi')
  expert = await signedIn(server, 'Esi')
  outsider = await signedIn(server, 'Ola')
  await gather('soil', { members: ['esi'], facilitators: ['kofi'] })
  await gather('water', { facilitators: ['kofi'] })
  await gather('closed', { facilitators: ['kofi'], closed: true })
  await sql`update community set joining = 'request' where slug = 'water'`.execute(db())
})

const typed = { title: 'How deep should a pit be?', body: 'In laterite.', lang: 'en' }
const begin = async (who: Visitor, more: Record<string, string> = {}) =>
  (await who.post('/ask', { ...typed, ...more })).at
const ask = async (who: Visitor, community = '', more: Record<string, string> = {}): Promise<string> => {
  const { at, html } = await who.post(await begin(who, more), { community })
  expect(at, html).toMatch(/^\/ask\/asked\//)
  return at.split('/')[3]!
}
const homeOf = async (ref: string) =>
  (
    await sql<{ slug: string | null; wish: string | null }>`
      select home.slug, wished.slug as wish from thing join thread on thread.thing = thing.id join door_question on door_question.thread = thing.id
        left join community as home on home.thing = thread.community left join community as wished on wished.thing = wish
      where ref = ${ref}`.execute(db())
  ).rows[0]
const noticesOf = async (who: Visitor) => {
  await drain(reactions)
  return (await who.get('/notices')).html
}
const letters = async (address: string): Promise<string> =>
  (
    await sql<{ words: string }>`
      select coalesce(string_agg(subject || ' ' || body, '\n'), '') as words from mail where address = ${address}`.execute(
      db(),
    )
  ).rows[0]!.words

test('a stranger writes first, makes an account, and what was typed is there in another browser too', async () => {
  const stranger = visitor(server)
  const held = await begin(stranger, { title: 'Who counts twins?', topic: '', sealed: 'yes' })
  expect(held).toMatch(/^\/ask\/held\/[\w-]{24}$/)
  const { html, headers } = await stranger.get(held)
  expect(html).toContain('Who counts twins?')
  expect(headers.get('cache-control')).toContain('no-store')
  expect((await stranger.post(held, { community: '' })).status).toBe(403)
  const to = `?to=${encodeURIComponent(held)}`
  expect(html).toContain(`/join${to}`)
  await stranger.post(`/join${to}`, { name: 'Nia', email: 'nia@example.net', password })
  const [link] = /\/join\/confirmation\/\S+/.exec(await letters('nia@example.net'))!
  const phone = visitor(server)
  expect((await phone.get(link)).html).toContain(encodeURIComponent(held))
  const confirmed = await phone.post(link)
  expect(confirmed.at).toContain('/sign-in?confirmed=1')
  expect(confirmed.html).toContain(`name="to" value="${held}"`)
  const inside = await phone.post('/sign-in', { email: 'nia@example.net', password, to: held })
  expect(inside.at).toBe(held)
  const asked = await phone.post(held, { community: '' })
  expect(asked.at).toMatch(/^\/ask\/asked\//)
  expect(asked.html).toContain('It stands at the door')
  // Sent twice it stands once.
  expect((await phone.post(held, { community: '' })).at).toBe(asked.at)
  expect((await stranger.get(held)).status).toBe(404)
  expect((await phone.get('/ask')).html).toContain('What you asked')
  const { html: shown } = await outsider.get('/ask')
  expect(shown).toContain('Who counts twins?')
  expect(shown).not.toContain('What you asked')
  expect(shown).not.toContain('Nia')
})

test('what is wrong is named at its place, and nothing typed is lost', async () => {
  const { status, html } = await asker.post('/ask', { ...typed, title: '', place: 'Nowhereland' })
  expect(status).toBe(422)
  expect(html).toContain('Write your question.')
  expect(html).toContain('value="Nowhereland"')
  expect((await asker.post('/ask', { ...typed, place: 'Nowhereland' })).html).toContain('In laterite.')
  const ethiopia = { code: 'ET', level: 'country' as const, parent: '001', name: { en: 'Ethiopia' } }
  const world = { code: '001', level: 'world' as const, name: { en: 'World' } }
  const taken = await importPlaces(system('test'), [world, ethiopia])
  expect(taken.faults).toEqual([])
  // Of one that is nearly there the near ones are offered, and the chosen one is taken.
  const near = { ...typed, place: 'Etiopia' }
  const slip = await asker.post('/ask', near)
  expect(slip.status).toBe(422)
  expect(slip.html).toContain('In laterite.')
  expect(slip.html).toContain('value="Etiopia"')
  expect(slip.html).toMatch(/name="placeNear" value="ET"/)
  expect((await asker.post('/ask', { ...near, placeNear: 'ET' })).at).toMatch(/^\/ask\/held\//)
  expect((await asker.post('/ask', { ...typed, body: 'x'.repeat(40_001) })).status).toBe(422)
  const held = await begin(asker)
  const again = await asker.get(`/ask?held=${held.split('/')[3]}`)
  expect(again.html).toContain('value="How deep should a pit be?"')
  expect(await begin(asker, { held: held.split('/')[3]!, title: 'How wide?' })).toBe(held)
  expect((await asker.get('/ask/held/guessed')).status).toBe(404)
})

test('where anybody may come in one asks as a guest, in this conversation alone, or joins', async () => {
  const ref = await ask(asker, 'soil')
  expect(await homeOf(ref)).toMatchObject({ slug: 'soil' })
  expect((await asker.post(`/threads/${ref}/posts`, { body: 'In Kita.', lang: 'en' })).status).toBe(200)
  expect((await outsider.post(`/threads/${ref}/posts`, { body: 'Hm', lang: 'en' })).status).toBe(422)
  expect((await asker.get('/communities/soil/threads/new')).status).toBe(403)
  const { at } = await asker.post(await begin(asker, { title: 'And how wide?' }), {
    community: 'soil',
    joins: 'yes',
  })
  expect((await asker.get(at)).html).toContain('Say who you are')
  const said = await asker.post('/communities/soil/introductions', { body: 'I dig in Kita.', lang: 'en' })
  expect(said.html).toContain('I dig in Kita.')
  const more = await expert.post('/communities/soil/introductions', { body: 'I count.', lang: 'en' })
  expect(more.html).toContain('I dig in Kita.')
  expect((await outsider.post('/communities/soil/introductions', { body: 'I', lang: 'en' })).status).toBe(422)
  expect((await outsider.post(await begin(outsider), { community: 'closed' })).status).toBe(422)
})

test('where one joins by asking it stands at the door until its facilitators take it, or give it back', async () => {
  const ref = await ask(asker, 'water', { title: 'How much water does a pit hold?' })
  expect(await homeOf(ref)).toEqual({ slug: null, wish: 'water' })
  expect(await noticesOf(kofi)).toContain('waits for The water community to take it')
  expect((await kofi.get('/communities/water/desk')).html).toContain('How much water does a pit hold?')
  expect((await kofi.get(`/ask/questions/${ref}?community=water`)).html).toContain('back to the door')
  expect((await outsider.get(`/ask/questions/${ref}?community=water`)).status).toBe(403)
  // At the door whoever facilitates sees what waits for their communities, and nobody else does.
  const ours = await kofi.get('/ask?for=communities')
  expect(ours.html).toContain('How much water does a pit hold?')
  expect(ours.html).toContain(`/ask/questions/${ref}?community=water`)
  expect((await outsider.get('/ask?for=communities')).html).not.toContain('How much water')
  expect((await outsider.get('/ask')).html).not.toMatch(/for=communities|\/ask\/questions\//)
  const act = (who: Visitor, what: string, community: string) =>
    who.post(`/ask/questions/${ref}/${what}`, { community })
  expect((await act(outsider, 'taking', 'water')).status).toBe(422)
  expect((await act(kofi, 'taking', 'closed')).status).toBe(404)
  expect((await act(kofi, 'taking', 'water')).status).toBe(200)
  expect(await homeOf(ref)).toMatchObject({ slug: 'water' })
  expect(await noticesOf(asker)).toContain('now stands in The water community')
  expect((await asker.post(`/threads/${ref}/posts`, { body: 'Thanks.', lang: 'en' })).status).toBe(200)
  expect((await act(kofi, 'giving-back', 'water')).status).toBe(200)
  expect(await homeOf(ref)).toEqual({ slug: null, wish: null })
})

test('whoever is on duty said yes; they give a question a home, and close what is none', async () => {
  expect((await outsider.get('/ask/duty')).status).toBe(403)
  expect((await outsider.post('/ask/duty', { handle: 'ola', langs: 'en', until: '' })).status).toBe(403)
  const named = await keeper.post('/ask/duty', { handle: 'esi', langs: 'en, fr', until: '' })
  expect(named.html).toContain('offered, waits for a yes')
  expect(await letters('esi@example.net')).toContain('look after the door')
  expect((await keeper.post('/ask/duty', { handle: 'esi', langs: '', until: '' })).status).toBe(422)
  const [, id] = /ask\/duty\/(\d+)\/taking/.exec((await expert.get('/ask/duty')).html)!
  expect((await outsider.post(`/ask/duty/${id}/taking`)).status).toBe(403)
  await expert.post(`/ask/duty/${id}/taking`)
  const ref = await ask(asker, '', { title: 'What does termite soil tell?' })
  expect((await expert.get('/ask/duty')).html).toContain('What does termite soil tell?')
  expect((await expert.get('/desk')).html).toContain('On duty at the door')
  expect((await outsider.get(`/ask/questions/${ref}`)).status).toBe(403)
  expect((await outsider.post(`/ask/questions/${ref}/home`, { community: 'soil' })).status).toBe(403)
  expect((await expert.post(`/ask/questions/${ref}/home`, { note: 'Yours' })).html).toContain(
    'Choose a community',
  )
  await expert.post(`/ask/questions/${ref}/home`, {
    community: '/communities/soil',
    note: 'It is about pits.',
  })
  expect(await homeOf(ref)).toMatchObject({ slug: 'soil' })
  expect(await noticesOf(kofi)).toContain('It is about pits.')
  expect((await expert.post(`/ask/questions/${ref}/home`, { community: 'water' })).status).toBe(409)
  const none = await ask(asker, '', { title: 'Buy pots' })
  await expert.post(`/ask/questions/${none}/closing`, { why: 'It sells something.' })
  expect((await visitor(server).get(`/threads/${none}/x`)).html).toContain('It sells something.')
  expect(await noticesOf(asker)).toContain('Your question was closed')
  const { rows } =
    await sql`select distinct verb from audit where verb like 'question.%' or verb like 'duty.%'`.execute(
      db(),
    )
  expect(rows).toHaveLength(5)
})

test('who could answer is asked once, by what they made public, and not more than three times a week', async () => {
  const [first, ...rest] = await Promise.all(
    [1, 2, 3, 4].map((n) => ask(asker, 'soil', { title: `Pit number ${n}?` })),
  )
  await expert.post(`/threads/${first}/posts`, { body: 'As deep as an arm.', lang: 'en' })
  for (const ref of rest) {
    const { html } = await kofi.get(`/threads/${ref}/answerers`)
    expect(html).toContain('Esi')
    expect((await expert.get(`/threads/${ref}/answerers`)).status).toBe(403)
    const asked = await kofi.post(`/threads/${ref}/answerers`, { handle: 'esi' })
    expect(asked.html).toContain('Asked on')
    expect((await kofi.post(`/threads/${ref}/answerers`, { handle: 'esi' })).status).toBe(422)
    expect((await kofi.post(`/threads/${ref}/answerers`, { handle: 'ola' })).status).toBe(422)
  }
  const fourth = await ask(asker, 'soil', { title: 'One more?' })
  expect((await kofi.post(`/threads/${fourth}/answerers`, { handle: 'esi' })).html).toContain(
    'were asked 3 times this week',
  )
  expect((await noticesOf(expert)).match(/asked whether you can answer/g)).toHaveLength(3)
  await sql`update thing set circle = 0 where id = (select thing from person where handle = 'esi')`.execute(
    db(),
  )
  expect((await kofi.get(`/threads/${fourth}/answerers`)).html).not.toContain('Esi</bdi>')
})

test('nothing is untouched for five working days: reminded after three, all told after five, once', async () => {
  const ref = await ask(outsider, '', { title: 'Does nobody see this?' })
  const day = (n: number) => new Date(Date.UTC(2026, 5, n, 6))
  await sql`update door_question set attended = now() where thread <> (select id from thing where ref = ${ref})`.execute(
    db(),
  )
  await sql`update door_question set asked = ${day(1).toISOString()} where thread = (select id from thing where ref = ${ref})`.execute(
    db(),
  )
  expect(await remindOfDoor(day(3))).toEqual({ reminded: 0, overdue: 0 })
  expect(await remindOfDoor(day(4))).toEqual({ reminded: 1, overdue: 0 })
  expect(await remindOfDoor(day(5))).toEqual({ reminded: 0, overdue: 0 })
  expect(await letters('esi@example.net')).toContain('has waited for 3 working days')
  expect(await remindOfDoor(day(8))).toEqual({ reminded: 0, overdue: 1 })
  expect(await remindOfDoor(day(9))).toEqual({ reminded: 0, overdue: 0 })
  expect(await letters('keita@example.net')).toContain('nobody has touched')
  expect((await keeper.get('/ask/duty')).html).toContain('1 waited too long')
  await expert.post(`/threads/${ref}/posts`, { body: 'I do.', lang: 'en' })
  expect(await remindOfDoor(day(28))).toEqual({ reminded: 0, overdue: 0 })
  // From Friday to Monday is one working day, and two where one rests on Friday and Saturday.
  expect(weekendOf('EG-C')).toEqual([5, 6])
  expect(workingDays(day(5), day(8))).toBe(1)
  expect(workingDays(day(5), day(8), weekendOf('EG'))).toBe(2)
})

test('open questions are listed by language and for those who can answer; what is closed to somebody is in none', async () => {
  await sql`insert into profile_line (person, kind, circle, position, code) select thing, 'language', 1, 1, 'pt' from person where handle = 'esi'`.execute(
    db(),
  )
  await ask(asker, 'soil', { title: 'Quanto mede a cova?', lang: 'pt' })
  const { circle } = await gather('hidden', { members: ['asha'], facilitators: ['kofi'], closed: true })
  await sql`insert into in_circle (circle, person) select ${circle}, thing from person where handle = 'asha'`.execute(
    db(),
  )
  const before = visitor(server)
  await asker.post('/communities/hidden/threads', { ...typed, form: 'question', title: 'Zwitscherling?' })
  const { html } = await before.get('/ask?in=pt')
  expect([html.includes('Quanto mede a cova?'), html.includes('One more?')]).toEqual([true, false])
  expect((await expert.get('/ask?for=me')).html).toContain('Quanto mede a cova?')
  expect((await asker.get('/ask')).html).toContain('Zwitscherling?')
  for (const who of [before, expert, outsider]) {
    expect((await who.get('/ask')).html).not.toContain('Zwitscherling')
    expect((await who.get('/ask/alike?q=Zwitscherling')).html).not.toContain('Zwitscherling')
  }
})

test('whoever facilitates sees what their community could take, by its topics and in the languages they read', async () => {
  const topic = async () => {
    const { id } = await atomically(() => makeThing({ kind: 'topic', circle: everyone }))
    await sql`insert into within (thing, ancestor) values (${id}, ${id}) on conflict do nothing`.execute(db())
    return id
  }
  const idOf = async (which: RawBuilder<boolean>) =>
    (
      await sql<{
        id: number
      }>`select thing.id from thing left join community on community.thing = thing.id where ${which}`.execute(
        db(),
      )
    ).rows[0]!.id
  const [bunds, censuses] = [await topic(), await topic()]
  await atomically(async () => setAbout(await idOf(sql`slug = 'soil'`), [bunds]))
  const asked = async (title: string, lang: string, about: number) => {
    const ref = await ask(asker, '', { title, lang })
    await atomically(async () => setAbout(await idOf(sql`ref = ${ref}`), [about]))
  }
  await asked('How high is a bund?', 'en', bunds)
  await asked('Quão alto é um muro?', 'pt', bunds)
  await asked('Who is counted?', 'en', censuses)
  const titles = ['How high is a bund?', 'Quão alto é um muro?', 'Who is counted?']
  const seen = async (who: Visitor) => {
    const { html } = await who.get('/ask?for=communities')
    return titles.map((title) => html.includes(title))
  }
  expect(await seen(kofi)).toEqual([true, false, false])
  await sql`insert into profile_line (person, kind, circle, position, code) select thing, 'language', 1, 1, 'pt' from person where handle = 'kofi'`.execute(
    db(),
  )
  expect(await seen(kofi)).toEqual([true, true, false])
  // Who facilitates nothing is offered nothing to take.
  expect(await seen(outsider)).toEqual([false, false, false])
})

test('whoever asks to be let in by mail comes back to what they asked, in whatever browser', async () => {
  const stranger = visitor(server)
  const held = await begin(stranger, { title: 'Who carries it over?' })
  const to = `?to=${encodeURIComponent(held)}`
  expect((await stranger.get(`/sign-in${to}`)).html).toContain(`/sign-in/link${to}`)
  await stranger.post(`/sign-in/link${to}`, { email: 'asha@example.net' })
  const link = (await letters('asha@example.net')).match(/\/sign-in\/link\/\S+/g)!.at(-1)!
  const phone = visitor(server)
  await phone.get(link)
  const inside = await phone.post(link)
  expect(inside.at).toBe(held)
  expect(inside.html).toContain('Who carries it over?')
})

test('whoever asked as a guest goes on writing where their question was put', async () => {
  const ref = await ask(outsider, 'soil', { title: 'Is a pit a hole?', sealed: 'yes' })
  const into = await ask(asker, 'soil', { title: 'What is a pit?' })
  expect((await outsider.post(`/threads/${into}/posts`, { body: 'Hm', lang: 'en' })).status).toBe(422)
  const merged = await kofi.post(`/threads/${ref}/merging`, { into: `/threads/${into}` })
  expect(merged.at, merged.html).toContain(into)
  expect((await outsider.post(`/threads/${into}/posts`, { body: 'I go on.', lang: 'en' })).status).toBe(200)
  expect((await visitor(server).get(`/threads/${into}/x`)).html).toContain('I go on.')
})

const doorOf = async (ref: string) =>
  (
    await sql<{ attended: Date | null; answered: Date | null }>`
      select attended, answered from door_question where thread = (select id from thing where ref = ${ref})`.execute(
      db(),
    )
  ).rows[0]!

test('who asked without a name is found by nothing that is counted, listed, asked or refused around it', async () => {
  const sealed = { sealed: 'yes' }
  const ref = await ask(asker, '', { ...sealed, title: 'Who takes the subsidy?' })
  await asker.post(`/threads/${ref}/posts`, { body: 'I wonder too.', lang: 'en' })
  // A list of what only its asker wrote in would say that whoever wrote by name asked it.
  expect((await outsider.get('/ask')).html).not.toContain('Who takes the subsidy?')
  expect((await doorOf(ref)).answered).not.toBeNull()

  // Nobody but a guest who asked writes where they do not belong.
  const guest = await ask(expert, 'water', { ...sealed, title: 'Why is the well locked?' })
  await sql`update thread set community = (select thing from community where slug = 'water') where thing = (select id from thing where ref = ${guest})`.execute(
    db(),
  )
  await expert.post(`/threads/${guest}/posts`, { body: 'It is the new one.', lang: 'en' })
  const { html } = await outsider.get(`/threads/${guest}/x`)
  expect(html).toContain('It is the new one.')
  expect(html).not.toContain('Esi')

  // Nor does whoever joins at that very moment.
  await outsider.post(await begin(outsider, { ...sealed, title: 'Who sold the forest?' }), {
    community: 'soil',
    joins: 'yes',
  })
  expect((await kofi.get('/communities/soil/members')).html).not.toContain('Ola')

  // To take it where only some read would say whether whoever asked is one of them.
  const { circle } = await gather('few', { members: ['asha'], facilitators: ['kofi'], closed: true })
  await sql`insert into in_circle (circle, person) select ${circle}, thing from person where handle in ('asha', 'kofi')`.execute(
    db(),
  )
  const oracle = await ask(asker, '', { ...sealed, title: 'Is the dam safe?' })
  const { html: refused } = await kofi.post(`/ask/questions/${oracle}/taking`, { community: 'few' })
  expect(refused).toContain('could not read')
  expect(await homeOf(oracle)).toMatchObject({ slug: null })

  // Who could answer anything else could answer what they asked.
  await sql`update thing set circle = 1 where id = (select thing from person where handle = 'esi')`.execute(
    db(),
  )
  await sql`delete from profile_line where code = 'pt'`.execute(db())
  const own = await ask(expert, 'soil', { ...sealed, title: 'Who pays the guards?' })
  expect((await kofi.get(`/threads/${own}/answerers`)).html).toContain('Esi</bdi>')
})

test('who was taken out of a community does not come back in by the door, nor writes on by what they wrote', async () => {
  const paul = await signedIn(server, 'Paul')
  await paul.post('/communities/soil/membership', {})
  const ref = await ask(paul, 'soil', { title: 'Where is sand?' })
  const before = await paul.post(`/threads/${ref}/posts`, { body: 'Near the river?', lang: 'en' })
  const [, post] = /\/posts\/(\w{12})\/edit/.exec(before.html)!
  await sql`insert into deed (community, kind, person) select community.thing, 'removed', person.thing from community, person where slug = 'soil' and handle = 'paul'`.execute(
    db(),
  )
  await sql`update membership set ended = now() where person = (select thing from person where handle = 'paul')`.execute(
    db(),
  )
  const said = { body: 'Buy my sand.', lang: 'en' }
  expect((await paul.post(`/threads/${ref}/posts`, said)).status).toBe(422)
  expect((await paul.post(`/posts/${post}/edit`, said)).status).toBe(422)
  expect((await paul.post(await begin(paul, { title: 'Sand?' }), { community: 'soil' })).status).toBe(422)
  expect((await outsider.get(`/threads/${ref}/x`)).html).not.toContain('Buy my sand.')
})

test('what waits for a look answers nothing yet', async () => {
  const ref = await ask(asker, '', { title: 'Which seed stands salt?' })
  await sql`insert into blocked (kind, given, folded, act) values ('words', 'casino', 'casino', 'hold')`.execute(
    db(),
  )
  await expert.post(`/threads/${ref}/posts`, { body: 'Try the casino.', lang: 'en' })
  expect((await outsider.get('/ask')).html).toContain('Which seed stands salt?')
  expect(await doorOf(ref)).toEqual({ attended: null, answered: null })
  const { rows } = await sql<{ id: number }>`select max(id) as id from matter`.execute(db())
  await keeper.post(`/moderation/reports/${rows[0]!.id}`, { outcome: 'let-through' })
  expect((await outsider.get('/ask')).html).not.toContain('Which seed stands salt?')
  expect((await doorOf(ref)).answered).not.toBeNull()
})
