/**
 * What it costs to take a community of 30,000 posts along: asked for by a facilitator and made by the worker as a zip,
 * taken in by the command line where nothing is, with the packs that it stands on, taken along from there again, looked
 * that nothing differs, and taken back. `bin/baobab bench bundle` fails below 300 posts a second either way, where the
 * process that does it holds more than 600 MB, or where anything differs; with POSTS=3000 it takes a tenth of the time,
 * and what it takes to begin counts ten times as much.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { sumsOf } from '../src/archive/bundle/comparing.ts'
import { asFolder } from '../src/archive/bundle/unzipping.ts'
import { root } from '../src/base/root.ts'
import { addressIn, emptyFolder, open, remove, type Server } from './server.ts'
import { makeTalk, slug } from './talk.ts'
import { press, signIn } from './visitor.ts'

const posts = Number(process.env.POSTS ?? 30_000)
const goals = { rate: 300, memory: 600 }
const mega = 2 ** 20
const say = (line: string) => void process.stdout.write(`${line}\n`)
let missed = false

const elsewhere = emptyFolder()
const baobab = join(root, 'bin/baobab')
const env = { ...process.env, DATA_DIR: join(elsewhere, 'data'), LOG_LEVEL: 'warn' }
const [zip, again] = [join(elsewhere, 'bundle.zip'), join(elsewhere, 'again')]
try {
  await takeAlong()
  execFileSync(baobab, ['migrate'], { env })
  const importing = run(['import', 'community', zip])
  const { taken, ref } = await Promise.race([kept(), importing.most.then(nothing)])
  const most = await importing.most
  hold('taken in', importing.began, most, taken)
  say(`all of them are found by their words ${((performance.now() - taken) / 1_000).toFixed(0)} s later`)
  const exporting = run(['export', 'community', slug, again])
  hold('taken along from there, into a folder', exporting.began, await exporting.most)
  await compare()
  const undoing = run(['import', '--undo', ref])
  const mostToUndo = await undoing.most
  say(
    `taken back in ${((performance.now() - undoing.began) / 1_000).toFixed(0)} s, with at most ${(mostToUndo / mega).toFixed(0)} MB`,
  )
} finally {
  remove(elsewhere)
}
process.exitCode = missed ? 1 : 0

function hold(what: string, began: number, most: number, until = performance.now()): void {
  const seconds = (until - began) / 1_000
  const rate = posts / seconds
  const isMissed = rate < goals.rate || most > goals.memory * mega
  missed ||= isMissed
  say(
    `${posts} posts ${what} in ${(seconds / 60).toFixed(2)} minutes: ${rate.toFixed(0)} a second, goal ${goals.rate}; it held ${(most / mega).toFixed(0)} MB at most, goal ${goals.memory}${isMissed ? ': missed' : ''}`,
  )
}

/** A facilitator asks for it, the worker makes it, and the facilitator downloads it. */
async function takeAlong(): Promise<void> {
  const server = await open()
  const database = await server.database()
  try {
    await makeTalk(database, posts)
    const cookie = await signIn(server, 'member@demo.example')
    const worker = workerOf(server)
    say(`the worker holds ${(mostOf(worker) / mega).toFixed(0)} MB before`)
    const began = performance.now()
    await press(server, cookie, `/communities/${slug}/bundle`, { closed: 'yes' })
    const ref = await made(async () => (await database.query('select ref, state, why from bundle')).rows[0])
    hold('taken along', began, mostOf(worker))
    const answer = await fetch(`${server.origin}/communities/${slug}/bundle/${ref}.zip`, {
      headers: { cookie },
    })
    await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(zip))
    say(`the zip: ${(statSync(zip).size / mega).toFixed(1)} MB`)
  } finally {
    await database.end()
    await server.stop()
    remove(server.folder)
  }
}

async function made(
  look: () => Promise<{ ref: string; state: string; why: string } | undefined>,
): Promise<string> {
  for (;;) {
    const now = await look()
    if (now?.state === 'made') return now.ref
    if (now?.state === 'failed') throw new Error(`it was not made: ${now.why}`)
    await new Promise((done) => setTimeout(done, 100))
  }
}

/** The most memory that a process held, in bytes, as Linux says it; 0 where nobody does. */
function mostOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024
  } catch {
    return 0
  }
}

/** The process of a server that works off what waits. */
function workerOf({ pid }: Server): number {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
    const isWorker = (one: string) =>
      readFileSync(`/proc/${one}/environ`, 'utf8').includes('BAOBAB_ROLE=worker')
    return Number(children.find(isWorker))
  } catch {
    return 0
  }
}

function run(words: string[]): { began: number; most: Promise<number> } {
  const began = performance.now()
  return { began, most: ended(spawn(baobab, words, { env, stdio: ['ignore', 'ignore', 'inherit'] })) }
}

function nothing(): never {
  throw new Error('it ended, and nothing was kept')
}

/** When all that came is kept, and what it is taken back by; it is made found after. */
async function kept(): Promise<{ taken: number; ref: string }> {
  for (;;) {
    try {
      const client = new pg.Client({ connectionString: addressIn(env.DATA_DIR) })
      await client.connect()
      const { rows } = await client.query('select ref from bundle_import').finally(() => client.end())
      if (rows.length > 0) return { taken: performance.now(), ref: rows[0].ref }
    } catch {
      // It is not open yet.
    }
    await new Promise((done) => setTimeout(done, 200))
  }
}

/** Waits until it ends well; gives the most memory it held. */
async function ended(child: ChildProcess): Promise<number> {
  let most = 0
  const looking = setInterval(() => (most = Math.max(most, mostOf(child.pid!))), 50)
  const [code] = await once(child, 'exit')
  clearInterval(looking)
  if (code !== 0) throw new Error(`it ended with ${code}`)
  return most
}

/** What is taken along from there says what came: the same, in whatever order it is written. */
async function compare(): Promise<void> {
  const [came, gone] = [await asFolder(zip, async (folder) => printOf(folder)), printOf(again)]
  const differs = came.print !== gone.print || came.posts !== posts
  missed ||= differs
  say(
    `${came.posts} posts in ${came.threads} conversations came and ${gone.posts} in ${gone.threads} go on; their fingerprints ${differs ? 'differ' : 'are the same'}: ${came.print}, ${gone.print}`,
  )
}

function printOf(folder: string): { posts: number; threads: number; print: string } {
  const threads = readdirSync(join(folder, 'data/threads')).toSorted()
  const sum = createHash('sha256')
  let posts = 0
  for (const name of threads) {
    const thread = JSON.parse(readFileSync(join(folder, 'data/threads', name), 'utf8'))
    posts += thread.posts.length
    sum.update(sumsOf(thread).whole)
  }
  return { threads: threads.length, posts, print: sum.digest('hex').slice(0, 16) }
}
