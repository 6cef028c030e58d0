import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { password, signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { system } from '../../base/viewer.ts'
import { setSite } from '../../ui/site.ts'
import { exportRecord } from '../exporting.ts'
import { importRecords } from '../importing.ts'

/** A leaver hands over in one form, and nothing is left behind. */
demoDatabase()
const server = served(openDoors)

let leaver: Visitor
let heir: Visitor
let other: Visitor
let collection: string
let organisation: string
/** How many records they keep. */
let kept: number
beforeAll(async () => {
  setSite({ origin: server.origin })
  leaver = await signedIn(server, 'Leaver')
  heir = await signedIn(server, 'Heir')
  other = await signedIn(server, 'Other')
  await sql`update custodianship set ended = now() where ended is null`.execute(db())
  await sql`
    insert into custodianship (record, person, proposed_by, since)
    select record.thing, person.thing, person.thing, now() from record join thing on thing.id = record.thing, person
    where thing.state = 'published' and thing.circle = 1 and handle = 'leaver'`.execute(db())
  const { rows } = await sql<{
    kept: number
  }>`select count(*)::int as kept from custodianship where ended is null`.execute(db())
  kept = rows[0]!.kept
  expect(kept).toBeGreaterThan(50)
  const made = await leaver.post('/collections', {
    title: 'Only mine',
    introduction: '',
    lang: 'en',
    audience: 'me',
    places: '',
    topics: '',
    rule: '',
  })
  collection = /\/collections\/([0-9a-z]{12})/.exec(made.at)![1]!
  organisation = (
    await leaver.post('/organisations', { name: 'School of leavers', kind: 'school', place: 'NE' })
  ).at
})

const mailsTo = async (name: string) =>
  (
    await sql<{ subject: string; body: string }>`
      select subject, body from mail where address = ${`${name}@example.net`} and subject like '%asks you to%' order by id`.execute(
      db(),
    )
  ).rows
const keysIn = (html: string): string[] => [...html.matchAll(/name="to:([^"]+)"/g)].map(([, key]) => key!)

test('all that one keeps stands in one form, page by page', async () => {
  const page = (await leaver.get('/account/hand-over')).html
  expect(page).toContain(`${kept + 2} things: ${kept + 2} to ask about`)
  expect(keysIn(page)).toHaveLength(50)
  const all = [...keysIn(page), ...keysIn((await leaver.get('/account/hand-over?page=2')).html)]
  expect(all).toHaveLength(kept + 2)
  expect(all.map((key) => key.split('/')[0])).toEqual(
    expect.arrayContaining(['records', 'collections', 'organisations']),
  )
  expect((await leaver.get('/account')).html).toContain('href="/account/hand-over"')
  expect((await leaver.get('/account/deletion')).html).toContain('href="/account/hand-over"')
  expect((await other.get('/account/hand-over')).html).toContain('You keep nothing that others count on')
  expect((await visitor(server).get('/account/hand-over')).status).toBe(403)
})

test('what cannot be asked is named, and the rest is asked: one mail to each', async () => {
  expect((await leaver.post('/account/hand-over', {})).html).toContain('Name somebody to ask')
  const [first, second, third] = keysIn((await leaver.get('/account/hand-over')).html)
  const sent = await leaver.post('/account/hand-over', {
    all: `${server.origin}/people/heir`,
    [`to:${first}`]: 'nobody-at-all',
    [`to:${second}`]: 'other',
    leave: third!,
  })
  expect(sent.status).toBe(422)
  expect(sent.html).toContain('No other member has this name')
  expect(sent.html).toContain('value="nobody-at-all"')
  expect(await mailsTo('other')).toHaveLength(1)
  const mails = await mailsTo('heir')
  expect(mails).toHaveLength(1)
  expect(mails[0]?.subject).toBe(`Leaver asks you to keep ${kept - 1} things true`)
  expect(mails[0]?.body).toContain('/desk/asked-to-keep')
  const page = (await leaver.get('/account/hand-over')).html
  expect(page).toContain(`${kept + 2} things: 2 to ask about, ${kept} waiting`)
  expect(page).toContain('Heir has not answered yet')
  // A second time nothing is asked twice.
  await leaver.post('/account/hand-over', { all: 'heir', leave: first! })
  expect((await mailsTo('heir')).at(-1)?.subject).toBe('Leaver asks you to keep something true')
})

test('the other says yes to all, or to some; what was answered stands in the form', async () => {
  expect((await heir.get(`/collections/${collection}`)).status).toBe(404)
  expect((await heir.get('/desk')).html).toContain('href="/desk/asked-to-keep"')
  const asked = (await heir.get('/desk/asked-to-keep')).html
  expect(asked).toContain('Only mine')
  expect(asked).toContain('School of leavers')
  expect((await other.post('/desk/asked-to-keep', { answer: 'yes' })).html).toContain('Choose what you say')
  const theirs = /name="thing" value="([^"]+)"/.exec((await other.get('/desk/asked-to-keep')).html)![1]!
  await other.post('/desk/asked-to-keep', { answer: 'no', thing: theirs })
  expect((await leaver.get('/account/hand-over')).html).toContain('Other said no')
  await heir.post('/desk/asked-to-keep', { answer: 'all' })
  expect((await heir.get('/desk/asked-to-keep')).html).toContain('Nobody asks you to keep anything now')
  const page = (await leaver.get('/account/hand-over')).html
  expect(page).toContain('Heir keeps it')
  expect(page).toContain('2 to ask about, 0 waiting')
  expect((await heir.get(`/collections/${collection}/change`)).status).toBe(200)
  expect((await leaver.get(`/collections/${collection}`)).status).toBe(404)
  expect((await heir.get(`${organisation}/change`)).status).toBe(200)
  const { rows } = await sql<{ handle: string; count: number }>`
    select handle, count(*)::int as count from custodianship join person on person.thing = person where since is not null and ended is null group by handle order by 1`.execute(
    db(),
  )
  expect(rows).toEqual([
    { handle: 'heir', count: kept - 2 },
    { handle: 'leaver', count: 2 },
  ])
})

