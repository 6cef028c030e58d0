import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demo } from '../../../tests/support/addresses.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { atomically, db } from '../../base/database/database.ts'
import { everyone, members, system } from '../../base/viewer.ts'
import { demoPassword } from '../../people/demo.ts'
import { index } from '../../search/indexing.ts'
import { search } from '../../search/search.ts'
import { valuePeace } from './peace.ts'

/** What came of something: told at the moment of use, for whom its teller chose and nobody else. */
demoDatabase()
const server = served(openDoors)

const [, , record] = demo.practice.split('/')
const at = `${demo.community}/value`
let amina: Visitor
let tendai: Visitor
let karim: Visitor
let outsider: Visitor

beforeAll(async () => {
  const demoVisitor = async (email: string) => {
    const who = visitor(server)
    await who.post('/sign-in', { email, password: demoPassword })
    return who
  }
  amina = await demoVisitor('member@demo.example')
  tendai = await demoVisitor('facilitator@demo.example')
  karim = await demoVisitor('curator@demo.example')
  outsider = await signedIn(server, 'Outsider')
})

const community = 'land-degradation-neutrality-in-practice'
const tell = (who: Visitor, of: string, words: string, more: Record<string, string> = {}) =>
  who.post('/value/new', {
    ...{
      of,
      lang: 'en',
      'cycles/applied': words,
      community,
      openTo: 'facilitators',
      named: 'no',
      agreed: 'yes',
    },
    ...more,
  })

/** The reference in the address where telling ended. */
const refOf = ({ at: address, html }: { at: string; html: string }): string => {
  expect(address, html.replace(/<[^>]+>/g, ' ').slice(-1500)).toMatch(/^\/value\/[0-9a-z]{12}$/)
  return address.split('/')[2]!
}

test('whoever used something is asked beside it, two or three questions, and never again', async () => {
  const used = await karim.post(`/records/${record}/uses`, {
    outcome: 'worked',
    note: 'It held.',
    lang: 'en',
    named: 'yes',
  })
  const use = /^\/uses\/([0-9a-z]{12})$/.exec(used.at)![1]!
  expect(used.html).toContain(`/value/new?of=${use}`)
  const page = (await karim.get(demo.practice)).html
  expect(page).toContain(`/value/new?of=${use}`)
  expect((await outsider.get(demo.practice)).html).not.toContain('/value/new')
  expect((await visitor(server).get(demo.practice)).html).not.toContain('/value/new')
  const form = (await karim.get(`/value/new?of=${use}`)).html
  expect(form.match(/<textarea/g)).toHaveLength(2)
  expect(form).toContain('What did you do differently')
  await karim.post('/value/not-now', { of: use })
  expect((await karim.get(demo.practice)).html).not.toContain('/value/new')
})

test('an answer that was thanked leads to it; a form sent back keeps what was typed', async () => {
  const thread = 'th7eadmap001'
  expect((await karim.get(demo.thread)).html).not.toContain('/value/new')
  await karim.post('/posts/p0stmap00002/thanks')
  expect((await karim.get(demo.thread)).html).toContain(`/value/new?of=${thread}`)
  for (const [words, more, said] of [
    ['Kept as typed', { agreed: '' }, 'Without your consent nothing is kept'],
    ['', {}, 'Answer at least one question'],
    ['Kept as typed', { link: 'javascript:alert(1)' }, 'This is not an address'],
    [
      'Kept as typed',
      { community: 'drylands-exchange', openTo: 'members' },
      'It does not stand in this community',
    ],
  ] as const) {
    const { agreed, ...rest } = { agreed: 'yes', ...more }
    const { status, html } = await karim.post('/value/new', {
      ...{ of: thread, lang: 'en', 'cycles/applied': words, community, openTo: 'facilitators' },
      ...rest,
      ...(agreed && { agreed }),
    })
    expect(status).toBe(422)
    expect(html).toContain(said)
    expect(html).toContain(words)
  }
  refOf(await tell(karim, thread, 'Both figures stand in our note now.', { openTo: 'everyone' }))
  expect((await karim.get(demo.thread)).html).not.toContain('/value/new')
  expect((await karim.get(`/value/new?of=${thread}`)).at).toMatch(/^\/value\/[0-9a-z]{12}$/)
  expect((await tell(karim, thread, 'Twice')).html).toContain('You have told what came of this already')
  const read = (await visitor(server).get(demo.thread)).html
  expect(read).toContain('Both figures stand in our note now.')
  expect(read).not.toContain('Karim Bensaïd</bdi> ·')
})

