import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demo, doorsOf } from '../../../tests/support/addresses.ts'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { beginDraft, headTyped, neededTyped, readyDraft, sendForm } from '../../../tests/support/writing.ts'
import { createApp, openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { system } from '../../base/viewer.ts'
import { importEditionFile } from '../../instruments/edition-files.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { exportRecord } from '../exporting.ts'
import { importRecords } from '../importing.ts'
import { tellNews } from '../telling.ts'

demoDatabase()
const server = served(openDoors)

let awa: Visitor
let cura: Visitor
let other: Visitor
beforeAll(async () => {
  await sql`update appointment set ended = now()`.execute(db())
  awa = await signedIn(server, 'Awa')
  other = await signedIn(server, 'Other', 'reviewer', '/places/KE')
  cura = await signedIn(server, 'Cura', 'curator')
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const of = async (slug: string) => definitionOf((await editionFor(slug))!.id)
const recordIn = (at: string) => `/records/${at.split('/')[2]}`
const title = '@record/only/title/en'
const summary = '@record/only/summary/en'

/** A story of Awa's that anybody can read. */
async function published(called: string): Promise<string> {
  const draft = await readyDraft(awa, await of('story'), called)
  return recordIn((await awa.post(`${draft}/publication`)).at)
}

/** Begins a change of a record and types this into it; gives the draft. */
async function changed(who: Visitor, record: string, typed: Record<string, string>): Promise<string> {
  const draft = (await who.post(`${record}/changes`)).at
  const sent = await sendForm(who, await who.get(`${draft}/essentials`), typed)
  expect(sent.status).toBe(200)
  return draft
}

const marked = (html: string, tag: 'ins' | 'del') =>
  [...html.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, inside]) => plain(inside!).trim())

test('what changed is told word by word, in the language it is written in', async () => {
  const record = recordIn(demo.arabic)
  const before = await visitor(server).get(record)
  const number = Number(/(\d+)/.exec(plain((await cura.get(`${record}/versions`)).html))![1])
  const draft = (await cura.post(`${record}/changes`)).at
  const page = await cura.get(`${draft}/essentials`)
  const name = '@record/only/title/ar'
  const words = String(sentBy(page.html)[name])
  const [first, ...rest] = words.split(' ')
  await sendForm(cura, page, { [name]: ['حدود', ...rest].join(' ') })
  const told = await cura.get(draft.replace('/drafts/', '/reviews/').concat('/answers'))
  expect(marked(told.html, 'ins')).toEqual(['حدود'])
  const corrected = await cura.post(`${draft}/correction`)
  expect(corrected.status, plain(corrected.html)).toBe(200)
  const changes = await visitor(server).get(`${record}/versions/${number + 1}/changes`)
  expect(marked(changes.html, 'del')).toEqual([first])
  expect(marked(changes.html, 'ins')).toEqual(['حدود'])
  expect(changes.html).toContain('<p lang="ar" dir="rtl"')
  expect((await visitor(server).get(record)).at).not.toBe(before.at)
  expect((await cura.get(`${record}/versions`)).html).toContain(`${record}/versions/${number + 1}/changes`)
})

test('a minor correction is few words, published at once, listed, and undone by a version that says the same as before', async () => {
  const record = await published('The bridge of planks')
  await cura.post(`${record}/custodian/end`)
  const much = await changed(awa, record, { [summary]: 'word '.repeat(60) })
  expect(plain((await awa.post(`${much}/correction`)).html)).toContain('More than 40 words are changed')
  await awa.post(`${much}/removal`)
  const other = await changed(awa, record, { '@record/only/knowledge': 'research' })
  expect(plain((await awa.post(`${other}/correction`)).html)).toContain('More than words is changed')
  await awa.post(`${other}/removal`)
  const none = (await awa.post(`${record}/changes`)).at
  expect(plain((await awa.post(`${none}/correction`)).html)).toContain('Nothing is changed yet')
  await awa.post(`${none}/removal`)
  const slip = await changed(awa, record, { [title]: 'The bridge of boards' })
  const after = await awa.post(`${slip}/correction`, { note: 'A better word' })
  expect(plain(after.html)).toContain('The bridge of boards')
  expect(plain((await cura.get('/corrections')).html)).toContain('The bridge of boards')
  expect(plain((await awa.get('/corrections')).html)).not.toContain('The bridge of boards')
  expect((await awa.post(`${record}/versions/2/undoing`)).status).toBe(403)
  await cura.post(`${record}/versions/2/undoing`)
  expect(plain((await visitor(server).get(record)).html)).toContain('The bridge of planks')
  expect((await visitor(server).get(`${record}/versions/2`)).status).toBe(200)
  expect(plain((await visitor(server).get(`${record}/versions`)).html)).toContain('Undid version 2')
  expect((await cura.post(`${record}/versions/2/undoing`)).status).toBe(409)
  // Who made it is known still.
  expect((await awa.post(`${record}/changes`)).at).toMatch(/^\/drafts\//)
})

test('a draft that a newer version overtook brings it in: what nobody touched is taken, what both changed stands beside', async () => {
  const record = await published('The first name')
  const slow = await changed(awa, record, { [title]: 'A slow name' })
  const quick = await changed(cura, record, { [title]: 'A quick name', [summary]: 'Said anew.' })
  await cura.post(`${quick}/publication`)
  expect(plain((await visitor(server).get(record)).html)).toContain('A quick name')
  const checks = await awa.get(`${slow}/checks`)
  expect(checks.html).toContain(`action="${slow}/newer-version"`)
  expect((await awa.post(`${slow}/publication`)).status).toBe(422)
  const caught = await awa.post(`${slow}/newer-version`)
  expect(plain(caught.html)).toContain('Two answers stand against each other')
  const form = await awa.get(`${slow}/essentials`)
  expect(form.html).toContain('Said anew.')
  expect(form.html).toContain('A quick name')
  const leave = /value="(leave:[^"]+)"/.exec(form.html)![1]!
  await sendForm(awa, form, {}, leave)
  await awa.post(`${slow}/publication`)
  const read = plain((await visitor(server).get(record)).html)
  expect(read).toContain('A slow name')
  expect(read).toContain('Said anew.')
  expect(read).toContain('version 3')
})

