import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import type { Visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'
import { dayAfter } from '../base/today.ts'
import { everyone, system } from '../base/viewer.ts'
import { importInstrumentFile } from '../instruments/importing.ts'

/** Who is counted and who is not, so that nobody is known, missed or counted twice by a figure. */
ownDatabase()
const server = served(openDoors)

const people: Record<string, Visitor> = {}
const health = '/communities/soil/health'

beforeAll(async () => {
  const bytes = readFileSync('packs/common/instruments/health-check.json')
  await importInstrumentFile(system('test'), { name: 'health-check.json', bytes })
  for (const name of ['Kofi', 'Amina', 'Ben', 'Cleo', 'Dia', 'Eli', 'Fay', 'Outsider'])
    people[name.toLowerCase()] = await signedIn(server, name)
  await gather('soil', { members: ['amina', 'ben', 'cleo', 'dia', 'eli', 'fay'], facilitators: ['kofi'] })
  await gather('elsewhere', { facilitators: ['outsider'], members: ['amina'] })
  await people.ben!.post('/communities/soil/threads', {
    ...{ form: 'question', title: 'Who waters at night?', body: 'Well?', lang: 'en' },
  })
})

async function tokenOf(who: Visitor): Promise<string> {
  const { html } = await who.post('/account/tokens', { name: 'A script', may: 'read', days: '30' })
  return /baobab_[\w-]+/.exec(html)![0]
}

test('few people are counted for nobody: not on the page, by program, or to sponsors', async () => {
  const { html } = await people.amina!.get(health)
  expect(html).not.toContain('People in the last year')
  expect(html).toMatch(/In the last 90 days<\/dt><dd>fewer than 5/)
  const seen = (await (
    await fetch(`${server.origin}/api/v1${health}`, {
      headers: { authorization: `Bearer ${await tokenOf(people.ben!)}` },
    })
  ).json()) as Record<string, unknown>
  for (const of of ['people', 'of90', 'newcomers', 'returned', 'bridges']) expect(seen).not.toHaveProperty(of)
  await people.kofi!.post(`${health}/release`, { note: '', lang: 'en' })
  const { rows } = await sql<{
    shown: object
  }>`select shown from health_release order by id desc limit 1`.execute(db())
  expect(rows[0]!.shown).toMatchObject({ people: null, newcomers: null, returned: null })
  await people.kofi!.post(`${health}/release/end`)
})

test('who speaks for the organisation that sponsors it sees what was released, member or not', async () => {
  await sql`with made as (insert into thing (ref, kind, circle, state, origin) values ('sp0ns0r00001', 'organisation', ${everyone}, 'published', 'here') returning id),
      org as (insert into organisation (thing, slug, kind, name) select id, 'the-fund', 'donor', '{"original":"en","texts":{"en":"The Fund"}}'::jsonb from made returning thing),
      named as (insert into representative (organisation, person, named_by) select org.thing, person.thing, person.thing from org, person where handle = 'fay')
    update community set sponsor = org.thing from org where slug = 'soil'`.execute(db())
  expect((await people.fay!.get(health)).html).toContain('Nothing has been released yet.')
  expect((await people.fay!.get(`${health}/check`)).status).toBe(403)
  expect((await people.amina!.get(health)).html).toContain('Early signs')
  await sql`update community set sponsor = null where slug = 'soil'`.execute(db())
})

test('what waits for a look, or is out of sight, counts for nobody and answers nothing', async () => {
  const parts = async (handle: string) =>
    (
      await sql`select from taking_part join person on person.thing = person where handle = ${handle} and community = (select thing from community where slug = 'soil')`.execute(
        db(),
      )
    ).rows.length
  const { at } = await people.dia!.post('/communities/soil/threads', {
    ...{ form: 'question', title: 'Who has seed?', body: 'I have none.', lang: 'en' },
  })
  expect(await parts('dia')).toBe(1)
  await sql`update post set hidden = now() from thing where thing.id = post.thread and thing.ref = ${at.split('/')[2]!}`.execute(
    db(),
  )
  expect(await parts('dia')).toBe(0)
  await sql`update post set hidden = null from thing where thing.id = post.thread and thing.ref = ${at.split('/')[2]!}`.execute(
    db(),
  )
  expect(await parts('dia')).toBe(1)
  await people.eli!.post(`/threads/${at.split('/')[2]!}/posts`, { body: 'I have.', lang: 'en' })
  await sql`update thread set opened = now() - interval '20 days' from thing where thing.id = thread.thing and thing.ref = ${at.split('/')[2]!}`.execute(
    db(),
  )
  expect((await people.amina!.get(health)).html).not.toContain('Who has seed?')
  await sql`update post set held = now() where body = 'I have.'`.execute(db())
  expect((await people.amina!.get(health)).html).toContain('Who has seed?')
})

test('a language, a place, a level or a chapter of one or two is never said to be unheard', async () => {
  const unheard = async () =>
    (await people.kofi!.get(health)).html.split('id="signs"')[1]!.split('<details')[0]!
  await sql`with region as (insert into thing (ref, kind, circle, state, origin) values ('p1aceaaaaaa1', 'place', ${everyone}, 'published', 'here'), ('p1aceaaaaaa2', 'place', ${everyone}, 'published', 'here') returning id, ref),
      places as (insert into place (thing, code, level, name) select id, upper(right(ref, 2)), 'country', jsonb_build_object('en', 'Land ' || right(ref, 1)) from region returning thing),
      stands as (insert into within (thing, ancestor) select thing, thing from places on conflict do nothing),
      home as (insert into about (thing, subject) select community.thing, places.thing from community, places where slug = 'soil')
    insert into profile_line (person, kind, subject, circle, position) select person.thing, 'place', (select thing from places order by thing limit 1), ${everyone}, 0 from person where handle = 'cleo'`.execute(
    db(),
  )
  // Nobody works in the one, and one person alone in the other.
  const html = await unheard()
  expect(html).toContain('Land 2')
  expect(html).not.toContain('Land 1')
  await sql`insert into profile_line (person, kind, subject, circle, position) select person.thing, 'place', (select thing from place where code = 'A1'), ${everyone}, 0 from person where handle in ('fay', 'kofi')`.execute(
    db(),
  )
  const more = await unheard()
  expect(more).toContain('Land 1')
  expect(more).toContain('National level')
  expect(more).not.toMatch(/Cleo|Fay/)
})

test('a list of 2005 makes nobody dormant who began here yesterday; its people count once it is open', async () => {
  const { id } = await gather('list', { facilitators: ['kofi'], members: ['amina'] })
  await sql`
    with archive as (insert into list_archive (ref, community, name, lang, reader_lang, state) values ('archive00001', ${id}, 'List', 'en', 'en', 'done') returning id),
      writers as (insert into mail_author (community, name, address_hash) select ${id}, 'W' || i, 'h' || i from generate_series(1, 14) as i returning id),
      threads as (insert into thing (ref, kind, circle, state, origin) select 'ma11thread0' || q, 'thread', ${everyone}, 'published', 'here' from generate_series(0, 7) as q returning id, ref),
      talk as (insert into thread (thing, community, form, title, lang, opened, last_at, archive, resting)
        select threads.id, ${id}, 'discussion', 'Old talk', 'en', at, at, archive.id, true
        from threads, archive, lateral (select timestamptz '2005-02-01' + make_interval(months => 3 * right(ref, 1)::int) as at) as day returning thing, opened),
      posts as (insert into thing (ref, kind, circle, state, origin)
        select 'p0st' || lpad(((row_number() over ()))::text, 8, '0'), 'post', ${everyone}, 'published', 'here' from talk, writers returning id),
      pairs as (select talk.thing as thread, talk.opened, writers.id as author, row_number() over (order by talk.thing, writers.id) as n, row_number() over (partition by talk.thing order by writers.id) as nth from talk, writers),
      keys as (select id, row_number() over (order by id) as n from posts)
    insert into post (thing, thread, nth, mail_author, lang, body, at)
      select keys.id, thread, nth, author, 'en', 'Mail', opened + make_interval(hours => nth::int) from pairs join keys using (n)`.execute(
    db(),
  )
  const page = async () => (await people.kofi!.get('/communities/list/health')).html
  const closed = await page()
  expect(closed).not.toContain('Does it rest?')
  expect(closed).not.toContain('id="quarters"')
  await sql`update list_archive set opened = now() where community = ${id}`.execute(db())
  const open = await page()
  expect(open).toContain('id="quarters"')
  const { rows } = await sql<{
    many: number
  }>`select count(distinct who)::int as many from took_part where community = ${id}`.execute(db())
  expect(rows[0]!.many).toBe(14)
  // Who takes theirs on is not counted twice, and who wished for no name is not counted.
  await sql`update post set person = (select thing from person where handle = 'amina') where mail_author = (select min(id) from mail_author where community = ${id})`.execute(
    db(),
  )
  await sql`update mail_author set wish = 'unnamed' where id = (select max(id) from mail_author where community = ${id})`.execute(
    db(),
  )
  const after = await sql<{
    many: number
  }>`select count(*)::int as many from list_part where community = ${id} and quarter = '2005-01-01'`.execute(
    db(),
  )
  expect(after.rows[0]!.many).toBe(12)
  await sql`update list_archive set opened = null where community = ${id}`.execute(db())
  expect(await page()).not.toContain('id="quarters"')
})

test('whoever closes it ends its health check; a closed one is asked for nothing', async () => {
  await people.outsider!.post('/communities/elsewhere/health/checks', { ends: dayAfter(10) })
  await people.outsider!.post('/communities/elsewhere/rest', { how: 'closed', parting: 'Farewell.' })
  const { status, html } = await people.amina!.post('/communities/elsewhere/health/check', {
    lang: 'en',
    'elements/domain': '4',
  })
  expect([status, html.includes('This health check is over.')]).toEqual([422, true])
  const { html: page } = await people.outsider!.get('/communities/elsewhere/health')
  expect(page).not.toContain('A step would help')
  expect(page).not.toContain('A health check goes on')
  expect((await people.amina!.get('/communities/elsewhere')).html).toContain('Farewell.')
})
