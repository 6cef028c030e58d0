import { beforeAll, describe, expect, test } from 'vitest'
import { backUp } from '../src/archive/backing-up.ts'
import { tablesOf } from '../src/archive/catalogue.ts'
import { restore } from '../src/archive/restoring.ts'
import { migrate, migrations } from '../src/base/database/migrate.ts'
import { ask, placesForBackups } from './support/backups.ts'
import { onServer } from './support/cluster.ts'

/** What the release before wrote into its tables; migrations only add to it. */
const last = '0007'
const before = migrations().filter(({ name }) => name.slice(0, 4) <= last)
const places = placesForBackups()

/** A commons of that release, by plain SQL: its verbs are not here any more. */
const commons = `
  insert into setting values ('key', '{"fingerprint": "0123456789abcdef0123456789abcdef"}'), ('packs', '"abc"');
  insert into thing (ref, kind, sort, circle, state, origin, made, changed) values
    ('000000000001', 'place', null, 1, 'published', 'o', '2026-01-01', '2026-01-02'),
    ('000000000002', 'vocabulary', null, 1, 'published', 'o', '2026-01-01', '2026-01-02'),
    ('000000000003', 'topic', null, 1, 'published', 'o', '2026-01-01', '2026-01-02'),
    ('000000000004', 'instrument', null, 1, 'published', 'o', '2026-01-01', '2026-01-02'),
    ('000000000005', 'record', 'practice', 1, 'published', 'o', '2026-01-01', '2026-01-02'),
    ('000000000006', 'record', 'story', 3, 'published', 'o', '2026-01-01', '2026-01-02'),
    ('000000000007', 'record', 'story', 1, 'withdrawn', 'o', '2026-01-01', '2026-01-02');
  insert into place (thing, code, level, name) select id, 'NE', 'country', '{"en": "Niger", "fr": "Niger"}' from thing where kind = 'place';
  insert into vocabulary (thing, slug, uri) select id, 'land', 'https://example.org/land' from thing where kind = 'vocabulary';
  insert into concept (thing, vocabulary, uri, code, slug, pref_labels)
    select t.id, v.thing, 'https://example.org/soil', 'soil', 'soil', '{"en": "Soil\\nand \\"water\\""}' from thing t, vocabulary v where t.kind = 'topic';
  insert into instrument (thing, slug) select id, 'practices' from thing where kind = 'instrument';
  insert into edition (instrument, name, definition, hash, title, languages, makes, review, questions)
    select thing, name, '{"z": 1,  "a": 2}', name, '{"en": "Practices"}', '{en,fr}', 'practice', 'none', 2 from instrument, unnest('{2015,2018}'::text[]) name;
  update instrument set current = (select max(id) from edition);
  insert into record (thing, kind, instrument, reviewed, custodian, tombstone, access, opens)
    select r.id, r.sort, i.thing, true, 'A ministry', case r.state when 'withdrawn' then '{"original": "en", "texts": {"en": "Gone"}}'::jsonb end,
      '{"to": "everyone"}', case when r.circle = 3 then date '2030-01-01' end
    from thing r, instrument i where r.kind = 'record';
  insert into version (record, number, edition, published, note, content)
    select r.thing, n, e.id, '2026-01-01', '{"original": "en", "texts": {"en": "A note"}}',
      jsonb_build_object('answers', jsonb_build_object('title', 'Zaï – زاي', 'number', 12345678901234567890.5), 'consent', jsonb_build_object('until', '2031-02-03'))
    from record r, generate_series(1, 2) n, edition e where e.name = '2018';
  update record set current = (select id from version where record = thing and number = 2);
  insert into credit (version, position, role, shown, name) select id, 1, 'author', 'named', E'Aïcha\\tand\\\\others' from version;
  insert into credit (version, position, role, shown) select id, 2, 'land-user', 'unnamed' from version;
  insert into link (record, rel, target) select thing, 'follows', '000000000005' from record;
  insert into about (thing, subject) select r.thing, t.id from record r, thing t where t.kind in ('place', 'topic');
  insert into within (thing, ancestor) select id, id from thing where kind in ('place', 'topic');
  insert into facet (thing, instrument, slot, number) select thing, 'practices', 'cost', 0.1 from record;
  insert into audit (who, verb, thing, details) select 'somebody', 'record.published', thing, '{"why": "because"}' from record;
  insert into outbox (event, payload) values ('thing.changed', '{"things": [5]}');
  insert into delivery (event, reaction) select id, 'search' from outbox;
  insert into change (seq, thing, at) select nextval('change_seq'), thing, '2026-01-02' from record;
  insert into doc (thing, lang, circle, kind, places, topics, answers, title, changed) select id, 'en', circle, kind, '{}', '{}', '{}', ref, changed from thing;`

