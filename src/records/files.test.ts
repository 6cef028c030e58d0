import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { docx, pdf, photoWithPlace, picture } from '../../tests/support/given-files.ts'
import { ground, instance, record, take } from '../../tests/support/soil.ts'
import { createApp } from '../app.ts'
import { db } from '../base/database/database.ts'
import { type FileUse, filesOf } from '../base/files/uses.ts'
import { readFile } from '../base/files/words.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { everyone, members, stranger, type Viewer } from '../base/viewer.ts'
import { reactions } from '../reactions.ts'
import { exportRecord, exportRecordInto } from './exporting.ts'
import { importRecordFile } from './importing.ts'
import { recordFor } from './reading.ts'

ownDatabase()
ground()

const person = (id: number, rest: object = {}): Viewer => ({
  kind: 'person',
  id,
  circles: [everyone, members],
  ...rest,
})
let viewer: Viewer = stranger
const app = createApp({ viewerOf: () => viewer })
let curator: Viewer
const open = '00000000000a'
const forMembers = '00000000000b'

beforeAll(async () => {
  expect((await take(record(open), record(forMembers, { access: { to: 'members' } }))).faults).toEqual([])
  const { rows } = await sql<{ id: number }>`select thing as id from place where code = '001'`.execute(db())
  curator = person(1, { appointments: [{ role: 'curator', subject: rows[0]!.id }] })
})

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.request(path, { method, headers: { accept: 'text/html', ...headers } })
const post = (path: string, body: FormData | URLSearchParams) =>
  app.request(path, { method: 'POST', body, headers: { origin: 'http://localhost' } })

async function send(ref: string, ...files: [Buffer | string, string][]): Promise<Response> {
  viewer = curator
  const form = new FormData()
  for (const [bytes, name] of files)
    form.append('files', new File([new Uint8Array(Buffer.from(bytes))], name))
  return post(`/records/${ref}/files`, form)
}

const kept = async (ref: string): Promise<FileUse[]> => filesOf((await recordFor(instance, ref)).thing)
const named = async (ref: string, name: string): Promise<FileUse> =>
  (await kept(ref)).find((file) => file.name === name)!
const addressOf = ({ ref, name }: FileUse): string => `/files/${ref}/${encodeURIComponent(name)}`

describe('adding', () => {
  test('whoever curates a place that it stands in adds files; members and strangers do not', async () => {
    expect((await send(open, [await picture(), 'rows.jpg'])).status).toBe(303)
    for (const other of [
      stranger,
      person(2),
      person(3, { appointments: [{ role: 'curator', subject: 999 }] }),
    ]) {
      viewer = other
      expect((await ask(`/records/${open}/files`)).status).toBe(403)
      const form = new FormData()
      form.append('files', new File(['x'], 'x.txt'))
      expect((await post(`/records/${open}/files`, form)).status).toBe(403)
    }
    expect((await kept(open)).map(({ name }) => name)).toEqual(['rows.jpg'])
  })

  test('of several files the good are kept, and each that is refused is named', async () => {
    const answer = await send(
      open,
      ['notes on slope', 'slope.txt'],
      ['<!doctype html><script>alert(1)</script>', 'page.html'],
      ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'map.svg'],
      [await docx('x', 60_000_000), 'bomb.docx'],
      ['not a picture', 'photo.jpg'],
      ['rain', '../../../etc/rain.txt'],
    )
    expect(answer.status).toBe(422)
    const html = await answer.text()
    for (const name of ['page.html', 'map.svg', 'bomb.docx', 'photo.jpg']) expect(html).toContain(`“${name}”`)
    expect(html).toContain('2 files were kept.')
    expect((await kept(open)).map(({ name }) => name)).toEqual(['rows.jpg', 'slope.txt', 'rain.txt'])
  })

  test('a form that is larger than all that is taken is refused before it is read', async () => {
    viewer = curator
    const answer = await app.request(`/records/${open}/files`, {
      method: 'POST',
      headers: {
        origin: 'http://localhost',
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': String(2 * 2 ** 30),
      },
      body: '--x--',
    })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('200 megabytes')
  })

  test('no file, and what is no form of files, is said so', async () => {
    expect(await (await send(open)).text()).toContain('No file was chosen.')
    viewer = curator
    expect((await post(`/records/${open}/files`, new URLSearchParams({ a: 'b' }))).status).toBe(422)
  })
})

