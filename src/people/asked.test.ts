import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { served } from '../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'
import { system } from '../base/viewer.ts'
import { setSite } from '../ui/site.ts'
import { appoint } from './appointing.ts'
import { addPerson } from './inviting.ts'

/** What is done to somebody, or said of an organisation, waits for the yes of those it burdens. */
demoDatabase()
const server = served(openDoors)
const password = 'stone bunds on the slope'
let made = 0
interface Member {
  who: Visitor
  handle: string
  email: string
}
async function member(name: string): Promise<Member> {
  const email = `asked${++made}@example.org`
  const handle = await addPerson({ name, email, password })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  return { who, handle, email }
}
const start = async ({ who }: Member, name: string, more: Record<string, string> = {}) =>
  (await who.post('/organisations', { name, kind: 'agency', place: 'NE', ...more })).at
const slugIn = (page: string) => page.split('/').at(-1)!
const acts = async ({ who }: Member) => (await who.get('/desk/acts')).html
const stranger = () => visitor(server)

let keeper: Member
let other: Member
let third: Member
beforeAll(async () => {
  setSite({ origin: server.origin })
  keeper = await member('Keeper of the parent')
  other = await member('Keeper of the branch')
  third = await member('Somebody else')
})

describe('a branch', () => {
  let parent: string
  let branch: string
  let number = 0
  beforeEach(async () => {
    parent = await start(keeper, `Ministry ${++number}`)
    branch = await start(other, `District office ${number}`, { parent: slugIn(parent) })
  })
  const answer = (how: string) => `${parent}/branches/${slugIn(branch)}/${how}`

  test('waits for those who keep the parent, who say yes', async () => {
    expect(branch).toContain('/organisations/district-office')
    for (const by of [stranger(), third.who]) {
      expect((await by.get(parent)).html).not.toContain(branch)
      expect((await by.get(branch)).html).not.toContain(parent)
    }
    expect((await other.who.get(branch)).html).toContain('Asked, and not answered yet')
    expect((await other.who.get(`${branch}/change`)).html).toContain(`value="${slugIn(parent)}"`)
    expect((await keeper.who.get(parent)).html).toContain('asks to be a branch')
    expect((await keeper.who.get('/desk')).html).toContain('1 organisation asks to be a branch')
    expect(await acts(keeper)).toContain('Asked to be a branch')
    for (const { who } of [other, third]) {
      expect((await who.post(answer('acceptance'))).status).toBe(403)
      expect((await who.post(answer('end'))).status).toBe(403)
    }
    expect((await keeper.who.post(answer('acceptance'))).at).toBe(parent)
    expect((await stranger().get(parent)).html).toContain(branch)
    expect((await stranger().get(branch)).html).toContain(parent)
    expect((await keeper.who.get('/desk')).html).not.toContain('asks to be a branch')
    expect(await acts(other)).toContain('Taken in as a branch')
    expect((await keeper.who.post(answer('acceptance'))).status).toBe(404)
    // Saved again as it is, it stays one without another question.
    await other.who.post(`${branch}/change`, { name: 'The office', kind: 'agency', parent: slugIn(parent) })
    expect((await stranger().get(parent)).html).toContain('The office')
    await keeper.who.post(answer('end'))
    expect((await stranger().get(parent)).html).not.toContain(branch)
  })

  test('is told no, and may ask again', async () => {
    await keeper.who.post(answer('end'))
    expect((await other.who.get(branch)).html).not.toContain('not answered yet')
    expect((await keeper.who.post(answer('acceptance'))).status).toBe(404)
    const again = { name: 'District office', kind: 'agency', parent: slugIn(parent) }
    await other.who.post(`${branch}/change`, again)
    await other.who.post(`${branch}/change`, again)
    expect((await keeper.who.get(parent)).html).toContain(answer('acceptance'))
    const { rows } = await sql<{ verb: string }>`
      select verb from audit join organisation on organisation.thing = audit.thing where slug = ${slugIn(branch)} order by audit.id`.execute(
      db(),
    )
    expect(rows.map(({ verb }) => verb)).toEqual([
      'organisation.started',
      'branch.asked',
      'branch.ended',
      'organisation.changed',
      'branch.asked',
      'organisation.changed',
    ])
  })

  test('takes back what it asked, and leaves', async () => {
    for (const { who } of [keeper, third]) expect((await who.post(`${branch}/parent/end`)).status).toBe(403)
    expect((await other.who.post(`${branch}/parent/end`)).at).toBe(branch)
    expect((await keeper.who.post(answer('acceptance'))).status).toBe(404)
    expect((await other.who.post(`${branch}/parent/end`)).status).toBe(404)
  })

  test('is never above what is above it, whoever answers first', async () => {
    const above = { name: 'Ministry', kind: 'ministry', parent: slugIn(branch) }
    expect((await keeper.who.post(`${parent}/change`, above)).at).toBe(parent)
    expect((await keeper.who.post(answer('acceptance'))).at).toBe(parent)
    const otherWay = `${branch}/branches/${slugIn(parent)}/acceptance`
    const refused = await other.who.post(otherWay)
    expect([refused.status, refused.html]).toEqual([409, expect.stringContaining('cannot be above it too')])
    expect((await stranger().get(branch)).html).toContain(parent)
    // Nor by way of one between them.
    const room = await start(other, `Room ${number}`, { parent: slugIn(branch) })
    const asks = await keeper.who.post(`${parent}/change`, { ...above, parent: slugIn(room) })
    expect([asks.status, asks.html]).toEqual([422, expect.stringContaining('cannot be above it too')])
  })

  test('needs no asking where somebody keeps both', async () => {
    const second = await start(keeper, `Second office ${number}`, { parent: slugIn(parent) })
    expect((await stranger().get(parent)).html).toContain(second)
  })
})

