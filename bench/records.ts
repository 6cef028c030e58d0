import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { document } from './corpus.ts'
import { random } from './random.ts'

/** Passages that records are put together from: too many for a compressor to remember. */
const passages = 20_000

/**
 * Fills a migrated database with so many records nobody wrote, each with a version of some 14 KB (what
 * those of the packs have on average), two credits, five subjects and eight coded answers, all of it as
 * the verbs would write it. By plain SQL, for it is not their speed that is asked.
 */
export async function makeRecords(url: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('create temporary table passage (n int primary key, lang text, text text)')
    for (let from = 0; from < passages; from += 1_000) {
      const texts = Array.from({ length: 1_000 }, (_, i) => document(from + i).texts[0]!)
      await client.query(
        'insert into passage select $1 + n - 1, lang, text from unnest($2::text[], $3::text[]) with ordinality as given (lang, text, n)',
        [
          from,
          texts.map(({ lang }) => lang),
          texts.map(({ title, summary, body }) => `${title}. ${summary}. ${body}.`),
        ],
      )
    }
    for (const statement of ground) await client.query(statement)
    for (const statement of records) await client.query(statement, statement.includes('$1') ? [count] : [])
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

/** A ref of twelve letters from a number and the kind it is of. */
const ref = (kind: string, n: string) => `'${kind}' || lpad(${n}::text, 11, '0')`

const ground = [
  `insert into thing (ref, kind, circle, state, origin) select ${ref('p', 'n')}, 'place', 1, 'published', 'bench' from generate_series(1, 2000) n`,
  `insert into thing (ref, kind, circle, state, origin) select ${ref('t', 'n')}, 'topic', 1, 'published', 'bench' from generate_series(1, 600) n`,
  `insert into thing (ref, kind, circle, state, origin) values ('n00000000000', 'instrument', 1, 'published', 'bench')`,
  `insert into instrument (thing, slug) select id, 'made' from thing where kind = 'instrument'`,
  `insert into edition (instrument, name, definition, hash, title, languages, makes, review, questions) select thing, '1', '{}', 'x', '{}', '{en}', 'practice', 'none', 20 from instrument`,
]

const records = [
  `insert into thing (ref, kind, sort, circle, state, origin, changed) select ${ref('r', 'n')}, 'record', 'practice', 1, 'published', 'bench', now() - n * interval '1 minute' from generate_series(1, $1::int) n`,
  `insert into record (thing, kind, instrument, reviewed, custodian) select t.id, 'practice', i.thing, true, 'Nobody' from thing t, instrument i where t.kind = 'record'`,
  // Passages far apart, so that neighbours have none in common.
  `insert into version (record, number, edition, published, content)
   select r.thing, 1, e.id, current_date, jsonb_build_object('title', jsonb_build_object('original', 'en'), 'answers', (
     select jsonb_object_agg('section-' || i, jsonb_build_object('original', lang, 'texts', jsonb_build_object(lang, text)))
     from generate_series(1, 20) i join passage on n = (r.thing * 7919 + i * 104729) % ${passages}))
   from record r, edition e`,
  'update record set current = (select id from version where record = thing)',
  `insert into credit (version, position, role, shown, name, organisation) select id, n, 'author', 'named', 'Person ' || (id * 31 + n) % 20000, 'Organisation ' || id % 500 from version, generate_series(1, 2) n`,
  `insert into about (thing, subject) select r.thing, s.id from record r, generate_series(1, 5) n
   join lateral (select id from thing where kind in ('place', 'topic') order by id limit 1) first on true
   join lateral (select first.id + (r.thing * 31 + n * 509) % 2600 as id) s on true`,
  `insert into facet (thing, instrument, slot, code) select thing, 'made', 'slot-' || n, 'code-' || (thing * 7 + n) % 10 from record, generate_series(1, 8) n`,
  `insert into audit (who, verb, thing) select 'bench', 'record.published', thing from record`,
]

/** Fills a folder with so many files of so many bytes that no compressor makes smaller, as pictures are. */
export function makeFiles(folder: string, count: number, size: number): void {
  const dice = random(11)
  const bytes = Buffer.alloc(size)
  for (let n = 0; n < count; n++) {
    const within = join(folder, String(n % 100).padStart(2, '0'))
    mkdirSync(within, { recursive: true })
    for (let i = 0; i + 4 <= size; i += 4) bytes.writeUInt32LE(Math.floor(dice.next() * 2 ** 32), i)
    writeFileSync(join(within, `${n}.jpg`), bytes)
  }
}