/** Every row as it is said, by table, in the columns that were there before. */
async function rowsIn(url: string, columns: Map<string, string[]>): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  for (const [name, these] of columns) {
    const list = these.map((column) => `"${column}"::text`).join(', ')
    const [schema, table] = name.split('.')
    found[name] = (
      await ask<{ row: unknown }>(
        url,
        `select to_jsonb(asked) as row from (select ${list} from "${schema}"."${table}") asked`,
      )
    )
      .map(({ row }) => JSON.stringify(row))
      .sort()
  }
  return found
}

const columnsIn = (url: string) =>
  onServer(
    url,
    async (client) => new Map((await tablesOf(client)).map(({ name, columns }) => [name, columns])),
  )

describe('a commons of the release before', () => {
  let old = ''
  let columns = new Map<string, string[]>()
  let rows: Record<string, unknown[]> = {}

  beforeAll(async () => {
    old = await places.database()
    await migrate(old, before)
    await onServer(old, async (client) => {
      await client.query(`insert into circle (kind, name) values ('named', 'Three of us')`)
      await client.query(commons)
    })
    columns = await columnsIn(old)
    rows = await rowsIn(old, columns)
    expect(Object.values(rows).filter((one) => one.length > 0).length).toBeGreaterThan(20)
  })

  /** Lost is what was there and is not; migrations may add rows, and say what they changed. */
  async function expectNothingLost(url: string) {
    const after = await columnsIn(url)
    for (const [name, these] of columns) expect(after.get(name), name).toEqual(expect.arrayContaining(these))
    const now = await rowsIn(url, columns)
    for (const [name, were] of Object.entries(rows))
      expect(now[name], name).toEqual(expect.arrayContaining(were))
    expect(now['public.version']).toEqual(rows['public.version'])
    expect(now['public.audit']).toEqual(rows['public.audit'])
    // What 0009 and 0008 draw from what was there.
    expect(
      await ask(
        url,
        'select ref, closes::text, named::int from record join thing on id = thing order by ref',
      ),
    ).toEqual([
      { ref: '000000000005', closes: '2031-02-03', named: null },
      { ref: '000000000006', closes: '2031-02-03', named: 3 },
      { ref: '000000000007', closes: '2031-02-03', named: null },
    ])
  }

  test('backed up and restored is migrated on, and nothing is lost', async () => {
    const [backup, url] = [places.path(), await places.database()]
    await backUp(backup, { url: old, files: undefined, withIndex: true })
    await restore(backup, { url, files: undefined })
    expect(await rowsIn(url, columns)).toEqual(rows)
    const newer = migrations()
      .map(({ name }) => name)
      .filter((name) => !before.some((one) => one.name === name))
    expect(newer.length).toBeGreaterThan(0)
    expect(await migrate(url)).toEqual(newer)
    await expectNothingLost(url)
    expect(await ask(url, 'select kind from doc where anchor order by 1')).toEqual(
      ['instrument', 'place', 'topic', 'vocabulary'].map((kind) => ({ kind })),
    )
  })

  test('migrated where it is, loses nothing and can be written to', async () => {
    await migrate(old)
    await expectNothingLost(old)
    const [made] = await ask<{ id: number }>(
      old,
      `insert into thing (ref, kind, circle, state, origin) values ('zzzzzzzzzzzz', 'x', 1, 'draft', 'o') returning id::int`,
    )
    expect(made!.id).toBe(8)
  })
})
