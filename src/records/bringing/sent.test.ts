import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { fileOf, press, send } from '../../../tests/support/import-pages.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { until } from '../../../tests/support/until.ts'
import type { Visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { locks } from '../../base/database/locks.ts'
import { keyOf, store } from '../../base/files/store.ts'
import { sweepSent } from './sent.ts'

// A store of its own: others send files meanwhile.
const folder = mkdtempSync(join(tmpdir(), 'baobab-sent-'))
process.env.FILES_URL = pathToFileURL(folder).href
afterAll(() => rmSync(folder, { recursive: true, force: true }))

demoDatabase()
const server = served(openDoors)
let curator: Visitor

beforeAll(async () => {
  curator = await signedIn(server, 'Curator', 'curator')
})

const refOf = (at: string): string => /\/imports\/(\w{12})/.exec(at)![1]!
const kept = async (at: string): Promise<boolean> => (await store()).has(keyOf(refOf(at)))

/** Bytes of what waits on disk and is nobody's yet. */
async function waiting(): Promise<number> {
  const { incoming } = await store()
  const sizes = await Promise.all(
    (await readdir(incoming)).map(async (name) => (await stat(join(incoming, name))).size),
  )
  return sizes.reduce((all, one) => all + one, 0)
}

/** A form whose end is withheld. */
function sending() {
  const form = request(`${server.origin}/imports`, {
    method: 'POST',
    headers: {
      origin: server.origin,
      accept: 'text/html',
      cookie: [...curator.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': 'multipart/form-data; boundary=x',
    },
  })
  const answer = new Promise<{ status: number; at: string }>((done, failed) => {
    form.on('error', failed)
    form.on('response', (said) => {
      said.resume()
      done({ status: said.statusCode!, at: said.headers.location ?? '' })
    })
  })
  return { form, answer }
}

test('15 MB are on disk before the form ends, and then in the store under the name of the import', async () => {
  const { form, answer } = sending()
  form.write('--x\r\ncontent-disposition: form-data; name="file"; filename="large.csv"\r\n\r\nTitle\n')
  const megabyte = Buffer.from(`${'a'.repeat(2 ** 14 - 1)}\n`.repeat(64))
  for (let sent = 0; sent < 15; sent++) form.write(megabyte)
  // All but what is on its way through pipes, while the form is still open: no part of the process waits for its end.
  await until(async () => expect(await waiting()).toBeGreaterThan(14.5 * 2 ** 20))
  // A field may come after the file.
  form.end('\r\n--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\ntable\r\n--x--\r\n')
  const { status, at } = await answer
  expect(status).toBe(303)
  expect(await waiting()).toBe(0)
  expect(await kept(at)).toBe(true)
})

test('what breaks off or says no kind leaves nothing behind', async () => {
  const { form, answer } = sending()
  form.write('--x\r\ncontent-disposition: form-data; name="file"; filename="broken.csv"\r\n\r\nTitle\n')
  form.end('and no end')
  expect((await answer).status).toBe(422)
  expect((await curator.send('/imports', fileOf('nonsense', 'a.csv', 'Title\nx\n'))).status).toBe(422)
  expect(await waiting()).toBe(0)
})

const chosen = { instrument: 'report', encoding: 'utf-8', delimiter: ',', column0: 'title', column1: 'place' }

test('it is let go of once the import is over, and not while a backup copies files', async () => {
  const at = await send(curator, fileOf('table', 'small.csv', 'Title,Place\nSent once,NE\n'))
  await press(curator, at, 'preview', chosen)
  expect(await kept(at)).toBe(true)
  await db()
    .connection()
    .execute(async (backup) => {
      await sql`select pg_advisory_lock_shared(${locks.copyingFiles})`.execute(backup)
      await press(curator, at, 'run')
      expect((await curator.get(at)).html).toContain('Take it back')
      expect(await kept(at)).toBe(true)
      await sql`select pg_advisory_unlock_shared(${locks.copyingFiles})`.execute(backup)
    })
  await sweepSent()
  expect(await kept(at)).toBe(false)
  const next = await send(curator, fileOf('table', 'next.csv', 'Title,Place\nSent next,NE\n'))
  await press(curator, next, 'preview', chosen)
  await press(curator, next, 'run')
  expect(await kept(next)).toBe(false)
})

test('given up for thirty days it is let go of: its lines are there, and to read it again it has to be sent again', async () => {
  const at = await send(curator, fileOf('table', 'old.csv', 'Title,Place\nGiven up,NE\n'))
  await sweepSent()
  expect(await kept(at)).toBe(true)
  await sql`update import_run set at = now() - interval '31 days' where ref = ${refOf(at)}`.execute(db())
  await sweepSent()
  expect(await kept(at)).toBe(false)
  await press(curator, at, 'preview', chosen)
  expect((await curator.get(at)).html).toContain('1 new record')
  await press(curator, at, 'preview', { ...chosen, encoding: 'windows-1252' })
  expect((await curator.get(at)).html).toContain('What was sent is no longer here')
})
