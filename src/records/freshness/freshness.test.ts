import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import {
  amara,
  askedAbout,
  bashir,
  chidi,
  curator,
  due,
  dueOf,
  later,
  pageOf,
  practice,
  server,
  tool,
  versionIn,
} from '../../../tests/support/freshness.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { db } from '../../base/database/database.ts'
import { system } from '../../base/viewer.ts'
import { exportRecord } from '../exporting.ts'
import { importRecords } from '../importing.ts'
import { confirmRecord } from './answering.ts'
import { askWhatIsDue } from './asking.ts'

/** Nobody keeps it any more, so those near it were asked. */
beforeAll(async () => {
  await due(practice, '2020-02-02')
  await sql`update custodianship set ended = now() where record = (select id from thing where ref = ${practice}) and ended is null`.execute(
    db(),
  )
  await askWhatIsDue('2020-02-02')
})

test('a look at the page changes nothing; one click says that it is still true', async () => {
  const before = await dueOf(practice)
  const page = await bashir.get(pageOf(practice))
  expect(page.html).toContain('Is it still true?')
  expect((await visitor(server).get(pageOf(practice))).html).not.toContain('name="version"')
  expect((await chidi.get(pageOf(practice))).html).not.toContain('name="version"')
  expect(await dueOf(practice)).toBe(before)
  const desk = (await bashir.get('/desk')).html
  expect(desk).toContain(`action="${pageOf(practice)}"`)
  expect((await bashir.get('/desk/freshness')).html).toContain(`action="${pageOf(practice)}"`)
  const reading = (await visitor(server).get(`/records/${practice}`)).html
  expect(reading).toContain('Not looked at in time')
  expect(reading).toContain('It was to be looked at again by February 2, 2020')
  expect((await bashir.get(`/records/${practice}`)).html).toContain(`action="${pageOf(practice)}"`)
  const version = versionIn(page.html)
  expect((await chidi.post(pageOf(practice), { version })).status).toBe(422)
  expect((await visitor(server).post(pageOf(practice), { version })).status).toBe(403)
  expect((await bashir.post(pageOf(practice), { version: '1' })).html).toContain(
    'A new version was published',
  )
  const after = await bashir.post(pageOf(practice), { version, from: 'desk' })
  expect(after.at).toBe('/desk')
  expect(after.html).not.toContain(`action="${pageOf(practice)}"`)
  // Twice is once.
  await bashir.post(pageOf(practice), { version })
  const { rows } = await sql<{ count: number; until: string }>`
    select count(*)::int as count, max(until) as until from confirmation`.execute(db())
  expect(rows[0]?.count).toBe(1)
  expect(await dueOf(practice)).toBe(rows[0]!.until)
  const fresh = (await visitor(server).get(`/records/${practice}`)).html
  expect(fresh).not.toContain('It was to be looked at again by')
  const history = (await visitor(server).get(pageOf(practice))).html
  expect(history).toContain('Bashir')
  const api = JSON.parse((await visitor(server).get(`/api/v1/records/${practice}/freshness`)).html)
  expect(api).toMatchObject({ confirmations: [{ by: 'Bashir' }], due: rows[0]!.until })
  expect(api.marks.due).toBeUndefined()
  await askWhatIsDue(later(rows[0]!.until, -1))
  expect(await askedAbout(practice)).toHaveLength(
    (await askedAbout(practice)).filter(({ asked }) => asked < '2021').length,
  )
})

test('a record that is confirmed is asked about on no day before the one that was said', async () => {
  const page = (await bashir.get(pageOf(practice))).html
  expect(page).not.toContain('name="until"')
  const { rows } = await sql<{ id: number }>`select thing as id from person where handle = 'curator'`.execute(
    db(),
  )
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3_000 }), fc.nat(3_000), async (ahead, before) => {
      const today = new Date().toISOString().slice(0, 10)
      const until = later(today, ahead)
      const viewer = {
        kind: 'person',
        id: rows[0]!.id,
        circles: [1, 2],
        appointments: [{ role: 'curator' }],
      } as const
      await confirmRecord(viewer, practice, { note: `${ahead} ${before}`, lang: 'en', version: 3, until })
      await askWhatIsDue(later(until, -1 - before))
      expect(await askedAbout(practice).then((all) => all.filter(({ asked }) => asked > '2021'))).toEqual([])
      expect(await dueOf(practice)).toBe(until)
    }),
    { numRuns: 10 },
  )
})

