import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { lettersTo, mailed, setMail } from '../../tests/support/mailing.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { atomically, db } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { system } from '../base/viewer.ts'
import { mailNotices } from '../notifications/mailing.ts'
import { reactions } from '../reactions.ts'
import { callForNeeds } from './calling.ts'
import { expire, settleTakeUps } from './expiring.ts'
import { matchAll } from './matched.ts'
import { entryPeace } from './peace.ts'

/** Giving and getting under attack: what nobody may see, do twice, or be asked again and again. */
setMail()
demoDatabase()
const server = served(openDoors)
const mail = mailed()
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const stranger = () => visitor(server)
let [ann, ben, cas, fay, opal]: Visitor[] = []
let room: { id: number; circle: number }
beforeAll(async () => {
  ann = await signedIn(server, 'Ann')
  ben = await signedIn(server, 'Ben')
  cas = await signedIn(server, 'Cas')
  fay = await signedIn(server, 'Fay')
  opal = await signedIn(server, 'Opal', 'operator')
  room = await gather('small-room', { members: ['ann', 'ben'], facilitators: ['fay'] })
  await sql`insert into in_circle (circle, person) select ${room.circle}, thing from person where handle in ('ann', 'ben', 'fay')`.execute(
    db(),
  )
})

const said = { lang: 'en', what: 'review', audience: 'everyone', topics: 'stone-bunds' }
const made = async (who: Visitor, more: Record<string, string | string[]>): Promise<string> => {
  const sent = await who.post('/exchange', { ...said, ...more })
  expect(sent.at, plain(sent.html).slice(0, 1500)).toMatch(/^\/(offers|needs)\//)
  return sent.at
}
const refIn = (address: string) => address.split('/')[2]!
const idOf = async (address: string) => {
  const { rows } = await sql<{ id: number }>`select id from thing where ref = ${refIn(address)}`.execute(db())
  return rows[0]!.id
}
const takeUp = (who: Visitor, at: string, words = 'I could.') =>
  who.post(`/exchange/${refIn(at)}/take-ups`, { words, lang: 'en' })
const inbox = async (who: Visitor) => {
  await drain(reactions)
  return plain((await who.get('/notices')).html)
}
const older = async (at: string, days: number) =>
  sql`update exchange_entry set opened = now() - make_interval(days => ${days}) where thing = ${await idOf(at)}`.execute(
    db(),
  )

test('a form that is sent twice at once stands once, and what cannot be kept is left out', async () => {
  const need = { side: 'need', title: 'Once\0 \ud800only', once: 'twice-at-once' }
  const both = await Promise.all([
    ann!.post('/exchange', { ...said, ...need }),
    ann!.post('/exchange', { ...said, ...need }),
  ])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(both[0]!.at).toBe(both[1]!.at)
  expect(plain(both[0]!.html)).toContain('only')
})

test('changing and matching all at the same time wait for each other', async () => {
  const at = await made(ann!, { side: 'offer', title: 'Changed meanwhile' })
  await made(ben!, { side: 'need', title: 'Meets it' })
  const change = async (version: number) =>
    ann!.post(`/exchange/${refIn(at)}/change`, {
      ...said,
      title: `Changed ${version}`,
      version: String(version),
    })
  const matching = Array.from({ length: 8 }, () => matchAll())
  for (let version = 1; version <= 8; version++) expect((await change(version)).status).toBe(200)
  await Promise.all(matching)
})

test('whoever is blocked is heard nowhere, counts nowhere, and keeps no need from being met', async () => {
  const need = await made(ann!, {
    ...{ side: 'need', title: 'A quiet need', words: 'Two *pages*.', topics: 'terraces' },
  })
  await ann!.post('/account/quiet', { handle: 'cas', how: 'blocked' })
  const talk = await takeUp(cas!, need, 'Kuckuck, again.')
  expect(talk.at).toMatch(/^\/take-ups\//)
  await cas!.post(`${talk.at}/taking-back`)
  const again = await takeUp(cas!, need, 'Kuckuck, once more.')
  expect(again.at).not.toBe(talk.at)
  for (const page of ['/take-ups', '/take-ups?of=past', '/exchange/mine', need, talk.at])
    expect(plain((await ann!.get(page)).html), page).not.toMatch(/Kuckuck|Cas\b|1 person answered/)
  expect((await ann!.get(talk.at)).status).toBe(404)
  await older(need, 8)
  expect(plain((await opal!.get('/exchange/unanswered')).html)).toContain('A quiet need')
  await made(ben!, { side: 'offer', title: 'A quiet offer', topics: 'terraces', askable: 'yes' })
  // Who wants to hear nothing takes no place among the five.
  await sql`insert into notice_choice (person, needs, threads, by_mail, quiet_days) select thing, 'nothing', 'each', true, '{}' from person where handle = 'ben'`.execute(
    db(),
  )
  expect(await callForNeeds()).toBe(0)
  await sql`delete from notice_choice`.execute(db())
  const [once, twice] = await Promise.all([callForNeeds(), callForNeeds()])
  expect(once + twice).toBe(1)
  expect(await inbox(ben!)).toContain('A quiet need')
  await mailNotices()
  const letter = (await lettersTo('ben@example.net')).find(({ subject }) => subject === 'A quiet need')!
  expect(letter.body).toMatch(
    /It fits what you offer[\s\S]*Two \*pages\*[\s\S]*whoever needs this, and nobody else reads it/,
  )
  const page = plain((await opal!.get('/exchange/unanswered')).html)
  expect(page).toMatch(/A quiet need Two pages\. Nobody has met this need since [^.]*\. 1 person was asked\./)
})

test('a need that somebody was asked about is answered by mail, once, and read by its two alone', async () => {
  const letter = (await lettersTo('ben@example.net')).find(({ subject }) => subject === 'A quiet need')!
  const sent = { from: 'Ben <ben@example.net>', to: letter.reply_to!, subject: 'Re: A quiet need' }
  const came = await mail.send({
    ...{ ...sent, messageId: '<help@example.net>', proof: false },
    text: 'Gladly, on Friday.\n\n> It fits what you offer',
  })
  expect(came).toMatchObject({ fate: 'done' })
  const [told] = await lettersTo('ben@example.net')
  const [talk] = /\/take-ups\/\w+/.exec(told!.body)!
  for (const who of [ann!, ben!]) expect(plain((await who.get(talk)).html)).toContain('Gladly, on Friday.')
  expect(plain((await ann!.get(talk)).html)).not.toContain('It fits what you offer')
  for (const who of [cas!, opal!]) expect((await who.get(talk)).status).toBe(404)
  await mail.send({ ...sent, messageId: '<more@example.net>', proof: false, text: 'Or on Saturday.' })
  expect(plain((await ann!.get(talk)).html)).toMatch(/Gladly, on Friday\..*Or on Saturday\./)
})

test('first offers wait for a look, where they are said and where they are moved to, until one stands', async () => {
  await sql`insert into peace (community, first_posts) values (null, 1)`.execute(db())
  try {
    const first = await made(cas!, { side: 'offer', title: 'Cheap watches', interest: 'Zeisig profit' })
    expect([(await stranger().get(first)).status, (await ann!.get(first)).status]).toEqual([404, 404])
    expect(plain((await cas!.get(first)).html)).toContain('Somebody who keeps the peace looks at it first')
    const queue = (await opal!.get('/moderation')).html
    const [, matter] = /href="(\/moderation\/[^"]*\d+)"/.exec(queue)!
    expect(plain((await opal!.get(matter!)).html)).toMatch(/Cheap watches.*Zeisig profit/)
    expect((await cas!.get('/exchange')).html).not.toContain(first)
    // Said to a community first, where nothing waits, and opened to all after.
    const room2 = await gather('watch-room', { members: ['cas'] })
    await sql`insert into in_circle (circle, person) select ${room2.circle}, thing from person where handle = 'cas'`.execute(
      db(),
    )
    const inside = await made(cas!, { side: 'offer', title: 'Inside watches', audience: 'watch-room' })
    const moved = { ...said, title: 'Inside watches', version: '1' }
    await cas!.post(`/exchange/${refIn(inside)}/change`, moved)
    expect((await ann!.get(inside)).status).toBe(404)
    expect((await ann!.get('/exchange')).html).not.toContain(inside)
    const back = await cas!.post(`/exchange/${refIn(inside)}/change`, {
      ...moved,
      audience: 'watch-room',
      version: '2',
    })
    expect([back.status, plain(back.html)]).toEqual([422, expect.stringContaining('It waits for a look')])
    const id = await idOf(first)
    await older(first, 20)
    await atomically(() => entryPeace.letThrough!(system('test'), id))
    expect((await ann!.get(first)).status).toBe(200)
    // As new as it is to others.
    const seen = (await ben!.get('/exchange')).html
    expect(seen.indexOf(first)).toBeGreaterThan(0)
    const second = await made(cas!, { side: 'offer', title: 'Seen by all at once' })
    expect((await stranger().get(second)).status).toBe(200)
  } finally {
    await sql`delete from peace where community is null`.execute(db())
  }
})

