import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '../src/base/database/database.ts'
import { mailInJob } from '../src/base/mail/in/settling.ts'
import { drain } from '../src/base/outbox/dispatch.ts'
import { setAbout } from '../src/base/things/things.ts'
import { callForNeeds } from '../src/exchange/calling.ts'
import { most } from '../src/exchange/entry.ts'
import { mailNotices } from '../src/notifications/mailing.ts'
import { reactions } from '../src/reactions.ts'
import { domain, entriesOf, lastCame, lena, lettersTo, shown, writersByMail } from './support/mailing.ts'
import { password, signedIn } from './support/member.ts'
import { type Visitor, visitor } from './support/visitor.ts'

/** What somebody offers or needs is not taken by mail where the page would not take it, and is seen by no others than there. */
const { server, mail, here, last } = writersByMail()
const need = `soil+need@${domain}`
const kofi = 'Kofi <kofi@example.net>'
const fromAmina = 'Amina <amina@example.net>'
const drought = { subject: 'Drought', text: 'KEPT words' }
let amina: Visitor
beforeAll(async () => {
  amina = visitor(server)
  await amina.post('/sign-in', { email: 'amina@example.net', password })
})
beforeEach(() => sql`delete from mail_in`.execute(db()))

const pausedIn = (community: string | null) =>
  sql`
  insert into deed (kind, person, community, until, by)
  select 'paused', thing, (select thing from community where slug = ${community}), now() + interval '9 days', thing from person where handle = 'lena'`.execute(
    db(),
  )

test('who does not belong is told to join, and of a closed community nothing; who only reads for a while waits', async () => {
  expect(await mail.send({ from: kofi, to: need, ...drought })).toMatchObject({
    ...{ fate: 'answered', why: 'conversations.joinFirst' },
  })
  const refused = (await last('kofi@example.net')).body
  expect(refused).toMatch(/KEPT words.*soil\+join@/s)
  await mail.send({ from: kofi, to: `soil@${domain}`, ...drought })
  expect((await last('kofi@example.net')).body).toMatch(/Join the community first.*soil\+join@/s)
  await mail.send({ from: kofi, to: `closed-room+need@${domain}`, ...drought })
  await mail.send({ from: kofi, to: `no-such-room+need@${domain}`, ...drought })
  const [unknown, closed] = await lettersTo('kofi@example.net')
  expect(closed!.body).toBe(unknown!.body)
  expect(await entriesOf('kofi')).toEqual([])
  await pausedIn('soil')
  expect(await mail.send({ from: lena, to: need, ...drought })).toMatchObject({
    why: 'moderation.pausedHere',
  })
  await pausedIn(null)
  expect(await mail.send({ from: lena, to: need, ...drought })).toMatchObject({
    why: 'moderation.pausedEverywhere',
  })
  await sql`update deed set ended = now()`.execute(db())
  expect(await entriesOf()).toEqual([])
})

test('somebody without an account is told how to take part, once, and what is closed stays so', async () => {
  const nia = 'Nia <nia@example.org>'
  expect(await mail.send({ from: nia, to: need, ...drought })).toMatchObject({ why: 'stranger' })
  expect((await last('nia@example.org')).body).toContain(`soil+join@${domain}`)
  expect(await mail.send({ from: nia, to: need, ...drought })).toMatchObject({ why: 'strangerAgain' })
  await mail.send({ from: 'Ada <ada@example.org>', to: `closed-room+offer@${domain}`, ...drought })
  expect((await last('ada@example.org')).body).not.toContain('closed')
  await mail.send({ from: nia, to: `soil+join@${domain}`, text: 'please' })
  await mail.answer(nia, await last('nia@example.org'), 'yes')
  expect((await last('nia@example.org')).body).toContain(`To say what you need: write to\n${need}`)
})

test('who only says who they are is asked first; the forged gets silence; the same message stands once', async () => {
  const unshown = { from: lena, to: need, ...drought, proof: false } as const
  expect(await mail.send(unshown)).toMatchObject({ fate: 'asked' })
  const asking = await last()
  expect(asking.body).toMatch(
    /“Drought”, is to say what you need to the members of the community at soil\+need@/,
  )
  expect(asking.body).not.toContain('KEPT')
  expect(await entriesOf()).toEqual([])
  await mail.answer(lena, asking, 'yes')
  await mail.answer(lena, asking, 'yes')
  expect((await entriesOf()).map(({ title }) => title)).toEqual(['Drought'])
  const proof = 'mx.example.org; dmarc=fail header.from=example.net'
  expect(await mail.send({ ...unshown, proof })).toMatchObject({ fate: 'silent', why: 'forged' })
  const same = {
    from: lena,
    to: need,
    ...drought,
    proof: shown('lena@example.net'),
    messageId: '<n1@example.net>',
  }
  expect(await mail.send(same)).toMatchObject({ fate: 'done' })
  // Tried again, as after a process that ended before it could write down that it was done.
  await sql`update mail_in set fate = 'waiting', next_try = now() where id = ${(await lastCame()).id}`.execute(
    db(),
  )
  await mailInJob.run({})
  expect(await mail.send(same)).toMatchObject({ fate: 'silent', why: 'twice' })
  expect(await entriesOf()).toHaveLength(2)
})