test('what comes in again does not undo what was said here', async () => {
  const travelling = await exportRecord(system('test'), practice)
  const said = travelling.lookAgain
  const report = await importRecords(system('test'), [
    { place: 'test', json: { ...travelling, lookAgain: '2020-01-01' } },
  ])
  expect(report).toMatchObject({ unchanged: 1, faults: [] })
  expect(await dueOf(practice)).toBe(said)
  const fromApi = JSON.parse((await visitor(server).get(`/api/v1/records/${practice}`)).html)
  expect(await importRecords(system('test'), [{ place: 'test', json: fromApi }])).toMatchObject({
    unchanged: 1,
    faults: [],
  })
})

test('what is wrong is said in words, marks the record everywhere, and goes once it is true again', async () => {
  const version = versionIn((await curator.get(pageOf(practice))).html)
  const empty = await curator.post(`/records/${practice}/doubt`, { version, wrong: ' ' })
  expect(empty.status).toBe(422)
  expect(empty.html).toContain('Say what is wrong')
  const wrong = 'The bunds are too close to each other.'
  expect((await chidi.post(`/records/${practice}/doubt`, { version, wrong })).status).toBe(422)
  expect((await visitor(server).get(`/records/${practice}`)).html).not.toContain(wrong)
  await curator.post(`/records/${practice}/custodian`, { handle: 'amara' })
  const asked = (await amara.get(`/records/${practice}/custodian`)).html
  await amara.post(`/records/${practice}/custodian/proposals/${/proposals\/(\d+)/.exec(asked)![1]}`, {
    answer: 'yes',
  })
  expect((await curator.post(`/records/${practice}/doubt`, { version, wrong })).status).toBe(200)
  expect((await visitor(server).get(`/records/${practice}`)).html).toContain(wrong)
  const compared = (await visitor(server).get(`/records/compare?of=${practice}&of=6mp6wj1v4pcz`)).html
  expect(compared).toContain('Doubted')
  expect((await visitor(server).get('/collections/c0be40rerans')).html).toContain('Doubted')
  const listed = JSON.parse((await visitor(server).get('/api/v1/records?limit=100&kind=practice')).html)
  expect(listed.items.find((one: { ref: string }) => one.ref === practice).marks.doubted.words.texts.en).toBe(
    wrong,
  )
  expect((await amara.get('/desk')).html).toContain('somebody says that it needs work')
  const { rows } = await sql<{ body: string }>`
    select body from mail where address = 'amara@example.net' and subject like 'It needs work%'`.execute(db())
  expect(rows[0]?.body).toContain(pageOf(practice))
  expect((await curator.get('/desk/freshness?of=doubted')).html).toContain(pageOf(practice))
  await amara.post(pageOf(practice), {
    version,
    note: 'Mended: four metres.',
    until: later(new Date().toISOString().slice(0, 10), 100),
  })
  expect((await visitor(server).get(`/records/${practice}`)).html).not.toContain(wrong)
  expect((await visitor(server).get(pageOf(practice))).html).toContain('Mended: four metres.')
  expect(await dueOf(practice)).toBe(later(new Date().toISOString().slice(0, 10), 100))
})

test('a doubt and the day it was looked at stay through corrections and editions, and not through what says anew', async () => {
  const ref = '000000000fr7'
  const overseer = await signedIn(server, 'Overseer', 'curator')
  const base = await exportRecord(system('test'), tool)
  const first = { ...base.versions[0]!, number: 1, published: '2024-02-01', minor: false }
  const take = async (...more: object[]) => {
    const versions = [first, ...more.map((one, i) => ({ ...first, number: i + 2, ...one }))]
    const lone = { ...base, ref, custodian: undefined, lookAgain: undefined, versions }
    expect((await importRecords(system('test'), [{ place: 'test', json: lone }])).faults).toEqual([])
  }
  const marks = async () =>
    JSON.parse((await visitor(server).get(`/api/v1/records/${ref}/freshness`)).html).marks
  await take()
  const due = await dueOf(ref)
  await overseer.post(`/records/${ref}/doubt`, { version: '1', wrong: 'The scale is off.' })
  expect(await marks()).toMatchObject({ looked: '2024-02-01', doubted: { words: { texts: {} } } })
  const minor = { published: '2025-03-01', minor: true }
  const content = { ...first.content, edition: '2' }
  const carried = { published: '2025-03-15', content }
  await take(minor, carried)
  expect(await marks()).toMatchObject({ looked: '2024-02-01', doubted: { words: { texts: {} } } })
  expect(await dueOf(ref)).toBe(due)
  await take(minor, carried, { published: '2025-04-01', content })
  const anew = await marks()
  expect(anew).toMatchObject({ looked: '2025-04-01' })
  expect(anew.doubted).toBeUndefined()
  expect((await visitor(server).get(pageOf(ref))).html).toContain('The scale is off.')
  expect(await dueOf(ref)).not.toBe(due)
})

