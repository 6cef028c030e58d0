import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openDoors } from '../src/app.ts'
import { db } from '../src/base/database/database.ts'
import { signedAddress } from '../src/base/mail/addresses.ts'
import { mailInJob } from '../src/base/mail/in/settling.ts'
import { ownDatabase } from './support/database.ts'
import {
  domain,
  everyPost,
  gatherWriters,
  lastCame,
  lena,
  lettersTo,
  mailed,
  setMail,
  shown,
  soil,
} from './support/mailing.ts'
import { signedIn } from './support/member.ts'
import { served } from './support/serving.ts'
import { visitor } from './support/visitor.ts'

setMail()
ownDatabase()
const server = served(openDoors)
const mail = mailed()
const stranger = visitor(server)
let here: Awaited<ReturnType<typeof gatherWriters>>
beforeAll(async () => {
  here = await gatherWriters(server)
})

test('what is forged is left in silence, however much of a proof it brings along', async () => {
  const before = (await everyPost()).length
  const letters = (await lettersTo('lena@example.net')).length
  const forged = { from: lena, to: soil, subject: 'Spam', text: 'Buy' }
  const failed = 'mx.example.org; dmarc=fail (p=none) header.from=example.net'
  expect(await mail.send({ ...forged, proof: failed })).toMatchObject({ fate: 'silent', why: 'forged' })
  // One that stands further down, or is of another server, or of another domain, shows nothing.
  const below = `Authentication-Results: ${failed}\r\nReceived: from x by mx.example.org\r\nAuthentication-Results: ${shown('a@example.net')}\r\n`
  const raw = (head: string) => `${head}From: lena@example.net\r\nTo: ${soil}\r\nSubject: Spam\r\n\r\nBuy\r\n`
  expect(await mail.sendRaw(raw(below), soil)).toMatchObject({ fate: 'silent', why: 'forged' })
  for (const head of [
    `Authentication-Results: mx.elsewhere.net; dmarc=pass header.from=example.net\r\n`,
    `Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=evil.example\r\n`,
    `Authentication-Results: mx.example.org (dmarc=pass header.from=example.net); dmarc=none\r\n`,
  ]) {
    await sql`delete from mail_in where fate = 'asked'`.execute(db())
    expect(await mail.sendRaw(raw(head), soil)).toMatchObject({ fate: 'asked' })
  }
  const two = `Authentication-Results: ${shown('a@example.net')}\r\nFrom: mallory@example.net\r\n`
  expect(await mail.sendRaw(raw(two), soil)).toMatchObject({ fate: 'silent', why: 'noSender' })
  expect((await everyPost()).length).toBe(before)
  expect((await lettersTo('lena@example.net')).length).toBe(letters + 3)
})

