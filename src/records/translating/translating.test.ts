import { createServer, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { config } from '../../base/config.ts'
import { db, rawPool } from '../../base/database/database.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { system } from '../../base/viewer.ts'
import { reactions } from '../../reactions.ts'
import { exportRecord } from '../exporting.ts'

demoDatabase()
const server = served(openDoors)

/** A story of the demo that is there in English only. */
const ref = 'c7208bd5t96n'
const at = `/records/${ref}/translation/es`
let ines: Visitor
let curator: Visitor
beforeAll(async () => {
  ines = await signedIn(server, 'Ines')
  curator = await signedIn(server, 'Curator', 'curator')
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const title = '@record/only/title'
const read = async (lang: string) => plain((await visitor(server).get(`/records/${ref}?read=${lang}`)).html)

test('a member translates text by text, and readers see it with who made it', async () => {
  const before = await exportRecord(system('test'), ref)
  expect((await ines.get('/translations?to=es')).html).toContain('/translation/es"')
  const page = await ines.get(at)
  const done = await sendForm(ines, page, { [title]: 'Los cuarenta y un nombres' })
  expect(done.status).toBe(200)
  // One text that is there does not take the others off the list.
  const all = Number(/of ([0-9]+) texts/.exec(plain(page.html))![1])
  const waits = plain((await ines.get('/translations?to=es')).html)
  expect(waits).toContain(`The forty-one names ${all - 1} texts are left.`)
  expect(sentBy(done.html)[title]).toBe('Los cuarenta y un nombres')
  const seen = await read('es')
  expect(seen).toContain('Los cuarenta y un nombres')
  expect(seen).toContain('Translated by Ines')
  expect(seen).toContain('Not yet confirmed.')
  await curator.post(`${at}/check`)
  expect(await read('es')).toContain('Read and confirmed by who keeps it.')
  // The record itself is what it was, for whoever takes it along.
  expect(await exportRecord(system('test'), ref)).toEqual(before)
  await drain(reactions)
  expect(plain((await visitor(server).get('/search?q=cuarenta+nombres&lang=es')).html)).toContain(
    'cuarenta y un nombres',
  )
})

test('when the original moves on, the translation says so and shows what it was made from', async () => {
  const { at: draft } = await curator.post(`/records/${ref}/changes`)
  await sendForm(curator, await curator.get(`${draft}/essentials`), {
    '@record/only/title/en': 'The forty-two names',
  })
  expect((await curator.post(`${draft}/publication`, { note: 'One more.' })).status).toBe(200)
  expect(await read('es')).toContain('The original has changed since.')
  const page = await ines.get(at)
  expect(plain(page.html)).toContain('One text was translated from words that have changed since.')
  expect(page.html).toMatch(/<del>.*forty-one.*<\/del>/is)
  await sendForm(ines, page, { [title]: 'Los cuarenta y dos nombres' })
  expect(await read('es')).not.toContain('The original has changed since.')
})

test('strangers, what is no language and the language it was written in are refused', async () => {
  expect((await visitor(server).get(at)).status).toBe(403)
  expect((await ines.get(`/records/${ref}/translation/no language`)).status).toBe(422)
  expect(
    (await ines.post(`/records/${ref}/translation/en`, { page: '1', [`of:${title}`]: 'x', [title]: 'Mine' }))
      .status,
  ).toBe(422)
  expect((await ines.post(`${at}/check`)).status).toBe(403)
})

test('two who translate at the same time do not write over each other, and one text says nothing of the others', async () => {
  const into = `/records/${ref}/translation/pt`
  const [first, second] = [await ines.get(into), await curator.get(into)]
  const basis = '@record/only/summary'
  await sendForm(ines, first, { [title]: 'Os quarenta e um nomes' })
  await sendForm(curator, second, { [basis]: 'Um resumo.' })
  const both = sentBy((await ines.get(into)).html)
  expect(both).toMatchObject({ [title]: 'Os quarenta e um nomes', [basis]: 'Um resumo.' })
  const clash = await sendForm(curator, second, { [title]: 'Outro' })
  expect(clash.status).toBe(409)
  expect(plain(clash.html)).toContain('Somebody wrote here meanwhile: “Os quarenta e um nomes”')
  expect(sentBy(clash.html)[title]).toBe('Outro')
  const settled = await sendForm(curator, clash)
  expect(sentBy(settled.html)[title]).toBe('Outro')
  // At the very same moment too, one stands and the other is told.
  const pages = [await ines.get(into), await curator.get(into)] as const
  const holding = await rawPool().connect()
  await holding.query('begin; lock table translation in share mode')
  const sent = Promise.all([
    sendForm(ines, pages[0], { [title]: 'Ao mesmo tempo' }),
    sendForm(curator, pages[1], { [title]: 'No mesmo instante' }),
  ])
  await setTimeout(300)
  await holding.query('commit')
  holding.release()
  expect((await sent).map(({ status }) => status).sort()).toEqual([200, 409])
})

interface Asked {
  q: string[]
  source: string
  target: string
  format: string
  api_key?: string
}

/** A service that translates, small: what it is asked is kept, and how it answers can be changed. */
const heard: Asked[] = []
const doWell = (answer: ServerResponse, { q }: Asked) =>
  answer.end(JSON.stringify({ translatedText: q.map((words) => `MÁQUINA ${words}`) }))
let answering: (answer: ServerResponse, asked: Asked) => unknown = doWell
const service = served(() =>
  createServer(async (asked, answer) => {
    const body = (await json(asked)) as Asked
    if (asked.url !== '/api/translate') return answer.writeHead(404).end()
    heard.push(body)
    return answering(answer, body)
  }),
)

describe('a machine that proposes', () => {
  const open = 'tc8h932h3x5e'
  const into = `/records/${open}/translation/qu`
  const proposals = `${into}/proposals`
  const summary = '@record/only/summary'
  beforeAll(() =>
    Object.assign(config(), { TRANSLATE_URL: `${service.origin}/api/`, TRANSLATE_KEY: 'letters' }),
  )
  afterAll(() => Object.assign(config(), { TRANSLATE_URL: undefined, TRANSLATE_KEY: undefined }))
  beforeEach(() => {
    heard.length = 0
    answering = doWell
  })

  test('is not there until a service is named', async () => {
    Object.assign(config(), { TRANSLATE_URL: undefined })
    expect((await ines.get(into)).html).not.toMatch(/by machine|A machine/)
    expect(plain((await ines.post(proposals, { page: '1' })).html)).toContain(
      'There is nothing at this address',
    )
    Object.assign(config(), { TRANSLATE_URL: `${service.origin}/api/` })
    expect((await ines.get(into)).html).toContain('Propose by machine')
  })

  test('fills in what nobody said, marked, and keeps nothing until a person does', async () => {
    const page = await ines.get(into)
    const typed = { ...sentBy(page.html), [title]: 'Runa simi' }
    const proposed = await ines.post(proposals, typed)
    expect(proposed.status).toBe(200)
    const { source, target, format, api_key, q } = heard[0]!
    expect({ source, target, format, api_key }).toEqual({
      source: 'en',
      target: 'qu',
      format: 'text',
      api_key: 'letters',
    })
    expect(q).toHaveLength(5)
    const filled = sentBy(proposed.html)
    expect(filled[title]).toBe('Runa simi')
    expect(filled[summary]).toMatch(/^MÁQUINA /)
    expect(plain(proposed.html)).toContain('Made by LibreTranslate; nobody has been over it yet.')
    expect(sentBy((await ines.get(into)).html)[summary]).toBe('')
    // As it came it is kept as the machine's; what a person changed is theirs.
    const changed = Object.keys(filled).find((name) => filled[`machine:${name}`] && name !== summary)!
    const kept = await sendForm(ines, { ...proposed, at: into }, { [changed]: 'Otro' })
    expect(kept.status).toBe(200)
    const standing = async () => {
      const { rows } = await sql<{ path: string; machine: string | null }>`
        select path, machine from translation where lang = 'qu' and replaced is null`.execute(db())
      return Object.fromEntries(rows.map(({ path, machine }) => [path, machine]))
    }
    expect(await standing()).toMatchObject({
      ...{ [summary]: 'LibreTranslate', [title]: null, [changed]: null },
    })
    for (const page of [`/records/${open}?read=qu`, `/records/${open}/field-sheet?read=qu`])
      expect(plain((await visitor(server).get(page)).html), page).toContain('Partly made by a machine.')
    await sendForm(ines, await ines.get(into), { [`same:${summary}`]: 'yes' })
    expect(await standing()).toMatchObject({ [summary]: null })
    // Whoever keeps it reads it as a whole.
    await curator.post(`${into}/check`)
    expect((await ines.get(into)).html).not.toContain('nobody has been over it yet')
  })

  test('loses nothing where the service fails, and says which', async () => {
    const page = await ines.get(`/records/${open}/translation/ha`)
    const at = `/records/${open}/translation/ha/proposals`
    const ask = () => ines.post(at, { ...sentBy(page.html), [title]: 'Sunaye' })
    for (const [how, words] of [
      [(answer) => answer.writeHead(400).end('{"error":"ha is not supported"}'), 'does not know how'],
      [(answer) => answer.writeHead(500).end('oh'), 'something that is no translation'],
      [(answer) => answer.end('<html>'), 'something that is no translation'],
      [(answer) => answer.end('{"translatedText":["one"]}'), 'something that is no translation'],
      [(answer) => answer.end(`"${'x'.repeat(1_100_000)}"`), 'something that is no translation'],
      [(answer) => answer.writeHead(302, { location: '/api/translate' }).end(), 'no translation'],
      [(answer) => answer.writeHead(429).end(), 'asked too much'],
      [(answer) => answer.destroy(), 'does not answer'],
    ] as [typeof answering, string][]) {
      answering = how
      const refused = await ask()
      expect(refused.status).toBe(422)
      expect(plain(refused.html)).toContain(words)
      expect(sentBy(refused.html)[title]).toBe('Sunaye')
    }
    // A mark that is lost loses its text only.
    answering = (answer, { q }) =>
      answer.end(JSON.stringify({ translatedText: q.map((one, i) => (i ? one : `${one} **x**`)) }))
    const some = await ines.post(at, sentBy(page.html))
    expect(plain(some.html)).toContain('The machine lost an address, a mark or a placeholder')
    expect(sentBy(some.html)[title]).toBe('')
    expect(sentBy(some.html)[summary]).not.toBe('')
  })

  test('hears nothing of what is not open to everyone, or is a group’s', async () => {
    const closed = open
    await sql`update thing set circle = 2 where ref = ${closed}`.execute(db())
    // The story is told by a group; the other is for members.
    for (const [one, why] of [
      [ref, 'what a group knows is theirs'],
      [closed, 'this record is not open to everyone'],
    ] as const) {
      const page = await ines.get(`/records/${one}/translation/qu`)
      expect(page.html).toContain(why)
      expect(page.html).not.toContain('Propose by machine')
      const asked = await ines.post(`/records/${one}/translation/qu/proposals`, sentBy(page.html))
      expect(asked.status).toBe(422)
      expect(asked.html).toContain(why)
    }
    expect(heard).toEqual([])
    await sql`update thing set circle = 1 where ref = ${closed}`.execute(db())
  })
})

test('what a translation was made from is what the record says or said, whatever is sent', async () => {
  const into = `/records/${ref}/translation/sw`
  const page = await ines.get(into)
  const lie = await ines.post(into, { ...sentBy(page.html), [title]: 'Majina', [`of:${title}`]: 'nothing' })
  expect(lie.status).toBe(422)
  expect(sentBy(lie.html)[title]).toBe('Majina')
  expect(plain(lie.html)).toContain('not what this record says or said')
})
