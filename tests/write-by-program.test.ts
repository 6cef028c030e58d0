import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openDoors } from '../src/app.ts'
import { db } from '../src/base/database/database.ts'
import { root } from '../src/base/root.ts'
import { exampleFor } from '../src/site/api-example.ts'
import { setSite } from '../src/ui/site.ts'
import { demoDatabase } from './support/database.ts'
import { signedIn } from './support/member.ts'
import { served } from './support/serving.ts'
import type { Visitor } from './support/visitor.ts'

/** What programs write with a token, and what they are refused: the same as on the pages. */
demoDatabase()
const server = served(openDoors)
beforeEach(() => setSite({ origin: server.origin }))

let mine: Program
let others: Program
let me: Visitor
beforeAll(async () => {
  me = await signedIn(server, 'Programmer')
  mine = programOf(await tokenOf(me))
  others = programOf(await tokenOf(await signedIn(server, 'Neighbour')))
})

async function tokenOf(who: Visitor): Promise<string> {
  const shown = await who.post('/account/tokens', { name: 'A program', days: '30', may: 'write' })
  return /baobab_[\w-]{43}/.exec(shown.html)![0]
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the API answers
type Answer = { status: number; body: any; headers: Headers }
type Program = (method: string, path: string, body?: unknown) => Promise<Answer>

const programOf =
  (token: string): Program =>
  async (method, path, body) => {
    const answer = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
      },
      body:
        body === undefined || body instanceof FormData || typeof body === 'string'
          ? body
          : JSON.stringify(body),
    })
    return { status: answer.status, body: await answer.json(), headers: answer.headers }
  }

const begun = async (who = mine): Promise<string> =>
  (await who('POST', '/drafts', { instrument: 'story', lang: 'en' })).body.ref
const title = '@record/only/title/en'
/** Everything that the example answers. */
const example = JSON.parse(/<<'JSON'\n([\s\S]*)\nJSON/.exec(exampleFor('')[3]!.command)![1]!)
async function published(): Promise<string> {
  const ref = await begun()
  await mine('PATCH', `/drafts/${ref}/answers`, example)
  return (await mine('POST', `/drafts/${ref}/publication`, {})).body.ref
}

function refused({ status, body, headers }: Answer, as: number): { place: string; detail: string }[] {
  expect(status, JSON.stringify(body)).toBe(as)
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(body).toMatchObject({ type: 'about:blank', status: as, title: expect.stringMatching(/\S/) })
  return body.errors ?? []
}

