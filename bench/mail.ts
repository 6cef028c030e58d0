/**
 * What mail costs, through a mail server of this bench on loopback: a thousand letters out, and the weekly digest of
 * 20,000 people, with three messages each, while somebody reads. `bin/baobab bench mail` fails where the thousand
 * take longer than a minute, the digests than five, the heaviest digest is over 60 KB, or a reader waits half as long
 * again while they are made and sent.
 */
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { atomically, connect, disconnect } from '../src/base/database/database.ts'
import { send } from '../src/base/jobs.ts'
import { post } from '../src/base/mail/mail.ts'
import type { Said } from './mail-server.ts'
import { median, open, remove } from './server.ts'

const goals = { thousand: 60, digests: 300, size: 60 * 1024, slower: 1.5 }
const people = 20_000
const say = (line: string) => void process.stdout.write(`${line}\n`)
let missed = 0

function hold(what: string, figure: number, goal: number, unit: string): void {
  if (figure > goal) missed++
  say(`${what}: ${figure.toFixed(1)}${unit}, goal ${goal}${unit}${figure > goal ? ': missed' : ''}`)
}

/** To whom letters came, and how large the largest was. */
let came: string[] = []
let largest = 0
// A thread of its own: here it would keep the reader waiting who is measured, and no reader is in the mail server.
const letters = new Worker(new URL('mail-server.ts', import.meta.url))
const port = await new Promise<number>((done) =>
  letters.on('message', (said: Said) => {
    if ('port' in said) return done(said.port)
    came.push(...said.came)
    largest = Math.max(largest, said.largest)
  }),
)

const server = await open(undefined, {
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  MAIL_DOMAIN: 'mail.bench.example',
})
const database = await server.database()
try {
  connect(server.databaseUrl())
  await drainFirst()
  await thousand()
  await makePeople(database)
  const before = await reading(10)
  await digests(before)
} finally {
  await disconnect()
  await database.end()
  await server.stop()
  await letters.terminate()
  remove(server.folder)
}
process.exitCode = missed ? 1 : 0

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

/** What the demo had to tell leaves first, until nothing came for a while. */
async function drainFirst(): Promise<void> {
  for (let was = -1; was !== came.length; ) {
    was = came.length
    await wait(5_000)
  }
  came = []
}

async function arrived(count: number, seconds: number): Promise<void> {
  for (const until = Date.now() + seconds * 1_000; came.length < count && Date.now() < until; ) await wait(50)
  if (came.length < count) say(`only ${came.length} of ${count} came within ${seconds} s`)
}

async function thousand(): Promise<void> {
  await atomically(async () => {
    for (let n = 0; n < 1_000; n++)
      await post({
        to: `one-${n}@bench.example`,
        subject: `Letter ${n}`,
        lang: 'en',
        body: [
          { words: 'Amina answered you' },
          { said: 'The third rain stayed in the soil, and the stones held. '.repeat(10), lang: 'en' },
          { link: 'Read it', href: 'https://bench.example/posts/0', main: true },
        ],
      })
  })
  const began = performance.now()
  await arrived(1_000, goals.thousand * 2)
  hold('1,000 letters out', (performance.now() - began) / 1_000, goals.thousand, ' s')
  if (new Set(came).size !== came.length) missed++
  say(`to ${new Set(came).size} people, ${came.length - new Set(came).size} twice`)
  came = []
}

/** People with three messages each of one thread of the demo, ten days old. */
async function makePeople(client: pg.Client): Promise<void> {
  await client.query(
    `with numbered as (select n, nextval(pg_get_serial_sequence('thing', 'id')) as id, nextval(pg_get_serial_sequence('circle', 'id')) as own from generate_series(1, $1::int) as n),
      circles as (insert into circle (id, kind) overriding system value select own, 'named' from numbered returning id),
      accounts as (insert into login."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
        select 'bench-' || n, 'Reader ' || n, 'reader-' || n || '@bench.example', true, now(), now() from numbered returning id),
      things as (insert into thing (id, ref, kind, circle, state, origin) overriding system value
        select id, lpad(id::text, 12, '0'), 'person', 2, 'published', (select origin from thing limit 1) from numbered returning id),
      made as (insert into person (thing, handle, name, circle, login, lang)
        select things.id, 'reader-' || n, 'Reader ' || n, own, 'bench-' || n, (array['en', 'fr', 'ar'])[1 + n % 3]
        from numbered join things using (id), (select count(*) from circles) as c, (select count(*) from accounts) as a returning thing),
      told as (select post.thing as cause, thread, community from post join thread on thread.thing = post.thread join thing on thing.id = post.thing
        where thing.circle = 1 and thing.state = 'published' and hidden is null and held is null limit 3)
    insert into notice (person, kind, thing, cause, community, why, basis, occasion, at)
    select made.thing, 'post', told.thread, told.cause, told.community, 'member', 'community', 0, now() - interval '10 days' from made, told`,
    [people],
  )
  await client.query('analyze')
}

/** What a reader waits for pages made anew, in milliseconds, each half a second, for so many seconds or until all came. */
async function reading(seconds: number, until = () => false): Promise<number> {
  const times: number[] = []
  for (const end = Date.now() + seconds * 1_000; Date.now() < end && !until(); ) {
    const began = performance.now()
    await (await fetch(`${server.origin}/search?q=soil+${times.length}`)).text()
    times.push(performance.now() - began)
    await wait(200)
  }
  return median(times)
}

async function digests(before: number): Promise<void> {
  largest = 0
  const began = performance.now()
  await atomically(() => send('notices.mail'))
  let during = 0
  await Promise.all([
    arrived(people, goals.digests * 2),
    reading(goals.digests * 2, () => came.length >= people).then((time) => (during = time)),
  ])
  hold(`${people} digests made and out`, (performance.now() - began) / 1_000, goals.digests, ' s')
  hold('the heaviest digest', largest / 1024, goals.size / 1024, ' KB')
  hold('a reader meanwhile, against before', during / before, goals.slower, '')
  say(
    `a search took ${before.toFixed(0)} ms before and ${during.toFixed(0)} ms meanwhile; ${came.length - new Set(came).size} letters came twice`,
  )
}
