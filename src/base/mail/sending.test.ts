import { createServer, type Server, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { atomically, db } from '../database/database.ts'
import { forgetBounces } from './bouncing.ts'
import { post } from './mail.ts'
import { mailJob } from './sending.ts'
import { mailSweepJob } from './sweeping.ts'

/** As much of a mail server (RFC 5321) as takes letters, and refuses those to whom it does not know. */
const letters: string[] = []
/** Transactions that were open while a letter arrived. */
const open: number[] = []
const server: Server = createServer((socket: Socket) => {
  let letter: string | undefined
  const say = (words: string) => socket.write(`${words}\r\n`)
  const take = async (line: string): Promise<void> => {
    if (letter !== undefined) {
      if (line !== '.') letter += `${line}\n`
      else {
        letters.push(letter)
        letter = undefined
        // Another is taken meanwhile: that transaction is over at once.
        await new Promise((done) => setTimeout(done, 500))
        const { rows } = await sql<{ count: number }>`
          select count(*)::int as count from pg_stat_activity
          where datname = current_database() and state like 'idle in transaction%' and state_change < now() - interval '450 ms'`.execute(
          db(),
        )
        open.push(rows[0]!.count)
        say('250 kept')
      }
    } else if (/^DATA/i.test(line)) {
      letter = ''
      say('354 go on')
    } else if (/^RCPT.*nobody@/i.test(line)) say('550 there is nobody of this name')
    else if (/^RCPT.*full@/i.test(line)) say('452 this box is full')
    else if (/^QUIT/i.test(line)) socket.end('221 until then\r\n')
    else say('250 good')
  }
  let rest = ''
  socket.on('error', () => undefined)
  socket.on('data', (bytes) => {
    const lines = (rest + bytes).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) void take(line)
  })
  say('220 a server of this test')
})

await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
// Before anything asks for the settings.
process.env.SMTP_URL = `smtp://127.0.0.1:${(server.address() as { port: number }).port}`

ownDatabase()
afterAll(() => {
  delete process.env.SMTP_URL
  server.close()
})

const write = (to: string, subject: string) =>
  atomically(() =>
    post({
      to,
      subject,
      body: 'Come and see.',
      lang: 'fr',
      headers: { 'List-Id': '<a.example.org>\r\nBcc: all@example.org' },
    }),
  )

test('what is posted leaves once; what is refused keeps the reason, waits unless it is for good, and hinders nobody', async () => {
  await write('nobody@example.org', 'To nobody')
  await write('full@example.org', 'To a full box')
  await write('amina@example.org', 'To Amina')
  await expect(
    atomically(async () => {
      await post({ to: 'amina@example.org', subject: 'Never', body: '', lang: 'en' })
      throw new Error('taken back')
    }),
  ).rejects.toThrow('taken back')
  await mailJob.run({})
  await mailJob.run({})
  expect(letters).toHaveLength(1)
  expect(letters[0]).toContain('Subject: To Amina')
  expect(letters[0]).toContain('Content-Language: fr')
  expect(letters[0]).toContain('Come and see.')
  expect(letters[0]).toContain('Auto-Submitted: auto-generated')
  expect(letters[0]).toMatch(/^List-ID: <a\.example\.org> Bcc/m)
  expect(letters[0]).toMatch(/^Message-ID: <\d+\.\d+@[\w.]+>/m)
  expect(open).toEqual([0])
  const mails = await db().selectFrom('mail').selectAll().orderBy('id').execute()
  expect(mails.map(({ sent, tries, error }) => ({ sent: sent !== null, tries, error }))).toEqual([
    { sent: false, tries: 11, error: expect.stringContaining('there is nobody of this name') },
    { sent: false, tries: 1, error: expect.stringContaining('this box is full') },
    { sent: true, tries: 0, error: null },
  ])
  expect(new Date(mails[1]!.next_try).getTime()).toBeGreaterThan(Date.now())
})

test('what is told waits where mail came back for good on two days, and goes on once that is over', async () => {
  const tell = (subject: string) =>
    atomically(() => post({ to: 'Nobody@example.org', subject, body: 'News.', lang: 'en', told: true }))
  await tell('First')
  await mailJob.run({})
  const { rows } = await sql`select times from mail_bounce where address = 'nobody@example.org'`.execute(db())
  expect(rows).toEqual([{ times: 1 }])
  await sql`update mail_bounce set at = now() - interval '1 day'`.execute(db())
  await tell('Second')
  await mailJob.run({})
  await tell('Third')
  await mailJob.run({})
  const triesOf = async (subject: string) =>
    (await db().selectFrom('mail').select('tries').where('subject', '=', subject).executeTakeFirstOrThrow())
      .tries
  expect(await triesOf('Second')).toBe(11)
  expect(await triesOf('Third')).toBe(0)
  await write('nobody@example.org', 'A link they asked for')
  await mailJob.run({})
  expect(await triesOf('A link they asked for')).toBe(11)
  await forgetBounces('nobody@example.org')
  await mailJob.run({})
  expect(await triesOf('Third')).toBe(11)
})

test('what somebody asked for does not wait for what everybody is told', async () => {
  letters.length = 0
  for (let n = 0; n < 12; n++)
    await atomically(() =>
      post({ to: 'amina@example.org', subject: 'A digest', body: 'News.', lang: 'en', told: true }),
    )
  await write('amina@example.org', 'A link to sign in by')
  await mailJob.run({})
  expect(letters).toHaveLength(13)
  expect(letters.findIndex((one) => one.includes('A link to sign in by'))).toBeLessThan(2)
})

test('a letter is plain words, and the same as light HTML that fetches nothing', async () => {
  letters.length = 0
  await atomically(() =>
    post({
      to: 'amina@example.org',
      subject: 'من كوفي <b>',
      lang: 'ar',
      messageId: 'abc@example.org',
      replyTo: 'r.abc@example.org',
      body: [
        { words: 'Two\nlines' },
        { said: '**Strong** <script>x</script> ![p](https://a.example/x.png)', lang: 'en' },
        { link: 'Read', href: 'https://here.example/posts/1', main: true },
        { foot: [{ words: 'Why it came' }] },
      ],
    }),
  )
  await mailJob.run({})
  const { simpleParser } = await import('mailparser')
  const { text, html, subject, messageId, replyTo } = await simpleParser(letters[0]!)
  expect({ subject, messageId, replyTo: replyTo?.text }).toEqual({
    ...{ subject: 'من كوفي <b>', messageId: '<abc@example.org>', replyTo: 'r.abc@example.org' },
  })
  expect(text).toContain('Read\nhttps://here.example/posts/1\n\n-- \nWhy it came')
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(html).toContain('<bdi>Two</bdi><br/><bdi>lines</bdi>')
  expect(html).toContain('<strong>Strong</strong>')
  expect(html).not.toMatch(/<script|<img|<style|style=/)
})

test('of a letter that is to leave no trace nothing is kept once it left', async () => {
  for (const to of ['lena@example.org', 'full@example.org'])
    await atomically(() => post({ to, subject: 'Gone', body: 'Thank you.', lang: 'en', fleeting: true }))
  await mailJob.run({})
  expect(letters.join()).toContain('Subject: Gone')
  const kept = () => sql<{ address: string }>`select address from mail where subject = 'Gone'`.execute(db())
  expect((await kept()).rows).toEqual([{ address: 'full@example.org' }])
  await sql`update mail set made = now() - interval '3 days' where subject = 'Gone'`.execute(db())
  await mailSweepJob.run({})
  expect((await kept()).rows).toEqual([])
})