test('who is told no does not ask the same again, and what nobody answers is taken back', async () => {
  const need = await made(ann!, { side: 'need', title: 'Told no' })
  const talk = await takeUp(ben!, need)
  await ann!.post(`${talk.at}/answer`, { answer: 'no' })
  expect((await ann!.post(`${talk.at}/answer`, { answer: 'yes' })).status).toBe(422)
  const again = await takeUp(ben!, need)
  expect([again.status, plain(again.html)]).toEqual([422, expect.stringContaining('You may ask again from')])
  await sql`update take_up set answered = now() - interval '31 days'`.execute(db())
  const later = await takeUp(ben!, need)
  expect(later.at).toMatch(/^\/take-ups\//)
  await sql`update take_up set at = now() - interval '61 days' where ref = ${refIn(later.at)}`.execute(db())
  await settleTakeUps()
  expect(plain((await ben!.get(later.at)).html)).toContain('taken back')
  // Over since midnight, ended in the morning.
  await sql`update exchange_entry set until = current_date - 1 where thing = ${await idOf(need)}`.execute(
    db(),
  )
  expect((await takeUp(fay!, need)).status).toBe(422)
})

test('what happens again between two is told again, and a long talk has pages', async () => {
  const need = await made(ann!, { side: 'need', title: 'Done, undone, done' })
  const { at } = await takeUp(ben!, need)
  await ann!.post(`${at}/answer`, { answer: 'yes' })
  await ben!.post(`${at}/done`)
  expect((await inbox(ann!)).match(/Ben says that it is done/g)).toHaveLength(1)
  await ben!.post(`${at}/done/removal`)
  await sql`update notice set occasion = occasion - 1 where kind = 'take-up-done'`.execute(db())
  await ben!.post(`${at}/done`)
  await drain(reactions)
  const { rows } = await sql`select from notice where kind = 'take-up-done'`.execute(db())
  expect(rows).toHaveLength(2)
  expect(await inbox(ann!)).toContain('Ben says that it is done')
  await sql`
    insert into take_up_message (take_up, person, lang, body) select take_up.id, other, 'en', 'Number ' || n || '.'
    from take_up, generate_series(2, 60) as n where ref = ${refIn(at)} order by n`.execute(db())
  const [newest, oldest] = [plain((await ben!.get(at)).html), plain((await ben!.get(`${at}?page=2`)).html)]
  expect([newest.includes('Number 60.'), newest.includes('I could.')]).toEqual([true, false])
  expect([oldest.includes('Number 60.'), oldest.includes('I could.')]).toEqual([false, true])
  expect((await cas!.get(`${at}?page=2`)).status).toBe(404)
})

test('what somebody may not see takes no place among what meets theirs', async () => {
  const topics = 'pastoralism'
  for (let i = 0; i < 9; i++)
    await made(ann!, {
      side: 'offer',
      title: `Inside ${i}`,
      audience: 'small-room',
      topics,
      places: 'NE',
      time: 'hour',
    })
  await made(ben!, { side: 'offer', title: 'For everybody', topics })
  const need = await made(cas!, { side: 'need', title: 'From outside', topics, places: 'NE', time: 'hour' })
  for (const all of [false, true]) {
    if (all) await matchAll()
    const page = plain((await cas!.get(need)).html)
    expect(page).toContain('For everybody')
    expect(page).not.toContain('Inside')
  }
})

test('who leaves a community leaves nothing standing in it, and cannot let it stand longer', async () => {
  const at = await made(ann!, { side: 'need', title: 'Left behind', audience: 'small-room' })
  expect(plain((await fay!.get('/communities/small-room/exchange/unanswered')).html)).toContain('Left behind')
  for (const who of [ann!, cas!, stranger()])
    expect((await who.get('/communities/small-room/exchange/unanswered')).status).toBe(403)
  expect((await fay!.get('/exchange/unanswered')).status).toBe(403)
  await sql`update membership set ended = now() where community = ${room.id} and person = (select thing from person where handle = 'ann')`.execute(
    db(),
  )
  expect((await ann!.post(`/exchange/${refIn(at)}/renewal`)).status).toBe(403)
  await expire()
  expect((await ben!.get('/communities/small-room/exchange')).html).not.toContain('Left behind')
  await sql`update membership set ended = null where community = ${room.id}`.execute(db())
})

test('a page of a person says what they offer and need, to each what they may see', async () => {
  const open = await made(ben!, { side: 'offer', title: 'Open to all' })
  const inside = await made(ben!, { side: 'need', title: 'Kept inside', audience: 'small-room' })
  await sql`update thing set circle = 1 where kind = 'person' and id = (select thing from person where handle = 'ben')`.execute(
    db(),
  )
  const seen = async (who: Visitor) => {
    const { html } = await who.get('/people/ben')
    return [open, inside].map((at) => html.includes(`href="${at}"`))
  }
  expect(await seen(stranger())).toEqual([true, false])
  expect(await seen(cas!)).toEqual([true, false])
  expect(await seen(fay!)).toEqual([true, true])
  expect(plain((await opal!.get('/people/opal')).html)).toContain('You offer and need nothing yet')
  expect((await cas!.get('/people/opal')).html).not.toContain('give-and-get')
  // On a record that all may read, and gone from there at once.
  await drain(reactions)
  const record = '/records/568qx7fefd72/cordons-pierreux-au-dessus-des-champs-encro%C3%BBt%C3%A9s'
  for (const _ of [1, 2]) expect((await stranger().get(record)).html).toContain(`href="${open}"`)
  expect((await cas!.get(record)).html).not.toContain(`href="${inside}"`)
  for (const of of ['/topics/stone-bunds', '/people/ben', record])
    expect((await stranger().get(of)).html, of).toContain(`href="${open}"`)
  await ben!.post(`/exchange/${refIn(open)}/ending`)
  for (const of of ['/topics/stone-bunds', '/people/ben', record])
    expect((await stranger().get(of)).html, of).not.toContain(`href="${open}"`)
})

test('a program says, changes, ends and takes up what its member may, and no more', async () => {
  const tokenOf = async (who: Visitor, may: string) =>
    /baobab_[\w-]{43}/.exec(
      (await who.post('/account/tokens', { name: 'Program', days: '30', may })).html,
    )![0]
  const [writes, reads, others] = [
    await tokenOf(ann!, 'write'),
    await tokenOf(ann!, 'read'),
    await tokenOf(ben!, 'write'),
  ]
  const ask = async (method: string, path: string, body?: object, token = writes) => {
    const answer = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: await answer.json() }
  }
  const offer = {
    what: 'tool',
    title: 'A level',
    lang: 'en',
    topics: ['stone-bunds'],
    places: ['NE'],
    once: 'level-1',
  }
  expect((await ask('POST', '/offers', offer, reads)).status).toBe(403)
  const wrong = await ask('POST', '/offers', { ...offer, what: 'money', audiense: 'everyone' })
  expect(wrong.status).toBe(422)
  expect(wrong.body.errors.map(({ place }: { place: string }) => place).sort()).toEqual(['audiense', 'what'])
  const first = await ask('POST', '/offers', offer)
  expect(first.status, JSON.stringify(first.body)).toBe(200)
  expect((await ask('POST', '/offers', offer)).body).toEqual(first.body)
  const at = first.body.address as string
  const { ref } = first.body
  expect((await ask('GET', at)).body).toMatchObject({
    version: 1,
    audience: 'everyone',
    open: true,
    title: 'A level',
  })
  expect((await ask('PATCH', at.replace('offers', 'needs'), { version: 1, title: 'No' })).status).toBe(404)
  expect((await ask('PATCH', at, { version: 1, title: 'No' }, others)).status).toBe(403)
  expect((await ask('PATCH', at, { version: 1, time: 'hour', words: 'By phone.' })).status).toBe(200)
  expect((await ask('PATCH', at, { version: 1, title: 'Late' })).status).toBe(409)
  expect((await ask('PATCH', at, { version: 2, time: null, topics: [], audience: 'members' })).status).toBe(
    200,
  )
  const read = (await ask('GET', at)).body
  expect(read).toMatchObject({
    version: 3,
    words: 'By phone.',
    title: 'A level',
    topics: [],
    audience: 'members',
  })
  expect(read.time).toBeUndefined()
  expect((await ask('GET', at, undefined, others)).status).toBe(200)
  expect((await fetch(`${server.origin}/api/v1${at}`)).status).toBe(404)
  await drain(reactions)
  const since = `/offers?updated_since=${new Date(Date.now() - 600_000).toISOString()}&lang=en&limit=100`
  const listed = (await ask('GET', since, undefined, others)).body
  expect(listed.items.map((one: { ref: string }) => one.ref)).toContain(ref)
  const words = { words: 'I would carry it.', lang: 'en', once: 'carry' }
  expect((await ask('POST', `${at}/take-ups`, words)).status).toBe(409)
  const talk = await ask('POST', `${at}/take-ups`, words, others)
  expect(talk.body.address).toBe(`/take-ups/${talk.body.ref}`)
  expect((await ask('POST', `${at}/take-ups`, words, others)).body).toEqual(talk.body)
  expect(plain((await ann!.get(talk.body.address)).html)).toContain('I would carry it.')
  expect((await ask('POST', `${at}/ending`, undefined, others)).status).toBe(403)
  expect((await ask('POST', `${at}/ending`)).body).toEqual(first.body)
  expect((await ask('GET', at, undefined, others)).body.open).toBe(false)
  expect((await ask('GET', at, undefined, await tokenOf(cas!, 'read'))).status).toBe(410)
  expect((await ask('POST', `${at}/renewal`)).status).toBe(200)
})