describe('what is said of them', () => {
  test('caption, credit and order are changed; a form that does not fit comes back as it was filled in', async () => {
    viewer = curator
    const { ref } = await named(open, 'slope.txt')
    const fields = {
      'caption-en': 'Slopes',
      'caption-xx"': 'no',
      credit: 'A. Adamou',
      licence: 'CC0-1.0',
      position: '1',
    }
    expect((await post(`/records/${open}/files/${ref}`, new URLSearchParams(fields))).status).toBe(303)
    expect((await kept(open))[0]).toMatchObject({
      name: 'slope.txt',
      caption: { en: 'Slopes' },
      credit: 'A. Adamou',
    })
    const wrong = await post(
      `/records/${open}/files/${ref}`,
      new URLSearchParams({ ...fields, credit: 'B. Bako', position: 'top' }),
    )
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('value="B. Bako"')
    expect(html.match(/B\. Bako/g)).toHaveLength(1)
  })

  test('one that is removed is gone from its address, and comes back', async () => {
    const file = await named(open, 'rain.txt')
    await post(`/records/${open}/files/${file.ref}/removal`, new URLSearchParams())
    expect((await ask(addressOf(file))).status).toBe(404)
    expect(await (await ask(`/records/${open}/files`)).text()).toContain('Bring back rain.txt')
    await post(`/records/${open}/files/${file.ref}/return`, new URLSearchParams())
    expect((await ask(addressOf(file))).status).toBe(200)
    expect(
      (await post(`/records/${forMembers}/files/${file.ref}/removal`, new URLSearchParams())).status,
    ).toBe(404)
  })

  test('the page of the record shows them with their caption, credit and size', async () => {
    viewer = stranger
    const html = await (await ask(`/records/${open}/bunds-1`)).text()
    expect(html).toMatch(/srcset="\/files\/[^"]+320w, [^"]+640w, [^"]+800w"/)
    expect(html).toContain('width="800" height="600"')
    for (const shown of ['slope.txt', 'Slopes', 'by A. Adamou', 'TXT', '14 byte'])
      expect(html).toContain(shown)
    expect(html).not.toContain('Add or change files')
    viewer = curator
    expect(await (await ask(`/records/${open}/bunds-1`)).text()).toContain('Add or change files')
  })
})

