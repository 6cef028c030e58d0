import JSZip from 'jszip'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Seen, type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { headTyped, sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { setSite } from '../../ui/site.ts'

demoDatabase()
const server = served(openDoors)
let awa: Visitor
let binta: Visitor

beforeAll(async () => {
  setSite({ origin: server.origin })
  awa = await signedIn(server, 'Awa')
  binta = await signedIn(server, 'Binta')
})

const text = ({ html }: Seen): string =>
  html
    .replace(/^[\s\S]*<main/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const bring = (content: string, file: string, who = awa, slug = 'story'): Promise<Seen> => {
  const form = new FormData()
  form.set('lang', 'en')
  form.set('file', new Blob([content]), file)
  return who.send(`/instruments/${slug}/submissions`, form)
}
const refIn = ({ at }: Seen): string => /^\/submissions\/([0-9a-z]{12})/.exec(at)![1]!
const drafts = async (): Promise<number> =>
  (
    await db()
      .selectFrom('draft')
      .select((e) => e.fn.countAll<number>().as('all'))
      .executeTakeFirstOrThrow()
  ).all

const sent = (instance: string, more: object = {}) => ({
  'meta/instanceID': `uuid:${instance}`,
  'section_scene/group_scene/scene__when': '2024',
  'section_what_happened/group_telling/telling__what_you_did': 'We laid stones.',
  ...more,
})
const kobo = JSON.stringify([
  sent('one', { 'group_scene/scene__where': 'Niger' }),
  sent('two', {
    'group_scene/scene__where': 'Nowhere at all',
    'group_for_others/for_others__picture': 'a.jpg',
  }),
  { 'meta/instanceID': 'uuid:three', other: 'x' },
])

test('the form for the field is given to everybody, for each edition', async () => {
  const page = await visitor(server).get('/instruments/tool')
  expect(page.html).toContain('href="/instruments/tool.xlsx"')
  const answer = await visitor(server).get('/instruments/tool.xlsx?edition=1')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-disposition')).toContain('tool-1.xlsx')
  expect((await visitor(server).get('/instruments/none.xlsx')).status).toBe(404)
})

test('what comes back is looked at first, made drafts of once, and put away again', async () => {
  expect((await bring(kobo, 'sent.json', visitor(server))).status).toBe(403)
  const before = await drafts()
  const looked = await bring(kobo, 'sent.json')
  const ref = refIn(looked)
  expect(text(looked)).toContain('3 submissions were read')
  expect(text(looked)).toContain('no place here is called “Nowhere at all”')
  expect(text(looked)).toContain('add the file “a.jpg” to the draft by hand')
  expect(text(looked)).toContain('Nothing in it is asked by this questionnaire.')
  expect(await drafts()).toBe(before)
  const made = await awa.post(`/submissions/${ref}/drafts`)
  expect(await drafts()).toBe(before + 2)
  const draft = /href="(\/drafts\/[0-9a-z]{12})"/.exec(made.html)![1]!
  const scene = await awa.get(`${draft}/sections/what_happened`)
  expect(scene.html).toContain('We laid stones.')
  expect((await awa.post(`/submissions/${ref}/drafts`)).status).toBe(422)
  const again = await bring(kobo, 'again.json')
  expect(text(again)).toContain('brought before')
  expect((await awa.post(`/submissions/${refIn(again)}/drafts`)).status).toBe(422)
  expect(await drafts()).toBe(before + 2)

  const { thing } = await db()
    .selectFrom('draft')
    .innerJoin('thing', 'thing.id', 'draft.thing')
    .select('draft.thing')
    .where('thing.ref', '=', draft.slice('/drafts/'.length))
    .executeTakeFirstOrThrow()
  await db().updateTable('draft').set({ revision: 99 }).where('thing', '=', thing).execute()
  const undone = await awa.post(`/submissions/${ref}/undoing`)
  expect(text(undone)).toContain('1 draft stays')
  expect(await drafts()).toBe(before + 1)
  await awa.post(`/submissions/${refIn(again)}/drafts`)
  expect(await drafts()).toBe(before + 2)
})

test('pictures come by themselves or in the zip of an export, to the draft that names them', async () => {
  const picture = (r: number) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: { r, g: 9, b: 9 } } })
      .jpeg()
      .toBuffer()
  const named = (name: string) => ({ 'group_for_others/for_others__picture': name })
  const ref = refIn(
    await bring(
      JSON.stringify([sent('p1', named('1.jpg')), sent('p2', named('2.JPG')), sent('p3', named('3.jpg'))]),
      'p.json',
    ),
  )
  const send = (files: [string, Uint8Array][], who = awa) => {
    const form = new FormData()
    for (const [name, bytes] of files) form.append('files', new Blob([new Uint8Array(bytes)]), name)
    return who.send(`/submissions/${ref}/files`, form)
  }
  expect(text(await send([['1.jpg', await picture(1)]]))).toContain('No draft waits for a file')
  const made = await awa.post(`/submissions/${ref}/drafts`)
  expect(text(made)).toContain('3 files are named')
  expect((await send([['1.jpg', await picture(1)]], binta)).status).toBe(404)
  const [, written] = [...made.html.matchAll(/href="(\/drafts\/[0-9a-z]{12})"/g)].map(([, at]) => at!)
  await sendForm(awa, await awa.get(`${written}/essentials`), headTyped('Written since'))
  const zip = new JSZip()
  zip.file('media/2.jpg', await picture(2))
  zip.file('submissions.csv', 'a,b')
  const some = await send([
    ['1.jpg', await picture(1)],
    ['export.zip', await zip.generateAsync({ type: 'uint8array' })],
    ['3.jpg', Buffer.from('no picture')],
    ['other.jpg', await picture(5)],
  ])
  expect(some.status).toBe(422)
  expect(text(some)).toContain('2 files were added to their drafts')
  expect(text(some)).toContain('No submission names “other.jpg”')
  expect(text(some)).toContain('add the file “3.jpg” to the draft by hand')
  expect(text(some)).not.toContain('add the file “1.jpg”')
  const first = /href="(\/drafts\/[0-9a-z]{12})"/.exec(some.html)![1]!
  const section = await awa.get(`${first}/sections/for_others`)
  expect(sentBy(section.html)['for_others/only/picture:file']).toBe('1.jpg')
  // They came with the submission: only what a person wrote since stays.
  expect(text(await awa.post(`/submissions/${ref}/undoing`))).toContain('1 draft stays')
  expect((await awa.get(written!)).html).toContain('Written since')
  expect((await awa.get(first)).status).toBe(404)
})

