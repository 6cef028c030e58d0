import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { pagesApp } from '../../tests/support/pages-app.ts'
import { db } from '../base/database/database.ts'
import { everyone, stranger, system, type Viewer } from '../base/viewer.ts'
import { importEditionFile } from '../instruments/edition-files.ts'
import { editionPages } from './edition-pages.tsx'
import { exportRecord } from './exporting.ts'
import { importRecords } from './importing.ts'
import { recordPages } from './pages.tsx'
import { recordFor } from './reading.ts'
import { upgradeRecord } from './upgrading.ts'

demoDatabase()

const viewer = system('test')
/** A tool of the demo, answered in the first edition of the tools. */
let ref: string
let before: Awaited<ReturnType<typeof exportRecord>>
const app = pagesApp(editionPages, recordPages)
const page = async (path: string, lang = 'en') =>
  (await app.request(path, { headers: { 'accept-language': lang } })).text()

beforeAll(async () => {
  const row = await db()
    .selectFrom('record')
    .innerJoin('thing', 'thing.id', 'record.thing')
    .select('thing.ref')
    .innerJoin('version', 'version.id', 'record.current')
    .where('record.kind', '=', 'tool')
    .where('thing.state', '=', 'published')
    .where('thing.circle', '=', everyone)
    .where(sql<boolean>`version.content #> '{answers,what,0,does_not}' is not null`)
    .orderBy('thing.ref')
    .executeTakeFirstOrThrow()
  ref = row.ref
  before = await exportRecord(viewer, ref)
  const third = {
    format: 'baobab-edition/1',
    instrument: 'tool',
    from: '2',
    edition: '3',
    changes: [
      {
        note: { en: 'What it does says what it does not.', ar: 'ما تفعله يقول ما لا تفعله.' },
        operations: [{ op: 'remove-question', slot: 'what/does_not' }],
      },
      {
        note: { en: 'Short.' },
        operations: [
          { op: 'change-question', slot: 'what/what_it_does', set: { maxLength: 5, required: null } },
        ],
      },
    ],
  }
  const bytes = Buffer.from(JSON.stringify(third))
  expect((await importEditionFile(viewer, { name: 'tool-3.json', bytes })).faults).toEqual([])
})

describe('what an edition does to records', () => {
  test('is said where it says what changed: how many, and how many have answers without a place', async () => {
    const told = await page('/instruments/tool/editions/2')
    expect(told).toContain('What edition 2 changed since 1')
    expect(told).toContain('Who keeps it running is asked for now.')
    expect(told).toMatch(/4 records here answer edition 1, and stay valid in it\. All their answers/)
    expect(await page('/instruments/tool/editions/3')).toContain('No record here answers edition 2')
    expect(await page('/instruments/tool/editions/3', 'ar')).toContain('ما تفعله يقول ما لا تفعله.')
    expect(told).not.toMatch(/ style=|<script(?! type="module")/)
  })

  test.each(['/instruments/tool/editions/1', '/instruments/tool/editions/9', '/instruments/no/editions/1'])(
    '%s is missing',
    async (path) => expect((await app.request(path)).status).toBe(404),
  )
})

describe('a record is brought into the newest edition', () => {
  test('by nobody but those who curate it', async () => {
    await expect(upgradeRecord(stranger, ref)).rejects.toMatchObject({ kind: 'forbidden' })
    const elsewhere: Viewer = {
      kind: 'person',
      id: 1,
      circles: [1, 2],
      appointments: [{ role: 'curator', subject: 999_999 }],
    }
    await expect(upgradeRecord(elsewhere, ref)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(upgradeRecord(viewer, '000000000000')).rejects.toMatchObject({ kind: 'missing' })
  })

  test('as a new version, through every edition between; what has no place is kept and shown', async () => {
    // Whoever has an account here stays the one who is credited.
    await sql`
      update credit set person = (select min(thing) from person) from record join thing on thing.id = record.thing
      where credit.version = record.current and thing.ref = ${ref} and credit.position = 0`.execute(db())
    const { instrument } = await db()
      .selectFrom('record')
      .innerJoin('thing', 'thing.id', 'record.thing')
      .select('record.instrument')
      .where('thing.ref', '=', ref)
      .executeTakeFirstOrThrow()
    const curator: Viewer = {
      kind: 'person',
      id: 1,
      circles: [1, 2],
      appointments: [{ role: 'curator', subject: instrument }],
    }
    const newest = before.versions.at(-1)!
    const { number, edition, kept } = await upgradeRecord(curator, ref)
    expect({ number, edition }).toEqual({ number: newest.number + 1, edition: '3' })
    const record = await recordFor(stranger, ref)
    expect(record).toMatchObject({ number, edition: '3', minor: false })
    expect(record.note?.texts.fr).toContain('Passée à l’édition 3')
    expect(record.content.kept).toHaveLength(kept)
    const answers = newest.content.answers.what![0]!
    expect(record.content.kept).toContainEqual({
      edition: '2',
      slot: 'what/does_not',
      answer: answers.does_not,
      why: 'removed',
    })
    expect(record.content.kept).toContainEqual({
      edition: '2',
      slot: 'what/what_it_does',
      answer: answers.what_it_does,
      why: 'fit',
    })
    const body = await page((await app.request(`/records/${ref}`)).headers.get('location')!)
    expect(body).toContain('Answers of an earlier edition')
    expect(body).toContain('No longer asked.')
    expect(body).toContain('It does not fit what the question takes now.')
  })

  test('those who are credited and have an account here are the same', async () => {
    const { rows } = await sql<{ number: number; person: number | null }>`
      select version.number, credit.person from credit join version on version.id = credit.version join thing on thing.id = version.record
      where thing.ref = ${ref} and position = 0 order by version.number desc limit 2`.execute(db())
    expect(rows[0]!.person).toEqual(expect.any(Number))
    expect(rows[0]!.person).toBe(rows[1]!.person)
  })

  test('the earlier version stands as it was, and the whole travels without a difference', async () => {
    const whole = await exportRecord(viewer, ref)
    expect(whole.versions.slice(0, -1)).toEqual(before.versions)
    expect(await importRecords(viewer, [{ place: 'again', json: whole }])).toMatchObject({
      unchanged: 1,
      faults: [],
    })
  })

  test('once: one that answers the newest is refused', async () => {
    await expect(upgradeRecord(viewer, ref)).rejects.toMatchObject({ key: 'instruments.newestAlready' })
  })
})
