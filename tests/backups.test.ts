import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cluster, startCluster } from '../src/base/database/embedded.ts'
import { locks } from '../src/base/database/locks.ts'
import { root } from '../src/base/root.ts'
import { ask } from './support/backups.ts'
import { databaseUrl, onServer } from './support/cluster.ts'

/** Backup, restore and drill as an operator types them, on the embedded database. */
const folder = mkdtempSync(join(tmpdir(), 'baobab-operator-'))
const [here, there] = [join(folder, 'here'), join(folder, 'there')]
const clusters: Cluster[] = []
let live = ''

beforeAll(async () => {
  chmodSync(folder, 0o755)
  for (const data of [here, there]) clusters.push(await startCluster(join(data, 'postgres'), { fast: true }))
  live = databaseUrl(clusters[0]!.url, 'baobab')
  const packs = join(root, 'packs/common')
  await baobab(here, 'import', 'instrument', join(packs, 'instruments/story.json'))
  // It speaks of places and topics that are not here, and is taken in all the same.
  await baobab(here, 'import', 'record', join(packs, 'records/the-hour-nobody-spoke.json'))
  mkdirSync(join(here, 'files'))
  writeFileSync(join(here, 'files', 'picture.jpg'), 'a picture')
  writeFileSync(join(here, 'secret'), 'a secret that nobody else must ever have at all')
})
afterAll(async () => {
  for (const cluster of clusters) await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Said {
  code: number | null
  out: string
  err: string
}

function baobab(data: string, ...words: string[]): Promise<Said> {
  const child = spawn(join(root, 'bin/baobab'), words, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Said = { code: null, out: '', err: '' }
  child.stdout.on('data', (words) => (said.out += words))
  child.stderr.on('data', (words) => (said.err += words))
  return new Promise((done) => child.once('close', (code) => done({ ...said, code })))
}

describe('an operator', () => {
  const backup = join(folder, 'backup')
  const held = /(\d+) rows of (\d+) tables and 1 file \(\d+\.\d MB\)/

  test('backs up, and is told in one line what is kept', async () => {
    const { code, out, err } = await baobab(here, 'backup', backup)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(new RegExp(`^Backed up ${held.source} to ${backup} in [\\d.]+ s\\.\n$`))
    expect(existsSync(join(backup, 'secret'))).toBe(false)
    const again = await baobab(here, 'backup', backup)
    expect(again).toEqual({ code: 1, out: '', err: expect.stringContaining(`${backup} is not empty`) })
  })

  test('drills it while a server is open, which leaves no database behind', async () => {
    await onServer(live, async (server) => {
      await server.query('select pg_advisory_lock($1)', [locks.serving])
      const { code, out, err } = await baobab(here, 'drill', backup)
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(out).toMatch(
        new RegExp(`^Restored ${held.source}, found every one as it was, in [\\d.]+ s\\.\n$`),
      )
    })
    expect(await ask(live, `select datname from pg_database where datname like 'baobab_drill%'`)).toEqual([])
    // For the operator's desk.
    expect(
      await ask(live, 'select kind, folder, faults, rows > 0 as held from backup_run order by id'),
    ).toEqual([
      { kind: 'backup', folder: backup, faults: 0, held: true },
      { kind: 'drill', folder: backup, faults: 0, held: true },
    ])
  })

  test('cannot restore over what people wrote, nor under a server', async () => {
    expect(await baobab(here, 'restore', backup, '--replace')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^--replace: .*\nThe database holds what people wrote/),
    })
    await onServer(live, async (server) => {
      await server.query('select pg_advisory_lock($1)', [locks.serving])
      expect(await baobab(here, 'restore', backup)).toMatchObject({
        code: 2,
        err: expect.stringContaining('A Baobab serves this database'),
      })
    })
  })

  test('restores into a new data folder, where all of it is, and is found', async () => {
    const { code, out, err } = await baobab(there, 'restore', backup)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(new RegExp(`^Restored ${held.source} as of 2\\S+Z in [\\d.]+ s\\.\n$`))
    expect(readFileSync(join(there, 'files', 'picture.jpg'), 'utf8')).toBe('a picture')
    const restored = databaseUrl(clusters[1]!.url, 'baobab')
    const refs = `select ref, kind, state from thing order by ref`
    expect(await ask(restored, refs)).toEqual(await ask(live, refs))
    const titles = 'select title, lang from doc order by 1, 2'
    expect(await ask(restored, titles)).toEqual(await ask(live, titles))
    const [record] = await ask<{ ref: string }>(live, `select ref from thing where kind = 'record'`)
    expect(await baobab(there, 'export', 'record', record!.ref, join(folder, 'out'))).toMatchObject({
      code: 0,
    })
  })

  test('is told of a broken backup by the name of the file', async () => {
    writeFileSync(join(backup, 'files', 'picture.jpg'), 'a Picture')
    for (const verb of ['restore', 'drill'])
      expect(await baobab(there, verb, backup)).toEqual({
        code: 1,
        out: '',
        err: `The backup in ${backup} is broken: files/picture.jpg is not what was written.\n`,
      })
  })

  test('takes the secret along only when told to, and it never takes the place of another', async () => {
    const whole = join(folder, 'with-secret')
    expect(await baobab(here, 'backup', whole, '--with-secret')).toMatchObject({ code: 0 })
    expect(readFileSync(join(whole, 'secret'), 'utf8')).toBe(readFileSync(join(here, 'secret'), 'utf8'))
    const third = join(folder, 'third')
    expect(await baobab(third, 'restore', whole)).toMatchObject({ code: 0, err: '' })
    expect(readFileSync(join(third, 'secret'), 'utf8')).toBe(readFileSync(join(here, 'secret'), 'utf8'))
  })
})
