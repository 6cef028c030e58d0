/**
 * What a conversation costs: a page of a thread of 5,000 posts beside one of 20, as a member gets it; two
 * hundred readers, each with a page every two seconds, forty of them signed in, while twenty writers write in
 * the same thread, each every five seconds; and how long until a post is on the page of somebody else, from
 * the moment it is sent. `bin/baobab bench threads` fails where the long one takes half as long again as the
 * short one, 5 of 100 requests longer than 150 ms, or a post longer than a second.
 */
import type pg from 'pg'
import { demoAccounts } from '../src/people/demo.ts'
import { median, open, remove } from './server.ts'
import { press, signIn } from './visitor.ts'

const goals = { ratio: 1.5, request: 150, shown: 1_000 }
const [readers, signedIn, writers, seconds] = [200, 40, 20, 20]
const say = (line: string) => void process.stdout.write(`${line}\n`)
let missed = 0

const server = await open()
try {
  const database = await server.database()
  const [short, long] = await made(database).finally(() => database.end())
  const cookies = await Promise.all(demoAccounts.map(({ email }) => signIn(server, email)))
  await asFast(cookies[0]!, short, long)
  await together(cookies, long)
  await soon(cookies[1]!, short)
} finally {
  await server.stop()
  remove(server.folder)
}
process.exitCode = missed ? 1 : 0

function hold(what: string, figure: number, goal: number, unit: string): void {
  if (figure > goal) missed++
  say(`${what}: ${figure.toFixed(1)}${unit}, goal ${goal}${unit}${figure > goal ? ': missed' : ''}`)
}

async function made(database: pg.Client): Promise<[string, string]> {
  await makeCommunity(database)
  const both: [string, string] = [await makeThread(database, 20), await makeThread(database, 5_000)]
  await database.query('analyze')
  return both
}

/** A community in which all accounts of the demo take part. */
async function makeCommunity(database: pg.Client): Promise<void> {
  await database.query(`
    with circles as (insert into circle (kind) values ('community') returning id),
      things as (insert into thing (ref, kind, sort, circle, state, origin)
        select 'benchc0mm001', 'community', 'community', 1, 'published', origin from thing limit 1 returning id),
      made as (insert into community (thing, slug, circle, name)
        select things.id, 'bench', circles.id, '{"original":"en","texts":{"en":"Bench"}}' from things, circles returning thing)
    insert into membership (community, person, standing) select made.thing, person.thing, 'member' from made, person where login is not null`)
}

/** A thread with so many posts, by all in turn; gives its address. */
async function makeThread(database: pg.Client, posts: number): Promise<string> {
  const { rows } = await database.query(
    `with home as (select thing as community, origin from community join thing on thing.id = community.thing where slug = 'bench'),
      thread_thing as (insert into thing (ref, kind, sort, circle, state, origin)
        select 'bencht' || lpad($1::int::text, 6, '0'), 'thread', 'discussion', 1, 'published', origin from home returning id, ref),
      made as (insert into thread (thing, community, form, title, lang, posts, next_nth)
        select id, community, 'discussion', 'Bench', 'en', $1::int, $1::int + 1 from thread_thing, home returning thing),
      numbered as (select i, nextval(pg_get_serial_sequence('thing', 'id')) as id from generate_series(1, $1::int) as i),
      people as (select thing, row_number() over () - 1 as place, count(*) over () as all from person where login is not null),
      things as (insert into thing (id, ref, kind, circle, state, origin) overriding system value
        select id, lpad(id::text, 12, '0'), 'post', 1, 'published', origin from numbered, home returning id),
      said as (insert into post (thing, thread, nth, person, lang, body)
        select numbered.id, made.thing, i, people.thing, 'en', 'Post ' || i || '. ' || repeat('The third rain stayed in the soil, and the stones held. ', 8)
        from numbered join people on people.place = i % people.all, made)
    select ref from thread_thing`,
    [posts],
  )
  return `/threads/${rows[0].ref}/bench`
}

/** How long a page takes, in milliseconds, with its words. */
async function read(path: string, cookie?: string): Promise<{ took: number; html: string }> {
  const began = performance.now()
  const answer = await fetch(server.origin + path, {
    headers: { accept: 'text/html', ...(cookie && { cookie }) },
  })
  const html = await answer.text()
  if (!answer.ok) throw new Error(`${path} was answered by ${answer.status}`)
  return { took: performance.now() - began, html }
}

async function asFast(cookie: string, short: string, long: string): Promise<void> {
  const times: Record<string, number[]> = { short: [], first: [], last: [] }
  for (let n = 0; n < 40; n++) {
    times.short!.push((await read(short, cookie)).took)
    times.first!.push((await read(long, cookie)).took)
    times.last!.push((await read(`${long}?page=250`, cookie)).took)
  }
  const of = (name: string) => median(times[name]!)
  say(
    `A page for a member: ${of('short').toFixed(1)} ms of 20 posts, ${of('first').toFixed(1)} ms the first and ${of('last').toFixed(1)} ms the last of 5,000`,
  )
  hold(
    '  the slower of those over the short one',
    Math.max(of('first'), of('last')) / of('short'),
    goals.ratio,
    '',
  )
}

async function together(cookies: string[], thread: string): Promise<void> {
  const until = performance.now() + seconds * 1_000
  const times: number[] = []
  const wait = (ms: number) => new Promise((done) => setTimeout(done, ms * (0.5 + Math.random())))
  const reading = Array.from({ length: readers }, async (_, n) => {
    await wait(2_000)
    for (; performance.now() < until; await wait(2_000))
      times.push(
        (
          await read(
            n % 2 ? `${thread}` : `${thread}?page=250`,
            n < signedIn ? cookies[n % cookies.length] : undefined,
          )
        ).took,
      )
  })
  let written = 0
  const writing = Array.from({ length: writers }, async (_, n) => {
    await wait(5_000)
    for (; performance.now() < until; await wait(5_000)) {
      const began = performance.now()
      await press(server, cookies[n % cookies.length]!, `${thread.replace(/\/bench$/, '')}/posts`, {
        body: `Said ${n}.`,
        lang: 'en',
      })
      times.push(performance.now() - began)
      written++
    }
  })
  await Promise.all([...reading, ...writing])
  times.sort((a, b) => a - b)
  say(
    `${readers} readers and ${writers} writers for ${seconds} s: ${times.length} requests, ${written} of them posts, half of them within ${median(times).toFixed(0)} ms`,
  )
  hold('  95 of 100 requests', times[Math.floor(0.95 * times.length)]!, goals.request, ' ms')
}

async function soon(cookie: string, thread: string): Promise<void> {
  const took: number[] = []
  for (let n = 0; n < 10; n++) {
    const line = await fetch(`${server.origin}${thread.replace(/\/bench$/, '')}/events`)
    const heard = line.body!.getReader()
    await heard.read()
    const words = `Just said ${n}`
    const began = performance.now()
    const sent = press(server, cookie, `${thread.replace(/\/bench$/, '')}/posts`, { body: words, lang: 'en' })
    for (;;) {
      await heard.read()
      if ((await read(`${thread}?page=2`)).html.includes(words)) break
    }
    took.push(performance.now() - began)
    await sent
    await heard.cancel()
  }
  hold('A post is on the page of somebody else, the slowest of ten', Math.max(...took), goals.shown, ' ms')
}