test('whoever keeps a record finds what others did to it since they last looked, and is written to of translations once', async () => {
  const record = await published('The ford of flat stones')
  expect(plain((await awa.get('/desk/changes')).html)).not.toContain('The ford of flat stones')
  const slip = await changed(cura, record, { [title]: 'The ford of flat rocks' })
  await cura.post(`${slip}/correction`)
  await other.post(`${record}/uses`, { outcome: 'worked', note: 'We crossed.', lang: 'en', named: 'yes' })
  await cura.post(`${record}/doubt`, { version: '2', wrong: 'The river moved.' })
  const adapted = await beginDraft(other, 'story', { adapts: record.split('/')[2]! })
  const page = await other.get(`${adapted}/essentials`)
  const said = { ...headTyped('A ford of logs'), '@record/only/changed/en': 'Logs for stones.' }
  await sendForm(other, page, { ...said, ...neededTyped(await of('story')) })
  await other.post(`${adapted}/publication`)
  const shy = await signedIn(server, 'Shy')
  const quiet = await beginDraft(shy, 'story', { adapts: record.split('/')[2]! })
  const credit = /action="([^"]+\/people\/credits\/\d+)"/.exec((await shy.get(`${quiet}/people`)).html)![1]!
  await shy.post(credit, { role: 'compiler', shown: 'unnamed' })
  await sendForm(shy, await shy.get(`${quiet}/essentials`), {
    ...headTyped('A ford of reeds'),
    '@record/only/changed/en': 'Reeds for stones.',
    ...neededTyped(await of('story')),
  })
  await shy.post(`${quiet}/publication`)
  const texts = await other.get(`${record}/translation/es`)
  const sent = { ...sentBy(texts.html), '@record/only/title': 'El vado', '@record/only/summary': 'Un papel.' }
  await other.post(`${record}/translation/es`, sent)

  const told = async () => plain((await awa.get('/desk/changes')).html)
  const html = await told()
  for (const words of [
    'Published a minor correction',
    'Adapted in',
    'Said what is wrong with a record',
    'A ford of logs',
    'A ford of reeds',
    '2 texts translated (Spanish)',
    'Other',
    'Cura',
  ])
    expect(html).toContain(words)
  expect((await awa.get('/desk/changes')).html).toContain('/uses/')
  // Whoever is not named in what they made is not named beside it either.
  expect(html).not.toContain('Shy')
  expect(html.match(/The ford of flat rocks/g)!.length).toBeGreaterThan(3)
  expect(plain((await awa.get('/desk')).html)).toContain('What changed in what I keep')
  expect(plain((await other.get('/desk/changes')).html)).not.toContain('flat rocks')
  // A day that no calendar has is no fault of ours, and nothing is seen by it.
  const none = await awa.post('/desk/changes/seen', { until: '2026-02-30 10:00:00+00' })
  expect(none.status).toBe(200)
  expect(await told()).toContain('A ford of logs')
  const { until } = sentBy((await awa.get('/desk/changes')).html)
  await awa.post('/desk/changes/seen', { until: String(until) })
  expect(await told()).toContain('Nothing new')
  expect(plain((await awa.get('/desk/changes?of=all')).html)).toContain('A ford of logs')

  const mails = async (name: string) =>
    (
      await sql<{
        body: string
      }>`select body from mail where address = ${`${name}@example.net`} and subject like 'News of%' order by id`.execute(
        db(),
      )
    ).rows.map(({ body }) => body)
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)
  await tellNews(later(59))
  expect(await mails('awa')).toEqual([])
  await tellNews(later(61))
  await tellNews(later(130))
  const [news, ...more] = await mails('awa')
  expect(more).toEqual([])
  expect(news).toContain('“The ford of flat rocks”, Spanish: 2 texts were translated.')
  const after = await changed(awa, record, { [title]: 'The ford below the mill' })
  await awa.post(`${after}/correction`)
  await tellNews(later(140))
  await tellNews(later(210))
  const old = (await mails('other')).filter((body) => body.includes('since you translated it'))
  expect(old).toHaveLength(1)
  expect(old[0]).toContain('(Spanish): one text says something else now.')
  expect(await mails('awa')).toHaveLength(1)
})

