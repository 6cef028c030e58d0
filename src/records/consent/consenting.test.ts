import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { doorsOf } from '../../../tests/support/addresses.ts'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { beginDraft, headTyped, neededTyped, sendForm } from '../../../tests/support/writing.ts'
import { createApp, openDoors } from '../../app.ts'
import { atomically, db } from '../../base/database/database.ts'
import { useFile, writeFile } from '../../base/files/keeping.ts'
import { place, receive } from '../../base/files/receiving.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { system } from '../../base/viewer.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { reactions } from '../../reactions.ts'
import { importRecords } from '../importing.ts'
import { Travelling } from '../interchange.ts'
import { tellNews } from '../telling.ts'

/** A group's knowledge goes out with its consent, and is nowhere without. */
demoDatabase()
const app = createApp()
const server = served(() => openDoors(app))

let awa: Visitor
let binta: Visitor
let chidi: Visitor
const stranger = () => visitor(server)
beforeAll(async () => {
  awa = await signedIn(server, 'Awa')
  binta = await signedIn(server, 'Binta')
  chidi = await signedIn(server, 'Chidi')
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
/** Stands in everything that is to be closed, and nowhere else. */
const canary = 'goldammerling'
/** What the first form of a page would send. */
const firstOf = (html: string) =>
  Object.fromEntries(Object.entries(sentBy(html)).map(([name, value]) => [name, [value].flat()[0]!]))
const drawn = async (who: Visitor, page: string) => {
  const { revision, page: mark } = firstOf((await who.get(page)).html)
  return { revision: revision!, page: mark! }
}
const said = {
  by: 'The elders',
  group: 'Women of Dori',
  for: `To read and to teach ${canary}`,
  given: '2026-03-01',
  conditions: 'Ask before selling seed',
  notices: ['traditional-knowledge', 'biocultural'],
  warned: 'yes',
}

/** A story that awa writes and binta speaks for a group in. */
async function ofGroup(title: string): Promise<string> {
  const draft = await beginDraft(awa, 'story')
  await sendForm(awa, await awa.get(`${draft}/essentials`), {
    ...headTyped(title),
    ...neededTyped(await definitionOf((await editionFor('story'))!.id)),
  })
  await awa.post(`${draft}/people/invitations`, { whom: 'binta' })
  const asked = /action="(\/write\/invitations\/\d+\/answer)"/.exec(
    (await binta.get('/write/invitations')).html,
  )!
  await binta.post(asked[1]!, { role: 'land-user', shown: 'named', answer: 'yes' })
  const own = /action="([^"]+\/people\/credits\/\d+)"/.exec((await binta.get(`${draft}/people`)).html)![1]!
  await binta.post(own, { role: 'land-user', shown: 'group', name: 'Women of Dori' })
  return draft
}

async function published(title: string, more: { until?: string } = {}): Promise<string> {
  const draft = await ofGroup(title)
  await awa.post(`${draft}/consent`, { ...(await drawn(awa, `${draft}/consent`)), ...said, ...more })
  const read = await drawn(awa, `${draft}/read-back`)
  await awa.post(`${draft}/read-back`, { ...read, by: 'The president', on: '2026-03-02', lang: 'en' })
  return (await awa.post(`${draft}/publication`)).at
}

