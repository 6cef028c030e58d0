import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { system } from '../../base/viewer.ts'
import { exportRecord } from '../exporting.ts'
import { importRecords } from '../importing.ts'
import { confirmRecord } from './answering.ts'
import { askWhatIsDue } from './asking.ts'

/** What is due is asked about, answered with one click, and marked wherever it shows. */
demoDatabase()
const server = served(openDoors)
process.env.RATE_LIMIT = '0'

/** A practice of the demo; a tool that nobody keeps. */
const practice = '568qx7fefd72'
let tool: string
const pageOf = (ref: string) => `/records/${ref}/confirmation`

let curator: Visitor
let amara: Visitor
let bashir: Visitor
let chidi: Visitor
beforeAll(async () => {
  const { rows } = await sql<{ ref: string }>`
    select ref from record join thing on thing.id = record.thing
    where record.kind = 'tool' and thing.state = 'published' and thing.circle = 1 and custodian is null order by ref limit 1`.execute(
    db(),
  )
  tool = rows[0]!.ref
  curator = await signedIn(server, 'Curator', 'curator', '/instruments/slm-practice')
  amara = await signedIn(server, 'Amara')
  bashir = await signedIn(server, 'Bashir')
  chidi = await signedIn(server, 'Chidi')
  await curator.post(`/records/${practice}/custodian`, { handle: 'amara' })
  const asked = (await amara.get(`/records/${practice}/custodian`)).html
  await amara.post(`/records/${practice}/custodian/proposals/${/proposals\/(\d+)/.exec(asked)![1]}`, {
    answer: 'yes',
  })
  await sql`
    update credit set person = (select thing from person where handle = 'bashir')
    where version in (select current from record join thing on thing.id = record.thing where ref = any(${[practice, tool]})) and position = 0`.execute(
    db(),
  )
}, 60_000)

const due = (ref: string, day: string) =>
  sql`update record set look_again = ${day}::date where thing = (select id from thing where ref = ${ref})`.execute(
    db(),
  )
const dueOf = async (ref: string): Promise<string> =>
  (
    await sql<{
      due: string
    }>`select due from record join thing on thing.id = record.thing where ref = ${ref}`.execute(db())
  ).rows[0]!.due
const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
const mailsTo = async (name: string) =>
  (
    await sql<{ subject: string; body: string }>`
      select subject, body from mail where address = ${`${name}@example.net`} and subject like '%still true%' order by id`.execute(
      db(),
    )
  ).rows
const askedAbout = async (ref: string) =>
  (
    await sql<{ handle: string; nth: number; turn: string; asked: string }>`
      select handle, nth, turn, asked from review_asking join thing on thing.id = record join person on person.thing = review_asking.person
      where ref = ${ref} order by review_asking.id`.execute(db())
  ).rows
const versionIn = (html: string): string => /name="version" value="(\d+)"/.exec(html)![1]!

const day = '2026-01-05'

test('a record is due so long after it was published as its kind lasts, unless somebody says otherwise', async () => {
  const { rows } = await sql<{ fits: boolean }>`
    select bool_and(record.due = coalesce(look_again, (looked + lasts(record.kind))::date) and looked <= published) as fits
    from record join version on version.id = record.current`.execute(db())
  expect(rows[0]?.fits).toBe(true)
})

test('whoever keeps it is asked twice, three weeks apart, then those near it, once', async () => {
  await due(practice, day)
  await due(tool, day)
  await askWhatIsDue(later(day, -1))
  expect(await askedAbout(practice)).toEqual([])
  await askWhatIsDue(day)
  await askWhatIsDue(day)
  await askWhatIsDue(later(day, 20))
  expect(await askedAbout(practice)).toEqual([{ handle: 'amara', nth: 1, turn: 'custodian', asked: day }])
  // Nobody keeps the tool: those near it are asked at once.
  expect(await askedAbout(tool)).toContainEqual({ handle: 'bashir', nth: 1, turn: 'community', asked: day })
  const [mail, ...more] = await mailsTo('amara')
  expect(more).toEqual([])
  expect(mail?.body).toContain(pageOf(practice))
  await askWhatIsDue(later(day, 21))
  await askWhatIsDue(later(day, 41))
  expect(await askedAbout(practice)).toHaveLength(2)
  await askWhatIsDue(later(day, 42))
  const all = await askedAbout(practice)
  expect(all.map(({ handle }) => handle)).toEqual(expect.arrayContaining(['amara', 'bashir', 'curator']))
  expect(all.filter(({ handle }) => handle === 'amara')).toHaveLength(2)
  expect(all.filter(({ turn }) => turn === 'community').length).toBeLessThanOrEqual(5)
  expect(all.some(({ handle }) => handle === 'chidi')).toBe(false)
  await askWhatIsDue(later(day, 400))
  expect(await askedAbout(practice)).toEqual(all)
})

