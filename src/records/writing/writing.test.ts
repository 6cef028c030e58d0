import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { beginDraft, headTyped, neededTyped, sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'

demoDatabase()
const server = served(openDoors)

let awa: Visitor
let binta: Visitor
beforeAll(async () => {
  awa = await signedIn(server, 'Awa')
  binta = await signedIn(server, 'Binta')
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const definition = async (slug: string) => definitionOf((await editionFor(slug))!.id)
const title = '@record/only/title/en'
const picture = async (): Promise<ArrayBuffer> =>
  new Uint8Array(
    await sharp({ create: { width: 40, height: 30, channels: 3, background: 'tan' } })
      .png()
      .toBuffer(),
  ).buffer

test('a draft is begun, answered, previewed, checked and published without script', async () => {
  const draft = await beginDraft(awa, 'story')
  expect(draft).toMatch(/^\/drafts\/[a-z0-9]{12}$/)
  expect((await awa.get('/write')).html).toContain(`href="${draft}"`)
  const early = await awa.post(`${draft}/publication`)
  expect(early.status).toBe(422)
  expect(plain(early.html)).toContain('Title is needed')

  const essentials = await awa.get(`${draft}/essentials`)
  const next = await sendForm(
    awa,
    essentials,
    { ...headTyped('The well that was dug twice'), ...neededTyped(await definition('story')) },
    'next',
  )
  expect(next).toMatchObject({ status: 200, at: `${draft}/sections/scene` })
  expect(plain((await awa.get(draft)).html)).toContain('There is enough to publish.')
  expect(plain((await awa.get(`${draft}/preview`)).html)).toContain('The well that was dug twice')

  const checks = await awa.get(`${draft}/checks`)
  expect(plain(checks.html)).toContain('Nothing is missing.')
  const published = await awa.post(`${draft}/publication`)
  expect(published.at).toMatch(/^\/records\/[a-z0-9]{12}\/the-well-that-was-dug-twice$/)
  const page = plain((await visitor(server).get(published.at)).html)
  expect(page).toContain('The well that was dug twice')
  expect(page).toContain('Not reviewed · version 1')
  expect(page).toContain('Awa')
  expect((await awa.get(draft)).status).toBe(404)

  const { rows } = await sql<{ credited: string; keeps: string }>`
    select credited.name as credited, keeps.name as keeps from thing join record on record.thing = thing.id
      join credit on credit.version = record.current join person as credited on credited.thing = credit.person
      join custodianship on custodianship.record = thing.id join person as keeps on keeps.thing = custodianship.person
    where thing.ref = ${published.at.split('/')[2]}`.execute(db())
  expect(rows).toEqual([{ credited: 'Awa', keeps: 'Awa' }])
})

test('what cannot be read is named and typed again, and everything else is kept', async () => {
  const draft = await beginDraft(awa, 'story')
  const page = await awa.get(`${draft}/essentials`)
  const typed = { ...headTyped('Kept all the same'), '@record/only/topics:more': 'no such topic' }
  const refused = await sendForm(awa, page, typed, 'next')
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('no such topic')
  expect(sentBy(refused.html)).toMatchObject({ [title]: 'Kept all the same' })
  const again = sentBy((await awa.get(`${draft}/essentials`)).html)
  expect(again).toMatchObject({ [title]: 'Kept all the same', '@record/only/places': ['', 'NE'] })
})

test('a page that is sent again, from the browser’s memory, follows what was sent from it before', async () => {
  const draft = await beginDraft(awa, 'story')
  const page = await awa.get(`${draft}/essentials`)
  for (const words of ['First', 'Second', 'First', 'First']) await sendForm(awa, page, { [title]: words })
  const now = await awa.get(`${draft}/essentials`)
  expect(sentBy(now.html)[title]).toBe('First')
  expect(now.html).not.toContain('value="take:')
})

test('what stands is not replaced by a page that shows something older, and somebody settles it', async () => {
  const draft = await beginDraft(awa, 'story')
  const one = await awa.get(`${draft}/essentials`)
  const other = await awa.get(`${draft}/essentials`)
  await sendForm(awa, one, { [title]: 'From the first window' })
  const clash = await sendForm(awa, other, { [title]: 'From the second window' }, 'next')
  expect(clash.at).toBe(`${draft}/essentials`)
  expect(plain((await awa.get(`${draft}/checks`)).html)).toContain('Two answers stand against each other')
  expect(sentBy(clash.html)[title]).toBe('From the first window')
  expect(plain(clash.html)).toContain('From the second window')
  const take = /value="(take:[^"]+)"/.exec(clash.html)![1]!
  const settled = await sendForm(awa, clash, {}, take)
  expect(sentBy(settled.html)[title]).toBe('From the second window')
  expect(settled.html).not.toContain('value="take:')
})

test('rows are added, taken out and put back, with everything typed on the page', async () => {
  const draft = await beginDraft(awa, 'slm-practice')
  const asked = await definition('slm-practice')
  const group = asked.sections
    .flatMap((one) => [one, ...(one.sections ?? [])])
    .find((one) => one.groups?.some(({ repeat }) => repeat && repeat.max > 2))!
  const id = group.groups!.find(({ repeat }) => repeat && repeat.max > 2)!.id
  const stop = [...(await awa.get(draft)).html.matchAll(/href="(\/drafts\/[^"]+\/sections\/[^"]+)"/g)].map(
    ([, at]) => at!,
  )
  const at = (
    await Promise.all([...new Set(stop)].map(async (path) => ({ path, html: (await awa.get(path)).html })))
  ).find(({ html }) => html.includes(`value="add:${id}"`))!.path
  const rowsIn = (html: string) =>
    [...html.matchAll(new RegExp(`<fieldset[^>]*id="(${id}/[^"]+)"`, 'g'))].map(([, path]) => path!)
  const added = await sendForm(awa, await awa.get(at), {}, `add:${id}`)
  const two = await sendForm(awa, added, {}, `add:${id}`)
  expect(rowsIn(two.html)).toHaveLength(2)
  const [first, second] = rowsIn(two.html) as [string, string]
  const out = await sendForm(awa, two, {}, `out:${first}`)
  expect(rowsIn(out.html)).toEqual([second])
  const back = await sendForm(awa, out, {}, `back:${first}`)
  expect(rowsIn(back.html)).toEqual([second, first])
})

test('single answers are taken as they are typed: each by itself, once, with what is wrong in words', async () => {
  const draft = await beginDraft(awa, 'story')
  const page = sentBy((await awa.get(`${draft}/essentials`)).html)
  const since = Number(page.revision)
  const body = {
    since,
    page: page.page,
    changes: [
      { id: randomUUID(), path: title, base: since, typed: { [title]: 'Typed' } },
      { id: randomUUID(), path: 'scene/only/when', base: since, typed: { 'scene/only/when': 'long ago' } },
    ],
  }
  const send = async (who: Visitor, what: unknown = body) => {
    const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return fetch(`${server.origin}${draft}/answers`, {
      method: 'POST',
      headers: { cookie, origin: server.origin, 'content-type': 'application/json' },
      body: JSON.stringify(what),
    })
  }
  const first = await (await send(awa)).json()
  expect(first).toMatchObject({ revision: since + 1, others: [] })
  expect(Object.keys(first.faults)).toEqual(['scene/only/when'])
  expect(await (await send(awa)).json()).toMatchObject({ revision: since + 1 })
  expect(sentBy((await awa.get(`${draft}/essentials`)).html)[title]).toBe('Typed')
  expect((await send(binta)).status).toBe(404)
  expect((await send(visitor(server))).status).toBe(404)
  expect((await send(awa, { changes: 'all' })).status).toBe(400)
})

test('nobody else finds a draft, and only whoever began it puts it away', async () => {
  const draft = await beginDraft(awa, 'story')
  for (const path of ['', '/essentials', '/sections/scene', '/preview', '/checks'])
    for (const who of [binta, visitor(server)]) expect((await who.get(draft + path)).status).toBe(404)
  expect((await binta.post(`${draft}/removal`)).status).toBe(404)
  await awa.post(`${draft}/removal`)
  expect((await awa.get(draft)).status).toBe(404)
})

test('pictures are sent to a draft, chosen in an answer, and go with it to its record', async () => {
  const draft = await beginDraft(awa, 'story')
  const form = new FormData()
  form.append('files', new File([await picture()], 'well.png', { type: 'image/png' }))
  const kept = await awa.send(`${draft}/files`, form)
  expect(kept).toMatchObject({ status: 200, at: `${draft}/files` })
  expect(kept.html).toContain('well.png')
  const file = /href="(\/files\/[^"]+well\.png)"/.exec(kept.html)![1]!
  expect((await awa.get(file)).status).toBe(200)
  expect((await binta.get(file)).status).toBe(404)
  await sendForm(awa, await awa.get(`${draft}/essentials`), {
    ...headTyped('A well with a picture'),
    ...neededTyped(await definition('story')),
  })
  await sendForm(awa, await awa.get(`${draft}/sections/for_others`), {
    'for_others/only/picture:file': 'well.png',
  })
  expect((await awa.get(`${draft}/preview`)).html).toContain('well.png')
  const { at, html } = await awa.post(`${draft}/publication`)
  expect(at).toContain('/records/')
  expect(html).toContain(file)
  expect((await visitor(server).get(file)).status).toBe(200)
})

test('what was found otherwise stands beside what says so, both ways', async () => {
  const story = 'c7208bd5t96n'
  const draft = await beginDraft(awa, 'story', { contradicts: story })
  await sendForm(awa, await awa.get(`${draft}/essentials`), {
    ...headTyped('Forty names, and one was counted twice'),
    ...neededTyped(await definition('story')),
  })
  const { at } = await awa.post(`${draft}/publication`)
  expect(plain((await visitor(server).get(`/records/${story}`)).html)).toContain('one was counted twice')
  expect(plain((await visitor(server).get(at)).html)).toMatch(/forty-one names/i)
  // Taking its place is for those who may change it.
  expect((await awa.post('/drafts', { instrument: 'story', lang: 'en', replaces: story })).status).toBe(422)
})