test('what a group knows is not published before they agreed and it was read back to them', async () => {
  const draft = await ofGroup('Half-moons on the slope')
  expect(plain((await awa.get(`${draft}/checks`)).html)).toContain('Record what they agreed to')
  const empty = await awa.post(`${draft}/consent`, {
    ...(await drawn(awa, `${draft}/consent`)),
    ...said,
    warned: '',
  })
  expect(empty.status).toBe(422)
  expect(plain(empty.html)).toContain('Say to them first')
  expect(sentBy(empty.html).group).toBe('Women of Dori')
  const contact = await awa.post(`${draft}/consent`, {
    ...(await drawn(awa, `${draft}/consent`)),
    ...said,
    by: 'Ali, +227 90 12 34 56',
  })
  expect(contact.status).toBe(422)
  await awa.post(`${draft}/consent`, { ...(await drawn(awa, `${draft}/consent`)), ...said })
  expect(plain((await awa.get(`${draft}/checks`)).html)).toContain('was not read back')
  expect((await awa.post(`${draft}/publication`)).status).toBe(422)

  const page = await awa.get(`${draft}/read-back`)
  expect(plain(page.html)).toContain('Half-moons on the slope')
  const read = {
    ...(await drawn(awa, `${draft}/read-back`)),
    by: 'The president',
    on: '2026-03-02',
    lang: 'en',
  }
  expect((await binta.post(`${draft}/read-back`, read)).at).toBe(`${draft}/consent`)
  expect(plain((await awa.get(`${draft}/consent`)).html)).toContain('The president agreed')

  await sendForm(binta, await binta.get(`${draft}/essentials`), { '@record/only/title/en': 'Changed after' })
  expect(plain((await awa.get(`${draft}/checks`)).html)).toContain('has changed since it was read back')
  expect((await awa.post(`${draft}/publication`)).status).toBe(422)
  const late = {
    ...(await drawn(awa, `${draft}/read-back`)),
    by: 'The president',
    on: '2026-03-03',
    lang: 'en',
  }
  await sendForm(binta, await binta.get(`${draft}/essentials`), { '@record/only/title/en': 'Changed again' })
  expect(plain((await awa.post(`${draft}/read-back`, late)).html)).toContain('while you read it out')
  await awa.post(`${draft}/read-back`, { ...late, ...(await drawn(awa, `${draft}/read-back`)) })
  const record = await awa.post(`${draft}/publication`)
  const words = plain((await stranger().get(record.at)).html)
  for (const one of [
    'The elders',
    'Women of Dori',
    'Traditional knowledge (TK)',
    'The president agreed',
    'what cannot be recalled',
  ])
    expect(words).toContain(one)
  const json = Travelling.parse(
    JSON.parse((await stranger().get(`/api/v1/records/${record.at.split('/')[2]}`)).html),
  )
  expect(json.versions[0]!.content.consent).toMatchObject({
    notices: ['traditional-knowledge', 'biocultural'],
    readBackIn: 'en',
    readBack: '2026-03-03',
    agreed: 'The president',
    warned: true,
  })
})

test('two who write the consent at the same time both see what the other wrote', async () => {
  const draft = await ofGroup('Two pens')
  const [one, other] = [await drawn(awa, `${draft}/consent`), await drawn(binta, `${draft}/consent`)]
  await awa.post(`${draft}/consent`, { ...one, ...said })
  const clash = await binta.post(`${draft}/consent`, { ...other, ...said, by: 'The chief' })
  expect(sentBy(clash.html).by).toBe('The elders')
  expect(plain(clash.html)).toContain('The chief · Women of Dori')
  const take = /value="(take:[^"]+)"/.exec(clash.html)![1]!
  const settled = await binta.post(`${draft}/consent`, { ...firstOf(clash.html), act: take })
  expect(sentBy(settled.html).by).toBe('The chief')
  await binta.post(`${draft}/consent`, { ...firstOf(settled.html), act: 'drop' })
  expect(sentBy((await awa.get(`${draft}/consent`)).html).by).toBe('')
})