describe('leaving', () => {
  test('an answer runs nothing, says what it is, and is kept for good', async () => {
    viewer = stranger
    const text = await ask(addressOf(await named(open, 'slope.txt')), { 'accept-encoding': 'gzip' })
    expect(Object.fromEntries(text.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename="slope.txt"/),
      'content-security-policy': expect.stringContaining('sandbox'),
      'x-content-type-options': 'nosniff',
      'content-length': '14',
    })
    expect(text.headers.get('cache-control')).toContain('immutable')
    expect(text.headers.get('content-encoding')).toBeNull()
    const image = await named(open, 'rows.jpg')
    expect((await ask(addressOf(image))).headers.get('content-disposition')).toMatch(/^inline/)
    const scaled = await ask(`/files/${image.ref}/320/rows.jpg`)
    expect(scaled.headers.get('content-type')).toBe('image/webp')
    expect((await sharp(Buffer.from(await scaled.arrayBuffer())).metadata()).width).toBe(320)
    const etag = `"${image.hash}"`
    expect((await ask(addressOf(image), { 'if-none-match': etag })).status).toBe(304)
    expect((await ask(`/files/${image.ref}/another.jpg`)).headers.get('location')).toBe(addressOf(image))
    for (const path of [
      `/files/${image.ref}/321/rows.jpg`,
      '/files/000000000000/x.txt',
      '/files/..%2f..%2fetc/passwd',
    ])
      expect((await ask(path)).status).toBe(404)
  })

  test('a part is given to whoever asks for one', async () => {
    const path = addressOf(await named(open, 'slope.txt'))
    const part = await ask(path, { range: 'bytes=9-' })
    expect([part.status, await part.text()]).toEqual([206, 'slope'])
    expect(part.headers.get('content-range')).toBe('bytes 9-13/14')
    expect((await ask(path, { range: 'bytes=99-' })).status).toBe(416)
    expect((await ask(path, { range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200)
  })

  test('takings are counted: not asking, not going on, not what is known already', async () => {
    const { ref, downloads } = await named(open, 'rain.txt')
    const path = `/files/${ref}/rain.txt`
    const etag = (await ask(path, {}, 'HEAD')).headers.get('etag')!
    await ask(path, { range: 'bytes=2-' })
    await ask(path, { 'if-none-match': etag })
    expect((await named(open, 'rain.txt')).downloads).toBe(downloads)
    await ask(path)
    await ask(path, { range: 'bytes=0-1' })
    expect((await named(open, 'rain.txt')).downloads).toBe(downloads + 2)
    const { rows } = await sql`select * from file_download`.execute(db())
    expect(Object.keys(rows[0]!)).toEqual(['file_use', 'month', 'count'])
  })

  test('a file of a record for members is asked about every time, and is nothing to a stranger', async () => {
    await send(forMembers, [await picture(500, 300, 3), 'inside.jpg'])
    const file = await named(forMembers, 'inside.jpg')
    viewer = person(2)
    const answer = await ask(addressOf(file))
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([
      200,
      'private, no-cache, no-transform',
    ])
    viewer = stranger
    for (const path of [addressOf(file), `/files/${file.ref}/320/inside.jpg`])
      for (const headers of [{}, { 'if-none-match': `"${file.hash}"` }, { range: 'bytes=0-1' }] as Record<
        string,
        string
      >[])
        expect((await ask(path, headers)).status).toBe(404)
  })
})

test('what stands in a document is found by search', async () => {
  await send(open, [pdf('Waterspreading by Quetzalcoatl'), 'report.pdf'])
  await readFile((await named(open, 'report.pdf')).hash)
  await drain(reactions)
  viewer = stranger
  expect(await (await ask('/search?q=quetzalcoatl')).text()).toContain(`/records/${open}/`)
})

describe('travelling', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baobab-travelling-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('a record and its files go out and come in again without a difference', async () => {
    const out = await exportRecord(instance, open)
    expect(out.files!.map(({ name }) => name).slice(0, 3)).toEqual(['slope.txt', 'rows.jpg', 'rain.txt'])
    expect((await take(JSON.parse(JSON.stringify(out)))).unchanged).toBe(1)
    expect(await exportRecord(instance, open)).toEqual(out)
  })

  test('elsewhere they come in from beside it; one that is another, or missing, is named', async () => {
    const { record: before } = await exportRecordInto(instance, open, folder)
    await sql`delete from file_use where thing = ${(await recordFor(instance, open)).thing}`.execute(db())
    await sql`delete from file where not exists (select from file_use where file_use.hash = file.hash)`.execute(
      db(),
    )
    writeFileSync(join(folder, 'files', open, 'slope.txt'), 'something else')
    rmSync(join(folder, 'files', open, 'rain.txt'))
    const name = join(folder, `${open}.json`)
    const bytes = readFileSync(name)
    const tried = await importRecordFile(instance, { name, bytes }, { dryRun: true })
    expect(tried.changed).toBe(1)
    expect(await kept(open)).toEqual([])
    const report = await importRecordFile(instance, { name, bytes })
    expect(report.changed).toBe(1)
    expect(report.faults).toEqual(tried.faults)
    expect(report.faults.map(({ place }) => place.split(', ').at(-1))).toEqual(['slope.txt', 'rain.txt'])
    const after = await exportRecord(instance, open)
    expect(after.files).toEqual(
      before.files!.filter(({ name: one }) => !['slope.txt', 'rain.txt'].includes(one)),
    )
  })

  test('a picture from elsewhere that says where it was taken does not here', async () => {
    const bytes = await photoWithPlace()
    const ref = '00000000000c'
    mkdirSync(join(folder, 'files', ref), { recursive: true })
    writeFileSync(join(folder, 'files', ref, 'photo.jpg'), bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const files = [{ name: 'photo.jpg', type: 'image/jpeg', size: bytes.length, sha256 }]
    const json = Buffer.from(JSON.stringify(record(ref, { files })))
    const given = { name: join(folder, `${ref}.json`), bytes: json }
    expect(await importRecordFile(instance, given)).toMatchObject({ made: 1, faults: [] })
    expect((await kept(ref))[0]).toMatchObject({ name: 'photo.jpg', width: 300, height: 400 })
    expect((await importRecordFile(instance, given)).unchanged).toBe(1)
  })

  test('a name that leads out of the folder is not taken', async () => {
    const files = [{ name: '../secret.txt', type: 'text/plain', size: 1, sha256: 'a'.repeat(64) }]
    const report = await take(record('00000000000d', { files }))
    expect(report.faults[0]!.place).toContain('files')
    expect(report.made).toBe(0)
  })
})
