import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { createApp } from '../app.ts'
import { config } from '../base/config.ts'
import { countingQueries, db } from '../base/database/database.ts'
import { everyone, members, stranger, system, type Viewer } from '../base/viewer.ts'
import { importRecords } from '../records/importing.ts'
import { setSite } from '../ui/site.ts'
import { sheetOf } from './handing-over.ts'
import { makeProduct } from './making.ts'
import { print } from './press.ts'
import { type Audience, audiences } from './product.ts'

demoDatabase()

let viewer: Viewer = stranger
const app = createApp({ viewerOf: () => viewer })
const ask = (address: string, lang = 'en') => app.request(address, { headers: { 'accept-language': lang } })
const bytesOf = async (address: string, lang?: string) =>
  new Uint8Array(await (await ask(address, lang)).arrayBuffer())

/** What stands in a PDF: its words with spaces as single ones, and on how many pages. */
async function pdf(address: string, lang?: string): Promise<{ words: string; pages: number }> {
  const { text, totalPages } = await extractText(await getDocumentProxy(await bytesOf(address, lang)), {
    mergePages: true,
  })
  return { words: text.replace(/\s+/g, ' '), pages: totalPages }
}

const practice = '/records/568qx7fefd72'
const arabic = '/records/5zncnxftswhq'

/** What a group agreed to, with notices of Local Contexts; in the collection that is made a kit of. */
const groups = {
  format: 'baobab-record/1',
  ref: 'gr09pgr09pgr',
  kind: 'lesson',
  instrument: 'lesson',
  state: 'published',
  reviewed: false,
  access: { to: 'everyone' },
  versions: [
    {
      number: 1,
      published: '2026-01-01',
      content: {
        edition: '1',
        title: { original: 'en', texts: { en: 'Seed that is kept', fr: 'Semences gardées' } },
        summary: { original: 'en', texts: { en: 'How seed is kept.', fr: 'Garder les semences.' } },
        knowledge: 'experience',
        contributors: [{ role: 'land-user', shown: 'group', name: 'Women of Dori' }],
        consent: {
          by: 'The elders',
          for: { original: 'en', texts: { en: 'To read and to teach.' } },
          given: '2026-01-01',
          notices: ['traditional-knowledge', 'biocultural'],
        },
        places: ['NE'],
        licence: 'CC-BY-4.0',
        answers: { lesson: [{ in_one_sentence: { en: 'Keep seed dry.' }, sort: 'people' }] },
      },
    },
  ],
}
const noticed = ['Traditional Knowledge (TK) Notice', 'Biocultural (BC) Notice', 'Ask before you share it on']

beforeAll(async () => {
  setSite({ origin: 'https://commons.example' })
  // It lacks answers that are wanted; what is good of it is kept.
  await importRecords(system('test'), [{ place: 'x', json: groups }])
  await sql`insert into collection_item (collection, position, target)
    select holder.id, 99, record.id from thing as holder, thing as record
    where holder.ref = 'c0be40rerans' and record.ref = ${groups.ref}`.execute(db())
})

describe('on paper', () => {
  test('every record of the demo has a field sheet of one page, and a brief of two at most', async () => {
    const open = await db()
      .selectFrom('thing')
      .select('ref')
      .where('kind', '=', 'record')
      .where('state', '=', 'published')
      .where('circle', '=', everyone)
      .execute()
    expect(open.length).toBeGreaterThan(60)
    const pages = async (ref: string, audience: Audience) => {
      const sheet = sheetOf(await makeProduct(stranger, ref, audience))
      return (await print('test', async () => ({ form: 'pdf', sheets: [sheet], pictures: new Map() }))).pages
    }
    for (const [i, { ref }] of open.entries()) {
      expect(await pages(ref, 'field-sheet'), ref).toBe(1)
      if (i % 8 === 0) expect(await pages(ref, 'brief'), ref).toBeLessThanOrEqual(2)
    }
  })

  test('a field sheet says what the record says, who made it and on which terms', async () => {
    const { words, pages } = await pdf(`${practice}/field-sheet.pdf`)
    expect(pages).toBe(1)
    for (const said of [
      'Stone bunds above crusted fields',
      'from experience',
      'Reviewed · version 3',
      'CC-BY-NC-4.0',
      'Groupement des femmes Nong-Taaba',
      'Somebody who asked not to be named',
      'Not to be sold.',
      'Valid until',
      'https://commons.example/records/568qx7fefd72',
    ])
      expect(words).toContain(said)
  })

  test('the document says every section, on as many pages as it takes', async () => {
    const { words, pages } = await pdf(`${practice}/document.pdf`)
    expect(pages).toBeGreaterThan(4)
    expect(words).toContain('Gathering, sorting and carrying stones')
    expect(words).toContain(`1 / ${pages}`)
  })

  test('what was not reviewed says so, and a script has two voices', async () => {
    const { words } = await pdf('/records/c7208bd5t96n/radio-script.pdf')
    expect(words).toContain('Not reviewed')
    expect(words).toContain('Presenter')
    expect(words).toContain('minutes when it is read aloud')
  })

  test('in Arabic all is Arabic, from right to left', async () => {
    const { words, pages } = await pdf(`${arabic}/field-sheet.pdf?read=ar`)
    expect(pages).toBe(1)
    for (const said of ['بطاقة', 'الجسور', 'لمحة', 'السجل']) expect(words).toContain(said)
    expect(words).not.toMatch(/At a glance|Licence|Back to the record/)
  })
})

