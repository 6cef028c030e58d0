/**
 * How fast records are ranked by how like their conditions are to those described, among 10,000 of them: by
 * place alone, by place and four answers, and by all that a record states; a third of the records are for
 * members only. `bin/baobab bench likeness` fails where 5 of 100 take longer than 200 ms, or where the first
 * after a change does.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { isListening, listenForChanges, moment } from '../src/base/cache/kept-pages.ts'
import { changed } from '../src/base/cache/tags.ts'
import { atomically, connect, db, disconnect, rawPool } from '../src/base/database/database.ts'
import { startCluster } from '../src/base/database/embedded.ts'
import { migrate } from '../src/base/database/migrate.ts'
import { newRef } from '../src/base/ids.ts'
import { registerKinds } from '../src/base/things/kinds.ts'
import { everyone, members, stranger, type Viewer } from '../src/base/viewer.ts'
import { loadPacks } from '../src/packs.ts'
import { placeKind } from '../src/places/cards.ts'
import { everywhere } from '../src/places/everywhere.ts'
import { recordKind } from '../src/records/cards.ts'
import type { Asked } from '../src/records/likeness/address.ts'
import { askable } from '../src/records/likeness/asking.ts'
import { conditionsLike } from '../src/records/likeness/finding.ts'
import { freshDatabase } from '../tests/support/cluster.ts'
import { type Random, random } from './random.ts'

const records = 10_000
const asks = 400
/** Milliseconds. */
const most = 200
const member: Viewer = { kind: 'person', id: 1, circles: [everyone, members] }
const say = (line: string) => void process.stdout.write(`${line}\n`)
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

interface Stated {
  instrument: string
  slot: string
  codes: string[]
}

const folder = mkdtempSync(join(tmpdir(), 'baobab-bench-'))
chmodSync(folder, 0o755)
const cluster = await startCluster(join(folder, 'postgres'), { fast: true })
let stopListening = async () => {}
let missed = 0
try {
  const url = await freshDatabase(cluster.url, 'likeness')
  await migrate(url)
  connect(url)
  registerKinds(placeKind, recordKind)
  await loadPacks({ demo: false })
  stopListening = listenForChanges(url)
  while (!isListening()) await pause(10)
  const { refs, stated } = await makeRecords()
  await rawPool().query('vacuum (analyze)')
  const dice = random(3)
  const answers = (some: Stated[]): Asked['answers'] =>
    Object.fromEntries(some.map(({ slot, codes }) => [slot, codes]))
  const ways: Record<string, () => Partial<Asked>> = {
    'a place': () => ({ answers: answers(dice.one(stated).filter(({ slot }) => slot === 'place')) }),
    'a place and four answers': () => ({ answers: answers(dice.one(stated).slice(0, 5)) }),
    'all that a record states': () => ({ like: dice.one(refs) }),
  }
  for (const [way, asked] of Object.entries(ways)) await measure(way, asked)
} finally {
  await stopListening()
  await disconnect()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = missed ? 1 : 0

async function measure(way: string, asked: () => Partial<Asked>): Promise<void> {
  const times: number[] = []
  const first: number[] = []
  let alike = 0
  for (let n = 0; n < asks; n++) {
    const viewer = n % 2 ? stranger : member
    const wanted: Asked = { answers: {}, sort: 'best', all: false, page: 1, ...asked() }
    const afterChange = n % 40 === 0
    if (afterChange) {
      const before = moment()
      await changed('records')
      while (moment() === before) await pause(1)
    }
    const start = performance.now()
    const found = await conditionsLike(viewer, wanted)
    ;(afterChange ? first : times).push(performance.now() - start)
    alike += found.alike
  }
  const at = (list: number[], share: number) =>
    list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))]!
  const late = at(times, 0.95) > most || at(first, 0.5) > most
  if (late) missed++
  say(
    `${way}: p50 ${at(times, 0.5).toFixed(0)} ms, p95 ${at(times, 0.95).toFixed(0)}, slowest ${at(times, 1).toFixed(0)}; first after a change ${at(first, 0.5).toFixed(0)}; ${Math.round(alike / asks)} at least half alike${late ? `; goal ${most} ms: missed` : ''}`,
  )
}

/** Records nobody wrote, of every questionnaire of the packs, most of them on land, as the verbs would keep them. */
async function makeRecords(): Promise<{ refs: string[]; stated: Stated[][] }> {
  const dice = random(5)
  const { conditions, instruments } = await askable(stranger)
  const places = [...(await everywhere()).byCode.values()].filter(({ level }) =>
    ['country', 'area'].includes(level),
  )
  const stated = Array.from({ length: records }, () => {
    const { slug } = dice.chance(0.6)
      ? instruments.find((one) => one.slug === 'slm-practice')!
      : dice.one(instruments)
    const asked = conditions.flatMap((one): Stated[] => {
      const slot = one.slots.get(slug)
      if (slot === undefined || dice.chance(0.2)) return []
      return [{ instrument: slug, slot, codes: codesOf(dice, [...one.choices.keys()]) }]
    })
    const where = Array.from({ length: dice.chance(0.7) ? 1 : 2 }, () => dice.one(places).code)
    return [{ instrument: '', slot: 'place', codes: [...new Set(where)].sort() }, ...asked]
  })
  const refs = stated.map(() => newRef())
  await atomically(async () => {
    await sql`
      insert into thing (ref, kind, sort, circle, state, origin)
      select ref, 'record', (array['practice', 'practice', 'practice', 'tool', 'method', 'dataset', 'story'])[1 + n % 7],
        case when n % 3 = 0 then ${members}::bigint else ${everyone}::bigint end, 'published', 'bench'
      from unnest(${refs}::text[]) with ordinality as made (ref, n)`.execute(db())
    await sql`
      insert into record (thing, kind, instrument, reviewed)
      select id, sort, (select thing from instrument limit 1), id % 2 = 0 from thing where kind = 'record'`.execute(
      db(),
    )
    await sql`
      insert into version (record, number, edition, published, content)
      select record.thing, 1, (select min(id) from edition), current_date, jsonb_build_object('places', '[]'::jsonb, 'knowledge', 'experience',
        'title', jsonb_build_object('original', 'en', 'texts', jsonb_build_object('en', 'Record ' || record.thing)),
        'summary', jsonb_build_object('original', 'en', 'texts', jsonb_build_object('en', repeat('What it says. ', 12))))
      from record`.execute(db())
    await sql`update record set current = (select id from version where record = thing)`.execute(db())
    const rows = stated.flatMap((some, n) => some.map((one) => ({ ref: refs[n]!, ...one })))
    const said = sql`jsonb_to_recordset(${JSON.stringify(rows)}) as said (ref text, instrument text, slot text, codes text[])`
    await sql`insert into context_answer (instrument, slot, codes) select distinct instrument, slot, codes from ${said}`.execute(
      db(),
    )
    await sql`
      insert into context_stated (thing, answer)
      select thing.id, context_answer.id from ${said} join thing using (ref) join context_answer using (instrument, slot, codes)`.execute(
      db(),
    )
  })
  return { refs, stated }
}

/** One or two neighbours of a list, or a number. */
function codesOf(dice: Random, codes: string[]): string[] {
  if (codes.length === 0) return [String(Number((20 * 200 ** dice.next()).toPrecision(3)))]
  const at = dice.below(codes.length)
  return (dice.chance(0.7) ? codes.slice(at, at + 1) : codes.slice(at, at + 2)).sort()
}