test('machines and loops get no answer', async () => {
  const count = async () =>
    (
      await db()
        .selectFrom('mail')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n
  const before = await count()
  const all: [Record<string, string>, string][] = [
    [{ 'Auto-Submitted': 'auto-replied' }, 'automatic'],
    [{ Precedence: 'bulk' }, 'automatic'],
    [{ 'X-Auto-Response-Suppress': 'All' }, 'automatic'],
    [{ 'List-Id': '<x.example>' }, 'list'],
  ]
  for (const [headers, why] of all)
    expect(await mail.send({ from: lena, to: soil, subject: 'x', text: 'x', headers })).toMatchObject({
      fate: 'silent',
      why,
    })
  for (const subject of ['Abwesenheitsnotiz: x', 'Absence du bureau : x', 'الرد التلقائي: x'])
    expect(await mail.send({ from: lena, to: soil, subject, text: 'x' })).toMatchObject({ why: 'automatic' })
  expect(
    await mail.send({ from: lena, to: soil, text: 'x', envelope: { from: '', to: soil } }),
  ).toMatchObject({ why: 'report' })
  expect(await mail.send({ from: soil, to: soil, text: 'x' })).toMatchObject({ why: 'loop' })
  expect(await mail.send({ from: lena, to: soil, text: 'x', messageId: `<abc@${domain}>` })).toMatchObject({
    why: 'loop',
  })
  const hops = 'Received: from a by b\r\n'.repeat(26)
  expect(await mail.sendRaw(`${hops}From: lena@example.net\r\n\r\nx`, soil)).toMatchObject({ why: 'loop' })
  expect(await count()).toBe(before)
})

test('whoever has the way out of a letter takes its reader out, and has us write to nobody', async () => {
  const stop = signedAddress('stop', [here.thread, here.lena.ref], 30)!
  const letters = async () => (await lettersTo('lena@example.net')).length
  const before = await letters()
  const proof = 'mx.example.org; dmarc=fail header.from=example.net'
  expect(await mail.send({ from: lena, to: stop, text: 'x', proof })).toMatchObject({ fate: 'done' })
  expect(await letters()).toBe(before)
  for (let n = 0; n < 23; n++) await mail.send({ from: lena, to: stop, text: 'x', proof: false })
  expect((await letters()) - before).toBeLessThanOrEqual(20)
  await sql`delete from mail_in`.execute(db())
})

test('the same message twice stands once', async () => {
  const same = { from: lena, to: soil, subject: 'Only once', text: 'x', messageId: '<once@example.net>' }
  await mail.send(same)
  expect(await mail.send(same)).toMatchObject({ fate: 'silent', why: 'twice' })
  expect((await everyPost()).filter(({ title }) => title === 'Only once')).toHaveLength(1)
})

test('the server takes mail for us alone, to few of us at once, and not more than it says', async () => {
  const hand = (to: string[], text = 'x') =>
    mail.hand({ from: 'a@example.net', envelope: { from: 'a@example.net', to }, text })
  await expect(hand(['somebody@elsewhere.example'])).rejects.toThrow(/550/)
  await expect(hand([`r.abc.def.ghi@${domain}`])).rejects.toThrow(/550/)
  const many = Array.from({ length: 30 }, (_, i) => `c${i}@${domain}`)
  expect((await hand(many)).rejected).toHaveLength(25)
  await expect(hand([soil], 'x'.repeat(30_100_000))).rejects.toMatchObject({ responseCode: 552 })
})

test('mail of ours that comes back is noted of whom it was to', async () => {
  const { rows } = await sql<{
    id: number
  }>`insert into mail (address, subject, body, lang, headers) values ('gone@example.net', 'x', 'x', 'en', '{}') returning id`.execute(
    db(),
  )
  const back = signedAddress('bounce', [rows[0]!.id.toString(36)], 14)!
  const dsn = [
    'From: MAILER-DAEMON@example.net',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Sorry.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; x',
    '',
    'Final-Recipient: rfc822; gone@example.net',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 no such',
    '  user here',
    '',
    '--b--',
    '',
  ].join('\r\n')
  expect(await mail.sendRaw(dsn, back, '')).toMatchObject({ fate: 'done', why: 'returned' })
  // A full box, or a server that does not like us, says nothing of the address.
  for (const status of ['5.2.2', '5.7.1'])
    await mail.sendRaw(dsn.replace('5.1.1', status).replace('no such', 'not now'), back, '')
  const bounced = await db()
    .selectFrom('mail_bounce')
    .selectAll()
    .where('address', '=', 'gone@example.net')
    .execute()
  expect(bounced).toMatchObject([{ times: 1, said: '550 5.1.1 no such user here' }])
})

test('more than is taken up is said once, and kept', async () => {
  await sql`insert into mail_in (raw, bytes, sender, recipient, author, shown, fate, person) select null, 1, 'lena@example.net', ${soil}, 'lena@example.net', true, 'done', ${here.lena.id} from generate_series(1, 20)`.execute(
    db(),
  )
  expect(await mail.send({ from: lena, to: soil, subject: 'Too much', text: 'KEEP THIS' })).toMatchObject({
    fate: 'answered',
    why: 'tooMany',
  })
  expect((await lettersTo('lena@example.net'))[0]!.body).toContain('KEEP THIS')
  expect(await mail.send({ from: lena, to: soil, subject: 'Too much 2', text: 'x' })).toMatchObject({
    fate: 'kept',
  })
  expect((await everyPost()).some(({ title }) => title.startsWith('Too much'))).toBe(false)
})

test('what could not be taken up waits for whoever runs it, who has it tried again or puts it aside', async () => {
  const boss = await signedIn(server, 'Olu', 'operator')
  const raw = await mail.send({ from: lena, to: soil, subject: 'Late', text: 'But here', proof: false })
  await sql`update mail_in set fate = 'failed', why = 'broken', tries = 7 where id = ${raw.id}`.execute(db())
  await sql`insert into mail_in (raw, bytes, sender, recipient, fate, why) values (null, 1, '', ${soil}, 'failed', 'gone')`.execute(
    db(),
  )
  const gone = (await lastCame()).id
  expect((await boss.get('/desk')).html).toContain('2 messages that came could not be taken up')
  const failed = (await boss.get('/desk/mail-in?fate=failed')).html
  expect(failed).toContain(`/desk/mail-in/${raw.id}/retry`)
  expect(failed).not.toContain(`/desk/mail-in/${gone}/retry`)
  expect((await stranger.post(`/desk/mail-in/${raw.id}/retry`)).status).not.toBe(303)
  await boss.post(`/desk/mail-in/${raw.id}/retry`)
  await boss.post(`/desk/mail-in/${gone}/aside`)
  await mailInJob.run({})
  const { rows } =
    await sql`select id, fate from mail_in where id in (${raw.id}, ${gone}) order by id`.execute(db())
  expect(rows).toEqual([
    { id: raw.id, fate: 'asked' },
    { id: gone, fate: 'kept' },
  ])
  expect((await boss.get('/desk')).html).not.toContain('could not be taken up')
  expect((await boss.post(`/desk/mail-in/${raw.id}/aside`)).status).toBe(404)
  expect((await boss.get('/desk/acts?of=all')).html).toContain('Mail that came put aside')
})

test('one that ends the process each time is not taken up for ever', async () => {
  await sql`insert into mail_in (raw, bytes, sender, recipient, tries) values ('nosuchrawref', 1, '', ${soil}, 7)`.execute(
    db(),
  )
  await mailInJob.run({})
  expect(await lastCame()).toMatchObject({ fate: 'failed', why: 'broken', tries: 7 })
})

test('whoever runs it sees what came and what became of it, and no words; others do not', async () => {
  const boss = await signedIn(server, 'Boss', 'operator')
  const { html } = await boss.get('/desk/mail-in?fate=silent')
  expect(html).toContain('It came before.')
  expect(html).not.toContain('Forty centimetres')
  expect((await boss.get('/desk/mail-in?page=2')).status).toBe(200)
  expect((await stranger.get('/desk/mail-in')).at).not.toContain('/desk/mail-in?')
})