test('a kit has a page of contents and the sheet of each record, and says what is elsewhere', async () => {
  const { words, pages } = await pdf('/collections/c0be40rerans/field-sheet.pdf')
  const page = await (await ask('/collections/c0be40rerans/products')).text()
  const sheets = page.match(/href="\/records\/\w+\/field-sheet"/g)!.length
  expect(sheets).toBeGreaterThan(2)
  expect(pages).toBe(1 + sheets)
  expect(words).toContain('Field kit')
  expect(words).toContain('Elsewhere')
  expect(words).toContain('Stone bunds above crusted fields')
  for (const notice of noticed) expect(words).toContain(notice)
  expect((await bytesOf('/collections/c0be40rerans/brief.docx?read=fr')).byteLength).toBeGreaterThan(20_000)
  expect((await ask('/collections/zzzzzzzzzzzz/brief.pdf')).status).toBe(404)
})

test('the notices of a group stand on every product in every form, as Local Contexts calls them', async () => {
  for (const audience of audiences) {
    const of = `/records/${groups.ref}/${audience}`
    const page = (await (await ask(of)).text()).replace(/<[^>]+>/g, '')
    const { words } = await pdf(`${of}.pdf`)
    for (const notice of noticed)
      for (const [form, said] of Object.entries({ page, words }))
        expect(said, `${audience} ${form}`).toContain(notice)
  }
  // In Word the foot is one and the same for all.
  const buffer = Buffer.from(await bytesOf(`/records/${groups.ref}/radio-script.docx`))
  const { value } = await mammoth.extractRawText({ buffer })
  for (const notice of noticed) expect(value).toContain(notice)
  const french = await (await ask(`/records/${groups.ref}/brief?read=fr`, 'fr')).text()
  expect(french).toMatch(/<\w+[^>]* lang="en"[^>]*>Biocultural \(BC\) Notice</)
  expect(french).toContain('Une communauté a son mot à dire')
})

test('a Word file has headings, tables and the direction of its language', async () => {
  const file = Buffer.from(await bytesOf(`${practice}/brief.docx`))
  const { value } = await mammoth.convertToHtml({ buffer: file })
  expect(value).toContain('Stone bunds above crusted fields')
  expect(value).toMatch(/<h[12]/)
  expect(value).toContain('<table>')
  expect(value).toContain('<img')
  expect(value).toContain('Not to be sold.')
  const { default: JSZip } = await import('jszip')
  const turned = await JSZip.loadAsync(await bytesOf(`${arabic}/field-sheet.docx?read=ar`))
  expect(await turned.file('word/document.xml')!.async('string')).toContain('<w:bidi/>')
})

test('a language that it has not is answered in one that it has', async () => {
  const { words } = await pdf(`${practice}/field-sheet.pdf?read=sw`, 'pt')
  expect(words).toContain('Cordons pierreux au-dessus des champs encroûtés')
  expect(words).toContain('Fiche de terrain')
  expect((await pdf(`${practice}/field-sheet.pdf?read=sw`, 'en')).words).toContain('Stone bunds')
})