test('a picture goes to the submission of its folder, and each draft takes one', async () => {
  const picture = (r: number) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background: { r, g: 9, b: 9 } } })
      .jpeg()
      .toBuffer()
  const named = { 'group_for_others/for_others__picture': 'face.jpg' }
  const ref = refIn(await bring(JSON.stringify([sent('f1', named), sent('f2', named)]), 'f.json'))
  const made = await awa.post(`/submissions/${ref}/drafts`)
  const refs = [...made.html.matchAll(/href="(\/drafts\/[0-9a-z]{12})"/g)].map(([, one]) => one!)
  const [first, second] = [...new Set(refs)]
  const zip = new JSZip()
  zip.file('awa/attachments/f2/face.jpg', await picture(20))
  zip.file('awa/attachments/uuidf1/face.jpg', await picture(10))
  for (let i = 0; i < 5; i++) zip.file(`${i}/face.jpg`, await picture(30 + i))
  const form = new FormData()
  const bytes = await zip.generateAsync({ type: 'uint8array' })
  form.append('files', new Blob([new Uint8Array(bytes)]), 'export.zip')
  expect(text(await awa.send(`/submissions/${ref}/files`, form))).toContain('2 files were added')
  const hashes = await sql<{ hashes: string[] }>`
    select array_agg(hash) as hashes from file_use join thing on thing.id = file_use.thing
    where thing.ref = any(${[first, second].map((one) => one!.split('/')[2])}) group by thing.id`.execute(
    db(),
  )
  expect(hashes.rows.map((one) => one.hashes.length)).toEqual([1, 1])
  expect(hashes.rows[0]!.hashes).not.toEqual(hashes.rows[1]!.hashes)
})

test('nobody else learns what somebody brought, and the same submission is a draft of each', async () => {
  const ref = refIn(await bring(JSON.stringify(sent('mine')), 'mine.json'))
  expect((await binta.get(`/submissions/${ref}`)).status).toBe(404)
  expect((await binta.post(`/submissions/${ref}/drafts`)).status).toBe(404)
  expect((await visitor(server).get(`/submissions/${ref}`)).status).toBe(403)
  const page = await binta.get('/instruments/story/submissions')
  expect(text(page)).not.toContain('mine.json')
  await awa.post(`/submissions/${ref}/drafts`)
  const theirs = await bring(JSON.stringify(sent('mine')), 'mine.json', binta)
  expect(text(theirs)).not.toContain('brought before')
})

test('answers to an older edition go the way of those of records, and what has no place is named', async () => {
  const old = `<data id="tool" version="1"><what__what_it_does>It counts pupils.</what__what_it_does><meta><instanceID>uuid:old</instanceID></meta></data>`
  const seen = await bring(old, 'old.xml', awa, 'tool')
  expect(seen.status).toBe(200)
  const made = await awa.post(`/submissions/${refIn(seen)}/drafts`)
  expect(made.html).toContain('/drafts/')
})

test.each([
  ['nothing', '', 'none.csv'],
  ['another form', '<data id="tool"><x>1</x></data>', 'a.xml'],
  ['an entity of its own', '<!DOCTYPE d [<!ENTITY a "aa">]><data>&a;</data>', 'b.xml'],
])('%s is refused or said, and what was chosen stays', async (_, content, file) => {
  const seen = await bring(content, file)
  if (seen.status === 200) expect(text(seen)).toContain('another form')
  else expect(seen.status).toBe(422)
  expect(seen.html).toContain('/instruments/story/submissions')
})