test('whoever keeps the page of an organisation says that it is time; only the leaver can hand over', async () => {
  await other.post(`${organisation}/members`, { work: 'Teacher' })
  const page = (await heir.get(organisation)).html
  const member = /members\/(\d+)\/member/.exec(page)![1]!
  await heir.post(`${organisation}/members/${member}/member`)
  const ask = () => heir.post(`${organisation}/members/${member}/hand-over`)
  expect((await other.post(`${organisation}/members/${member}/hand-over`)).status).toBe(403)
  expect((await ask()).status).toBe(200)
  expect((await ask()).status).toBe(409)
  expect((await mailsTo('other')).at(-1)?.body).toContain('/account/hand-over')
})

test('whoever speaks for an organisation asks others about what one who left keeps for it, and nothing else', async () => {
  const gone = await signedIn(server, 'Gone')
  const { rows: two } = await sql<{ ref: string }>`
    update custodianship set person = (select thing from person where handle = 'gone')
    where id in (select id from custodianship where ended is null and since is not null order by id limit 2)
    returning (select ref from thing where id = record)`.execute(db())
  const [named, own] = two.map(({ ref }) => ref)
  const base = await exportRecord(system('test'), named!)
  const { content, ...last } = base.versions.at(-1)!
  base.versions.push({
    ...last,
    number: last.number + 1,
    content: { ...content, organisations: ['school of LEAVERS'] },
  })
  expect((await importRecords(system('test'), [{ place: 'test', json: base }])).faults).toEqual([])
  const asks = `${organisation}/hand-over`
  expect((await heir.get(asks)).status).toBe(403)
  await heir.post(`${organisation}/representatives`, { handle: 'heir' })
  expect((await heir.get(asks)).html).toContain('Nobody who left keeps anything')
  await gone.post(`${organisation}/members`, { work: '' })
  const belonging = async () => /members\/(\d+)\/member"/.exec((await heir.get(organisation)).html)![1]!
  const member = await belonging()
  // Who only asked to belong has not left it.
  await heir.post(`${organisation}/members/${member}/end`)
  expect((await heir.get(`${asks}/${member}`)).status).toBe(404)
  await gone.post(`${organisation}/members`, { work: '' })
  const again = await belonging()
  await heir.post(`${organisation}/members/${again}/member`)
  expect((await heir.get(`${asks}/${again}`)).status).toBe(404)
  await gone.post(`${organisation}/members/${again}/end`)
  // What they kept before they belonged is theirs.
  expect((await heir.get(asks)).html).toContain('Nobody who left keeps anything')
  await sql`update custodianship set since = (select since from belonging where id = ${again})
    where person = (select thing from person where handle = 'gone')`.execute(db())
  expect((await heir.get(organisation)).html).toContain(`href="${asks}"`)
  expect((await heir.get(asks)).html).toContain(`href="${asks}/${again}"`)
  const page = (await heir.get(`${asks}/${again}`)).html
  expect(keysIn(page)).toEqual([`records/${named}`])
  expect((await other.get(`${asks}/${again}`)).status).toBe(403)
  expect((await other.post(`${asks}/${again}`, { all: 'other' })).status).toBe(403)
  expect((await heir.post(`${asks}/${again}`, { all: 'gone' })).html).toContain('They keep it already')
  await heir.post(`${asks}/${again}`, { all: 'other', [`to:records/${own}`]: 'other' })
  const { rows: told } = await sql<{ subject: string }>`
    select subject from mail where address = 'gone@example.net' and subject like '%go on with%'`.execute(db())
  expect(told).toHaveLength(1)
  expect(await mailsTo('other')).not.toHaveLength(0)
  const { rows: acts } = await sql<{ count: number }>`
    select (details ->> 'count')::int as count from audit where verb = 'belonging.handed-over'`.execute(db())
  expect(acts).toEqual([{ count: 1 }])
  await other.post('/desk/asked-to-keep', { answer: 'yes', thing: `records/${named}` })
  expect((await heir.get(`${asks}/${again}`)).html).toContain('Other keeps it')
  const { rows } = await sql<{ ref: string; handle: string }>`
    select ref, handle from custodianship join thing on thing.id = record join person on person.thing = person
    where ref = any(${[named, own]}) and since is not null and ended is null order by handle`.execute(db())
  expect(rows).toEqual([
    { ref: own, handle: 'gone' },
    { ref: named, handle: 'other' },
  ])
})

test('once the rest is handed over, deleting the account leaves nothing without anybody', async () => {
  await leaver.post('/account/hand-over', { all: 'other' })
  await other.post('/desk/asked-to-keep', { answer: 'all' })
  expect((await leaver.get('/account/hand-over')).html).toContain('0 to ask about, 0 waiting')
  await leaver.post('/account/deletion', { password, credit: 'named' })
  const { rows } = await sql<{ unkept: number }>`
    select count(*)::int as unkept from custodianship as before join person on person.thing = before.person
    where handle like 'left-%' and not exists (
      select from custodianship as now where now.record = before.record and since is not null and ended is null)`.execute(
    db(),
  )
  expect(rows[0]?.unkept).toBe(0)
})