test('whoever keeps or curates it says when it is looked at again', async () => {
  const set = (who: Visitor, on: string) => who.post(`/records/${practice}/review-date`, { day: on })
  expect((await set(bashir, '2027-03-03')).status).toBe(422)
  expect((await set(amara, '2020-01-01')).html).toContain('from tomorrow on')
  expect((await set(amara, 'soon')).html).toContain('Give a day')
  expect((await set(amara, '2027-03-03')).status).toBe(200)
  expect(await dueOf(practice)).toBe('2027-03-03')
})

test('what replaces or contradicts it stands beside, for those who may see it', async () => {
  const base = await exportRecord(system('test'), tool)
  const said = (ref: string, rel: string, to: 'everyone' | 'named') => ({
    ...base,
    ref,
    access: { to },
    custodian: undefined,
    versions: [
      {
        ...base.versions.at(-1)!,
        number: 1,
        content: {
          ...base.versions.at(-1)!.content,
          title: { original: 'en', texts: { en: `It ${rel} ${to}` } },
          links: [{ rel, to: tool }],
        },
      },
    ],
  })
  const take = (...all: object[]) =>
    importRecords(
      system('test'),
      all.map((json, i) => ({ place: `${i}`, json })),
    )
  expect(
    (await take(said('000000000fr1', 'contradicts', 'named'), said('000000000fr2', 'replaces', 'named')))
      .faults,
  ).toEqual([])
  const hidden = (await visitor(server).get(`/records/${tool}`)).html
  for (const words of ['Something newer', 'It contradicts', 'Replaced']) expect(hidden).not.toContain(words)
  expect((await visitor(server).get(`/api/v1/records/${tool}`)).html).not.toContain('000000000fr')
  expect((await take(said('000000000fr3', 'contradicts', 'everyone'))).faults).toEqual([])
  const older = (await visitor(server).get(`/records/${tool}`)).html
  expect(older).toContain('Something newer says otherwise')
  expect(older).toContain(`/records/compare?of=${tool}&amp;of=000000000fr3`)
  expect((await visitor(server).get('/records/000000000fr3')).html).toContain('This says otherwise')
  expect((await take(said('000000000fr4', 'replaces', 'everyone'))).faults).toEqual([])
  expect((await visitor(server).get(`/records/${tool}`)).html).toContain('Something newer takes its place')
  expect((await visitor(server).get('/search?kind=tool')).html).toContain('Replaced')
  // What is replaced is not asked about.
  await sql`delete from review_asking`.execute(db())
  await due(tool, '2020-03-03')
  await askWhatIsDue('2020-03-03')
  expect(await askedAbout(tool)).toEqual([])
})

test('the lists of a curator hold what they curate, by place and topic', async () => {
  await due(practice, '2020-01-01')
  const overdue = (await curator.get('/desk/freshness?of=overdue')).html
  expect(overdue).toContain(pageOf(practice))
  expect(overdue).toMatch(/place=[A-Z]+/)
  expect((await curator.get('/desk/freshness?of=overdue&place=TF')).html).not.toContain(pageOf(practice))
  expect((await curator.get('/desk/freshness?of=overdue')).html).not.toContain(pageOf('000000000fr5'))
  expect((await amara.get('/desk/freshness?of=overdue')).status).toBe(403)
  expect((await visitor(server).get('/desk/freshness')).status).toBe(403)
})
