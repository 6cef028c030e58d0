/**
 * Search at a million documents: how long the index takes to build, how fast it answers warm (95 of 100
 * within 100 ms), and how soon a change shows through the worker (within a second). `bin/baobab bench
 * million`; with BENCH_DIR the database is kept there, so that the next run need not build it again.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { atomically, connect, db, disconnect } from '../src/base/database/database.ts'
import { startCluster } from '../src/base/database/embedded.ts'
import { migrate } from '../src/base/database/migrate.ts'
import { keepRunning } from '../src/base/processes/supervise.ts'
import { root } from '../src/base/root.ts'
import { stranger, type Viewer } from '../src/base/viewer.ts'
import { makePerson } from '../src/people/making.ts'
import { startOrganisation } from '../src/people/organisations.ts'
import { search } from '../src/search/search.ts'
import { databaseUrl, freshDatabase } from '../tests/support/cluster.ts'
import { loadUpTo, measure, takeUp } from './latency.ts'
import { median } from './server.ts'

const documents = 1_000_000
/** Milliseconds. */
const goals = { p95: 100, visible: 1_000 }
const name = 'million'
const kept = process.env.BENCH_DIR
const folder = kept ?? mkdtempSync(join(tmpdir(), 'baobab-bench-'))
mkdirSync(folder, { recursive: true })
chmodSync(folder, 0o755)
const say = (line: string) => void process.stdout.write(`${line}\n`)
let missed = 0

const isThere = existsSync(join(folder, 'postgres'))
const cluster = await startCluster(join(folder, 'postgres'), { fast: true })
try {
  const url = isThere ? databaseUrl(cluster.url, name) : await freshDatabase(cluster.url, name)
  await migrate(url)
  connect(url)
  await takeUp()
  const { seconds, ...loaded } = await loadUpTo(documents, (done) => {
    if (done % 50_000 < 1_200) process.stderr.write(`${done} of ${documents} documents\n`)
  })
  if (seconds > 0) say(`${loaded.documents} documents, indexed in ${Math.round(seconds / 60)} minutes`)
  const { rows } = await sql<{ size: string }>`
    select pg_size_pretty(sum(pg_total_relation_size(oid))) as size from pg_class
    where relkind = 'r' and relname in ('doc', 'doc_text', 'posting', 'lexeme', 'word', 'word_use', 'slip')`.execute(
    db(),
  )
  say(`the index takes ${rows[0]!.size}`)
  await measure(loaded.documents, 300)
  const warm = await measure(loaded.documents, 1_000)
  judge(`warm: ${warm}`, warm.p95, goals.p95)
  const shown = await updates(url)
  judge(
    `a change shows in search after ${shown.map((ms) => Math.round(ms)).join(', ')} ms (median ${Math.round(median(shown))})`,
    Math.max(...shown),
    goals.visible,
  )
} finally {
  await disconnect()
  await cluster.stop()
  if (!kept) rmSync(folder, { recursive: true, force: true })
}
process.exitCode = missed ? 1 : 0

/** Ten organisations are put here one after another while a worker runs; how long until each is found. */
async function updates(url: string): Promise<number[]> {
  const worker = keepRunning(join(root, 'dist/server/main.js'), 'worker', { BAOBAB_DATABASE: url })
  await worker.ready
  try {
    const viewer = await someone()
    const times: number[] = []
    for (let n = 0; n < 10; n++) {
      const word = `qx${Date.now().toString(36)}q`
      const began = performance.now()
      await startOrganisation(viewer, { name: `Office of ${word}`, lang: 'en', kind: 'agency' })
      while ((await search(stranger, word)).total === 0) {
        if (performance.now() - began > 30_000) throw new Error('a change does not show within half a minute')
        await new Promise((done) => setTimeout(done, 10))
      }
      times.push(performance.now() - began)
    }
    return times
  } finally {
    await worker.stop()
  }
}

async function someone(): Promise<Viewer> {
  const login = `bench-${Date.now()}`
  await sql`insert into login."user" (id, name, email, "emailVerified", "updatedAt") values (${login}, 'Bench', ${`${login}@bench.example`}, true, now())`.execute(
    db(),
  )
  const id = await atomically(() => makePerson({ login, name: 'Bench' }))
  return { kind: 'person', id, circles: [1, 2] }
}

function judge(line: string, is: number, goal: number): void {
  const late = is > goal
  if (late) missed++
  say(`${line}; goal ${goal} ms${late ? ': missed' : ''}`)
}