test('what is for facilitators or members is nobody else’s: by page, list, panel, program and search', async () => {
  const ofMembers = 'p0stmap00003'
  const forMembers = refOf(
    await tell(amina, ofMembers, 'Quagganary for members.', { openTo: 'members', named: 'yes' }),
  )
  const kept = refOf(await tell(amina, 'p0stmap00002', 'Quagganary for facilitators.', { named: 'yes' }))
  const { rows } = await sql<{ id: number }>`select thing as id from value_story`.execute(db())
  await index(rows.map(({ id }) => id))
  for (const who of [outsider, visitor(server)]) {
    for (const path of [
      at,
      `/api/v1${at}`,
      demo.thread,
      '/search?q=quagganary',
      '/api/v1/records?q=quagganary',
    ])
      expect(
        (await who.get(path)).html.replaceAll('q=quagganary', '').replace(/value="quagganary"/g, ''),
        path,
      ).not.toContain('Quagganary')
    for (const ref of [forMembers, kept])
      for (const path of [`/value/${ref}`, `/api/v1/value/${ref}`])
        expect((await who.get(path)).status, path).toBe(404)
    expect((await who.post(`/value/${forMembers}/end`)).status).toBeGreaterThanOrEqual(403)
  }
  const { html } = await karim.get(at)
  expect(html).toContain('Quagganary for members.')
  expect(html).not.toContain('for facilitators.')
  expect((await karim.get(`/value/${kept}`)).status).toBe(404)
  expect((await tendai.get(at)).html).toContain('Quagganary for facilitators.')
  expect((await amina.get(`/value/${kept}`)).html).toContain('Quagganary for facilitators.')
  for (const circles of [[everyone], [everyone, members]]) {
    const found = await search({ kind: 'stranger', circles }, 'quagganary')
    expect(found.total).toBe(0)
  }
})

test('it is read by cycle, taken back by its teller alone, and brought back', async () => {
  const { html } = await visitor(server).get(`${at}?cycle=potential`)
  expect(html).toContain('Applied')
  expect(html).not.toContain('Both figures stand')
  const list = JSON.parse((await visitor(server).get(`/api/v1${at}?limit=1`)).html)
  expect(list.items).toHaveLength(1)
  expect(list.next).toBe('2')
  const ref = list.items[0].ref
  expect((await amina.post(`/value/${ref}/end`)).html).toContain('Only whoever told it')
  await karim.post(`/value/${ref}/end`)
  expect((await visitor(server).get(`/value/${ref}`)).status).toBe(410)
  expect((await visitor(server).get(at)).html).not.toContain('Both figures stand')
  await karim.post(`/value/${ref}/return`)
  expect((await visitor(server).get(`/value/${ref}`)).html).toContain('Both figures stand')
  await sql`update thing set circle = 0 where ref = 'th7eadmap001'`.execute(db())
  for (const path of [`/value/${ref}`, `/api/v1/value/${ref}`])
    expect((await visitor(server).get(path)).status).toBe(404)
  await sql`update thing set circle = ${everyone} where ref = 'th7eadmap001'`.execute(db())
  const taken = (await karim.get('/account/export')).html
  expect(taken).toContain('Both figures stand in our note now.')
})

test('it is said otherwise by whoever told it alone; without a name nothing leads to who used it', async () => {
  const { at: used } = await outsider.post(`/records/${record}/uses`, {
    ...{ outcome: 'worked', note: 'It held again.', lang: 'en', named: 'no' },
  })
  const use = used.split('/')[2]!
  expect((await outsider.get(`/value/new?of=${use}`)).html).toContain(
    'You asked or used this without your name',
  )
  const ref = refOf(
    await tell(outsider, use, 'Two terraces.', { openTo: 'everyone', named: 'yes', community: '' }),
  )
  const read = (await amina.get(`/value/${ref}`)).html
  expect(read).toContain('Two terraces.')
  expect(read).not.toContain('<bdi>Outsider')
  expect(read).not.toContain(`/uses/${use}`)
  expect(read).toContain(`/records/${record}`)
  expect((await amina.get(`/value/${ref}/change`)).status).toBe(403)
  expect((await visitor(server).get(`/value/${ref}/change`)).status).toBeGreaterThanOrEqual(401)
  const form = (await outsider.get(`/value/${ref}/change`)).html
  expect(form).toContain('Two terraces.')
  const change = {
    of: use,
    lang: 'en',
    'cycles/applied': 'Three terraces.',
    community: '',
    openTo: 'everyone',
    named: 'no',
    agreed: 'yes',
  }
  expect((await amina.post(`/value/${ref}/change`, change)).status).toBe(403)
  expect((await outsider.post(`/value/${ref}/change`, { ...change, 'cycles/applied': '' })).status).toBe(422)
  expect((await outsider.post(`/value/${ref}/change`, { ...change, openTo: 'facilitators' })).html).toContain(
    'It stands in no community of yours',
  )
  await outsider.post(`/value/${ref}/change`, change)
  const after = (await amina.get(`/value/${ref}`)).html
  expect(after).toContain('Three terraces.')
  expect(after).not.toContain('Two terraces.')
  expect(after).toContain('changed')
})

test('whoever wishes never to be asked is asked nowhere, until they wish it again', async () => {
  const { at: used } = await tendai.post(`/records/${record}/uses`, {
    ...{ outcome: 'partly', note: 'In part.', lang: 'en', named: 'yes' },
  })
  const of = used.split('/')[2]!
  expect((await tendai.get(demo.practice)).html).toContain('/value/new?of=')
  await tendai.post('/value/never', { of, how: 'never' })
  expect((await tendai.get(demo.practice)).html).not.toContain('/value/new?of=')
  expect((await tendai.get('/account/export')).html).toContain('"valueNeverAsked": true')
  expect((await tendai.get(`/value/new?of=${of}`)).html).toContain('Ask me again')
  await tendai.post('/value/never', { of, how: 'again' })
  expect((await tendai.get(demo.practice)).html).toContain(`/value/new?of=${of}`)
})

