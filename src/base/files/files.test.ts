import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { docx, lyingDocx, pdf, photoWithPlace, picture } from '../../../tests/support/given-files.ts'
import { until } from '../../../tests/support/until.ts'
import { atomically, db } from '../database/database.ts'
import { Refusal } from '../refusal.ts'
import { makeThing } from '../things/things.ts'
import { stranger, system } from '../viewer.ts'
import { removeFile, returnFile, type Said, useFile, writeFile } from './keeping.ts'
import { safeName } from './naming.ts'
import { rangeOf } from './ranges.ts'
import { discard, fileLimit, place, type Received, receive } from './receiving.ts'
import { scaledKey } from './scaling.ts'
import { keyOf, store } from './store.ts'
import { sweepFiles } from './sweeping.ts'
import { filesOf, removedOf } from './uses.ts'
import { readFile } from './words.ts'

// A store of its own: in that of all tests what others bring is on its way.
const folder = mkdtempSync(join(tmpdir(), 'baobab-files-'))
process.env.FILES_URL = pathToFileURL(folder).href
afterAll(() => rmSync(folder, { recursive: true, force: true }))
ownDatabase()
const us = system('test')
let thing = 0
beforeAll(async () => {
  thing = (await makeThing({ kind: 'record' })).id
})

const bring = (bytes: Buffer | string, name: string): Promise<Received> =>
  receive(us, Readable.from([Buffer.from(bytes)]), { name })

/** The key of the message with which it is refused. */
const refusalOf = async (bringing: Promise<Received>): Promise<string> => {
  try {
    await discard(await bringing)
    return 'taken'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.key
  }
}

async function keep(bytes: Buffer | string, name: string, said: Said = {}) {
  const received = await bring(bytes, name)
  await place(received)
  return atomically(async () => {
    await writeFile(received)
    return { ...received, ...(await useFile(thing, received.hash, received.name, said)) }
  })
}

describe('what is taken and what is not', () => {
  test.each([
    ['HTML by its own name', '<!doctype html><script>alert(1)</script>', 'page.html', 'base.fileKind'],
    ['HTML that says it is text', '  <html><script>alert(1)</script>', 'page.txt', 'base.fileKind'],
    ['HTML that says it is a picture', '<html><body>', 'photo.jpg', 'base.fileKind'],
    [
      'a drawing that can run a script',
      '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
      'map.svg',
      'base.fileKind',
    ],
    [
      'the same, saying it is a table',
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'map.csv',
      'base.fileKind',
    ],
    ['a program', '\x7fELF\x02\x01\x01', 'tool.pdf', 'base.fileKind'],
    ['nothing', '', 'empty.txt', 'base.fileEmpty'],
    ['JSON that is none', 'hello', 'data.json', 'base.fileKind'],
    ['no ending at all', 'hello', 'README', 'base.fileKind'],
  ])('%s is refused', async (_, bytes, name, key) => {
    expect(await refusalOf(bring(bytes, name))).toBe(key)
  })

  test('text in another encoding is refused and told how to come in', async () => {
    expect(await refusalOf(bring(Buffer.from('caf\u00e9', 'latin1'), 'a.csv'))).toBe('base.fileNotText')
    expect(await refusalOf(bring(Buffer.from('a\0b'), 'a.txt'))).toBe('base.fileNotText')
  })

  test('a picture that is not one, or breaks off, is refused', async () => {
    const jpeg = await picture()
    const head = Buffer.concat([jpeg.subarray(0, 200), Buffer.alloc(500)])
    expect(await refusalOf(bring(head, 'photo.jpg'))).toBe('base.fileNotPicture')
    const noisy = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: '#fff',
        noise: { type: 'gaussian', mean: 99, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer()
    expect(await refusalOf(bring(noisy.subarray(0, noisy.length / 2), 'photo.jpg'))).toBe(
      'base.fileNotPicture',
    )
  })

  test('a picture with more pixels than fit in memory is refused before it is unpacked', async () => {
    const huge = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    expect(huge.length).toBeLessThan(1_000_000)
    expect(await refusalOf(bring(huge, 'wall.png'))).toMatch(/filePixels|fileNotPicture/)
  })

  test('a document made of zeros is refused, and one that hides them gives no words', async () => {
    expect(await refusalOf(bring(await docx('x', 60_000_000), 'bomb.docx'))).toBe('base.fileBomb')
    const lying = await keep(await lyingDocx(130_000_000), 'lying.docx')
    await readFile(lying.hash)
    const { rows } = await sql<{ words: string | null; read: boolean }>`
      select words, words_read is not null as read from file where hash = ${lying.hash}`.execute(db())
    expect(rows[0]).toEqual({ words: null, read: true })
  })

  test('what is larger than the limit is given up on the way, and nothing of it stays', async () => {
    let sent = 0
    function* endless() {
      for (;;) {
        sent += 1_000_000
        yield Buffer.alloc(1_000_000, 97)
      }
    }
    expect(await refusalOf(receive(us, Readable.from(endless()), { name: 'film.txt' }))).toBe(
      'base.fileLarge',
    )
    expect(sent).toBeLessThan(fileLimit() + 20_000_000)
    expect(await readdir((await store()).incoming)).toEqual([])
  })

  test('a stranger brings nothing', async () => {
    const bringing = receive(stranger, Readable.from([Buffer.from('x')]), { name: 'a.txt' })
    expect(await refusalOf(bringing)).toBe('base.fileSignIn')
  })
})

describe('names', () => {
  test('a file ends as what it holds ends, whatever it was called', async () => {
    expect((await bring(await picture(), 'evil.html')).name).toBe('evil.jpg')
    expect((await bring(await picture(), 'Photo.JPEG')).name).toBe('Photo.JPEG')
    expect((await bring(pdf('x'), 'report.docx')).name).toBe('report.pdf')
  })

  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\me\\notes.txt', 'notes.txt'],
    ['..', 'file.txt'],
    ['a\u202etxt.exe', 'atxt.txt'],
    ['\0\r\n"x".txt', '-x-.txt'],
    ['  .hidden.txt', 'hidden.txt'],
    ['خريطة.txt', 'خريطة.txt'],
  ])('%j becomes %j', (given, name) => {
    expect(safeName(given, { endings: ['txt'] })).toBe(name)
  })

  test('a very long one keeps its ending', () => {
    const name = safeName(`${'é'.repeat(500)}.txt`, { endings: ['txt'] })
    expect(name).toMatch(/^é+\.txt$/)
    expect(name.length).toBeLessThanOrEqual(80)
  })
})

