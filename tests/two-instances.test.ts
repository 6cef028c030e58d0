import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ParsedMail } from 'mailparser'
import type { SendMailOptions } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '../src/base/database/database.ts'
import { root } from '../src/base/root.ts'
import { addPerson } from '../src/people/inviting.ts'
import { type Instance, opened, prepared } from './support/instances.ts'
import { mailRelay, type Program } from './support/mail-relay.ts'
import { password } from './support/member.ts'
import { gather } from './support/talking.ts'

/** Two of them, and people between: whatever one writes may reach the other. */
const lena = 'lena@people.example'
const amina = 'amina@people.example'
const tendai = 'tendai@people.example'
const deaf = 'deaf@people.example'
/** There is nobody of this name, and its server says so. */
const lost = 'soil.of.others@talk.b.example'
let relay: Awaited<ReturnType<typeof mailRelay>>
let a: Instance
let b: Instance

beforeAll(async () => {
  execFileSync(join(root, 'bin/build'))
  relay = await mailRelay()
  await prepared('a', () =>
    peopled('farmers', {
      ...{ Amina: amina, Lena: lena, Deaf: deaf },
      ...{ Other: 'soil@talk.b.example', Lost: lost },
    }),
  )
  await prepared('b', () => peopled('soil', { Tendai: tendai, Farm: 'farmers@talk.a.example' }))
  const both = [
    opened('a', relay, 'Baobab <hello@talk.a.example>'),
    opened('b', relay, 'Baobab <baobab@b.example>'),
  ] as const
  ;[a, b] = await Promise.all(both)
})
afterAll(async () => {
  await Promise.all([a?.stop(), b?.stop()])
  await relay?.close()
})

/** A community, and accounts with these addresses that hear of each post in it. */
async function peopled(slug: string, people: Record<string, string>): Promise<void> {
  const handles: string[] = []
  for (const [name, email] of Object.entries(people)) handles.push(await addPerson({ name, email, password }))
  await gather(slug, { members: handles })
  await sql`
    insert into community_choice (person, community, level) select person, community, 'each' from membership
    join community on community.thing = membership.community where slug = ${slug}`.execute(db())
}

/** What was on its way since then, but for what the demo tells its own. */
function since(): () => { from: string; to: string; mail: ParsedMail }[] {
  const first = relay.handed.length
  return () => relay.handed.slice(first).filter(({ to }) => !to.endsWith('@demo.example'))
}

/** Until nothing was on its way for a while; fails where it goes on and on. */
async function quiet(): Promise<void> {
  const until = Date.now() + 120_000
  for (let [was, at] = [-1, Date.now()]; ; await sleep(100)) {
    if (relay.handed.length !== was || relay.isBusy() || (await isWaiting(a)) || (await isWaiting(b))) {
      was = relay.handed.length
      at = Date.now()
    }
    if (Date.now() - at > 1_500) break
    if (Date.now() > until) throw new Error(`${was} messages, and no end`)
  }
  expect(relay.failures).toEqual([])
}

async function isWaiting({ ask }: Instance): Promise<boolean> {
  const [row] = await ask<{ waits: boolean }>(`
    select exists (select from mail_in where fate = 'waiting') or exists (select from delivery where next_try <= now())
      or exists (select from outbox where not dispatched) or exists (select from mail where sent is null and tries = 0)
      or exists (select from job.job where name in ('notices.mail', 'mail.send', 'mail.read') and state < 'completed' and start_after <= now()) as waits`)
  return row!.waits
}

const fates = async ({ ask }: Instance, author: string): Promise<string[]> =>
  (
    await ask<{ fate: string; why: string | null }>(
      'select fate, why from mail_in where author = $1 order by fate, why',
      [author],
    )
  ).map(({ fate, why }) => [fate, why].filter(Boolean).join(' '))

const posts = async ({ ask }: Instance): Promise<string[]> =>
  (
    await ask<{ body: string }>(`
    select body from post join thread on thread.thing = post.thread join community on community.thing = thread.community
    where slug in ('soil', 'farmers') order by post.thing`)
  ).map(({ body }) => body)

const toWhom = (all: { to: string }[]): string[] =>
  all.map(({ to }) => to.replace(/^([a-z])[.].*@/, '$1.…@')).toSorted()

