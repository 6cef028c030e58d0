import { createServer } from 'node:http'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { system } from '../../base/viewer.ts'
import { reactions } from '../../reactions.ts'
import { exportRecord } from '../exporting.ts'
import { importRecords } from '../importing.ts'
import { noteMissing } from './addresses.ts'
import { checkAddresses } from './checking.ts'

/** Links elsewhere are asked politely, and marked when they answer no more; our own line that is down marks nothing. */
demoDatabase()
const server = served(openDoors)

let down = false
let heard: string[] = []
/** By the host that is asked, which all resolve to this server. */
const elsewhere = served(() =>
  createServer((asked, answer) => {
    const host = asked.headers.host?.split(':')[0] ?? ''
    heard.push(`${asked.method} ${host}`)
    if (down || host.startsWith('silent')) return void asked.socket.destroy()
    if (host.startsWith('gone')) return void answer.writeHead(404).end()
    if (host.startsWith('gets') && asked.method === 'HEAD') return void answer.writeHead(405).end()
    answer.writeHead(host.startsWith('shy') ? 403 : 200).end()
  }),
)
const testing = {
  allow: ['127.0.0.1'],
  timeout: 20_000,
  lookup: ((_: string, { all }: { all?: boolean }, done: (...all: unknown[]) => void) =>
    all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)) as never,
}
const at = (host: string, path = '') => `http://${host}.example:${new URL(elsewhere.origin).port}/${path}`

let ref: string
let keeper: Visitor
beforeAll(async () => {
  // What the demo names is for nobody to ask here.
  while ((await noteMissing()) > 0);
  await sql`update outside_address set next_check = now() + interval '9 years'`.execute(db())
  const { rows } = await sql<{ ref: string }>`
    select ref from record join thing on thing.id = record.thing where record.kind = 'story' and thing.state = 'published' and thing.circle = 1 limit 1`.execute(
    db(),
  )
  const base = await exportRecord(system('test'), rows[0]!.ref)
  ref = '0000000011nk'
  const [version] = base.versions
  const told = structuredClone(version!.content)
  told.files = ['there', 'gone', 'silent', 'gets', 'shy'].map((host) => ({
    name: host,
    url: at(host),
    mediaType: 'text/html',
  }))
  const record = {
    ...base,
    ref,
    custodian: undefined,
    versions: [{ ...version!, number: 1, content: told }],
  }
  expect((await importRecords(system('test'), [{ place: 'test', json: record }])).faults).toEqual([])
  await drain(reactions)
  keeper = await signedIn(server, 'Keeper')
  await sql`
    insert into custodianship (record, person, proposed_by, since)
    select thing.id, person.thing, person.thing, now() from thing, person where ref = ${ref} and handle = 'keeper'`.execute(
    db(),
  )
})
beforeEach(() => {
  heard = []
  down = false
})

const kept = async () =>
  new Map(
    (
      await sql<{ host: string; failures: number; gone: boolean }>`
        select split_part(host, '.', 1) as host, failures, gone from outside_address where host like '%.example:%' order by 1`.execute(
        db(),
      )
    ).rows.map(({ host, ...row }) => [host, row]),
  )
/** So many days go by. */
const pass = (days: number) =>
  sql`update outside_address set next_check = next_check - make_interval(days => ${days}), checked = checked - make_interval(days => ${days}),
    failing_since = failing_since - make_interval(days => ${days}), answered = answered - make_interval(days => ${days}) where host like '%.example:%'`.execute(
    db(),
  )

test('each is asked once: by HEAD, and by GET where that is not answered well', async () => {
  expect((await kept()).size).toBe(5)
  expect(await checkAddresses(testing)).toBe(5)
  expect(heard.filter((one) => one.includes('there'))).toEqual(['HEAD there.example'])
  expect(heard.filter((one) => one.includes('gets'))).toEqual(['HEAD gets.example', 'GET gets.example'])
  expect(Object.fromEntries(await kept())).toEqual({
    there: { failures: 0, gone: false },
    gets: { failures: 0, gone: false },
    shy: { failures: 0, gone: false },
    gone: { failures: 1, gone: true },
    silent: { failures: 1, gone: false },
  })
  expect(await checkAddresses(testing)).toBe(0)
  expect((await visitor(server).get(`/records/${ref}`)).html).not.toContain('Links that do not answer')
})

