import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { password, signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { noteBackup } from '../archive/noting.ts'
import { config } from '../base/config.ts'
import { atomically, db } from '../base/database/database.ts'
import { send } from '../base/jobs.ts'
import { addPerson } from '../people/inviting.ts'
import { mailConfirmation, mailInvitation, mailLink, mailReset } from '../people/login/mails.ts'
import { askWhatIsDue } from '../records/freshness/asking.ts'

/** What each finds on their desk, and what is refused to them. */
const database = demoDatabase()
const server = served(openDoors)
const folder = mkdtempSync(join(tmpdir(), 'baobab-desk-'))
process.env.DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let member: Visitor
let ofNiger: Visitor
let curator: Visitor
let moderator: Visitor
let operator: Visitor
beforeAll(async () => {
  member = await signedIn(server, 'Member')
  ofNiger = await signedIn(server, 'Nigercurator', 'curator', '/places/NE')
  curator = await signedIn(server, 'Curator', 'curator')
  moderator = await signedIn(server, 'Moderator', 'moderator')
  operator = await signedIn(server, 'Operator', 'operator')
})

const curators = ['/desk/rights', '/desk/vocabularies', '/desk/questionnaires', '/desk/care']
const operators = [
  '/desk/instance',
  '/desk/jobs',
  '/desk/outbox',
  '/desk/mail-in',
  '/desk/backups',
  '/desk/settings',
]
const answer = async (who: Visitor, path: string) => (await who.get(path)).status

test('each sees the ways to what they may, and is refused the others', async () => {
  const seen = [
    [member, [], [...curators, ...operators]],
    [moderator, [], [...curators, ...operators]],
    [ofNiger, curators, operators],
    [curator, curators, operators],
    [operator, [...curators, ...operators], []],
  ] as const
  for (const [who, open, closed] of seen) {
    const { html } = await who.get('/desk')
    for (const path of open) {
      expect(html, path).toContain(`href="${path}"`)
      expect(await answer(who, path), path).toBe(200)
    }
    for (const path of closed) {
      expect(html, path).not.toContain(`href="${path}"`)
      expect(await answer(who, path), path).toBe(403)
    }
  }
  expect((await moderator.get('/desk')).html).toContain('href="/moderation"')
  expect((await member.get('/desk')).html).not.toContain('href="/moderation"')
  expect((await visitor(server).get('/desk/acts')).status).toBe(403)
})

describe('mine', () => {
  test('an import with faults and a record past its review wait for whoever they concern', async () => {
    await sql`
      insert into import_run (ref, kind, file, person, lang, state)
      select 'desk00000000', 'table', 'waiting.csv', thing, 'en', 'previewed' from person where name = 'Nigercurator'`.execute(
      db(),
    )
    expect((await ofNiger.get('/desk')).html).toContain('waiting.csv')
    expect((await curator.get('/desk')).html).not.toContain('waiting.csv')
    await sql`
      update credit set person = (select thing from person where name = 'Member')
      where version = (select current from record join thing on thing.id = record.thing where ref = '568qx7fefd72') and position = 0`.execute(
      db(),
    )
    await sql`update record set look_again = '2020-01-01' where thing = (select id from thing where ref = '568qx7fefd72')`.execute(
      db(),
    )
    // Nobody keeps it: who is credited is asked.
    await sql`update custodianship set ended = now() where record = (select id from thing where ref = '568qx7fefd72')`.execute(
      db(),
    )
    await askWhatIsDue('2020-01-01')
    expect((await member.get('/desk')).html).toContain('/records/568qx7fefd72')
    expect((await moderator.get('/desk')).html).not.toContain('/records/568qx7fefd72')
  })

  test('acts are read by those they concern, and by whoever did them', async () => {
    await curator.post('/desk/rights', { handle: 'member', role: 'reviewer', subject: '/places/ML' })
    expect((await member.get('/desk/acts')).html).toContain('Made a reviewer')
    expect((await curator.get('/desk/acts?of=mine')).html).toContain('Made a reviewer')
    expect((await moderator.get('/desk/acts')).html).not.toContain('Made a reviewer')
    // Only an operator reads all.
    expect((await moderator.get('/desk/acts?of=all')).html).not.toContain('Made a reviewer')
    expect((await operator.get('/desk/acts?of=all')).html).toContain('Made a reviewer')
  })
})

describe('a curator’s', () => {
  test('people are found by name; a reviewer is named and ended within what one curates only', async () => {
    const found = await ofNiger.get('/desk/rights?q=memb')
    expect(found.html).toContain('/people/member')
    expect(found.html).not.toContain('/people/moderator')
    expect((await ofNiger.get('/desk/rights?q=zzz')).html).toContain('Nobody here has that name')
    // Whose page is for themselves alone, and who may nothing, is not found.
    await addPerson({ name: 'Membrane', email: 'membrane@example.net', password })
    expect((await ofNiger.get('/desk/rights?q=memb')).html).toContain('href="/people/membrane"')
    await sql`
      update thing set circle = person.circle from person where person.thing = thing.id and name = 'Membrane'`.execute(
      db(),
    )
    expect((await ofNiger.get('/desk/rights?q=memb')).html).not.toContain('href="/people/membrane"')
    const give = (role: string, subject: string) =>
      ofNiger.post('/desk/rights', { handle: '/people/member', role, subject })
    expect((await give('reviewer', '/places/ML')).status).toBe(422)
    expect((await give('reviewer', '')).status).toBe(422)
    expect((await give('operator', '')).status).toBe(422)
    expect((await give('reviewer', '/places/NE')).status).toBe(200)
    const mine = await ofNiger.get('/desk/rights?q=memb')
    // Of both rights of that person they may end the one for Niger.
    expect(mine.html.match(/\/desk\/rights\/\d+\/end/g)).toHaveLength(1)
    const { rows } = await sql<{ id: number; code: string }>`
      select appointment.id, place.code from appointment join place on place.thing = subject where role = 'reviewer'`.execute(
      db(),
    )
    const ofMali = rows.find(({ code }) => code === 'ML')!.id
    expect((await ofNiger.post(`/desk/rights/${ofMali}/end`)).status).toBe(403)
    await ofNiger.post(mine.html.match(/\/desk\/rights\/\d+\/end/)![0])
    expect((await ofNiger.get('/desk/rights?q=memb')).html).not.toMatch(/rights\/\d+\/end/)
  })

  test('vocabularies are listed for whoever keeps them', async () => {
    const { html } = await curator.get('/desk/vocabularies')
    expect(html).toContain('href="/vocabularies/slm"')
    expect(html).toContain('href="/imports/new?kind=vocabulary"')
    expect((await ofNiger.get('/desk/vocabularies')).html).toContain('No vocabulary is yours')
    const keeper = await signedIn(server, 'Vocabularist', 'curator', '/vocabularies/slm')
    expect((await keeper.get('/desk/vocabularies')).html.match(/href="\/vocabularies\/\w+"/g)).toEqual([
      'href="/vocabularies/slm"',
    ])
  })

  test('records on an old edition are brought into the newest, by whoever curates them only', async () => {
    const all = await curator.get('/desk/questionnaires')
    expect(all.html).toContain('href="/instruments/tool"')
    expect(all.html).toContain('href="/imports/new?kind=instrument"')
    // Whoever curates a place sees what answers which edition there, and brings in no questionnaire.
    expect((await ofNiger.get('/desk/questionnaires')).html).not.toContain('kind=instrument')
    const { rows } = await sql<{ ref: string; slug: string }>`
      select thing.ref, instrument.slug from record join thing on thing.id = record.thing join version on version.id = record.current
      join instrument on instrument.thing = record.instrument where version.edition <> instrument.current and thing.state = 'published' and circle = 1`.execute(
      db(),
    )
    const { ref, slug } = rows[0]!
    const path = `/desk/questionnaires/${slug}`
    expect(all.html).toContain(`href="${path}"`)
    expect((await curator.get(path)).html).toContain(`value="${ref}"`)
    expect((await member.post(`${path}/upgrade`, { ref })).status).toBe(403)
    const elsewhere = await signedIn(server, 'Elsewhere', 'curator', '/places/IS')
    expect((await elsewhere.get(path)).html).not.toContain(`value="${ref}"`)
    expect((await elsewhere.post(`${path}/upgrade`, { ref })).status).toBe(422)
    expect((await curator.post(`${path}/upgrade`)).status).toBe(422)
    expect((await curator.post(`${path}/upgrade`, { ref })).status).toBe(200)
    expect((await curator.get(path)).html).not.toContain(`value="${ref}"`)
    expect(await answer(curator, '/desk/questionnaires/none')).toBe(404)
  })

  test('what nobody keeps is listed, of what one curates', async () => {
    await sql`update record set custodian = null where thing = (select id from thing where ref = '568qx7fefd72')`.execute(
      db(),
    )
    const { rows } = await sql<{ code: string }>`
      select place.code from about join place on place.thing = subject where about.thing = (select id from thing where ref = '568qx7fefd72')`.execute(
      db(),
    )
    const there = await signedIn(server, 'There', 'curator', `/places/${rows[0]!.code}`)
    for (const of of ['custodian', 'review'])
      expect((await there.get(`/desk/care?of=${of}`)).html).toContain('/records/568qx7fefd72')
    const elsewhere = await signedIn(server, 'Else', 'curator', '/places/IS')
    for (const of of ['custodian', 'review', 'keeper', 'collection'])
      expect((await elsewhere.get(`/desk/care?of=${of}`)).html).toContain('Nothing lacks one')
    await member.post('/organisations', { name: 'Nobody’s Office', kind: 'agency', place: 'NE' })
    await sql`update belonging set ended = now() where standing = 'steward'`.execute(db())
    expect((await ofNiger.get('/desk/care?of=keeper')).html).toContain('/organisations/nobody-s-office')
    expect((await elsewhere.get('/desk/care?of=keeper')).html).not.toContain('nobody-s-office')
  })

  test('collections are listed that nobody keeps, or only somebody who left, of what one curates', async () => {
    const said = { introduction: '', lang: 'en', audience: 'everyone', topics: '', rule: '' }
    for (const title of ['Kept Shelf', 'Orphan Shelf', 'Shelf of Who Left'])
      await member.post('/collections', { title, places: 'Niger', ...said })
    const leaver = await addPerson({ name: 'Leaver', email: 'leaver@example.net' })
    await sql`update person set left_at = now() where handle = ${leaver}`.execute(db())
    await sql`
      update collection set keeper = case when title -> 'texts' ->> 'en' = 'Orphan Shelf' then null
        else (select thing from person where handle = ${leaver}) end
      where title -> 'texts' ->> 'en' in ('Orphan Shelf', 'Shelf of Who Left')`.execute(db())
    const care = await ofNiger.get('/desk/care?of=collection')
    expect(care.html).toContain('Shelf of Who Left')
    expect(care.html).not.toContain('Kept Shelf')
    const [, path] = care.html.match(/href="(\/collections\/[^"]+)">(?:<[^>]+>)*Orphan Shelf/) ?? []
    expect((await ofNiger.get(path!)).html).toContain('Keep it from now on')
    expect((await ofNiger.get('/desk')).html).toContain('href="/desk/care?of=collection"')
    const elsewhere = await signedIn(server, 'Faraway', 'curator', '/places/IS')
    expect((await elsewhere.get('/desk/care?of=collection')).html).toContain('Nothing lacks one')
    expect((await elsewhere.get('/desk')).html).not.toContain('/desk/care?of=collection')
  })
})