test('a withdrawn record says why and what takes its place, is gone from search at once, and comes back', async () => {
  const record = await published('The quagmire crossing')
  const instead = await published('The dry crossing')
  const stranger = visitor(server)
  const found = async () => (await stranger.get('/records/'.concat(record.split('/')[2]!))).status
  expect(await found()).toBe(200)
  expect((await other.get(`${record}/withdrawal`)).status).toBe(403)
  expect((await other.post(`${record}/withdrawal`, { words: 'x', lang: 'en' })).status).toBe(403)
  expect(plain((await cura.get(`${record}/withdrawal`)).html)).toContain('No record links to it.')
  const wrong = await cura.post(`${record}/withdrawal`, {
    words: 'Unsafe.',
    lang: 'en',
    replacement: '/records/none',
  })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('Unsafe.')
  const copy = await exportRecord(system('test'), record.split('/')[2]!)
  await cura.post(`${record}/withdrawal`, { words: 'Unsafe.', lang: 'en', replacement: instead })
  expect((await importRecords(system('test'), [{ place: 'copy', json: copy }])).faults).toEqual([])
  const gone = await stranger.get(record)
  expect(gone.status).toBe(410)
  expect(plain(gone.html)).toContain('Unsafe.')
  expect(plain(gone.html)).toContain('The dry crossing')
  expect(gone.html).not.toContain('withdrawal/removal')
  expect((await stranger.get('/search?q=quagmire')).html).not.toContain(record)
  expect(plain((await cura.get(record)).html)).toContain('Bring it back')
  expect((await awa.post(`${record}/withdrawal/removal`)).status).toBe(403)
  await sql`update withdrawal set at = now() - interval '31 days'`.execute(db())
  expect((await cura.post(`${record}/withdrawal/removal`)).status).toBe(409)
  await sql`update withdrawal set at = now() - interval '29 days'`.execute(db())
  await cura.post(`${record}/withdrawal/removal`)
  expect(await found()).toBe(200)
})