test('a letter of one to a community of the other is no post there, and nothing comes back', async () => {
  const on = since()
  await relay.send({
    from: `Amina <${amina}>`,
    to: 'farmers@talk.a.example',
    subject: 'Rain',
    text: 'It rains.',
  })
  await relay.send({
    from: `Tendai <${tendai}>`,
    to: 'soil@talk.b.example',
    subject: 'Stones',
    text: 'They hold.',
  })
  await quiet()
  expect(toWhom(on())).toEqual(
    [
      ...['farmers@talk.a.example', 'soil@talk.b.example'],
      // What it did, and what it told the others.
      ...[amina, tendai],
      ...[lena, deaf, 'soil@talk.b.example', lost, 'farmers@talk.a.example'],
      // Mail to nobody comes back, and that does not.
      'b.…@talk.a.example',
    ].toSorted(),
  )
  expect(await posts(a)).toEqual(['It rains.'])
  expect(await posts(b)).toEqual(['They hold.'])
  expect(await fates(b, 'hello@talk.a.example')).toEqual(['silent automatic'])
  expect(await fates(a, 'baobab@b.example')).toEqual(['silent automatic'])
  expect(await a.ask('select address, times from mail_bounce')).toEqual([{ address: lost, times: 1 }])
  expect(await b.ask('select from mail_bounce')).toEqual([])
  for (const { from, mail } of on().filter(({ mail }) =>
    /^(hello|baobab)@/.test(mail.from?.value[0]?.address ?? ''),
  )) {
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(from).toMatch(/^b\..*@talk\.[ab]\.example$/)
  }
  const told = on().find(
    ({ to, mail }) => to === 'soil@talk.b.example' && mail.subject === 'Rain' && mail.headers.has('list'),
  )
  expect(told?.mail.headers.get('list')).toMatchObject({ id: { name: expect.any(String) } })
})

test('programs that answer by themselves are not answered', async () => {
  const automatic =
    (headers: Record<string, string>, subject: string): Program =>
    ({ from, to, mail }) => ({
      ...{ from: to, to: [mail.replyTo?.text ?? '', from].filter(Boolean), subject, headers },
      text: 'I am away.',
    })
  for (const [who, program] of [
    [lena, automatic({ 'Auto-Submitted': 'auto-replied (vacation)' }, 'Re: Rain')],
    [amina, automatic({}, 'Automatic reply: Rain')],
    [tendai, automatic({ Precedence: 'bulk' }, 'I am away')],
  ] as const)
    relay.automate(who, program)
  const on = since()
  await relay.send({
    from: `Lena <${lena}>`,
    to: 'farmers@talk.a.example',
    subject: 'Wind',
    text: 'It blows.',
  })
  await relay.send({
    from: `Tendai <${tendai}>`,
    to: 'soil@talk.b.example',
    subject: 'Grass',
    text: 'It grows.',
  })
  await quiet()
  expect(on()).toHaveLength(16)
  expect(await fates(a, lena)).toEqual(['done', 'silent automatic', 'silent report'])
  expect(await fates(a, amina)).toEqual(['done', 'silent automatic', 'silent report'])
  expect(await fates(b, tendai)).toEqual(['done', 'done', 'silent automatic', 'silent report'])
  expect(await posts(a)).toEqual(['It rains.', 'It blows.'])
  expect(await posts(b)).toEqual(['They hold.', 'It grows.'])
})

test('who is nobody there is told once, be it somebody with an account on the other or a community of it', async () => {
  const on = since()
  for (let time = 0; time < 2; time++) {
    for (const [from, to] of [
      [deaf, 'soil@talk.b.example'],
      ['growers@talk.a.example', 'soil@talk.b.example'],
      ['others@talk.b.example', 'farmers@talk.a.example'],
    ])
      await relay.send({ from, to, subject: 'Good day', text: 'May I write here?' })
    await quiet()
  }
  expect(toWhom(on()).filter((to) => !/^(soil|farmers)@/.test(to))).toEqual(
    [deaf, 'growers@talk.a.example', 'others@talk.b.example'].toSorted(),
  )
  for (const [one, author] of [
    [b, deaf],
    [b, 'growers@talk.a.example'],
    [a, 'others@talk.b.example'],
  ] as const)
    expect(await fates(one, author)).toEqual(['answered stranger', 'silent strangerAgain'])
})

test('what says that a machine wrote it, went through a list or has no way back is not answered', async () => {
  const on = since()
  const from = 'stranger@people.example'
  const sent: SendMailOptions[] = [
    { headers: { 'Auto-Submitted': 'auto-generated' } },
    { headers: { 'List-Id': '<news.people.example>' } },
    { headers: { Precedence: 'junk' } },
    { envelope: { from: '', to: [] } },
  ]
  for (const to of ['farmers@talk.a.example', 'soil@talk.b.example'])
    for (const one of sent)
      await relay.send({
        ...{ from, to, subject: 'Good day', text: 'May I write here?' },
        ...one,
        ...(one.envelope && { envelope: { from: '', to } }),
      })
  await quiet()
  expect(on()).toHaveLength(8)
  for (const one of [a, b])
    expect(await fates(one, from)).toEqual([
      ...['silent automatic', 'silent automatic', 'silent list', 'silent report'],
    ])
})

test('a program that answers everything and says nothing of itself comes to an end', async () => {
  relay.automate(deaf, ({ to, mail }) => ({
    ...{
      from: to,
      to: mail.replyTo?.text ?? mail.from?.text ?? '',
      subject: `Re: ${mail.subject}`,
      text: 'Thank you.',
    },
  }))
  const on = since()
  await relay.send({
    from: `Deaf <${deaf}>`,
    to: 'farmers@talk.a.example',
    subject: 'Hail',
    text: 'It hails.',
  })
  await quiet()
  expect(await fates(a, deaf)).toEqual(['done', 'done', 'silent saidAgain'])
  expect((await posts(a)).slice(-2)).toEqual(['It hails.', 'Thank you.'])
  expect(on().length).toBeLessThan(30)
})
