import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { gather } from '../../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { headTyped, neededTyped, sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { reactions } from '../../reactions.ts'

/** What becomes of a quote once it is asked for: each by itself, and nothing by name beside what was moderated away. */
demoDatabase()
const server = served(openDoors)

const people: Record<string, Visitor> = {}
const keys: Record<string, string> = {}
beforeAll(async () => {
  for (const name of ['Amina', 'Kofi', 'Lena'] as const) {
    const who = await signedIn(server, name)
    people[name.toLowerCase()] = who
    const page = await who.post('/account/tokens', { name: 'x', may: 'write', days: '30' })
    keys[name.toLowerCase()] = /bao[\w-]{20,}/.exec(page.html)![0]
  }
  await gather('soil', { members: ['amina', 'lena'], facilitators: ['kofi'] })
})

const stranger = () => visitor(server)
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const part = (at: string) => at.split('/')[2]!.split(/[?#]/)[0]!
const call = async (who: string, path: string, method = 'GET', body?: object) => {
  const answer = await fetch(`${server.origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${keys[who]}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, json: await answer.json() }
}

/** A question by lena that amina answers in two posts; or amina asks it without her name. */
async function talk(title: string, sealed = false) {
  const opened = await people[sealed ? 'amina' : 'lena']!.post('/communities/soil/threads', {
    ...{ form: 'question', title, body: `${title}\n\nThe crust is hard.`, lang: 'en' },
    ...(sealed && { sealed: 'yes' }),
  })
  const ref = part(opened.at)
  for (const body of ['Dig before the rain comes.', 'Use the hoe, and rest at noon.'])
    await people.amina!.post(`/threads/${ref}/posts`, { body, lang: 'en' })
  return { ref, at: opened.at }
}

/** The draft that quotes all of that, ready but for those who are quoted. */
async function drafted(ref: string, title: string) {
  const { json: sayings } = await call('kofi', `/threads/${ref}/sayings`)
  const chosen = sayings.items.map(({ name }: { name: string }) => name)
  const { json: made } = await call('kofi', `/threads/${ref}/write-up`, 'POST', { chosen })
  const at = `/write-ups/${made.ref}`
  const { json: one } = await call('kofi', at)
  await call('kofi', at, 'PATCH', {
    ...{ revision: one.revision, instrument: 'lesson', lang: 'en' },
    passages: one.passages.map(({ ref, words }: { ref: string; words: string }) => ({
      ...{ ref, words, slot: 'learning/what_happened' },
    })),
  })
  const { json: draft } = await call('kofi', `${at}/draft`, 'POST')
  const needed = neededTyped(await definitionOf((await editionFor('lesson'))!.id))
  delete needed['learning/only/what_happened/en']
  await sendForm(people.kofi!, await people.kofi!.get(`${draft.address}/essentials`), {
    ...headTyped(title),
    ...needed,
  })
  await drain(reactions)
  return { at, draft: draft.address as string }
}

interface Asked {
  ref: string
  words: string
  said: string
  answer?: string
}
const asked = async (who: string, at: string): Promise<Asked[]> =>
  (await call(who, `${at}/consent`)).json.passages
const say = (who: string, at: string, typed: Record<string, string>) =>
  people[who]!.post(`${at}/consent`, typed)
const publish = async (draft: string) => {
  const published = await people.kofi!.post(`${draft}/publication`)
  expect(published.at, plain(published.html)).toMatch(/^\/records\//)
  return published.at
}
const read = async (at: string) => plain((await stranger().get(at)).html)

test('what is said with a name and what was asked without are answered apart, and change apart', async () => {
  const { ref } = await talk('May one rest at noon?', true)
  const { at, draft } = await drafted(ref, 'Rest at noon')
  const [first, , dig, hoe] = await asked('amina', at)
  const page = plain((await people.amina!.get(`${at}/consent`)).html)
  expect(page).toContain('What you said with your name')
  expect(page).toContain('What you asked without your name')
  // All of the one part is nothing of the other.
  await say('amina', at, { all: 'named' })
  expect((await asked('amina', at)).map(({ answer }) => answer)).toEqual([
    ...[undefined, undefined],
    ...['named', 'named'],
  ])
  expect((await say('amina', at, { [`passage-${first!.ref}`]: 'named' })).status).toBe(422)
  await say('amina', at, { allUnnamed: 'unnamed' })
  await say('kofi', at, {})
  const record = await publish(draft)
  expect(await read(record)).toMatch(/Dig before the rain comes\. ?Amina/)
  // Beside the answer stands the way to where its words were said; on the page of a use the whole way.
  const whole = await stranger().get(record)
  expect(whole.html).toContain('href="#said-learning-what_happened"')
  expect(whole.html).toContain('id="said-learning-what_happened"')
  const use = await people.lena!.post(`/records/${part(record)}/uses`, {
    ...{ outcome: 'worked', note: 'We rested at noon.', named: 'yes' },
  })
  expect(use.at, plain(use.html)).toMatch(/^\/uses\//)
  const used = await stranger().get(use.at)
  expect(plain(used.html)).toMatch(/From question to use.*May one rest at noon\?.*Rest at noon/)
  expect(used.html).toContain(`/reports/new?thing=${part(use.at)}`)
  // Of those without a name one changes nothing of what is named.
  await say('amina', at, { allUnnamed: 'no' })
  expect(await read(record)).toContain('Amina')
  // Of those with a name one changes nothing of the other, and the last of them takes the name away.
  await say('amina', at, { [`passage-${dig!.ref}`]: 'unnamed' })
  expect(await read(record)).toMatch(/Use the hoe, and rest at noon\. ?Amina/)
  expect(await read(record)).not.toMatch(/Dig before the rain comes\. ?Amina/)
  await say('amina', at, { [`passage-${hoe!.ref}`]: 'no' })
  expect(await read(record)).not.toContain('Amina')
  await say('amina', at, { [`passage-${dig!.ref}`]: 'named' })
  // What she chooses for the whole record is so for each passage.
  await people.amina!.post(`/account/credits/${part(record)}`, { shown: 'unnamed' })
  expect((await asked('amina', at)).map(({ answer }) => answer).slice(2)).toEqual(['unnamed', 'unnamed'])
})

test('what is taken from sight is named by nobody, and whoever keeps the record is asked to look', async () => {
  const { ref } = await talk('When do we dig?')
  const { at, draft } = await drafted(ref, 'When to dig')
  await say('lena', at, { all: 'named' })
  await say('amina', at, { all: 'named' })
  const [dig, hoe] = await asked('amina', at)
  const record = await publish(draft)
  expect(await read(record)).toContain('Amina')
  const hide = async (post: string, act = 'hiding', why = 'It names somebody.') => {
    await people.kofi!.post(`/posts/${post}/${act}`, { why })
    await drain(reactions)
  }
  await hide(dig!.said)
  expect(await read(record)).toMatch(/Use the hoe, and rest at noon\. ?Amina/)
  await hide(hoe!.said)
  const seen = await read(record)
  expect(seen).not.toContain('Amina')
  expect(seen).toContain('2 passages were taken from sight where they were said')
  expect(seen.split('Where it was said')[1]).not.toContain('Use the hoe')
  // Nor by choosing so oneself.
  await people.amina!.post(`/account/credits/${part(record)}`, { shown: 'named' })
  expect(await read(record)).not.toContain('Amina')
  const desk = plain((await people.kofi!.get('/desk')).html)
  expect(desk).toContain('2 passages it quotes were taken from sight')
  expect(plain((await people.kofi!.get('/notices')).html)).toContain('Words it quotes were taken from sight')
  expect(plain((await people.lena!.get('/notices')).html)).not.toContain('taken from sight')
  const looking = await people.kofi!.get(`/records/${part(record)}/confirmation`)
  expect(plain(looking.html)).toContain('Use the hoe, and rest at noon.')
  // Shown again, it stands as it was agreed to.
  await hide(hoe!.said, 'hiding/end')
  expect(await read(record)).toMatch(/Use the hoe, and rest at noon\. ?Amina/)
  // Whoever keeps it says that it is true all the same: nothing waits any more.
  await people.kofi!.post(`/records/${part(record)}/confirmation`, { version: '1', note: 'Looked at.' })
  expect(plain((await people.kofi!.get('/desk')).html)).not.toContain('taken from sight')
  expect(await read(record)).not.toMatch(/Dig before the rain comes\. ?Amina/)
})

test('a write-up of nothing is refused, keeps what was ticked, and begins nothing', async () => {
  const { ref, at } = await talk('Nothing yet?')
  const none = await people.kofi!.post(`/threads/${ref}/write-up`, { shown: [], chosen: [], act: 'on' })
  expect(none.status).toBe(422)
  expect(plain(none.html)).toContain('Tick at least one passage')
  expect(none.html).toContain('name="chosen"')
  await people.kofi!.post(`/threads/${ref}/write-up`, { shown: [], chosen: [], act: 'next' })
  expect(plain((await people.lena!.get(at)).html)).not.toContain('Being written up')
  expect((await call('kofi', `/threads/${ref}/write-up`, 'POST', { chosen: [] })).status).toBe(422)
})

test('one’s own write-ups are a list like every other', async () => {
  const { ref } = await talk('Who lists the hoes?')
  const { json: sayings } = await call('kofi', `/threads/${ref}/sayings`)
  await call('kofi', `/threads/${ref}/write-up`, 'POST', { chosen: [sayings.items[0].name] })
  const { json: all } = await call('kofi', '/write-ups')
  expect(all.total).toBe(all.items.length)
  expect(all.items.at(-1)).toMatchObject({ source: ref, lang: 'en' })
  const walked = []
  let next: string | null = '0'
  while (next !== null) {
    const { json }: { json: typeof all } = await call('kofi', `/write-ups?limit=1&cursor=${next}`)
    walked.push(...json.items)
    next = json.next
  }
  expect(walked).toEqual(all.items)
  const of = async (asked: string) => (await call('kofi', `/write-ups?${asked}`)).json.total
  expect(await of('q=lists+HOES')).toBe(1)
  expect(await of('q=nothing-of-the-kind')).toBe(0)
  expect(await of('lang=fr')).toBe(0)
  expect(await of(`updated_since=${all.items.at(-1).changed}`)).toBe(1)
  expect((await call('kofi', '/write-ups?sort=new')).status).toBe(400)
  expect((await call('lena', '/write-ups')).json.total).toBe(0)
})
