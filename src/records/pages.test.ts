import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { pagesApp } from '../../tests/support/pages-app.ts'
import { en, ground, record, take, version } from '../../tests/support/soil.ts'
import { registerKinds } from '../base/things/kinds.ts'
import { setSite } from '../ui/site.ts'
import { recordKind } from './cards.ts'
import type { Travelling } from './interchange.ts'
import { recordPages } from './pages.tsx'

ownDatabase()
ground()

const app = pagesApp(recordPages)

async function page(path: string, lang = 'en'): Promise<{ status: number; body: string; words: string }> {
  const headers = { 'accept-language': lang }
  let response = await app.request(path, { headers })
  if (response.status === 301) response = await app.request(response.headers.get('location')!, { headers })
  const body = await response.text()
  const words = body
    .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  return { status: response.status, body, words }
}

type Content = Travelling['versions'][number]['content']

function made(
  ref: string,
  answers: object,
  change: (content: Content) => void = () => undefined,
): Travelling {
  const one = record(ref, {}, answers)
  one.versions[0]!.content.title = en(`Record ${ref.at(-1)}`)
  change(one.versions[0]!.content)
  return one
}

const open = '00000000030a'
const restricted = '00000000030b'
const pointing = '00000000030c'
const other = '00000000030d'

beforeAll(async () => {
  registerKinds(recordKind)
  setSite({ name: 'Test', origin: 'https://baobab.example' })
  const report = await take(
    made(open, { slope: 'flat' }),
    { ...made(restricted, {}), access: { to: 'named' } },
    made(pointing, {
      slope: 'flat',
      belongs: { ref: restricted },
      said: { en: 'Soft **and** deep.\n\nDark.' },
    }),
    made(other, { slope: 'steep', belongs: { ref: open }, said: { fr: 'Dur.' } }, (content) => {
      content.title = { original: 'fr', texts: { fr: 'Quatrième' } }
    }),
  )
  expect(report.faults).toEqual([])
})

test('a reference to what the reader may not see is left out, and none is ever shown bare', async () => {
  const { body, words } = await page(`/records/${pointing}`)
  expect(body).not.toContain(restricted)
  expect(words).not.toContain('Belongs to')
  const seen = await page(`/records/${other}`)
  expect(seen.words).toContain('Belongs to')
  expect(seen.body).toContain(`href="/records/${open}/record-a"`)
  expect((await page(`/records/compare?of=${pointing}&of=${other}`)).body).not.toContain(restricted)
})

test('side by side: links have their titles, texts keep their form, and each cell its language', async () => {
  const { body, words } = await page(`/records/compare?of=${pointing}&of=${other}`)
  expect(body).toContain(`href="/records/${open}/record-a"`)
  expect(body).toContain('<strong>and</strong>')
  expect(body).toMatch(/<div class="stack gap-2" lang="fr">/)
  expect(words).toContain('No answer')
  const arabic = await page(`/records/compare?of=${pointing}&of=${other}`, 'ar')
  expect(arabic.body).toMatch(/<div class="stack gap-2" lang="en" dir="ltr">/)
})

test('side by side shows what differs first, and all on asking, marked in words', async () => {
  const both = `/records/compare?of=${open}&of=${pointing}`
  const differing = await page(both)
  expect(differing.words).not.toContain('Slope')
  expect(differing.words).not.toContain('(differs)')
  const all = await page(`${both}&show=all`)
  expect(all.words).toContain('Slope')
  expect(all.words).toContain('(differs)')
  expect((all.body.match(/<table/g) ?? []).length).toBe(1)
})

test('a number that only begins like one names no version', async () => {
  await take({ ...record('00000000031a'), versions: [version(1, {}), version(2, { slope: 'flat' })] })
  for (const wrong of ['@2abc', '@', '@0', '@-1', '@2@1'])
    expect((await page(`/records/compare?of=${open}&of=00000000031a${wrong}`)).status, wrong).toBe(404)
  expect((await page('/records/compare?of=00000000031a@1&of=00000000031a@2')).status).toBe(200)
})

test('it is cited at its short address, by those who made it or else those who told it', async () => {
  const named = made('00000000032a', {}, (content) => {
    content.title = { original: 'ar', texts: { ar: 'الجسور' } }
    content.contributors = [
      { role: 'compiler', shown: 'unnamed' },
      { role: 'resource-person', shown: 'named', name: 'R. Person' },
    ]
  })
  await take(named)
  expect((await page(`/records/${named.ref}`)).body).toContain(
    'R. Person (2026). الجسور [v1]. Test. https://baobab.example/records/00000000032a<',
  )
})

test('its files are named, and only one with an address is a link', async () => {
  const given = made('00000000033a', {}, (content) => {
    content.files = [
      { name: 'sheet.ods', mediaType: 'application/x', size: 48_640, caption: { en: 'Two pages' } },
      { name: 'plan.pdf', mediaType: 'application/pdf', url: 'https://example.org/plan.pdf' },
      { name: 'bad', mediaType: 'text/html', url: 'javascript:alert(1)' },
    ]
  })
  expect((await take(given)).faults).toEqual([])
  const { body, words } = await page(`/records/${given.ref}`)
  expect(words).toContain('sheet.ods ODS and 49 kB Two pages')
  expect(body).toContain('href="https://example.org/plan.pdf"')
  expect(body).not.toContain('javascript:')
})

test('every version can be reached from the list of them, which says where the record stands', async () => {
  const { body, words } = await page('/records/00000000031a/versions')
  for (const number of [1, 2]) expect(body).toContain(`href="/records/00000000031a/versions/${number}"`)
  expect(words).toContain('Version 2')
  expect(words).toMatch(/World\s+Niger/)
})
