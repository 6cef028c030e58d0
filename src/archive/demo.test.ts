import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask, placesForBackups, rowsOf } from '../../tests/support/backups.ts'
import { demoTemplate, onServer, template } from '../../tests/support/cluster.ts'
import { connect, disconnect } from '../base/database/database.ts'
import { locks } from '../base/database/locks.ts'
import { migrate } from '../base/database/migrate.ts'
import { stranger } from '../base/viewer.ts'
import { registerEveryKind } from '../kinds.ts'
import { reindexAll } from '../search/reindexing.ts'
import { search } from '../search/search.ts'
import { backUp } from './backing-up.ts'
import { drill } from './drilling.ts'
import { passing, searchIndex } from './left-out.ts'
import { readManifest } from './manifest.ts'
import { restore } from './restoring.ts'

const places = placesForBackups()
const without = [...passing, ...searchIndex]
const files = places.path()
const backup = places.path()
let live = ''

beforeAll(async () => {
  live = await places.database(demoTemplate)
  mkdirSync(join(files, 'ab', 'cd'), { recursive: true })
  writeFileSync(join(files, 'ab', 'cd', 'a picture é.jpg'), Buffer.from([0, 255, 10, 13, 0]))
  writeFileSync(join(files, 'empty'), '')
  await ask(
    live,
    `insert into job.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_seconds, deletion_seconds, partition, table_name) values ('letters', 'standard', 1, 1, true, 60, 60, 60, false, 'job_common')`,
  )
  await ask(live, `insert into job.job (name, data) values ('letters', '{"to": "somebody"}')`)
  await backUp(backup, { url: live, files })
})

async function found(url: string, words: string): Promise<string[]> {
  connect(url, { max: 4 })
  try {
    const { hits } = await search(stranger, words, { lang: 'en', limit: 300 })
    const refs = await Promise.all(
      hits.map(({ thing }) => ask<{ ref: string }>(url, 'select ref from thing where id = $1', [thing])),
    )
    return refs.flat().map(({ ref }) => ref)
  } finally {
    await disconnect()
  }
}

describe('the demo commons, backed up', () => {
  test('says what it holds, and keeps it for its owner alone', () => {
    const manifest = readManifest(backup)
    expect(manifest.tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'public.thing',
        'public.version',
        'public.credit',
        'login.user',
        'login.account',
        'job.job',
        'job.queue',
        'public.migration',
      ]),
    )
    expect(manifest.leftOut.toSorted()).toEqual(without.toSorted())
    expect(manifest.files?.map(({ path }) => path)).toEqual(['ab/cd/a picture é.jpg', 'empty'])
    expect(manifest.secret).toBeUndefined()
    expect(manifest.origin).toMatch(/^[0-9a-f]{32}$/)
    expect(statSync(backup).mode & 0o077).toBe(0)
    for (const entry of readdirSync(backup, { recursive: true, withFileTypes: true }))
      expect(statSync(join(entry.parentPath, entry.name)).mode & 0o077, entry.name).toBe(0)
    expect(existsSync(`${backup}.part`)).toBe(false)
  })

  test('comes back row for row into an empty database, and is found again', async () => {
    const [url, own] = [await places.database(), places.path()]
    await restore(backup, { url, files: own })
    const before = await rowsOf(live, without)
    expect(Object.keys(before).length).toBeGreaterThan(40)
    expect(await rowsOf(url, without)).toEqual(before)
    expect(await ask(url, `select name, data from job.job where name = 'letters'`)).toEqual([
      { name: 'letters', data: { to: 'somebody' } },
    ])
    expect(readFileSync(join(own, 'ab', 'cd', 'a picture é.jpg'))).toEqual(Buffer.from([0, 255, 10, 13, 0]))
    expect(readFileSync(join(own, 'empty'), 'utf8')).toBe('')
    expect(await found(url, 'school')).toEqual([])
    connect(url, { max: 4 })
    registerEveryKind()
    await reindexAll()
    await disconnect()
    const wanted = await found(live, 'school')
    expect(wanted.length).toBeGreaterThan(10)
    expect((await found(url, 'school')).toSorted()).toEqual(wanted.toSorted())
  })

  test('what was restored can be written to: keys go on, and constraints and triggers hold again', async () => {
    const url = await places.database()
    await restore(backup, { url, files: undefined })
    const [last] = await ask<{ id: number }>(url, 'select max(id)::int as id from thing')
    const [made] = await ask<{ id: number }>(
      url,
      `insert into thing (ref, kind, circle, state, origin) values ('zzzzzzzzzzzz', 'x', 1, 'draft', 'o') returning id::int`,
    )
    expect(made!.id).toBeGreaterThan(last!.id)
    await expect(ask(url, 'update edition set name = name')).rejects.toThrow('edition is written once')
    await expect(ask(url, `update instrument set current = 987654`)).rejects.toThrow('foreign key')
    const shape = `select conrelid::regclass::text as of, conname, condeferrable, condeferred, convalidated from pg_constraint where contype in ('f', 'c', 'u', 'p') and connamespace::regnamespace::text in ('public', 'login', 'job') order by 1, 2`
    expect(await ask(url, shape)).toEqual(await ask(live, shape))
    const triggers = `select tgrelid::regclass::text as of, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`
    expect(await ask(url, triggers)).toEqual(await ask(live, triggers))
  })

  test('drilled, every row and file is as it was, and the folder of files is as before', async () => {
    const url = await places.database()
    const before = readdirSync(files, { recursive: true })
    const { faults, manifest, migrated } = await drill(backup, { url, files })
    expect({ faults, migrated }).toEqual({ faults: [], migrated: [] })
    expect(manifest).toEqual(readManifest(backup))
    expect(readdirSync(files, { recursive: true })).toEqual(before)
    expect(readdirSync(join(files, '..')).filter((name) => name.includes('drill'))).toEqual([])
  })

  test('with the index, search finds without indexing again', async () => {
    const [whole, url] = [places.path(), await places.database()]
    await backUp(whole, { url: live, files, withIndex: true })
    await restore(whole, { url, files: undefined })
    expect(await rowsOf(url, passing)).toEqual(await rowsOf(live, passing))
    expect(await found(url, 'school')).toEqual(await found(live, 'school'))
  })

  test('needs no superuser: whoever owns the database can restore', async () => {
    const url = await places.database()
    const role = new URL(url).pathname.slice(1)
    await ask(url, `create role ${role}_owner login password 'secret'`)
    try {
      await ask(url, `alter database ${role} owner to ${role}_owner`)
      const plain = new URL(url)
      plain.username = `${role}_owner`
      plain.password = 'secret'
      await restore(backup, { url: plain.href, files: undefined })
      expect(await rowsOf(plain.href, without)).toEqual(await rowsOf(live, without))
      await migrate(plain.href)
    } finally {
      await ask(url, `reassign owned by ${role}_owner to current_user`)
      await ask(url, `alter database ${role} owner to current_user`)
      await ask(url, `drop owned by ${role}_owner`)
      await ask(url, `drop role ${role}_owner`)
    }
  })
})