test('who was consulted is counted in the draft and told without a number under five', async () => {
  const draft = await beginDraft(awa, 'story')
  await sendForm(awa, await awa.get(`${draft}/essentials`), {
    ...headTyped('Counted'),
    ...neededTyped(await definitionOf((await editionFor('story'))!.id)),
  })
  const at = await drawn(awa, `${draft}/consent`)
  const wrong = await awa.post(`${draft}/consulted`, { ...at, 'sex.women': 'some' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('value="some"')
  await awa.post(`${draft}/consulted`, {
    ...at,
    'sex.women': '31',
    'sex.men': '23',
    'sex.other': '3',
    'age.under-25': '57',
  })
  expect(sentBy((await awa.get(`${draft}/consent`)).html)['sex.other']).toBe('3')
  const record = (await awa.post(`${draft}/publication`)).at
  const words = plain((await stranger().get(record)).html)
  expect(words).toContain('People in all 57')
  expect(words).toContain('women: 31')
  expect(words).toContain('men: not shown')
  expect(words).toContain('other, or not said: not shown')
  const json = (await stranger().get(`/api/v1/records/${record.split('/')[2]}`)).html
  expect(JSON.parse(json).versions[0].content.consulted).toEqual({
    total: 57,
    sex: { women: 31, men: null, other: null },
    age: { 'under-25': 57 },
  })
})

test('a consent that is taken back closes the record at once, through every door and for everybody', async () => {
  const record = await published(`By the ${canary} river`)
  const ref = record.split('/')[2]!
  const received = await receive(system('test'), Readable.from([Buffer.from(`A ${canary}`)]), {
    name: `${canary}.txt`,
  })
  await place(received)
  const { id } = await db().selectFrom('thing').select('id').where('ref', '=', ref).executeTakeFirstOrThrow()
  await atomically(async () => {
    await writeFile(received)
    await useFile(id, received.hash, received.name, {
      ref,
      caption: { en: canary },
      credit: canary,
      licence: canary,
    })
  })
  await sql`insert into collection_item (collection, position, target, note)
    select holder.id, 99, ${id}, '{"original": "en", "texts": {"en": "Noted"}}' from thing as holder where holder.ref = 'c0be40rerans'`.execute(
    db(),
  )
  await drain(reactions)
  const before = JSON.parse((await stranger().get(`/api/v1/records/${ref}`)).html)
  expect((await stranger().get(`/search?q=${canary}`)).html).toContain(ref)
  expect((await stranger().get(`/files/${ref}/any.txt`)).html).toContain(canary)
  expect((await awa.get('/collections/c0be40rerans/any')).html).toContain(ref)

  // What is said of it, and what is begun on it, is told on desks and by mail until it closes.
  const { rows: begun } = await sql<{ ref: string }>`
    select thing.ref from draft join thing on thing.id = draft.thing where draft.record = ${id}`.execute(db())
  await binta.post(`/drafts/${begun[0]!.ref}/comments`, { words: 'Well told.', lang: 'en' })
  await awa.post(`/records/${ref}/changes`)
  const spanish = sentBy((await chidi.get(`/records/${ref}/translation/es`)).html)
  await chidi.post(`/records/${ref}/translation/es`, { ...spanish, '@record/only/title': 'Junto al agua' })
  expect((await awa.get('/desk/changes')).html).toContain(canary)

  expect(plain((await stranger().get(`/records/${ref}/consent`)).html)).toContain('tell one of them')
  expect((await stranger().post(`/records/${ref}/consent/end`)).status).not.toBe(200)
  expect((await chidi.post(`/records/${ref}/consent/end`)).status).toBe(422)
  expect((await stranger().get(record)).status).toBe(200)
  const ended = await binta.post(`/records/${ref}/consent/end`)
  expect(plain(ended.html)).toContain('cannot be called back')
  expect(ended.html).not.toContain(canary)

  const addresses = doorsOf(app).flatMap(({ of, also }) => [
    ...(of ? [of(ref)] : []),
    // What asks for the word says it again.
    ...(also?.(canary) ?? []).filter((address) => !address.includes(canary)),
  ])
  const own = [
    '/write',
    '/desk',
    '/desk/changes',
    '/desk/changes?of=all',
    '/desk/acts',
    '/account/credits',
    '/account/export',
    '/account/deletion',
  ]
  const lists = [
    '/',
    '/places/NE',
    '/instruments/story',
    '/people/awa',
    '/people/binta',
    '/collections/c0be40rerans/any',
  ]
  const heard: string[] = []
  for (const address of [...addresses, ...own, ...lists, record, `/files/${ref}/${canary}.txt`])
    for (const who of address.startsWith('/search') ? [stranger()] : [stranger(), awa, binta]) {
      const seen = await who.get(address)
      const words = seen.html.replaceAll(encodeURIComponent(record), '').replaceAll(seen.at, '')
      if (words.includes(canary)) heard.push(`${address} ${seen.status}`)
    }
  expect(heard).toEqual([])
  for (const who of [stranger(), awa, binta]) {
    expect((await who.get(`/search?q=${canary}`)).html).not.toContain(ref)
    expect((await who.get(`/api/v1/records?q=${canary}`)).html).not.toContain(ref)
    expect((await who.get(record)).status).toBe(404)
  }
  const { rows } = await sql<{
    body: string
  }>`select body from mail where address = 'awa@example.net' order by id desc limit 1`.execute(db())
  expect(rows[0]!.body).toContain('destroy copies')
  await tellNews(new Date(Date.now() + 61 * 60_000))
  const { rows: news } =
    await sql`select from mail where subject like 'News of%' and body like ${`%${canary}%`}`.execute(db())
  expect(news).toEqual([])

  // It stays closed when it is taken in again, and opens when the group agrees anew.
  const take = (json: unknown) => importRecords(system('test'), [{ place: ref, json }])
  await take({ ...before, lookAgain: '2031-01-01' })
  expect((await stranger().get(record)).status).toBe(404)
  const [first] = before.versions
  const given = new Date().toISOString().slice(0, 10)
  const consent = { ...first.content.consent, given, readBack: given }
  const again = { ...first, number: 2, content: { ...first.content, consent } }
  expect((await take({ ...before, versions: [first, again] })).faults).toEqual([])
  expect((await stranger().get(record)).status).toBe(200)
})

test('that a group agreed anew is written down by who wrote the record or speaks for the group, and opens it again', async () => {
  const today = new Date().toISOString().slice(0, 10)
  const [takenBack, over] = [
    await published('Seed of the hill'),
    await published('Seed of the valley', { until: '2026-03-20' }),
  ].map((one) => `/records/${one.split('/')[2]}`)
  await binta.post(`${takenBack}/consent/end`)
  for (const [record, who] of [
    [takenBack!, awa],
    [over!, binta],
  ] as const) {
    expect((await stranger().get(record)).status).toBe(404)
    for (const other of [stranger(), chidi]) {
      expect((await other.get(`${record}/consent`)).status).toBe(404)
      expect((await other.post(`${record}/consent/renewal`, { ...said, given: today })).status).not.toBe(200)
    }
    const page = await who.get(`${record}/consent`)
    expect(page.html).not.toMatch(/Seed of|The elders|goldammerling/)
    expect(plain(page.html)).toContain('cannot be called back')
    const early = await who.post(`${record}/consent/renewal`, { ...said, given: '2026-03-01' })
    expect(early.status).toBe(422)
    expect(plain(early.html)).toContain('Write the day on which the group agreed anew')
    expect(sentBy(early.html).by).toBe('The elders')
    const unsaid = await who.post(`${record}/consent/renewal`, { ...said, given: today, warned: '' })
    expect(plain(unsaid.html)).toContain('Say to them first')
    expect((await stranger().get(record)).status).toBe(404)
    const again = await who.post(`${record}/consent/renewal`, { ...said, given: today, by: 'The new chief' })
    expect(again.status).toBe(200)
    expect(plain((await stranger().get(record)).html)).toContain('The new chief')
    expect(plain((await stranger().get(`${record}/versions`)).html)).toContain('The group agreed anew')
    // It is open: there is nothing more to renew.
    expect((await who.post(`${record}/consent/renewal`, { ...said, given: today })).status).toBe(404)
  }
  const { rows } = await sql`select who from audit where verb = 'consent.renewed'`.execute(db())
  expect(rows).toHaveLength(2)
  // Whoever may take it back hears what was said in the group's name, and may still.
  const { rows: told } = await sql<{ address: string }>`
    select address from mail where subject like 'Open again%' order by id`.execute(db())
  expect(told.map(({ address }) => address)).toEqual(['binta@example.net', 'awa@example.net'])
  await binta.post(`${takenBack}/consent/end`)
  expect((await stranger().get(takenBack!)).status).toBe(404)
})

test('nobody changes what a group agreed to by the way, and what is taken back closes what was begun on it', async () => {
  const record = (await published('Stones and millet')).split('/').slice(0, 3).join('/')
  const { at: draft } = await awa.post(`${record}/changes`)
  await awa.post(`${draft}/consent`, {
    ...(await drawn(awa, `${draft}/consent`)),
    ...said,
    for: 'To sell at will',
    given: '2026-05-01',
  })
  const corrected = await awa.post(`${draft}/correction`)
  expect(corrected.status).toBe(422)
  expect(plain((await stranger().get(record)).html)).not.toContain('To sell at will')

  // Whoever may not change the record does not publish its next version, though they write in its draft.
  await awa.post(`${draft}/people/invitations`, { whom: 'chidi' })
  const invited = await chidi.get('/write/invitations')
  const [, answer] = /action="(\/write\/invitations\/\d+\/answer)"/.exec(invited.html)!
  await chidi.post(answer!, { ...firstOf(invited.html), answer: 'yes' })
  expect((await chidi.get(`${draft}/checks`)).status).toBe(200)
  for (const way of ['publication', 'correction'])
    expect([403, 422]).toContain((await chidi.post(`${draft}/${way}`)).status)
  expect(plain((await stranger().get(`${record}/versions`)).html)).toContain('1 version')

  await chidi.post(`${draft}/comments`, { words: 'Which millet?', lang: 'en' })
  expect(plain((await awa.get('/desk')).html)).toContain('Stones and millet')
  await awa.post(`${record}/consent/end`)
  await tellNews(new Date(Date.now() + 61 * 60_000))
  const { rows } = await sql`select from mail where subject like 'News of%'`.execute(db())
  expect(rows).toEqual([])
  for (const who of [awa, chidi])
    for (const page of ['/desk', '/desk/changes?of=all'])
      expect(plain((await who.get(page)).html), page).not.toContain('Stones and millet')
  for (const who of [awa, binta, chidi])
    for (const page of ['', '/essentials', '/preview', '/checks', '/consent'])
      expect((await who.get(draft + page)).status, page).toBe(404)
  expect((await awa.get('/write')).html).not.toContain(draft)
})