describe('the example', () => {
  const guide = readFileSync(join(root, 'docs/guides/api.md'), 'utf8')
  const commands = [...guide.matchAll(/```sh\n([\s\S]*?)\n```/g)].map(([, command]) => command)

  test('in the guide is the one on the page', () => {
    expect(commands).toEqual(exampleFor('https://baobab.example').map(({ command }) => command))
  })

  test('runs in a shell as it stands in the guide, and ends with a story that all can read', async () => {
    const script = commands
      .join('\necho\n')
      .replace('https://baobab.example', server.origin)
      .replace('baobab_…', await tokenOf(me))
    const { stdout, stderr } = await promisify(execFile)('sh', ['-ec', `${script}\necho\necho $RECORD`])
    expect(stderr).toBe('')
    const said = stdout.split('\n').filter((line) => line.startsWith('{'))
    const [asked, saved, draft, translated] = said.map((line) => JSON.parse(line))
    expect(asked.slug).toBe('story')
    expect(new Set(saved.outcomes.map(({ outcome }: { outcome: string }) => outcome))).toEqual(
      new Set(['kept']),
    )
    expect(draft.findings.filter(({ weight }: { weight: string }) => weight === 'stops')).toEqual([])
    expect(translated).toEqual({ changed: 1 })
    const record = stdout.trim().split('\n').at(-1)
    const page = await fetch(`${server.origin}/records/${record}?lang=fr`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('Le puits qui est revenu')
  })
})

describe('a draft', () => {
  test('is seen by whoever writes it, whole and in their list, and by nobody else', async () => {
    const ref = await begun()
    await mine('PATCH', `/drafts/${ref}/answers`, example)
    const { body } = await mine('GET', `/drafts/${ref}`)
    expect(body).toMatchObject({
      ref,
      instrument: 'story',
      revision: 1,
      title: { en: 'The well that came back' },
      head: { knowledge: 'experience', title: { en: 'The well that came back' } },
      answers: { scene: [{ where: 'NE', when: '2024-05', your_part: 'did' }] },
    })
    expect((await mine('GET', '/drafts')).body.items[0].ref).toBe(ref)
    expect((await others('GET', '/drafts')).body).toEqual({ items: [], total: 0, next: null })
    for (const [method, path, sent] of [
      ['GET', `/drafts/${ref}`],
      ['PATCH', `/drafts/${ref}/answers`, { changes: [{ path: title, value: 'Mine' }] }],
      ['POST', `/drafts/${ref}/publication`, {}],
      ['DELETE', `/drafts/${ref}`],
      ['GET', '/drafts/d00000000000'],
    ] as const)
      refused(await others(method, path, sent), 404)
    for (const path of ['/drafts', `/drafts/${ref}`])
      expect((await fetch(`${server.origin}/api/v1${path}`)).status).toBe(path === '/drafts' ? 401 : 404)
  })

  test('keeps every good answer, and says of the others what is wrong with them', async () => {
    const ref = await begun()
    const id = '3b0f6a2e-58a1-4b0e-9d3a-0c1de2f3a4b5'
    const changes = [
      { id, path: title, value: 'Kept' },
      { path: 'nowhere/only/x', value: 1 },
      { path: title, value: { en: 'No words' } },
      { path: 'scene/only/when', value: 'last year' },
      { path: 'scene/only/your_part', value: 'dreamt' },
      { path: 'telling/only/what_you_did/en', value: 7 },
      { path: '@record/only/places', value: 'NE' },
      { path: '@record/only/places', value: ['NOWHERE'] },
      { path: '@record/only/topics', value: ['no-such-topic'] },
      { path: '@record/only/summary/en', value: 'A \u0000' },
    ]
    const { body } = await mine('PATCH', `/drafts/${ref}/answers`, { changes })
    expect(body.outcomes[0]).toEqual({ id, path: title, outcome: 'kept' })
    for (const one of body.outcomes.slice(1))
      expect(one, one.path).toMatchObject({ outcome: 'refused', detail: expect.stringMatching(/\S/) })
    expect((await mine('GET', `/drafts/${ref}`)).body.head).toEqual({ title: { en: 'Kept' } })
    const again = await mine('PATCH', `/drafts/${ref}/answers`, { changes: changes.slice(0, 1) })
    expect(again.body).toMatchObject({ revision: body.revision, outcomes: [{ outcome: 'kept' }] })
    const late = { changes: [{ path: title, value: 'Another', base: 0 }] }
    expect((await mine('PATCH', `/drafts/${ref}/answers`, late)).body.outcomes[0].outcome).toBe('clash')
    expect((await mine('GET', `/drafts/${ref}`)).body.clashes).toMatchObject([
      { path: title, value: 'Another' },
    ])
    // Its pages can still be drawn.
    for (const page of ['', '/essentials', '/preview', '/checks'])
      expect((await me.get(`/drafts/${ref}${page}`)).status, page).toBe(200)
  })

  test('that is not ready is not published, and each place is named', async () => {
    const ref = await begun()
    const errors = refused(await mine('POST', `/drafts/${ref}/publication`, {}), 422)
    const places = errors.map(({ place }) => place)
    expect(places).toContain(title)
    expect(places).toContain('scene/only/where')
    for (const { detail } of errors) expect(detail).toMatch(/\S/)
  })

  test('of a questionnaire that asks for review is given to its reviewers, when it is ready', async () => {
    const { ref } = (await mine('POST', '/drafts', { instrument: 'slm-practice', lang: 'en' })).body
    refused(await mine('POST', `/drafts/${ref}/publication`, {}), 409)
    const errors = refused(await mine('POST', `/drafts/${ref}/submission`, {}), 422)
    expect(errors.map(({ place }) => place)).toContain('@record/only/licence')
    refused(await mine('DELETE', `/drafts/${ref}/submission`), 404)
    const story = await begun()
    refused(await mine('POST', `/drafts/${story}/submission`, {}), 409)
    refused(await others('POST', `/drafts/${story}/submission`, {}), 404)
    await db().updateTable('thing').set({ state: 'submitted' }).where('ref', '=', story).execute()
    expect((await mine('GET', `/drafts/${story}`)).body.state).toBe('submitted')
    refused(await mine('PATCH', `/drafts/${story}/answers`, example), 409)
  })

  test('takes files, each by itself, and says which were not taken', async () => {
    const ref = await begun()
    const form = new FormData()
    form.append('files', new Blob(['Rain, 2024\n']), 'rain.txt')
    form.append('files', new Blob(['MZ']), 'rain.exe')
    const { status, body } = await mine('POST', `/drafts/${ref}/files`, form)
    expect(status).toBe(200)
    expect(body).toMatchObject({ made: 1, unchanged: 0, faults: [{ place: 'rain.exe' }] })
    const none = new FormData()
    none.append('files', new Blob(['MZ']), 'rain.exe')
    expect(refused(await mine('POST', `/drafts/${ref}/files`, none), 422)[0]!.place).toBe('rain.exe')
    const theirs = new FormData()
    theirs.append('files', new Blob(['Rain\n']), 'rain.txt')
    refused(await others('POST', `/drafts/${ref}/files`, theirs), 404)
  })

  test('is put away by whoever began it', async () => {
    const ref = await begun()
    expect((await mine('DELETE', `/drafts/${ref}`)).body).toEqual({ ref })
    refused(await mine('GET', `/drafts/${ref}`), 404)
  })
})

describe('what cannot be read', () => {
  test.each([
    ['POST', '/drafts', { lang: 'en' }, 'instrument'],
    ['POST', '/drafts', { instrument: 'story', lang: 'not a language' }, 'lang'],
    ['POST', '/drafts', { instrument: 'story', lang: 'en', colour: 'red' }, 'colour'],
    ['PATCH', '/drafts/d00000000000/answers', { changes: [{ value: 1 }] }, 'changes/0/path'],
    ['POST', '/records/568qx7fefd72/uses', { outcome: 'worked' }, 'note'],
    ['POST', '/records/568qx7fefd72/uses', { outcome: 'well', note: 'x' }, 'outcome'],
    ['POST', '/records/568qx7fefd72/uses', { outcome: 'worked', note: 'a \u0000' }, 'note'],
    ['POST', '/records/568qx7fefd72/confirmation', { version: 'one' }, 'version'],
    ['PUT', '/records/568qx7fefd72/translations/pt', { texts: [{ path: 'a' }] }, 'texts/0/words'],
  ])('%s %s with %j names %s', async (method, path, body, place) => {
    const errors = refused(await mine(method, path, body), 422)
    expect(errors.map((one) => one.place)).toContain(place)
    for (const { detail } of errors) expect(detail).not.toMatch(/Invalid|expected|received/)
  })

  test.each(['{', '', 'instrument=story'])('such as %j is no JSON', async (body) => {
    expect([400, 422]).toContain((await mine('POST', '/drafts', body)).status)
    const plain = await fetch(`${server.origin}/api/v1/drafts`, { method: 'POST', body: 'x' })
    expect(plain.status).toBe(401)
  })
})

describe('a record', () => {
  test('is changed by whoever may, from the draft that this begins', async () => {
    const record = await published()
    const { ref } = (await mine('POST', `/records/${record}/changes`)).body
    expect((await mine('POST', `/records/${record}/changes`)).body.ref).toBe(ref)
    const { revision } = (await mine('GET', `/drafts/${ref}`)).body
    const changes = [{ path: title, value: 'The well, a year on' }]
    await mine('PATCH', `/drafts/${ref}/answers`, { since: revision, changes })
    const done = await mine('POST', `/drafts/${ref}/publication`, { note: 'A year later.' })
    expect(done.body).toEqual({ ref: record, address: `/records/${record}` })
    const { versions } = (await mine('GET', `/records/${record}`)).body
    expect(versions).toHaveLength(2)
    expect(versions[1]).toMatchObject({ note: { texts: { en: 'A year later.' } } })
    refused(await others('POST', `/records/${record}/changes`), 403)
    refused(await mine('POST', '/records/000000000000/changes'), 404)
  })

  test('is said to have been used, once, by others than its maker, and that is taken back', async () => {
    const record = await published()
    const use = {
      outcome: 'partly',
      note: 'The paper was kept, the pump was not.',
      place: 'NE',
      figures: [{ what: 'days without water', value: 12.5 }],
    }
    refused(await mine('POST', `/records/${record}/uses`, use), 403)
    const { ref } = (await others('POST', `/records/${record}/uses`, use)).body
    refused(await others('POST', `/records/${record}/uses`, use), 409)
    const { body } = await others('GET', `/records/${record}/uses`)
    expect(body.items).toMatchObject([
      { ref, outcome: 'partly', place: 'NE', figures: [{ value: 12.5, unit: '' }], by: 'Neighbour' },
    ])
    refused(await mine('DELETE', `/uses/${ref}`), 403)
    expect((await others('DELETE', `/uses/${ref}`)).body).toEqual({ ref })
    expect((await others('GET', `/records/${record}/uses`)).body.total).toBe(0)
  })

  test('is said to be still true by whoever keeps it, of its newest version', async () => {
    const record = await published()
    const path = `/records/${record}/confirmation`
    refused(await others('POST', path, { version: 1 }), 403)
    refused(await mine('POST', path, { version: 2 }), 409)
    refused(await mine('POST', path, { version: 1, until: '2001-01-01' }), 422)
    const { body } = await mine('POST', path, { version: 1, note: 'It runs.', lang: 'en' })
    expect(body.confirmations).toMatchObject([
      { by: 'Programmer', version: 1, note: { texts: { en: 'It runs.' } } },
    ])
  })

  test('is carried over into another language, text by text', async () => {
    const record = await published()
    const path = `/records/${record}/translations/fr`
    const before = (await others('GET', path)).body
    expect(before).toMatchObject({ done: 0, stale: 0, next: null })
    const { path: at, source } = before.items[0]
    const texts = [{ path: at, source, words: 'Le puits' }]
    expect((await others('PUT', path, { texts })).body).toEqual({ changed: 1 })
    expect((await others('PUT', path, { texts })).body).toEqual({ changed: 0 })
    expect((await others('GET', path)).body).toMatchObject({ done: 1, stale: 0 })
    refused(await others('PUT', path, { texts: [...texts, ...texts] }), 422)
    refused(await others('PUT', path.replace('/fr', '/no language'), { texts }), 422)
    refused(await others('PUT', '/records/000000000000/translations/fr', { texts }), 404)
  })
})