describe('there is room only', () => {
  test('in a database that people wrote nothing into', async () => {
    const before = await rowsOf(live)
    for (const replace of [false, true])
      await expect(restore(backup, { url: live, files: undefined, replace })).rejects.toThrow(
        'holds what people wrote',
      )
    expect(await rowsOf(live)).toEqual(before)
  })

  test('where packs were loaded, if that is said', async () => {
    const url = await places.database(template)
    await expect(restore(backup, { url, files: undefined })).rejects.toThrow('add --replace')
    await ask(
      url,
      `insert into thing (ref, kind, circle, state, origin) values ('zzzzzzzzzzzz', 'instrument', 1, 'published', 'o')`,
    )
    await ask(url, `insert into instrument (thing, slug) select id, 'story' from thing`)
    await ask(
      url,
      `insert into edition (instrument, name, definition, hash, title, languages, makes, review, questions) select thing, '1', '{}', 'x', '{}', '{en}', 'story', 'none', 0 from instrument`,
    )
    await restore(backup, { url, files: undefined, replace: true })
    expect(await rowsOf(url, without)).toEqual(await rowsOf(live, without))
  })

  test('not in a database of somebody else', async () => {
    const url = await places.database()
    await ask(url, 'create table theirs (n int)')
    await expect(restore(backup, { url, files: undefined, replace: true })).rejects.toThrow(
      'holds what people wrote',
    )
  })

  test('not while a server serves it, alone or with others', async () => {
    const url = await places.database()
    for (const way of ['pg_advisory_lock', 'pg_advisory_lock_shared'])
      await onServer(url, async (client) => {
        await client.query(`select ${way}($1)`, [locks.serving])
        await expect(restore(backup, { url, files: undefined })).rejects.toThrow(
          'A Baobab serves this database',
        )
      })
    expect(await rowsOf(url)).toEqual({})
  })

  test('where no file of another name would be lost', async () => {
    const [url, own] = [await places.database(), places.path()]
    mkdirSync(own)
    writeFileSync(join(own, 'empty'), 'not empty')
    await expect(restore(backup, { url, files: own })).rejects.toThrow(join(own, 'empty'))
    expect(await rowsOf(url)).toEqual({})
    expect(readdirSync(own)).toEqual(['empty'])
  })
})
