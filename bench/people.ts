/**
 * How fast one of 20,000 people is found: in the directory by a part of a name, what they know, where, in
 * which language and what they offer, and by search. `bin/baobab bench people` fails where 5 of 100 take
 * longer than 50 ms.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { connect, db, disconnect, rawPool } from '../src/base/database/database.ts'
import { startCluster } from '../src/base/database/embedded.ts'
import { migrate } from '../src/base/database/migrate.ts'
import { newRef } from '../src/base/ids.ts'
import { registerKinds } from '../src/base/things/kinds.ts'
import { everyone, members, stranger, type Viewer } from '../src/base/viewer.ts'
import { organisationKind, personKind } from '../src/people/cards.ts'
import { findPeople, type Wanted } from '../src/people/directory.ts'
import { offers } from '../src/people/profile.ts'
import { placeKind } from '../src/places/cards.ts'
import { index } from '../src/search/indexing.ts'
import { search } from '../src/search/search.ts'
import { topicKind } from '../src/vocabularies/cards.ts'
import { freshDatabase } from '../tests/support/cluster.ts'
import { document } from './corpus.ts'
import { madeGround, makeGround } from './made.ts'
import { random } from './random.ts'

const people = 20_000
const searches = 1_000
/** Milliseconds. */
const most = 50
const languages = ['en', 'fr', 'ar', 'es', 'pt', 'sw', 'ha', 'am']
const member: Viewer = { kind: 'person', id: 1, circles: [everyone, members] }
const say = (line: string) => void process.stdout.write(`${line}\n`)
let missed = 0

const folder = mkdtempSync(join(tmpdir(), 'baobab-bench-'))
chmodSync(folder, 0o755)
const cluster = await startCluster(join(folder, 'postgres'), { fast: true })
try {
  const url = await freshDatabase(cluster.url, 'people')
  await migrate(url)
  connect(url)
  registerKinds(placeKind, topicKind, personKind, organisationKind)
  await makeGround()
  const names = await makePeople()
  await rawPool().query('vacuum (analyze)')
  const { places, topics } = madeGround()
  const ways: Record<string, (dice: ReturnType<typeof random>) => Wanted> = {
    'all of them': () => ({}),
    'a part of a name': (dice) => ({ q: dice.one(names).split(' ')[1]!.slice(0, 5) }),
    'who knows a topic': (dice) => ({ topic: dice.one(topics) }),
    'near a place': (dice) => ({ place: dice.one(places) }),
    'a topic, near a place, in a language': (dice) => ({
      topic: dice.one(topics.slice(0, 140)),
      place: dice.one(places.slice(0, 200)),
      lang: dice.one(languages),
    }),
    'what they offer': (dice) => ({ offer: dice.one(offers), page: 1 + dice.below(20) }),
  }
  for (const [way, wanted] of Object.entries(ways))
    await measure(`directory, ${way}`, async (dice) => (await findPeople(member, wanted(dice))).total)
  await measure(
    'search, a name',
    async (dice) => (await search(dice.chance(0.5) ? member : stranger, dice.one(names))).total,
  )
} finally {
  await disconnect()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = missed ? 1 : 0

/** People nobody is, with seven lines each, a tenth of them open to everyone; indexed. Gives their names. */
async function makePeople(): Promise<string[]> {
  const dice = random(5)
  const { places, topics } = madeGround()
  const made = Array.from({ length: people }, (_, n) => {
    const { title, summary } = document(n).texts[0]!
    return {
      ref: newRef(),
      name: title.split(' ').slice(0, 2).join(' '),
      words: summary,
      open: dice.chance(0.1),
    }
  })
  const { rows } = await sql<{ id: number }>`
    insert into thing (ref, kind, circle, state, origin)
    select ref, 'person', case when open then ${everyone}::bigint else ${members}::bigint end, 'published', 'bench'
    from unnest(${made.map((one) => one.ref)}::text[], ${made.map((one) => one.open)}::bool[]) as made (ref, open)
    returning id`.execute(db())
  const ids = rows.map((row) => row.id)
  await sql`insert into circle (id, kind) overriding system value select 1000 + n, 'named' from generate_series(1, ${people}::int) n`.execute(
    db(),
  )
  await sql`
    insert into person (thing, handle, name, circle)
    select id, 'person-' || n, name, 1000 + n from unnest(${ids}::bigint[], ${made.map((one) => one.name)}::text[]) with ordinality as made (id, name, n)`.execute(
    db(),
  )
  const lines = made.flatMap(({ words }, n) => {
    const line = (kind: string, more: { code?: string; subject?: number; words?: string }) => ({
      person: ids[n]!,
      kind,
      circle: dice.chance(0.3) ? everyone : dice.chance(0.9) ? members : 1001 + n,
      ...more,
    })
    return [
      line('about', { words }),
      line('language', { code: dice.one(languages) }),
      line('language', { code: dice.one(languages) }),
      line('expertise', { subject: dice.one(topics) }),
      line('expertise', { subject: dice.one(topics) }),
      line('place', { subject: dice.one(places) }),
      line('offer', { code: dice.one(offers) }),
    ]
  })
  await sql`
    insert into profile_line (person, kind, circle, position, code, subject, words)
    select person, kind, circle, n, code, subject, case when words is not null then jsonb_build_object('original', 'en', 'texts', jsonb_build_object('en', words)) end
    from unnest(${lines.map((one) => one.person)}::bigint[], ${lines.map((one) => one.kind)}::text[], ${lines.map((one) => one.circle)}::bigint[],
      ${lines.map((one) => one.code ?? null)}::text[], ${lines.map((one) => one.subject ?? null)}::bigint[], ${lines.map((one) => one.words ?? null)}::text[])
      with ordinality as line (person, kind, circle, code, subject, words, n)`.execute(db())
  await index(ids)
  return made.map((one) => one.name)
}

async function measure(
  name: string,
  one: (dice: ReturnType<typeof random>) => Promise<number>,
): Promise<void> {
  const dice = random(7)
  const times: number[] = []
  let found = 0
  for (let n = 0; n < searches / 4; n++) await one(dice)
  for (let n = 0; n < searches; n++) {
    const start = performance.now()
    found += await one(dice)
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(share * times.length)]!
  const late = at(0.95) > most
  if (late) missed++
  say(
    `${name}: p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)}, slowest ${times.at(-1)!.toFixed(0)}; ${Math.round(found / searches)} found each${late ? `; goal ${most} ms: missed` : ''}`,
  )
}