describe('an operator’s', () => {
  test('health says when no worker is there, what waits, and how much space there is', async () => {
    const { html } = await operator.get('/desk/instance')
    expect(html).toContain('it is not there: start the server again')
    expect(html).toContain('it answers, PostgreSQL')
    expect(html).toMatch(/free of/)
    expect(html).toContain('What search finds by')
  })

  test('health says of what failed how often it was tried and when it is next', async () => {
    const { rows } = await sql<{ id: number }>`
      insert into outbox (event, payload, dispatched) values ('thing.changed', '{}', true) returning id`.execute(
      db(),
    )
    await sql`
      insert into delivery (event, reaction, tries, error, next_try)
      values (${rows[0]!.id}, 'search', 3, 'it cannot', now() + interval '5 minutes')`.execute(db())
    const text = async (lang: string) =>
      (await operator.get(`/desk/instance?lang=${lang}`)).html.replace(/<[^>]+>/g, '')
    expect(await text('fr')).toMatch(/search\s:\sit cannot\s*tenté 3 fois · prochain essai \d/)
    expect(await text('en')).toMatch(/search: it cannot\s*tried 3 times · next try \w/)
    await sql`delete from delivery`.execute(db())
  })

  test('a job that failed is seen with its error, tried again, and forgotten', async () => {
    await sql`delete from job.job`.execute(db())
    await atomically(() => send('files.sweep'))
    await atomically(() => send('files.read', { hash: 'x' }))
    await sql`update job.job set state = 'failed', output = '{"message": "the disk is <full>"}', completed_on = now()`.execute(
      db(),
    )
    const { rows } = await sql<{
      id: string
      name: string
    }>`select id, name from job.job order by name`.execute(db())
    const seen = await operator.get('/desk/jobs')
    expect(seen.html).toContain('the disk is &lt;full>'.replace('>', '&gt;'))
    expect(seen.html).toContain('Sweep files nobody has any more')
    for (const who of [member, curator, moderator])
      expect((await who.post(`/desk/jobs/${rows[0]!.id}/retry`)).status).toBe(403)
    await operator.post(`/desk/jobs/${rows[0]!.id}/retry`)
    await operator.post(`/desk/jobs/${rows[1]!.id}/removal`)
    const after = await sql<{ state: string }>`select state from job.job`.execute(db())
    expect(after.rows).toEqual([{ state: 'retry' }])
    expect((await operator.post(`/desk/jobs/${rows[0]!.id}/retry`)).status).toBe(404)
    expect((await operator.post('/desk/jobs/none/removal')).status).toBe(404)
    const mine = await operator.get('/desk/acts?of=mine')
    expect(mine.html).toContain('Job tried again')
    expect(mine.html).toContain('Job forgotten')
  })

  test('mail that was not taken is tried again', async () => {
    await sql`
      insert into mail (address, subject, body, lang, tries, error, next_try)
      values ('a@example.net', 'Come in', 'Here', 'en', 11, 'mailbox full', now() + interval '1 day')`.execute(
      db(),
    )
    const seen = await operator.get('/desk/outbox?state=failed')
    expect(seen.html).toContain('mailbox full')
    const path = seen.html.match(/\/desk\/outbox\/\d+\/retry/)![0]
    expect((await curator.post(path)).status).toBe(403)
    await operator.post(path)
    const { rows } = await sql<{
      tries: number
      error: string | null
      due: boolean
    }>`select tries, error, next_try <= now() as due from mail where address = 'a@example.net'`.execute(db())
    expect(rows).toEqual([{ tries: 0, error: null, due: true }])
    expect((await operator.get('/desk/outbox?state=failed')).html).toContain('There is no such message')
  })

  test('links that let somebody in are read in the outbox only where there is no other way to read them', async () => {
    const them = { name: 'Member', email: 'member@example.net' }
    const token = 'abc.DEF_123-letsSomebodyIn'
    for (const write of [mailConfirmation, mailReset, mailInvitation]) await write(them, token)
    await mailLink(them.email, token)
    await visitor(server).post('/sign-in/link', { email: them.email })
    const link = /\/sign-in\/link\/[^\s.…<]{20,}/
    const all = await operator.get('/desk/outbox')
    expect(all.html.split(token)).toHaveLength(5)
    expect(all.html).toMatch(link)
    expect(all.html).toContain('Links in it let people in')
    const { SMTP_URL } = config()
    Object.assign(config(), { SMTP_URL: 'smtp://127.0.0.1:9' })
    try {
      const { html } = await operator.get('/desk/outbox')
      for (const path of ['/join/confirmation/…', '/sign-in/link/…', '/password/…', '/join/invitation/…'])
        expect(html).toContain(path)
      expect(html).not.toContain(token)
      expect(html).not.toMatch(link)
      expect(html).toContain('left out of links')
    } finally {
      Object.assign(config(), { SMTP_URL })
    }
  })

  test('the desk says when the last backup was, and whether a drill found it whole', async () => {
    expect((await operator.get('/desk/backups')).html).toContain('No backup is noted')
    expect((await operator.get('/desk')).html).toContain('There was no backup for seven days')
    const run = { folder: '/backups/a', rows: 10, bytes: 2_000_000, took: 1_500, faults: 0 }
    expect(await noteBackup(database.url, { ...run, kind: 'backup' })).toBe(true)
    expect(await noteBackup(database.url, { ...run, kind: 'drill', faults: 2 })).toBe(true)
    expect((await operator.get('/desk')).html).not.toContain('There was no backup for seven days')
    const seen = await operator.get('/desk/backups')
    expect(seen.html).toContain('less than seven days old')
    expect(seen.html).toContain('The drill found 2 things')
    await sql`update backup_run set at = now() - interval '8 days' where kind = 'backup'`.execute(db())
    expect((await operator.get('/desk/backups')).html).toContain('no backup for seven days')
  })

  test('every setting is said in words, secrets without what they are', async () => {
    process.env.METRICS_TOKEN = 'nobody may read this'
    try {
      const { html } = await operator.get('/desk/settings')
      expect(html).toContain('FILE_LIMIT')
      expect(html).toContain('The largest file that is taken, in megabytes')
      expect(html).toContain('set, and not shown')
      expect(html).not.toContain('nobody may read this')
    } finally {
      delete process.env.METRICS_TOKEN
    }
  })
})