test('what a community looks at first waits, and is told so; what may not be said there, and too much, comes back', async () => {
  await sql`insert into peace (community, first_posts) select thing, 5 from community where slug = 'soil'`.execute(
    db(),
  )
  await mail.send({ from: lena, to: need, subject: 'Drought', text: 'Waits for it' })
  const [waiting] = await entriesOf()
  expect(waiting).toMatchObject({ state: 'submitted', words: 'Waits for it' })
  const letter = await last()
  expect(letter.body).toMatch(/looks at it before others see it.*Until/s)
  expect(letter.body).not.toMatch(/stands now|Nothing meets/)
  expect((await amina.get('/communities/soil/exchange')).html).not.toContain('Waits for it')
  await mail.answer(lena, letter, 'CHANGE\nWaits still')
  expect((await entriesOf())[0]).toMatchObject({ state: 'submitted', words: 'Waits still' })
  await sql`delete from peace`.execute(db())
  await sql`insert into blocked (kind, given, folded, act) values ('words', 'snakeoil', 'snakeoil', 'refuse')`.execute(
    db(),
  )
  expect(await mail.send({ from: lena, to: need, subject: 'Drought', text: 'snakeoil' })).toMatchObject({
    why: 'moderation.mayNotBeSaid',
  })
  const now = (await entriesOf()).length
  await sql`
    with things as (insert into thing (ref, kind, sort, circle, state, origin)
      select translate(lpad(n::text, 12, 'z'), 'ilou', 'abcd'), 'need', 'need', circle, 'published', origin from thing, generate_series(1, ${most.open - now}::int) as n where ref = ${waiting!.ref} returning id)
    insert into exchange_entry (thing, side, what, person, title, lang, until) select id, 'need', 'data', ${here.lena.id}, 'One of many', 'en', current_date + 9 from things`.execute(
    db(),
  )
  expect(await mail.send({ from: lena, to: need, ...drought })).toMatchObject({ why: 'exchange.tooManyOpen' })
  expect((await last()).body).toMatch(/40 of yours are open.*KEPT words/s)
  await sql`delete from thing where id in (select thing from exchange_entry where title = 'One of many')`.execute(
    db(),
  )
})

test('what names nothing and is said to those who mind nothing finds nobody, and comes back', async () => {
  expect(await mail.send({ from: lena, to: need, subject: 'Help', text: 'With this' })).toMatchObject({
    why: 'exchange.aboutMissing',
  })
  const { rows } = await sql<{ id: number; topics: number[] }>`
    select thing as id, array(select thing from concept where slug = 'land-degradation') as topics from community where slug = 'soil'`.execute(
    db(),
  )
  await setAbout(rows[0]!.id, rows[0]!.topics)
  await mail.send({ from: lena, to: need, subject: 'Help', text: 'With this' })
  expect((await entriesOf())[0]).toMatchObject({ about: ['land-degradation'] })
  const page = (await amina.get('/communities/soil/exchange')).html
  expect(page).toMatch(new RegExp(`href="mailto:${need.replace('+', '\\+')}"`))
  expect((await visitor(server).get('/communities/soil/exchange')).html).not.toContain('mailto:')
})

test('what is said in a closed community by mail is seen by nobody outside, whatever comes of it', async () => {
  const fromOutside = await signedIn(server, 'Zola')
  await sql`insert into exchange_choice (person, findable, askable) select thing, true, true from person where handle in ('lena', 'zola')`.execute(
    db(),
  )
  await mail.send({ from: lena, to: `soil+offer@${domain}`, subject: 'Drought', text: 'REVIEW\nI read it.' })
  const canary = { subject: 'Drought: CANARYTITLE', text: 'REVIEW\nCANARYWORDS in Malawi' }
  expect(await mail.send({ from: fromAmina, to: `closed-room+need@${domain}`, ...canary })).toMatchObject({
    fate: 'done',
  })
  const [said] = await entriesOf('amina')
  expect(said).toMatchObject({ community: 'closed-room', about: ['MW', 'drought'] })
  expect((await last('amina@example.net')).body).toMatch(/CANARYTITLE|Members of The closed-room community/)
  await sql`update exchange_entry set opened = now() - interval '9 days'`.execute(db())
  await callForNeeds()
  await drain(reactions)
  await mailNotices(new Date(Date.now() + 9 * 86_400_000))
  const boss = await signedIn(server, 'Boss', 'operator')
  const paths = [
    ...[
      `/needs/${said!.ref}`,
      '/exchange',
      '/exchange?side=need',
      '/search?q=canarywords',
      '/topics/drought',
    ],
    ...['/places/MW', '/api/v1/needs', `/api/v1/needs/${said!.ref}`, '/feeds/exchange.atom', '/people/amina'],
    ...['/desk/mail-in', '/desk/outbox', '/desk/acts?of=all', '/communities/soil/exchange', '/notices'],
  ]
  for (const who of [visitor(server), fromOutside, boss])
    for (const path of paths)
      expect([path, (await who.get(path)).html]).toEqual([path, expect.not.stringMatching(/CANARY/)])
  const { rows } = await sql<{ address: string }>`
    select distinct address from mail where subject || body || coalesce(parts::text, '') like '%CANARY%'`.execute(
    db(),
  )
  expect(rows.map(({ address }) => address)).toEqual(['amina@example.net'])
})