describe('keeping a page', () => {
  let page: string
  let number = 0
  beforeEach(async () => {
    page = await start(keeper, `Kept office ${++number}`)
  })
  const ask = (handle = other.handle) => keeper.who.post(`${page}/keepers`, { handle })
  const changes = async ({ who }: Member) => (await who.get(`${page}/change`)).status
  const offer = async ({ who }: Member) =>
    new RegExp(`${page}/members/\\d+/offer/end`).exec((await who.get(page)).html)?.[0]

  test('waits for the yes of whoever is asked', async () => {
    expect((await ask()).at).toBe(page)
    expect(await changes(other)).toBe(403)
    const { subject, body } = await db()
      .selectFrom('mail')
      .select(['subject', 'body'])
      .where('address', '=', other.email)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(subject).toBe(`Will you keep the page of Kept office ${number}?`)
    expect(body).toContain(server.origin + page)
    expect((await other.who.get('/desk')).html).toContain('You are asked to keep this page')
    expect(await acts(other)).toContain('Asked to keep the page')
    expect((await keeper.who.get(page)).html).toContain('was asked, has not answered yet')
    for (const by of [stranger(), third.who])
      expect((await by.get(page)).html).not.toMatch(/Keeper of the branch|has not answered/)
    expect((await ask()).status).toBe(422)
    expect((await third.who.post(`${page}/keeping`)).status).toBe(404)
    expect((await third.who.post((await offer(other))!)).status).toBe(403)
    // Nor is whoever was asked made a member, or one who speaks for it, without their yes.
    const belonging = /\d+(?=\/offer)/.exec((await offer(keeper))!)![0]
    expect((await keeper.who.post(`${page}/members/${belonging}/member`)).status).toBe(404)
    expect((await keeper.who.post(`${page}/representatives`, { handle: other.handle })).status).toBe(422)
    expect((await other.who.get(`/people/${other.handle}`)).html).not.toContain(page)

    expect((await other.who.post(`${page}/keeping`)).at).toBe(page)
    expect(await changes(other)).toBe(200)
    expect(await acts(keeper)).toContain('Said yes to keeping the page')
    expect((await other.who.get('/desk')).html).not.toContain('You are asked to keep this page')
    expect((await ask()).status).toBe(422)
    // Laid down at once: somebody else keeps it.
    const leave = new RegExp(`${page}/members/\\d+/end(?="><[^>]*>Leave)`)
    await other.who.post(leave.exec((await other.who.get(page)).html)![0])
    expect(await changes(other)).toBe(403)
  })

  test('is declined, and nothing remains', async () => {
    await ask()
    expect((await other.who.post((await offer(other))!)).at).toBe(page)
    expect(await acts(keeper)).toContain('Said no to keeping the page')
    expect((await other.who.post(`${page}/keeping`)).status).toBe(404)
    expect((await other.who.get(page)).html).toContain('I belong to it')
    expect((await ask()).status).toBe(200)
  })

  test('is asked no more when it is taken back', async () => {
    await ask()
    await keeper.who.post((await offer(keeper))!)
    expect((await other.who.post(`${page}/keeping`)).status).toBe(404)
    expect((await other.who.get('/desk')).html).not.toContain(`href="${page}"`)
  })

  test('of a member who says no leaves them a member', async () => {
    await other.who.post(`${page}/members`, { work: 'Surveyor' })
    await keeper.who.post(
      new RegExp(`${page}/members/\\d+/member`).exec((await keeper.who.get(page)).html)![0],
    )
    await ask()
    expect(await changes(other)).toBe(403)
    await other.who.post((await offer(other))!)
    const { html } = await other.who.get(page)
    expect(html).toContain('Surveyor')
    expect(html).not.toContain('I belong to it')
    expect(html).not.toContain('You are asked to keep this page')
  })

  test('is taken on by a curator of its place without asking themselves', async () => {
    const curator = await member('Curator of the place')
    const { rows } = await sql<{ ref: string }>`
      select ref from thing join place on place.thing = thing.id where code = 'NE'`.execute(db())
    await appoint(system('test'), { handle: curator.handle, role: 'curator', subject: rows[0]!.ref })
    await curator.who.post(`${page}/keepers`, { handle: curator.handle })
    expect((await curator.who.get(page)).html).toContain('keeps the page')
    const { rows: kept } = await sql`
      select from belonging join person on person.thing = belonging.person
      where handle = ${curator.handle} and standing = 'steward' and not offered`.execute(db())
    expect(kept).toHaveLength(1)
  })
})
