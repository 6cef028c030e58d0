import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { served } from '../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { config } from '../base/config.ts'
import { db } from '../base/database/database.ts'
import { system } from '../base/viewer.ts'
import { setSite } from '../ui/site.ts'
import { appoint } from './appointing.ts'
import { addPerson } from './inviting.ts'

/** What people, programs and thieves send that they should not. */
demoDatabase()
const server = served(openDoors)
beforeAll(() => setSite({ origin: server.origin }))
beforeEach(() => void Object.assign(config(), { RATE_LIMIT: 0, TRUST_PROXY: false }))

const password = 'stone bunds on the slope'
let made = 0
async function someone(
  name = `Person ${made + 1}`,
): Promise<{ who: Visitor; email: string; handle: string }> {
  const email = `bad${++made}@example.org`
  const handle = await addPerson({ name, email, password })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  return { who, email, handle }
}

/** Tries to sign in from this address, as a proxy of ours says it. */
const tryFrom = (address: string, email: string) =>
  fetch(`${server.origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.origin, 'x-forwarded-for': address, 'accept-encoding': 'identity' },
    body: new URLSearchParams({ email, password: 'is it this one?' }),
  })

test('a thousand tries from one network over many addresses: thirty reach a password, the neighbour is served', async () => {
  Object.assign(config(), { RATE_LIMIT: 600, TRUST_PROXY: true })
  const said = { checked: 0, refused: 0 }
  let last: Response | undefined
  const once = async (i: number) => {
    const address = `2001:db8:1:2:${(i * 61).toString(16)}::${i.toString(16)}`
    const answer = await tryFrom(address, `nobody${i}@example.org`)
    if (answer.status === 429) said.refused++
    if (i === 999) last = answer
    else if ((await answer.text()).includes('do not belong together')) said.checked++
  }
  for (let i = 0; i < 1_000; i += 20)
    await Promise.all(Array.from({ length: 20 }, (_, more) => once(i + more)))
  expect(said).toEqual({ checked: 30, refused: 970 })
  const wait = Number(last!.headers.get('retry-after'))
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(600)
  expect(await last!.text()).toMatch(/wait \d+ seconds/)
  expect((await tryFrom('2001:db8:1:3::1', 'somebody@example.org')).status).toBe(422)
  // Whoever knows the password still comes in, from elsewhere.
  const owner = await fetch(`${server.origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.origin, 'x-forwarded-for': '198.51.100.7' },
    body: new URLSearchParams({ email: (await someone()).email, password }),
  })
  expect(owner.status).toBe(303)
})

test('forty tries of passwords at once are all looked at, and hold up nobody who reads meanwhile', async () => {
  let answered = 0
  const tries = Array.from({ length: 40 }, async (_, i) => {
    const { status } = await tryFrom('2001:db8:9::1', `nobody${i}@example.org`)
    answered++
    return status
  })
  await expect.poll(() => answered).toBeGreaterThan(0)
  expect((await fetch(`${server.origin}/search?q=erosion`)).status).toBe(200)
  expect(answered).toBeLessThan(40)
  expect(new Set(await Promise.all(tries))).toEqual(new Set([422]))
})

test('whoever asks to join in the name of another fills nobody’s letterbox, from however many networks', async () => {
  Object.assign(config(), { RATE_LIMIT: 600, TRUST_PROXY: true })
  const statuses: number[] = []
  for (let i = 0; i < 14; i++) {
    const answer = await fetch(`${server.origin}/join`, {
      method: 'POST',
      headers: { origin: server.origin, 'x-forwarded-for': `203.0.113.${i}` },
      body: new URLSearchParams({ name: 'Nobody', email: 'flooded@example.org', password }),
    })
    statuses.push(answer.status)
  }
  expect(statuses.filter((status) => status === 422)).toHaveLength(4)
})

test('what somebody calls themselves begins no new line of a mail, and leads to no other site', async () => {
  const stranger = visitor(server)
  const name = 'Amina\r\n\r\nYour account is closed. Open it again: https://evil.example/in'
  const asked = { name, email: 'misled@example.org', password }
  const refused = await stranger.post('/join', asked)
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('Give a name, not an address')
  await stranger.post('/join', { ...asked, name: 'Amina\n\nYour account is closed' })
  const { body } = await db()
    .selectFrom('mail')
    .select('body')
    .where('address', '=', 'misled@example.org')
    .executeTakeFirstOrThrow()
  expect(body).toMatch(/^[^\n]*Amina Your account is closed/)
  const { who } = await someone()
  expect((await who.post('/account/profile', { name, audience: 'members' })).status).toBe(422)
  const form = { name: `Office\n\n${name}`, kind: 'agency' }
  expect((await who.post('/organisations', form)).status).toBe(422)
  const { at } = await who.post('/organisations', { ...form, name: 'Office\n\nYour account is closed' })
  await who.post(`${at}/keepers`, { handle: (await someone()).handle })
  const { rows } = await sql<{ body: string }>`select body from mail order by id desc limit 1`.execute(db())
  expect(rows[0]!.body).toContain('Office Your account is closed')
})

