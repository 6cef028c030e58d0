import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { ask, placesForBackups } from '../../tests/support/backups.ts'
import { onServer, template } from '../../tests/support/cluster.ts'
import { locks } from '../base/database/locks.ts'
import { keyOf } from '../base/files/store.ts'
import { backUp } from './backing-up.ts'
import { readManifest } from './manifest.ts'
import { restore } from './restoring.ts'

const places = placesForBackups()
let live = ''

beforeAll(async () => {
  live = await places.database(template)
  // Enough that copying takes a while, in tables that are copied by different connections.
  await ask(
    live,
    `insert into audit (who, verb, details) select 'them', 'filled', jsonb_build_object('words', repeat(md5(n::text), 40)) from generate_series(1, 20000) n`,
  )
})

/**
 * Goes on writing until told to stop: a file first, then a thing of it with what belongs to it, and now
 * and then takes all of it away, the file only when no backup runs.
 */
function keepWriting(files: string) {
  let over = false
  let written = 0
  let left = 0
  const done = onServer(live, async (client) => {
    while (!over) {
      const name = String(++written).padStart(12, '0')
      writeFileSync(join(files, name), name)
      await client.query('begin')
      await client.query(
        `insert into thing (ref, kind, circle, state, origin) values ($1, 'pair', 1, 'draft', 'o')`,
        [name],
      )
      await client.query(
        `insert into outbox (event, payload) values ('paired', jsonb_build_object('ref', $1::text))`,
        [name],
      )
      await client.query('commit')
      if (written % 3 === 0) {
        await client.query('begin')
        await client.query('delete from thing where ref = $1', [name])
        await client.query(`delete from outbox where payload ->> 'ref' = $1`, [name])
        const { rows } = await client.query<{ alone: boolean }>(
          'select pg_try_advisory_xact_lock($1) as alone',
          [locks.copyingFiles],
        )
        await client.query('commit')
        if (rows[0]!.alone) rmSync(join(files, name))
        else left++
      }
    }
  })
  return {
    written: () => written,
    left: () => left,
    stop: () => {
      over = true
      return done
    },
  }
}

test('while people write, a backup is how it was at one moment, with the files of that moment', async () => {
  const [files, backup, own, url] = [places.path(), places.path(), places.path(), await places.database()]
  mkdirSync(files)
  const writer = keepWriting(files)
  while (writer.written() < 20) await sleep(5)
  const before = writer.written()
  await backUp(backup, { url: live, files })
  const after = writer.written()
  await writer.stop()
  expect(writer.left(), 'files were left for later').toBeGreaterThan(0)
  expect(after, 'it wrote meanwhile').toBeGreaterThan(before + 20)

  await restore(backup, { url, files: own })
  const things = await ask<{ ref: string }>(url, `select ref from thing where kind = 'pair' order by ref`)
  const events = await ask<{ ref: string }>(url, `select payload ->> 'ref' as ref from outbox order by 1`)
  expect(things.length).toBeGreaterThan(10)
  expect(events).toEqual(things)
  const there = new Set(readdirSync(own))
  expect(things.filter(({ ref }) => !there.has(ref))).toEqual([])
  // The writer was at least as far when the backup began as what is in it.
  expect(Number(things.at(-1)!.ref)).toBeGreaterThanOrEqual(before - 1)
  expect(Number(things.at(-1)!.ref)).toBeLessThan(after)
})

test('mail that was kept and is not done yet is in a backup as it came', async () => {
  const [files, backup, own, url] = [places.path(), places.path(), places.path(), await places.database()]
  const raw = 'rawmailrawma'
  mkdirSync(dirname(join(files, keyOf(raw))), { recursive: true })
  writeFileSync(join(files, keyOf(raw)), 'From: lena@example.net')
  await ask(
    live,
    `insert into mail_in (raw, bytes, sender, recipient) values ($1, 22, 'lena@example.net', 'soil@mail.example.org')`,
    [raw],
  )
  await backUp(backup, { url: live, files })
  await restore(backup, { url, files: own })
  const waiting = await ask<{ raw: string }>(url, `select raw from mail_in where fate = 'waiting'`)
  expect(waiting.map((one) => readFileSync(join(own, keyOf(one.raw)), 'utf8'))).toEqual([
    'From: lena@example.net',
  ])
})

test('a backup that fails leaves nothing, and one into a full folder is refused', async () => {
  const full = places.path()
  mkdirSync(full)
  writeFileSync(join(full, 'a letter'), 'dear')
  await expect(backUp(full, { url: live, files: undefined })).rejects.toThrow(`${full} is not empty`)
  expect(readdirSync(full)).toEqual(['a letter'])

  const failed = places.path()
  await expect(backUp(failed, { url: await places.database(), files: undefined })).rejects.toThrow(
    'holds no commons',
  )
  expect(readdirSync(join(failed, '..')).filter((name) => name.startsWith(failed))).toEqual([])

  const inside = places.path()
  await expect(backUp(join(inside, 'backup'), { url: live, files: inside })).rejects.toThrow('is within')

  const empty = places.path()
  mkdirSync(empty)
  mkdirSync(`${empty}.part`)
  await expect(backUp(empty, { url: live, files: undefined })).rejects.toThrow(
    'another backup is being written',
  )
  rmSync(`${empty}.part`, { recursive: true })
  await backUp(empty, { url: live, files: undefined })
  expect(readManifest(empty).files).toBeNull()
})