test('three failures over a week are shown to readers, and to whoever keeps it', async () => {
  await pass(4)
  expect(await checkAddresses(testing)).toBe(2)
  expect((await visitor(server).get(`/records/${ref}`)).html).not.toContain('Links that do not answer')
  await pass(4)
  await checkAddresses(testing)
  const page = (await visitor(server).get(`/records/${ref}`)).html
  expect(page).toContain('Links that do not answer')
  expect(page).toContain(at('silent'))
  expect(page).toContain('did not answer since')
  expect(page).toContain('nothing is there any more')
  expect(page.slice(page.indexOf('Links that')).split('</section>')[0]).not.toContain(at('shy'))
  expect((await keeper.get('/desk')).html).toContain('2 links in it do not answer')
  const api = JSON.parse((await visitor(server).get(`/api/v1/records/${ref}/freshness`)).html)
  expect(api.broken).toMatchObject([
    { address: at('gone'), gone: true },
    { address: at('silent'), gone: false },
  ])
  const curator = await signedIn(server, 'Curator', 'curator')
  expect((await curator.get('/desk/freshness?of=links')).html).toContain(`/records/${ref}/confirmation`)
})

test('while our own line is down nothing is held against anybody', async () => {
  const before = await kept()
  for (let i = 0; i < 4; i++) {
    await pass(40)
    down = true
    expect(await checkAddresses(testing)).toBe(0)
  }
  expect(heard.length).toBeGreaterThan(5)
  expect(await kept()).toEqual(before)
})

test('when only one is due and silent, another that answered before is asked whether the line is up', async () => {
  await sql`update outside_address set next_check = now() + interval '1 day' where host like '%.example:%'`.execute(
    db(),
  )
  await sql`update outside_address set next_check = now() where host like 'silent.example:%'`.execute(db())
  const before = (await kept()).get('silent')!.failures
  expect(await checkAddresses(testing)).toBe(1)
  expect((await kept()).get('silent')!.failures).toBe(before + 1)
  expect(heard.some((one) => !one.includes('silent'))).toBe(true)
})

test('what is private is not asked, and not held against it', async () => {
  await sql`update outside_address set next_check = now() + interval '1 day'`.execute(db())
  await sql`
    with one as (insert into outside_address (address, host) values ('http://127.0.0.1:9/', '127.0.0.1:9') returning id)
    insert into outside_use select thing.id, one.id from thing, one where ref = ${ref}`.execute(db())
  await checkAddresses()
  const { rows } = await sql<{
    failures: number
  }>`select failures from outside_address where host = '127.0.0.1:9'`.execute(db())
  expect(rows).toEqual([{ failures: 0 }])
})

test('one host is asked for one page at a time, and a link that stands again is marked no more', async () => {
  await sql`update outside_address set next_check = now() + interval '1 day'`.execute(db())
  const two = ['a', 'b'].map((path) => at('there', path))
  await sql`
    with named as (insert into outside_address (address, host) select address, ${new URL(two[0]!).host} from unnest(${two}::text[]) as address returning id)
    insert into outside_use select thing.id, named.id from thing, named where ref = ${ref}`.execute(db())
  expect(await checkAddresses(testing)).toBe(1)
  expect(await checkAddresses(testing)).toBe(1)
  await sql`update outside_address set address = replace(address, 'silent', 'stands'), host = replace(host, 'silent', 'stands'), next_check = now() where host like 'silent.%'`.execute(
    db(),
  )
  expect((await visitor(server).get(`/records/${ref}`)).html).toContain('did not answer since')
  await checkAddresses(testing)
  expect((await visitor(server).get(`/records/${ref}`)).html).not.toContain('did not answer since')
})
