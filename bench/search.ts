/**
 * How well search finds (nDCG@10 on every set of ../shared/data/ir, beside plain BM25 as it was measured
 * there) and how fast (10,000 and 100,000 documents nobody wrote, 30% of them in other circles, with
 * facets). `node bench/search.ts`, or `node bench/search.ts 10000` for one size, `… 0` for none.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, disconnect } from '../src/base/database/database.ts'
import { startCluster } from '../src/base/database/embedded.ts'
import { migrate } from '../src/base/database/migrate.ts'
import { databaseUrl, freshDatabase } from '../tests/support/cluster.ts'
import { loadUpTo, measure } from './latency.ts'
import { baseline, forgetSets, hasSets, indexSet, ndcg, sets } from './relevance.ts'

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000]
const say = (line: string) => process.stdout.write(`${line}\n`)
const folder = mkdtempSync(join(tmpdir(), 'baobab-bench-'))
chmodSync(folder, 0o755)
const open = () => startCluster(join(folder, 'postgres'), { fast: true })
let cluster = await open()
let missed = 0

try {
  if (hasSets()) await relevance()
  else say('no relevance: there is no ../shared/data/ir here')
  if (sizes.some((size) => size > 0)) await latency()
} finally {
  await disconnect()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = missed ? 1 : 0

/** Each set alone, then all in one index, where the languages must not get into each other's way. */
async function relevance(): Promise<void> {
  const url = await freshDatabase(cluster.url, 'relevance')
  await migrate(url)
  connect(url)
  const alone = new Map<string, number>()
  for (const set of sets) {
    await indexSet(set)
    alone.set(set.name, await ndcg(set))
    await forgetSets()
  }
  for (const set of sets) await indexSet(set)
  say('nDCG@10      search  together  BM25 alone  at least')
  for (const set of sets) {
    const found = alone.get(set.name)!
    const least = Math.max(set.least, baseline(set.name) - 0.01)
    if (found < least) missed++
    const figures = [found, await ndcg(set), baseline(set.name), least].map((figure) => figure.toFixed(3))
    say(
      `${set.name.padEnd(12)} ${figures[0]}   ${figures[1]}     ${figures[2]}       ${figures[3]}  ${found < least ? 'missed' : ''}`,
    )
  }
  await disconnect()
}

async function latency(): Promise<void> {
  await freshDatabase(cluster.url, 'latency')
  const url = () => databaseUrl(cluster.url, 'latency')
  await migrate(url())
  connect(url())
  for (const size of sizes) {
    const { documents, seconds } = await loadUpTo(size)
    say(
      `\n${documents} documents, indexed in ${seconds.toFixed(0)} s more (${((seconds * 1000) / size).toFixed(1)} ms each)`,
    )
    // Cold: PostgreSQL was just started, nothing of the index is in its memory or in this process.
    await disconnect()
    await cluster.stop()
    cluster = await open()
    connect(url())
    say(`cold  ${await measure(documents, 100)}`)
    const warm = await measure(documents, 1_000)
    say(`warm  ${warm}`)
    if (size === 100_000 && warm.p95 > 50) missed++
  }
}
