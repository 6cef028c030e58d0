import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import {
  askedAbout,
  day,
  due,
  later,
  mailsTo,
  pageOf,
  practice,
  tool,
} from '../../../tests/support/freshness.ts'
import { db } from '../../base/database/database.ts'
import { system } from '../../base/viewer.ts'
import { exportRecord } from '../exporting.ts'
import { importRecords } from '../importing.ts'
import { askWhatIsDue } from './asking.ts'

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
})

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
