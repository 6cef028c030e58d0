/**
 * How long it takes to match 10,000 offers with 10,000 needs, on the topics and places of the packs, as the job of
 * every morning does; and one more need when it is said. `bin/baobab bench exchange` fails where all take longer than
 * 5 seconds or one longer than 200 ms.
 */
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { atomically, connect, db, disconnect, rawPool } from '../src/base/database/database.ts'
import { startCluster } from '../src/base/database/embedded.ts'
import { migrate } from '../src/base/database/migrate.ts'
import { newRef } from '../src/base/ids.ts'
import { root } from '../src/base/root.ts'
import { system } from '../src/base/viewer.ts'
import { type Side, sides, times, whats } from '../src/exchange/entry.ts'
import { matchAll, matchOne } from '../src/exchange/matched.ts'
import { importPlaceFiles } from '../src/places/importing.ts'
import { importVocabularyFile } from '../src/vocabularies/importing.ts'
import { freshDatabase } from '../tests/support/cluster.ts'
import { random } from './random.ts'
import { median } from './server.ts'

const each = 10_000
/** Milliseconds. */
const goals = { all: 5_000, one: 200 }
const languages = ['en', 'fr', 'ar', 'es', 'pt', 'sw', 'ha', 'am']
const say = (line: string) => void process.stdout.write(`${line}\n`)
let missed = 0

const folder = mkdtempSync(join(tmpdir(), 'baobab-bench-'))
chmodSync(folder, 0o755)
const cluster = await startCluster(join(folder, 'postgres'), { fast: true })
try {
  const url = await freshDatabase(cluster.url, 'exchange')
  await migrate(url)
  connect(url)
  const files = (of: string) =>
    globSync(join(root, 'packs', of)).map((name) => ({ name, bytes: readFileSync(name) }))
  await importPlaceFiles(system('bench'), [...files('common/world/*.json'), ...files('*/places.json')])
  for (const file of files('*/vocabularies/*')) await importVocabularyFile(system('bench'), file)
  await makeEntries()
  await rawPool().query('vacuum (analyze)')
  const all: number[] = []
  let found = 0
  for (let n = 0; n < 3; n++) {
    const began = performance.now()
    found = await matchAll()
    all.push(performance.now() - began)
  }
  hold(`${each} offers with ${each} needs, ${found} matches kept, median of three`, median(all), goals.all)
  const { rows } = await sql<{
    id: number
  }>`select thing as id from exchange_entry order by random() limit 30`.execute(db())
  const one: number[] = []
  for (const { id } of rows) {
    const began = performance.now()
    await atomically(() => matchOne(id))
    one.push(performance.now() - began)
  }
  hold('one of them anew, the slowest of thirty', Math.max(...one), goals.one)
} finally {
  await disconnect()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = missed ? 1 : 0

function hold(what: string, figure: number, goal: number): void {
  if (figure > goal) missed++
  say(`${what}: ${Math.round(figure)} ms, goal ${goal} ms${figure > goal ? ': missed' : ''}`)
}

/** Each of one or two topics, half of them with a place, by a thousand people. */
async function makeEntries(): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    with circles as (insert into circle (kind) select 'named' from generate_series(1, 1000) returning id),
      numbered as (select id as circle, row_number() over () as n from circles),
      things as (insert into thing (ref, kind, circle, state, origin)
        select lpad(n::text, 12, '0'), 'person', 2, 'published', 'bench' from numbered returning id, ref)
    insert into person (thing, login, handle, name, circle, lang)
    select id, null, 'person-' || n, 'Person ' || n, circle, 'en' from numbered join things on ref = lpad(n::text, 12, '0') returning thing as id`.execute(
    db(),
  )
  const people = rows.map(({ id }) => id)
  const ids = async (table: string) =>
    (
      await sql<{ thing: number }>`select thing from ${sql.table(table)} order by thing`.execute(db())
    ).rows.map(({ thing }) => thing)
  const [topics, places] = [await ids('concept'), await ids('place')]
  const dice = random(7)
  for (const side of sides)
    for (let from = 0; from < each; from += 1_000) await make(side, people, topics, places, dice)
}

async function make(
  side: Side,
  people: number[],
  topics: number[],
  places: number[],
  dice: ReturnType<typeof random>,
): Promise<void> {
  const made = Array.from({ length: 1_000 }, () => ({
    ref: newRef(),
    what: dice.one(whats),
    person: dice.one(people),
    langs: dice.chance(0.3) ? [] : [dice.one(languages)],
    time: dice.one(times),
    about: [
      dice.one(topics),
      ...(dice.chance(0.5) ? [dice.one(topics)] : []),
      ...(dice.chance(0.5) ? [dice.one(places)] : []),
    ],
  }))
  await sql`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as one (ref text, what text, person bigint, langs jsonb, "time" text, about jsonb)),
      things as (insert into thing (ref, kind, circle, state, origin) select ref, ${side}, 1, 'published', 'bench' from given returning id, ref),
      entries as (insert into exchange_entry (thing, side, what, person, title, lang, langs, time, until)
        select id, ${side}, what, person, 'Bench', 'en', array(select jsonb_array_elements_text(langs)), "time", current_date + 60 from given join things using (ref))
    insert into about (thing, subject) select distinct id, value::bigint from given join things using (ref), jsonb_array_elements_text(about)`.execute(
    db(),
  )
}