test('nobody is asked a third time, whatever days it is run on, and whoever keeps it meanwhile', async () => {
  const { rows: before } = await sql<{ id: number }>`select id from review_asking`.execute(db())
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ after: fc.nat(60), keeper: fc.constantFrom('amara', 'bashir', 'chidi', null) }), {
        maxLength: 12,
      }),
      fc.integer({ min: 0, max: 300 }),
      async (steps, ago) => {
        await sql`delete from review_asking where not id = any(${before.map(({ id }) => id)}::bigint[])`.execute(
          db(),
        )
        const start = later('2025-01-01', ago)
        await due(practice, start)
        let now = start
        for (const { after, keeper } of steps) {
          now = later(now, after)
          await sql`update custodianship set ended = now() where record = (select id from thing where ref = ${practice}) and ended is null`.execute(
            db(),
          )
          if (keeper)
            await sql`
              insert into custodianship (record, person, proposed_by, since)
              select thing.id, person.thing, person.thing, now() from thing, person where ref = ${practice} and handle = ${keeper}`.execute(
              db(),
            )
          await askWhatIsDue(now)
        }
        const { rows } = await sql<{ most: number }>`
          select coalesce(max(times), 0)::int as most from (
            select count(*) as times from review_asking where not id = any(${before.map(({ id }) => id)}::bigint[]) group by record, person, due) as one`.execute(
          db(),
        )
        expect(rows[0]!.most).toBeLessThanOrEqual(2)
      },
    ),
    { numRuns: 12 },
  )
  await sql`delete from review_asking where not id = any(${before.map(({ id }) => id)}::bigint[])`.execute(
    db(),
  )
  await sql`update custodianship set ended = now() where record = (select id from thing where ref = ${practice}) and ended is null`.execute(
    db(),
  )
  await sql`
    insert into custodianship (record, person, proposed_by, since)
    select thing.id, person.thing, person.thing, now() from thing, person where ref = ${practice} and handle = 'amara'`.execute(
    db(),
  )
  await due(practice, day)
}, 60_000)

test('all that somebody is asked about on a day is one mail', async () => {
  const asked = (await mailsTo('bashir')).length
  await sql`delete from review_asking`.execute(db())
  await due(practice, '2020-02-02')
  await due(tool, '2020-02-02')
  await sql`update custodianship set ended = now() where record = (select id from thing where ref = ${practice}) and ended is null`.execute(
    db(),
  )
  await askWhatIsDue('2020-02-02')
  const mails = await mailsTo('bashir')
  expect(mails).toHaveLength(asked + 1)
  expect(mails.at(-1)?.subject).toContain('2 records')
  expect(mails.at(-1)?.body).toContain('/desk/freshness')
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

test('a closed record is asked about among those who may see it only', async () => {
  const base = await exportRecord(system('test'), tool)
  const closed = {
    ...base,
    ref: '000000000fr5',
    access: { to: 'named' },
    custodian: undefined,
    lookAgain: '2020-01-01',
  }
  await importRecords(system('test'), [{ place: 'test', json: closed }])
  await sql`
    update credit set person = (select thing from person where handle = 'bashir') where position = 0
      and version = (select current from record join thing on thing.id = record.thing where ref = '000000000fr5')`.execute(
    db(),
  )
  await askWhatIsDue('2020-01-01')
  expect(await askedAbout('000000000fr5')).toEqual([])
  await sql`
    insert into in_circle (circle, person) select record.named, person.thing from record join thing on thing.id = record.thing, person
    where ref = '000000000fr5' and handle = 'bashir'`.execute(db())
  await askWhatIsDue('2020-01-01')
  expect(await askedAbout('000000000fr5')).toMatchObject([{ handle: 'bashir' }])
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