const script = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`
/** It is there, and as words alone. */
function asWords(html: string, where: string): void {
  expect(html, where).not.toMatch(/<script>alert|<img src=x/)
  expect(html, where).toContain('&lt;script&gt;alert(1)')
}

test('a script in any field is shown as the words it is', async () => {
  const stranger = visitor(server)
  for (const [path, form] of [
    ['/join', { name: script, email: script, password: 'short' }],
    ['/sign-in', { email: script, password, to: `/${script}` }],
    ['/sign-in/link', { email: script }],
    ['/password', { email: script }],
  ] as const) {
    const { status, html } = await stranger.post(path, form)
    expect(status, path).toBe(422)
    asWords(html, path)
  }
  await stranger.post('/join', { name: script, email: 'script@example.org', password })
  const mail = await db()
    .selectFrom('mail')
    .select(['subject', 'body'])
    .where('address', '=', 'script@example.org')
    .executeTakeFirstOrThrow()
  expect(mail.subject).not.toContain('\n')

  const { who, handle } = await someone()
  const reader = (await someone()).who
  await who.post('/account/profile', { name: script, audience: 'everyone' })
  for (const kind of ['about', 'role'])
    await who.post('/account/profile/lines', { kind, audience: 'everyone', value: script })
  for (const kind of ['language', 'expertise', 'place', 'offer', 'link']) {
    const { status, html } = await who.post('/account/profile/lines', {
      kind,
      audience: 'everyone',
      value: script,
    })
    expect(status, kind).toBe(422)
    asWords(html, kind)
  }
  const form = { name: `Office ${script}`, kind: 'agency', about: script }
  for (const wrong of [
    ['website', script],
    ['place', script.slice(0, 40)],
    ['parent', script],
  ] as const) {
    const { status, html } = await who.post('/organisations', { ...form, [wrong[0]]: wrong[1] })
    expect(status, wrong[0]).toBe(422)
    asWords(html, wrong[0])
  }
  const { at } = await who.post('/organisations', form)
  await reader.post(`${at}/members`, { work: script })
  for (const path of [
    `/people/${handle}`,
    '/people',
    `/account/profile`,
    '/account',
    '/account/deletion',
    at,
    `${at}/change`,
    '/organisations',
    '/organisations?q=Office',
    '/desk',
  ])
    for (const one of [who, reader]) {
      const { status, html } = await one.get(path)
      if (status === 200) expect(html, path).not.toMatch(/<script>alert|<img src=x/)
    }
  for (const path of [`/people/${handle}`, '/people', at, '/organisations?q=Office'])
    asWords((await reader.get(path)).html, path)
})

test('a form sent after one was signed out keeps what was typed, and goes through once one is back', async () => {
  const { who, email } = await someone()
  const form = { name: 'Water users of the long valley', kind: 'producers', about: 'We share the gates.' }
  await who.get('/organisations/new')
  await who.post('/account/sessions/end')
  const stale = await who.post('/organisations', form)
  expect(stale.status).toBe(403)
  expect(stale.html).toContain('Nothing you typed is lost')
  const waiting = [...stale.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  expect(Object.fromEntries(waiting.map(([, name, value]) => [name, value]))).toEqual(form)
  await who.post('/sign-in', { email, password })
  expect((await who.post('/organisations', form)).at).toBe('/organisations/water-users-of-the-long-valley')
  await who.post('/account/sessions/end')
  // A form on a page that strangers may read is not drawn for them either: their words would be gone.
  const asking = await who.post('/organisations/water-users-of-the-long-valley/members', {
    work: 'Gate keeper',
  })
  expect(asking.html).toContain('value="Gate keeper"')
  const change = await who.post('/account/password', {
    current: password,
    password: 'half moons in the sand',
  })
  expect(change.html).not.toMatch(/stone bunds|half moons/)
})

test('a curator acts in their place and all within it, and nowhere else', async () => {
  const { who, handle } = await someone('Curator of Niger')
  const other = await someone()
  const ref = async (code: string) =>
    (
      await sql<{
        ref: string
      }>`select ref from thing join place on place.thing = thing.id where place.code = ${code}`.execute(db())
    ).rows[0]!.ref
  await appoint(system('test'), { handle, role: 'curator', subject: await ref('NE') })
  const start = (name: string, place: string) =>
    other.who.post('/organisations', { name, kind: 'agency', place })
  const there = (await start('Office in Niger', 'NE')).at
  const elsewhere = (await start('Office in Burkina Faso', 'BF')).at
  const changed = { name: 'Taken over', kind: 'ngo' }
  expect((await who.post(`${elsewhere}/change`, changed)).status).toBe(403)
  expect((await who.get(`${elsewhere}/change`)).status).toBe(403)
  expect((await who.post(`${elsewhere}/representatives`, { handle })).status).toBe(422)
  const belonging = /\/members\/(\d+)\/end/.exec((await other.who.get(elsewhere)).html)?.[1] ?? '1'
  for (const act of ['member', 'offer/end', 'end'])
    expect([403, 404, 409], act).toContain(
      (await who.post(`${elsewhere}/members/${belonging}/${act}`)).status,
    )
  expect((await visitor(server).get(elsewhere)).html).toContain('Office in Burkina Faso')
  expect((await who.post(`${there}/change`, { ...changed, name: 'Better name', place: 'NE' })).at).toBe(there)
  expect((await visitor(server).get(there)).html).toContain('Better name')

  const give = async (code: string | undefined, role: string) =>
    (await who.post('/desk/rights', { handle: other.handle, role, subject: code ? await ref(code) : '' }))
      .status
  expect(await give('BF', 'reviewer')).toBe(422)
  expect(await give(undefined, 'reviewer')).toBe(422)
  expect(await give('NE', 'moderator')).toBe(422)
  expect(await give('001', 'curator')).toBe(422)
  expect(await give('NE', 'reviewer')).toBe(200)
  const rights = await sql<{ role: string; subject: string }>`
    select role, subject.ref as subject from appointment join person on person.thing = appointment.person
    left join thing as subject on subject.id = appointment.subject where handle = ${other.handle}`.execute(
    db(),
  )
  expect(rights.rows).toEqual([{ role: 'reviewer', subject: await ref('NE') }])
})