test('whoever only reads for a while, and what is closed, tells nothing; what is hidden says so', async () => {
  await sql`insert into deed (community, person, kind, by, until, reason) select community.thing, person.thing, 'paused', person.thing, now() + interval '3 days', 'Rest.'
    from community, person where slug = ${community} and handle = 'karim-bensaid'`.execute(db())
  expect(
    (await tell(karim, 'p0stmap00002', 'Paused.', { openTo: 'everyone', community: '' })).html,
  ).toContain('You only read here until')
  await sql`update deed set ended = now() where kind = 'paused'`.execute(db())
  await sql`update community set rest = 'closed' where slug = ${community}`.execute(db())
  expect(
    (await tell(karim, 'p0stmap00002', 'Closed.', { openTo: 'everyone', community: '' })).html,
  ).toContain('This community is closed')
  await sql`update community set rest = null where slug = ${community}`.execute(db())
  const ref = refOf(await tell(karim, 'p0stmap00002', 'Seen.', { openTo: 'everyone' }))
  await sql`update value_story set hidden = now() from thing where thing.id = value_story.thing and ref = ${ref}`.execute(
    db(),
  )
  const gone = await amina.get(`/value/${ref}`)
  expect([gone.status, gone.html.includes('A moderator keeps this out of sight')]).toEqual([410, true])
  expect((await karim.get(`/value/${ref}/change`)).status).toBe(403)
})

test('the first of a newcomer for others waits for a look, also when it was told to those who facilitate before', async () => {
  const { id } = (
    await sql<{ id: number }>`select thing as id from community where slug = ${community}`.execute(db())
  ).rows[0]!
  await sql`insert into peace (community, first_posts) values (${id}, 1) on conflict (community) do update set first_posts = 1`.execute(
    db(),
  )
  const newt = await signedIn(server, 'Newt')
  await newt.post(`${demo.community}/membership`)
  try {
    const use = async () => {
      const form = { outcome: 'partly', note: 'Again.', lang: 'en', named: 'yes' }
      return (await newt.post(`/records/${record}/uses`, form)).at.split('/')[2]!
    }
    const of = await use()
    const inside = refOf(await tell(newt, of, 'Told softly.'))
    expect((await tendai.get(`/value/${inside}`)).html).toContain('Told softly.')
    const form = { of, lang: 'en', 'cycles/applied': 'Told softly.', community, named: 'yes', agreed: 'yes' }
    const wide = await newt.post(`/value/${inside}/change`, { ...form, openTo: 'members' })
    expect(wide.html).toContain('looks at it first')
    for (const who of [amina, outsider]) expect((await who.get(`/value/${inside}`)).status).toBe(404)
    expect((await amina.get(at)).html).not.toContain('Told softly.')
    await newt.post(`/value/${inside}/end`)
    await newt.post(`/value/${inside}/return`)
    expect((await amina.get(`/value/${inside}`)).status).toBe(404)
    const queue = (await tendai.get(`${demo.community}/reports`)).html
    const matter = [...queue.matchAll(/href="([^"]*\/reports\/\d+)"/g)].map(([, one]) => one!)
    const pages = await Promise.all(matter.map((one) => tendai.get(one)))
    const mine = matter[pages.findIndex(({ html }) => html.includes('Told softly.'))]!
    await tendai.post(mine, { outcome: 'let-through', reason: '' })
    expect((await amina.get(`/value/${inside}`)).html).toContain('Told softly.')
    const { rows } = await sql<{ id: number }>`select id from thing where ref = ${inside}`.execute(db())
    await atomically(() => valuePeace.hide!(system('test'), rows[0]!.id, 'It names a farmer'))
    expect((await amina.get(`/value/${inside}`)).status).toBe(410)
    expect((await newt.get('/account/deeds')).html).toContain('It names a farmer')
  } finally {
    await sql`delete from peace where community = ${id}`.execute(db())
  }
})

test('what was asked without a name is told without one', async () => {
  const asked = await amina.post(`${demo.community}/threads`, {
    ...{ form: 'question', title: 'Who else fears the audit?', body: 'I do.', lang: 'en', sealed: 'yes' },
  })
  const ref = /\/threads\/([0-9a-z]{12})/.exec(asked.at)![1]!
  const form = (await amina.get(`/value/new?of=${ref}`)).html
  expect(form).toContain('You asked or used this without your name')
  refOf(await tell(amina, ref, 'I asked for help in time.', { openTo: 'everyone', named: 'yes' }))
  const seen = (await karim.get(`/threads/${ref}`)).html
  expect(seen).toContain('I asked for help in time.')
  expect(seen).not.toContain('<bdi>Amina Sow</bdi> ·')
})
