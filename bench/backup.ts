/**
 * How long a backup of 100,000 records takes, how long a restore and a drill of it do, and how long it
 * takes to make them findable again. `bin/baobab bench backup`, or `node bench/backup.ts 10000`.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { backUp, sizeOf } from '../src/archive/backing-up.ts'
import { drill } from '../src/archive/drilling.ts'
import { restore } from '../src/archive/restoring.ts'
import { connect, disconnect } from '../src/base/database/database.ts'
import { startCluster } from '../src/base/database/embedded.ts'
import { migrate } from '../src/base/database/migrate.ts'
import { registerKinds } from '../src/base/things/kinds.ts'
import { index } from '../src/search/indexing.ts'
import { freshDatabase, onServer } from '../tests/support/cluster.ts'
import { document } from './corpus.ts'
import { makeFiles, makeRecords } from './records.ts'
import { emptyFolder, remove } from './server.ts'

/** Seconds that a backup may take. */
const goal = 120
const indexed = 2_000
const count = Number(process.argv[2] ?? 100_000)
const say = (line: string) => process.stdout.write(`${line}\n`)
const folder = emptyFolder()
const [files, backup] = [join(folder, 'files'), join(folder, 'backup')]
const cluster = await startCluster(join(folder, 'postgres'))

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

try {
  const live = await freshDatabase(cluster.url, 'live')
  await migrate(live)
  const making = await seconds(() => makeRecords(live, count))
  makeFiles(files, 1_000, 100_000)
  const size = await onServer(live, async (client) => {
    const { rows } = await client.query(`select pg_size_pretty(pg_database_size('live')) as size`)
    return rows[0].size
  })
  say(`made ${count} records in ${making.toFixed(0)} s: a database of ${size}, 1,000 files of 100 KB`)

  let held = { rows: 0, bytes: 0 }
  const took = await seconds(async () => {
    held = sizeOf(await backUp(backup, { url: live, files }))
  })
  const missed = took > goal
  say(
    `backup   ${took.toFixed(1)} s, ${held.rows} rows, ${(held.bytes / 1024 / 1024).toFixed(0)} MB; goal ${goal} s${missed ? ': missed' : ''}`,
  )
  if (missed) process.exitCode = 1

  const drilling = await freshDatabase(cluster.url, 'drilled')
  let faults: string[] = []
  const drilled = await seconds(async () => {
    faults = (await drill(backup, { url: drilling, files })).faults
  })
  say(`drill    ${drilled.toFixed(1)} s, ${faults.length} differences`)
  if (faults.length) process.exitCode = 1

  const restored = await freshDatabase(cluster.url, 'restored')
  const restoring = await seconds(() => restore(backup, { url: restored, files: join(folder, 'restored') }))
  say(`restore  ${restoring.toFixed(1)} s, search index left out`)
  say(`indexing ${((await indexing(restored)) * 1000).toFixed(1)} ms a record after that`)
} finally {
  await disconnect()
  await cluster.stop()
  rmSync(backup, { recursive: true, force: true })
  remove(folder)
}

/** Seconds that a record takes to be made findable. */
async function indexing(url: string): Promise<number> {
  registerKinds({
    kind: 'record',
    noun: 'records',
    cards: async () => new Map(),
    searchable: async (ids) => ids.map((id) => ({ id, kind: 'practice', texts: document(id).texts })),
  })
  connect(url)
  const { rows } = await onServer(url, (client) =>
    client.query<{ id: string }>(`select id from thing where kind = 'record' order by id limit ${indexed}`),
  )
  return (await seconds(() => index(rows.map(({ id }) => Number(id))))) / rows.length
}