describe('pictures', () => {
  test('where a photo was taken is not kept, and it stands upright', async () => {
    const given = await photoWithPlace()
    expect((await sharp(given).metadata()).exif!.includes('Telephone')).toBe(true)
    const { hash, width, height } = await keep(given, 'photo.jpg')
    const kept = await buffer(await (await store()).read(keyOf(hash)))
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'jpeg', width: 300, height: 400 })
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
    expect(kept.includes('Telephone')).toBe(false)
    expect({ width, height }).toEqual({ width: 300, height: 400 })
  })

  test('one that says nothing more stays byte for byte', async () => {
    const given = await picture(640, 480)
    const { hash } = await keep(given, 'plain.jpg')
    expect(await buffer(await (await store()).read(keyOf(hash)))).toEqual(given)
  })

  test('it is scaled once, never larger than it is', async () => {
    const { hash } = await keep(await picture(500, 400, 7), 'small.jpg')
    const keys = await Promise.all([scaledKey(hash, 640), scaledKey(hash, 640), scaledKey(hash, 320)])
    const widths = await Promise.all(
      keys.map(async (key) => (await sharp(await buffer(await (await store()).read(key))).metadata()).width),
    )
    expect(widths).toEqual([500, 500, 320])
  })
})

describe('keeping', () => {
  test('what holds the same is stored once, and is one file of a thing', async () => {
    const bytes = await docx('The same words')
    const first = await keep(bytes, 'a.docx', { credit: 'Aïcha' })
    const again = await keep(bytes, 'b.docx')
    expect(again).toMatchObject({ hash: first.hash, ref: first.ref, name: 'a.docx', outcome: 'unchanged' })
    const other = (await makeThing({ kind: 'record' })).id
    await atomically(() => useFile(other, first.hash, 'c.docx'))
    const { rows } = await sql`select from file where hash = ${first.hash}`.execute(db())
    expect(rows).toHaveLength(1)
    expect((await filesOf(other)).map(({ name }) => name)).toEqual(['c.docx'])
  })

  test('another file of the same name goes by the next number', async () => {
    await keep('one', 'notes.txt')
    expect((await keep('two', 'notes.txt')).name).toBe('notes-2.txt')
  })

  test('what was removed can be brought back, unless its name is taken, and is swept after thirty days', async () => {
    const file = await keep('for a while', 'passing.txt')
    expect(await removeFile(thing, file.ref)).toBe('passing.txt')
    expect((await removedOf(thing)).map(({ ref }) => ref)).toContain(file.ref)
    expect(await returnFile(thing, file.ref)).toBe('passing.txt')
    await removeFile(thing, file.ref)
    await keep('in its place', 'passing.txt')
    await expect(returnFile(thing, file.ref)).rejects.toMatchObject({ key: 'base.fileNameTaken' })
    await sql`update file_use set removed = now() - interval '31 days' where ref = ${file.ref}`.execute(db())
    await sql`update file set brought = now() - interval '2 days'`.execute(db())
    const left = join((await store()).incoming, 'left')
    writeFileSync(left, 'x')
    utimesSync(left, 0, 0)
    expect(await sweepFiles()).toBe(1)
    expect(existsSync(left)).toBe(false)
    expect(await (await store()).has(keyOf(file.hash))).toBe(false)
  })

  test.each([
    ['a PDF', () => pdf('Halfmoons hold water'), 'moons.pdf', 'Halfmoons hold water'],
    ['a DOCX', () => docx('Za&amp;i pits'), 'pits.docx', 'Za&i pits'],
    ['a table', () => 'name,rain\nTillabéri,380\n', 'rain.csv', 'Tillabéri'],
  ])('the words of %s are read for search', async (_, make, name, words) => {
    const { hash } = await keep(await make(), name)
    await readFile(hash)
    await until(async () => {
      const { rows } = await sql<{ words: string }>`select words from file where hash = ${hash}`.execute(db())
      expect(rows[0]!.words).toContain(words)
    })
  })
})

test('a part of a file is what was asked for', () => {
  expect(rangeOf('bytes=0-9', 100)).toEqual({ from: 0, to: 9 })
  expect(rangeOf('bytes=90-', 100)).toEqual({ from: 90, to: 99 })
  expect(rangeOf('bytes=-10', 100)).toEqual({ from: 90, to: 99 })
  expect(rangeOf('bytes=50-1000', 100)).toEqual({ from: 50, to: 99 })
  expect(rangeOf('bytes=100-', 100)).toBe('none')
  expect(rangeOf('bytes=-0', 100)).toBe('none')
  for (const other of [undefined, 'bytes=-', 'bytes=9-5', 'bytes=0-1,4-5', 'lines=1-2'])
    expect(rangeOf(other, 100)).toBeUndefined()
})