test('what is submitted is heard by its reviewers and by nobody else, at any address that could tell', async () => {
  const canary = 'zwitscherling'
  const near = await signedIn(server, 'Near', 'reviewer', '/places/NE')
  const draft = await readyDraft(awa, await of('tool'), `A ${canary}`)
  await sendForm(awa, await awa.get(`${draft}/essentials`), { [summary]: `It is a ${canary}.` })
  await awa.post(`${draft}/comments`, { words: `What a ${canary}`, lang: 'en' })
  const sheet = new FormData()
  sheet.set('file', new File([`A ${canary}`], 'sheet.txt', { type: 'text/plain' }))
  const [, file = ''] = /href="(\/files\/[^"]+sheet\.txt)"/.exec(
    (await awa.send(`${draft}/files`, sheet)).html,
  )!
  expect((await near.get(file)).status).toBe(404)
  const review = (await awa.post(`${draft}/submission`, { words: `No other ${canary}` })).at
  const ref = draft.split('/')[2]!
  for (const path of [review, `${draft}/comments`, `${review}/answers`, file])
    expect((await near.get(path)).html, path).toContain(canary)
  expect((await near.get('/desk')).html).toContain(canary)
  // Every address that takes a reference or a word, and every list of what somebody is at.
  const lists = [
    '/',
    '/desk',
    '/desk/acts',
    '/write',
    '/reviews',
    '/corrections',
    '/places/NE',
    '/sitemap/0.xml',
  ]
  const addresses = doorsOf(createApp())
    .flatMap(({ of, also }) => [...(of ? [of(ref)] : []), ...(also?.('zwitscher') ?? [])])
    .concat(lists, file)
  expect(addresses.length).toBeGreaterThan(40)
  const heard: string[] = []
  for (const who of [other, visitor(server)])
    for (const address of addresses) {
      const { html, status } = await who.get(address)
      if (html.includes(canary)) heard.push(`${status} ${address}`)
    }
  expect(heard).toEqual([])
})

test('a draft goes along into a new edition, and what has no place there comes out beside the others', async () => {
  const third = {
    format: 'baobab-edition/1',
    instrument: 'tool',
    from: '2',
    edition: '3',
    changes: [{ note: { en: 'Shorter.' }, operations: [{ op: 'remove-question', slot: 'what/does_not' }] }],
  }
  const bytes = Buffer.from(JSON.stringify(third))
  expect((await importEditionFile(system('test'), { name: 'tool-3.json', bytes })).faults).toEqual([])
  const record = '/records/tc8h932h3x5e'
  const draft = await changed(cura, record, { [title]: 'A sheet by another name' })
  const [, section] = new RegExp(`href="(${draft}/sections/[^"#]+)`).exec((await cura.get(draft)).html)!
  await sendForm(cura, await cura.get(section!), { 'what/only/does_not/en': 'It does not guess.' })
  await cura.post(`${record}/custodian/upgrade`)
  expect(plain((await cura.get(`${draft}/checks`)).html)).toContain('The record has moved on')
  const caught = await cura.post(`${draft}/newer-version`)
  expect(caught.status, plain(caught.html)).toBe(200)
  expect(plain(caught.html)).not.toContain('stand against each other')
  expect(plain(caught.html)).not.toContain('The record has moved on')
  const corrected = await cura.post(`${draft}/correction`)
  expect(corrected.status, plain(corrected.html)).toBe(200)
  const read = plain((await visitor(server).get(record)).html)
  expect(read).toContain('A sheet by another name')
  expect(read).toContain('It does not guess.')
  const { versions } = await exportRecord(system('test'), 'tc8h932h3x5e')
  const { content } = versions.at(-1)!
  expect(content.edition).toBe('3')
  expect(content.answers.what).toEqual(versions.at(-2)!.content.answers.what)
  // What the version before said there stays kept too, once.
  expect(content.kept!.map(({ slot }) => slot)).toEqual(['what/does_not', 'what/does_not'])
})
