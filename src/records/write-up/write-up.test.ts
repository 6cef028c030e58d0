import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { gather } from '../../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { headTyped, neededTyped, sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { atomically, db } from '../../base/database/database.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { keeperLeft } from '../../base/things/kinds.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { reactions } from '../../reactions.ts'
import { keepWriteUpsGoing } from './leaving-out.ts'
import { isShortened } from './write-up.ts'

/** What was said becomes a record, and those who said it decide how: through the doors they use. */
demoDatabase()
const server = served(openDoors)

const people: Record<string, Visitor> = {}
const names = ['Amina', 'Kofi', 'Lena', 'Sara', 'Ola'] as const
const stranger = () => visitor(server)
beforeAll(async () => {
  for (const name of names) people[name.toLowerCase()] = await signedIn(server, name)
  const some = { members: ['amina', 'lena', 'sara'], facilitators: ['kofi'] }
  await gather('soil', some)
  const { id, circle } = await gather('our-room', { ...some, closed: true })
  await sql`insert into in_circle (circle, person) select ${circle}, person from membership where community = ${id} on conflict do nothing`.execute(
    db(),
  )
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const part = (at: string) => at.split('/')[2]!.split(/[?#]/)[0]!

/** A question by amina, answered by lena and, without a name, beside a question of sara's. */
async function talk(title: string, { slug = 'soil', asker = 'amina', sealed = false } = {}) {
  const opened = await people[asker]!.post(`/communities/${slug}/threads`, {
    ...{ form: 'question', title, body: `${title}\n\nThe crust is hard here.`, lang: 'en' },
    ...(sealed && { sealed: 'yes' }),
  })
  const ref = part(opened.at)
  const said = { body: 'Dig before the rain comes, not after it.\n\nUse the hoe.', lang: 'en' }
  await people.lena!.post(`/threads/${ref}/posts`, said)
  return { ref, at: opened.at }
}

const offered = (html: string) =>
  [...html.matchAll(/name="chosen" value="([^"]+)"/g)].map(([, name]) => name!)
const passagesIn = (html: string) => [...html.matchAll(/name="words-(\w{12})"/g)].map(([, ref]) => ref!)
const revisionIn = (html: string) => /name="revision" value="(\d+)"/.exec(html)![1]!

/** Chooses these of what was said (by place), as a lesson, each under this question. */
async function arranged(who: Visitor, ref: string, which: number[], slot = 'learning/what_happened') {
  const page = await who.get(`/threads/${ref}/write-up`)
  const all = offered(page.html)
  const here = await who.post(`/threads/${ref}/write-up`, { shown: all, chosen: which.map((i) => all[i]!) })
  await who.post(`${here.at}/instrument`, { instrument: 'lesson', lang: 'en' })
  const { html } = await who.get(here.at)
  const typed: Record<string, string> = { revision: revisionIn(html) }
  for (const one of passagesIn(html)) {
    typed[`slot-${one}`] = slot
    typed[`words-${one}`] = /id="words-WORDS"[^>]*>([^<]*)</.source
      .replace('WORDS', one)
      .split('\n')
      .map((source) => new RegExp(source).exec(html)![1]!)[0]!
  }
  return { at: here.at, typed }
}

/** The draft of those, ready but for what is quoted; gives both addresses. */
async function drafted(who: Visitor, ref: string, which: number[]) {
  const { at, typed } = await arranged(who, ref, which)
  const made = await who.post(`${at}/arrangement`, { ...typed, act: 'draft' })
  expect(made.status, plain(made.html)).toBe(200)
  const needed = neededTyped(await definitionOf((await editionFor('lesson'))!.id))
  delete needed['learning/only/what_happened/en']
  const page = await who.get(`${made.at}/essentials`)
  await sendForm(who, page, { ...headTyped('Dig before the rain'), ...needed })
  await drain(reactions)
  return { at, draft: made.at }
}

const mine = async (who: string, at: string) => {
  const { html } = await people[who]!.get(`${at}/consent`)
  return [...html.matchAll(/name="passage-(\w{12})"/g)].map(([, ref]) => ref!)
}
const answers = async (who: string, at: string, answer: string) =>
  people[who]!.post(
    `${at}/consent`,
    Object.fromEntries((await mine(who, at)).map((one) => [`passage-${one}`, answer])),
  )
const publish = (who: Visitor, draft: string) => who.post(`${draft}/publication`)
const standing = async (draft: string) => {
  const { rows } = await sql<{ value: string | null }>`
    select value #>> '{}' as value from draft_answer join thing on thing.id = draft
    where ref = ${part(draft)} and path = 'learning/only/what_happened/en'`.execute(db())
  return rows[0]?.value ?? ''
}
const daysPass = (at: string, days: number) =>
  sql`update write_up set asked = asked - make_interval(days => ${days}) where thing = (select id from thing where ref = ${part(at)})`.execute(
    db(),
  )

test('words are shortened, and never changed', () => {
  const said = 'Dig before the rain comes, not after it.'
  expect(isShortened(said, 'Dig … not after it.')).toBe(true)
  expect(isShortened(said, 'dig before it')).toBe(true)
  expect(isShortened(said, 'Dig after the rain comes.')).toBe(false)
  expect(isShortened(said, 'Never dig.')).toBe(false)
})

test('a conversation is chosen from, arranged, agreed to and published; each page shows the way', async () => {
  const { kofi, lena, ola } = people as Record<string, Visitor>
  const { ref, at } = await talk('When do we dig?')
  expect((await lena!.get(at)).html).toContain(`/threads/${ref}/write-up`)
  expect((await ola!.get(`/threads/${ref}/write-up`)).status).toBe(403)
  const { at: one, typed } = await arranged(kofi!, ref, [0, 2])
  const [, second] = Object.keys(typed).flatMap((name) => (name.startsWith('words-') ? name.slice(6) : []))
  const longer = await kofi!.post(`${one}/arrangement`, {
    ...typed,
    [`words-${second}`]: 'Never dig at all.',
    act: 'stay',
  })
  expect(longer.status).toBe(422)
  expect(plain(longer.html)).toContain('Passage 2 says something else')
  expect(longer.html).toContain('Never dig at all.')
  expect((await ola!.get(one)).status).toBe(404)
  const moved = await kofi!.post(`${one}/arrangement`, {
    ...typed,
    [`words-${second}`]: 'Dig before the rain comes.',
    act: `up:${second}`,
  })
  expect(passagesIn(moved.html)[0]).toBe(second)
  const { draft } = await drafted(kofi!, ref, [0, 2])
  const quoted = one
  expect(await standing(draft)).toBe('> Dig before the rain comes.\n\n> When do we dig?')
  expect(plain((await lena!.get(at)).html)).toContain('Being written up by Kofi')
  expect(plain((await stranger().get(at)).html)).not.toContain('Being written up')

  // Nobody answered yet: those who are waited for are named.
  const early = await publish(kofi!, draft)
  expect(early.status).toBe(422)
  expect(plain(early.html)).toContain('Lena and Amina')
  expect(plain((await lena!.get('/notices')).html)).toContain('Kofi would like to quote you')
  for (const who of [ola!, stranger()])
    expect([403, 404]).toContain((await who.get(`${quoted}/consent`)).status)
  const seen = await lena!.get(`${quoted}/consent`)
  expect(plain(seen.html)).toContain('Dig before the rain comes.')
  expect(plain(seen.html)).not.toContain('When do we dig? Stands')
  await answers('lena', quoted, 'named')
  await answers('amina', quoted, 'unnamed')
  expect((await lena!.get(quoted)).status).toBe(404)
  const published = await publish(kofi!, draft)
  expect(published.at).toMatch(/^\/records\//)

  const record = await stranger().get(published.at)
  const words = plain(record.html)
  expect(words).toContain('Where it was said')
  expect(words).toMatch(/Dig before the rain comes\. ?Lena/)
  expect(record.html).toContain(`href="/threads/${ref}"`)
  expect(words).not.toContain('Amina')
  expect(words).toContain('From question to use')
  expect(plain((await stranger().get(at)).html)).toContain('What became of it Dig before the rain')
  const way = await (await fetch(`${server.origin}/api/v1/records/${part(published.at)}/lineage`)).json()
  expect(way.stages.map(({ stage }: { stage: string }) => stage)).toEqual(['conversation', 'record'])

  // A name is shown or taken out at any time; words are asked for of whoever keeps the record.
  await answers('lena', quoted, 'unnamed')
  expect(plain((await stranger().get(published.at)).html)).not.toContain('Lena')
  await answers('lena', quoted, 'no')
  const { rows } = await sql`select from mail where subject like '%words taken out%'`.execute(db())
  expect(rows).toHaveLength(1)
})

test('who is silent is told once more after ten days and left out after fourteen; who says no at once', async () => {
  const { kofi } = people as Record<string, Visitor>
  const { ref } = await talk('What of the hoe?')
  const { at, draft } = await drafted(kofi!, ref, [0, 2, 3])
  await answers('amina', at, 'no')
  expect(await standing(draft)).not.toContain('What of the hoe?')
  await daysPass(at, 11)
  expect(await keepWriteUpsGoing()).toBe(0)
  await drain(reactions)
  expect(plain((await people.lena!.get('/notices')).html)).toContain('Kofi is still waiting to hear')
  const [first] = await mine('lena', at)
  await people.lena!.post(`${at}/consent`, { [`passage-${first}`]: 'named' })
  await daysPass(at, 4)
  expect(await keepWriteUpsGoing()).toBe(1)
  expect(await keepWriteUpsGoing()).toBe(0)
  expect(await standing(draft)).toBe('> Dig before the rain comes, not after it.')
  expect(plain((await kofi!.get(at)).html)).toContain('Left out: no answer')
  // What was left out comes back with a yes, as long as it is not published.
  await answers('lena', at, 'named')
  expect(await standing(draft)).toContain('> Use the hoe.')
  // Words that may not stand there are found wherever they are.
  await sql`update draft_answer set value = to_jsonb((value #>> '{}') || ' And: what of the hoe?') where path = 'learning/only/what_happened/en'
    and draft = (select id from thing where ref = ${part(draft)})`.execute(db())
  expect(plain((await publish(kofi!, draft)).html)).toContain('These words may not stand here')
})

test('who asked without a name is asked, and nowhere named', async () => {
  const { kofi, sara } = people as Record<string, Visitor>
  const { ref } = await talk('May one say no?', { asker: 'sara', sealed: true })
  const { at, draft } = await drafted(kofi!, ref, [0])
  const early = plain((await publish(kofi!, draft)).html)
  expect(early).toContain('1 passage said without a name waits')
  expect(early).not.toContain('Sara')
  expect(plain((await sara!.get('/notices')).html)).toContain('Kofi would like to quote you')
  const page = await sara!.get(`${at}/consent`)
  expect(page.html).not.toContain('value="named"')
  const [passage] = await mine('sara', at)
  const { rows } = await sql<{ id: number }>`select thing as id from person where handle = 'sara'`.execute(
    db(),
  )
  await sara!.post(`${at}/consent`, { all: 'named', [`passage-${passage}`]: 'unnamed' })
  const said =
    await sql`select from audit where verb = 'write-up.answered' and who = ${`person:${rows[0]!.id}`}`.execute(
      db(),
    )
  expect(said.rows).toEqual([])
  for (const path of [at, draft, `${draft}/people`])
    expect(plain((await kofi!.get(path)).html)).not.toContain('Sara')
  const published = await publish(kofi!, draft)
  expect(plain((await sara!.get(published.at)).html)).toContain('without a name')
})

test('two arrange one write-up: the second is told, and keeps what was typed', async () => {
  const { kofi, lena } = people as Record<string, Visitor>
  const { ref } = await talk('Who is first?')
  const offers = offered((await kofi!.get(`/threads/${ref}/write-up`)).html)
  const begun = await Promise.all(
    [kofi!, lena!].map((who, i) => who.post(`/threads/${ref}/write-up`, { shown: [], chosen: [offers[i]!] })),
  )
  expect(new Set(begun.map(({ at }) => at)).size).toBe(1)
  const { at, typed } = await arranged(kofi!, ref, [0, 2])
  const sent = await Promise.all(
    [kofi!, lena!].map((who) => who.post(`${at}/arrangement`, { ...typed, act: 'stay' })),
  )
  expect(sent.map(({ status }) => status).sort()).toEqual([200, 422])
  expect(plain(sent.find(({ status }) => status === 422)!.html)).toContain('Somebody else arranged this')
})

test('what is taken from sight where it was said is read and published by no other way', async () => {
  const { kofi, amina } = people as Record<string, Visitor>
  const { ref } = await talk('Whose is the well?')
  const name = offered((await kofi!.get(`/threads/${ref}/write-up`)).html)[2]!
  const { at } = await arranged(kofi!, ref, [2])
  expect(plain((await amina!.get(at)).html)).toContain('Dig before the rain comes')
  await kofi!.post(`/posts/${name.split('.')[0]}/hiding`, { why: 'It names somebody.' })
  expect(plain((await amina!.get(at)).html)).not.toContain('Dig before the rain comes')

  const whole = await talk('Whose is the mill?')
  const { at: asked, draft } = await drafted(kofi!, whole.ref, [2])
  await answers('lena', asked, 'named')
  await sql`update thing set state = 'withdrawn' where ref = ${whole.ref} or id in (
    select post.thing from post join thing as home on home.id = post.thread where home.ref = ${whole.ref})`.execute(
    db(),
  )
  expect((await publish(kofi!, draft)).status).toBe(422)
})

test('what is deleted before it is published is withdrawn; what a closed room said is nobody else’s', async () => {
  const { kofi, ola } = people as Record<string, Visitor>
  const { ref, at: thread } = await talk('Among us only', { slug: 'our-room' })
  for (const who of [ola!, stranger()]) {
    expect((await who.get(`/threads/${ref}/write-up`)).status).toBe(404)
    expect((await who.post(`/threads/${ref}/write-up`, { shown: [], chosen: [] })).status).toBe(404)
  }
  const { at, draft } = await drafted(kofi!, ref, [0, 2])
  await kofi!.post(`${draft}/invitations`, { whom: 'ola' })
  const { html } = await ola!.get('/write/invitations')
  const invitation = /action="(\/write\/invitations\/\d+)/.exec(html)?.[1]
  const joined = await ola!.post(invitation ?? '/write/invitations/1', {
    answer: 'yes',
    role: 'author',
    shown: 'named',
  })
  expect(joined.status, plain(joined.html)).toBeGreaterThanOrEqual(400)
  expect((await ola!.get(draft)).status).toBe(404)
  await answers('amina', at, 'named')
  const { rows } = await sql<{ id: number }>`select thing as id from person where handle = 'lena'`.execute(
    db(),
  )
  await atomically(() => keeperLeft(rows[0]!.id, { unnamed: false, unanswered: true }))
  expect(await standing(draft)).toBe('> Among us only')
  expect(plain((await kofi!.get(at)).html)).toContain('gone from the conversation')
  const published = await publish(kofi!, draft)
  expect(plain((await kofi!.get(published.at)).html)).toContain('Where it was said')
  for (const who of [ola!, stranger()]) {
    const page = await who.get(published.at)
    expect(page.status).toBe(200)
    expect(page.html).not.toContain(ref)
    expect(plain(page.html)).not.toContain('Where it was said')
    expect((await who.get(thread)).status).toBe(404)
    const way = await fetch(`${server.origin}/api/v1/threads/${ref}/lineage`)
    expect(way.status).toBe(404)
  }
})

test('by program: one’s own write-ups, consent as a group, and the way on the pages of a question and a use', async () => {
  const { kofi, amina } = people as Record<string, Visitor>
  const token = async (who: Visitor) =>
    /bao[\w-]{20,}/.exec(
      (await who.post('/account/tokens', { name: 'x', may: 'write', days: '30' })).html,
    )![0]
  const keys = { kofi: await token(kofi!), amina: await token(amina!), ola: await token(people.ola!) }
  const call = async (who: keyof typeof keys, path: string, method = 'GET', body?: object) => {
    const answer = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${keys[who]}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, json: await answer.json() }
  }
  const { ref } = await talk('What do we all know?')
  const { json: sayings } = await call('kofi', `/threads/${ref}/sayings`)
  const chosen = [sayings.items[0].name]
  expect((await call('ola', `/threads/${ref}/write-up`, 'POST', { chosen })).status).toBe(403)
  const { json: made } = await call('kofi', `/threads/${ref}/write-up`, 'POST', { chosen })
  const at = `/write-ups/${made.ref}`
  const { json: own } = await call('kofi', '/write-ups')
  expect(own.items.at(-1)).toMatchObject({ ref: made.ref, address: at, source: ref })
  expect(JSON.stringify((await call('ola', '/write-ups')).json)).not.toContain(made.ref)
  expect((await fetch(`${server.origin}/api/v1/write-ups`)).status).toBe(401)
  const { json: one } = await call('kofi', at)
  const arranged = await call('kofi', at, 'PATCH', {
    ...{ revision: one.revision, instrument: 'lesson', lang: 'en' },
    passages: one.passages.map(({ ref, words }: { ref: string; words: string }) => ({
      ...{ ref, words, slot: 'learning/what_happened' },
    })),
  })
  expect(arranged.status).toBe(200)
  expect((await call('kofi', at, 'PATCH', { revision: 999 })).status).toBe(409)
  const { json: drafted } = await call('kofi', `${at}/draft`, 'POST')
  const { json: asked } = await call('amina', `${at}/consent`)
  expect((await call('ola', `${at}/consent`)).status).toBe(404)
  const asGroup = () =>
    call('amina', `${at}/consent`, 'POST', {
      answers: asked.passages.map((passage: { ref: string }) => ({ passage: passage.ref, answer: 'group' })),
    })
  // Only as one that the draft credits.
  expect((await asGroup()).status).toBe(422)
  await sql`insert into draft_contributor (draft, role, shown, name, agreed, added_by)
    select id, 'author', 'group', 'The diggers of Kita', true, (select thing from person where handle = 'kofi') from thing where ref = ${drafted.ref}`.execute(
    db(),
  )
  const answered = await asGroup()
  expect(answered.status, JSON.stringify(answered.json)).toBe(200)
  expect(answered.json.passages[0].answer).toBe('group')
  const needed = neededTyped(await definitionOf((await editionFor('lesson'))!.id))
  delete needed['learning/only/what_happened/en']
  const page = await kofi!.get(`${drafted.address}/essentials`)
  await sendForm(kofi!, page, { ...headTyped('What a group knows'), ...needed })
  const published = await publish(kofi!, drafted.address)
  expect(published.at, plain(published.html)).toMatch(/^\/records\//)
  const read = plain((await stranger().get(published.at)).html)
  expect(read).toContain('The diggers of Kita')
  expect(read).not.toContain('Amina')

  const question = (
    await kofi!.post('/communities/soil/agenda', { words: 'What does everybody know?', lang: 'en' })
  ).at
  await kofi!.post(`${question.split('/').slice(0, 5).join('/')}/ties`, { address: `/threads/${ref}` })
  const way = plain((await stranger().get(question)).html)
  expect(way).toContain('From question to use')
  expect(way).toContain('What a group knows')
})