test('a record is cited in the usual styles, and taken in by reference managers', async () => {
  const page = (await (await ask(`${practice}/citation`)).text()).replace(/<\/?em>/g, '')
  for (const said of [
    'Salamata Ouédraogo. (2026). Cordons pierreux au-dessus des champs encroûtés',
    'Salamata Ouédraogo. 2026. Cordons pierreux au-dessus des champs encroûtés.',
    'Salamata Ouédraogo (2026) Cordons pierreux',
  ])
    expect(page).toContain(said)
  const text = async (ending: string) => (await ask(`${practice}/citation.${ending}`)).text()
  expect(await text('bib')).toMatch(/@techreport\{[\s\S]*author = \{\{Salamata Ou/)
  expect(await text('ris')).toMatch(
    /^TY {2}- RPRT\r?\n[\s\S]*UR {2}- https:\/\/commons.example\/records\/568qx7fefd72/,
  )
  expect(JSON.parse(await text('json'))[0].author).toEqual([{ literal: 'Salamata Ouédraogo' }])
})

test('a picture whose file is lost is left out, and the words stay', async () => {
  const files = await db().selectFrom('file').select('hash').execute()
  expect((await bytesOf(`${practice}/field-sheet.pdf`)).byteLength).toBeGreaterThan(60_000)
  for (const { hash } of files)
    await rm(join(config().DATA_DIR, 'files', hash.slice(0, 2), hash), { recursive: true, force: true })
  expect((await pdf(`${practice}/field-sheet.pdf`)).words).toContain('Stone bunds above crusted fields')
})

test('what it is made of is asked in eight questions at most, of whatever kind the record is', async () => {
  const { rows } = await sql<{ ref: string }>`
    select distinct on (record.instrument) ref from thing join record on record.thing = thing.id
    where thing.state = 'published' and thing.circle = ${everyone} order by record.instrument, thing.id`.execute(
    db(),
  )
  expect(rows.length).toBeGreaterThan(5)
  for (const { ref } of rows) {
    const { queries } = await countingQueries(() => makeProduct(stranger, ref, 'document'))
    expect(queries, ref).toBeLessThanOrEqual(8)
  }
})

test('where a record was withdrawn its tombstone stands, in place of every product', async () => {
  const { ref } = await db()
    .selectFrom('thing')
    .select('ref')
    .where('kind', '=', 'record')
    .where('state', '=', 'withdrawn')
    .executeTakeFirstOrThrow()
  const stone = /<main[\s\S]*<\/main>/.exec(await (await app.request(`/records/${ref}/any`)).text())![0]
  for (const product of [
    'products',
    'field-sheet',
    'brief.pdf',
    'document.docx',
    'citation',
    'citation.bib',
  ]) {
    const answer = await ask(`/records/${ref}/${product}`)
    expect(answer.status, product).toBe(410)
    expect(await answer.text(), product).toContain(stone)
  }
})

describe('what is not open', () => {
  const hostile = '#read("/etc/passwd") $x$ `a` *b* ] #[ \\ <script>'
  const closed = {
    format: 'baobab-record/1',
    ref: 'h0st11eh0st1',
    kind: 'lesson',
    instrument: 'lesson',
    state: 'published',
    reviewed: false,
    access: { to: 'members', purpose: { original: 'en', texts: { en: 'For the review only.' } } },
    versions: [
      {
        number: 1,
        published: '2026-01-01',
        content: {
          edition: '1',
          title: { original: 'en', texts: { en: hostile } },
          summary: { original: 'en', texts: { en: `A ${hostile}` } },
          knowledge: 'experience',
          contributors: [{ role: 'author', shown: 'unnamed' }],
          places: ['NE'],
          licence: 'CC-BY-4.0',
          answers: { lesson: [{ in_one_sentence: { en: hostile }, sort: 'people' }] },
        },
      },
    ],
  }

  test('leaves for nobody else, in no form; for those it is open to it says that it is closed', async () => {
    // It lacks answers that are wanted; what is good of it is kept.
    await importRecords(system('test'), [{ place: 'x', json: closed }])
    for (const product of ['products', 'field-sheet', 'brief.pdf', 'document.docx', 'radio-script'])
      expect((await ask(`/records/${closed.ref}/${product}`)).status).toBe(404)
    viewer = { kind: 'person', id: 1, circles: [everyone, members] }
    const { words } = await pdf(`/records/${closed.ref}/field-sheet.pdf`)
    expect(words).toContain('Not public')
    expect(words).toContain('For the review only.')
    const page = await ask(`/records/${closed.ref}/field-sheet`)
    expect(page.headers.get('x-keep-offline')).toBeNull()
    expect(await page.text()).toContain('Not public')
    viewer = stranger
    expect((await ask(`${practice}/field-sheet`)).headers.get('x-keep-offline')).toBe('yes')
  })

  test('words that look like a program are words', async () => {
    viewer = { kind: 'person', id: 1, circles: [everyone, members] }
    const { words } = await pdf(`/records/${closed.ref}/field-sheet.pdf`)
    expect(words).toContain('#read("/etc/passwd") $x$')
    viewer = stranger
  })
})
