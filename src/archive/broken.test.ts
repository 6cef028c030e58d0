import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ask, placesForBackups, rowsOf } from '../../tests/support/backups.ts'
import { template } from '../../tests/support/cluster.ts'
import { backUp } from './backing-up.ts'
import { drill } from './drilling.ts'
import type { Manifest } from './manifest.ts'
import { restore } from './restoring.ts'

const places = placesForBackups()
const whole = places.path()
const files = places.path()

beforeAll(async () => {
  const url = await places.database(template)
  await ask(url, `insert into setting values ('greeting', '"hello"')`)
  mkdirSync(files)
  writeFileSync(join(files, 'picture.jpg'), 'a picture')
  await backUp(whole, { url, files, secret: 'what tokens are signed with' })
})

function copy(): string {
  const folder = places.path()
  cpSync(whole, folder, { recursive: true })
  return folder
}

function flip(file: string): void {
  const bytes = readFileSync(file)
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  writeFileSync(file, bytes)
}

/** Says in the manifest whatever somebody wants, with the hash that fits. */
function say(folder: string, change: (manifest: Manifest) => void): void {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  change(manifest)
  const text = JSON.stringify(manifest)
  writeFileSync(join(folder, 'manifest.json'), text)
  writeFileSync(
    join(folder, 'manifest.json.sha256'),
    `${createHash('sha256').update(text).digest('hex')}  manifest.json\n`,
  )
}

test.each(['tables/public.setting.zst', 'files/picture.jpg', 'secret', 'manifest.json'])(
  'a byte that was flipped in %s, or the file gone, is named, and nothing is restored',
  async (path) => {
    const url = await places.database()
    const [flipped, without] = [copy(), copy()]
    flip(join(flipped, path))
    rmSync(join(without, path))
    for (const folder of [flipped, without]) {
      await expect(restore(folder, { url, files: undefined })).rejects.toThrow(path)
      await expect(drill(folder, { url, files })).rejects.toThrow(path)
    }
    expect(await rowsOf(url)).toEqual({})
  },
)

test('every broken file is named at once', async () => {
  const folder = copy()
  rmSync(join(folder, 'secret'))
  flip(join(folder, 'files/picture.jpg'))
  await expect(restore(folder, { url: await places.database(), files: undefined })).rejects.toThrow(
    'is broken: files/picture.jpg is not what was written; secret is missing.',
  )
})

test('what is no backup, of another format or of a newer version is refused in one line', async () => {
  const url = await places.database()
  const refused = async (folder: string, why: string) => {
    await expect(restore(folder, { url, files: undefined })).rejects.toThrow(why)
    expect(await rowsOf(url)).toEqual({})
  }
  await refused(files, 'holds no whole backup: manifest.json cannot be read (ENOENT)')
  const other = copy()
  say(other, (manifest) => Object.assign(manifest, { format: 'baobab-backup/2' }))
  await refused(other, 'is of the format "baobab-backup/2"; this version reads baobab-backup/1')
  const newer = copy()
  say(newer, ({ migrations }) => migrations.push({ name: '9999_later.sql', hash: 'a'.repeat(64) }))
  await refused(newer, 'The commons in the backup has run 9999_later.sql, which this version does not know')
  const changed = copy()
  say(changed, ({ migrations }) => Object.assign(migrations[0]!, { hash: 'a'.repeat(64) }))
  await refused(changed, 'The migration 0001_ground.sql was changed after it ran')
  const climbing = copy()
  say(climbing, (manifest) =>
    Object.assign(manifest, { files: [{ path: '../../escaped', bytes: 1, sha256: 'a'.repeat(64) }] }),
  )
  await refused(climbing, 'is not as baobab-backup/1 has it, at files.0.path')
})

test('rows that do not fit undo all of it, and the table is named', async () => {
  const [url, folder] = [await places.database(), copy()]
  say(folder, ({ tables }) =>
    Object.assign(tables.find(({ name }) => name === 'public.setting')!, { rows: 7 }),
  )
  await expect(restore(folder, { url, files: undefined })).rejects.toThrow(
    /^The table public\.setting could not be restored: \d rows came in of 7$/,
  )
  expect(await rowsOf(url)).toEqual({})
})

test('a drill that finds another row than was written says in which table', async () => {
  const [url, folder] = [await places.database(), copy()]
  say(folder, ({ tables }) =>
    Object.assign(tables.find(({ name }) => name === 'public.setting')!, { digest: 'a'.repeat(64) }),
  )
  const { faults } = await drill(folder, { url, files })
  expect(faults).toEqual(['public.setting: a row is not as it was'])
})
