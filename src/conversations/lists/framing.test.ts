import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bareSubject } from '../../base/mail/in/subjects.ts'
import { framed } from './framing.ts'
import { headOf } from './message.ts'
import { ownWords } from './own-words.ts'
import { threadsOf } from './threading.ts'
import { wholeOf } from './whole.ts'

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function frame(bytes: Buffer, size = 1_000) {
  const all: { start: number; bytes: number; message: boolean; head?: Buffer }[] = []
  for await (const one of framed(pieces(bytes, size)))
    all.push('message' in one ? { ...one.message, message: true } : { ...one.none, message: false })
  return all
}

const line = 'From x at y  Mon Oct 13 14:01:08 2003'
const scraps = fc.oneof(
  fc.constantFrom(
    line,
    'From somebody who wrote',
    '>From me',
    'Subject: =?utf-8?B?w6k?=',
    'Content-Type: multipart/mixed; boundary=b',
    '--b',
    '',
    '\n',
    'Re: x',
  ),
  fc.string(),
)
const anything = fc.oneof(
  fc.uint8Array({ maxLength: 3_000 }).map((bytes) => Buffer.from(bytes)),
  fc.array(scraps, { maxLength: 60 }).map((lines) => Buffer.from(lines.join('\n'), 'latin1')),
)

test('of any bytes, in pieces of any size, every one is in a message or named, once and in order, and every message is read', async () => {
  await fc.assert(
    fc.asyncProperty(anything, fc.integer({ min: 1, max: 500 }), async (bytes, size) => {
      const all = await frame(bytes, size)
      expect(all.map(({ head: _, ...one }) => one)).toEqual(
        (await frame(bytes)).map(({ head: _, ...one }) => one),
      )
      let at = 0
      for (const { start, bytes: length, message, head } of all) {
        expect(start).toBe(at)
        expect(length).toBeGreaterThan(0)
        at += length
        if (!message) continue
        const raw = bytes.subarray(start, start + length)
        expect(raw.toString('latin1')).toMatch(/^From /)
        expect(headOf(head!).id).not.toBe('')
        const { words } = await wholeOf(raw)
        const { own, rest } = ownWords(words)
        expect(own.length + rest.length).toBeLessThanOrEqual(words.length * 4 + 1_000)
      }
      expect(at).toBe(bytes.length)
    }),
    { numRuns: 300 },
  )
})

test('a line of a message that begins with the word begins no message, and a lost empty line hides none', async () => {
  const bytes = Buffer.from(
    `${line}\nSubject: One\n\nFrom here on it rains.\n${line}\nSubject: Two\n\n${line} they said, was wet.\n`,
  )
  expect((await frame(bytes)).map(({ message }) => message)).toEqual([true, true, true])
  expect((await frame(Buffer.from('Dear all,\n\nFrom here on.\n'))).map(({ message }) => message)).toEqual([
    false,
  ])
})

test('conversations are put together by what answers what, else by subject within ninety days, and no round holds them up', () => {
  const day = 86_400_000
  const one = (id: string, after: string[], subject: string, at: number) => ({
    id,
    after,
    subject,
    at: at * day,
  })
  const numbers = (all: ReturnType<typeof one>[]) => threadsOf(all).map(({ thread }) => thread)
  expect(
    numbers([
      one('a', [], 'Pits', 0),
      one('b', ['a'], 'Other', 1),
      one('c', [], 'AW: [soil] Pits', 20),
      one('d', [], 'Pits', 120),
    ]),
  ).toEqual([0, 0, 0, 1])
  expect(numbers([one('a', ['b'], 'x', 0), one('b', ['a'], 'y', 1), one('c', ['c'], 'z', 2)])).toEqual([
    0, 0, 1,
  ])
  expect(numbers([one('a', ['late'], 'x', 0), one('late', [], 'q', 1)])).toEqual([0, 0])
  expect(bareSubject('Re: Fwd: [R-sig] RE[2]: AW: Soil: [wet]')).toBe('Soil: [wet]')
  expect(
    threadsOf(Array.from({ length: 50_000 }, (_, i) => one(`${i}`, [`${i - 1}`], 'deep', i))).at(-1),
  ).toEqual({ thread: 0, parent: 49_998 })
})

test('forty nested quotes, charsets of every kind and packed words are read; what a program wrote is known', async () => {
  const nested = Array.from({ length: 40 }, (_, i) => `${'>'.repeat(i + 1)} level ${i}`).join('\n')
  const { own, rest } = ownWords(`I agree.\n\n${nested}\n\nAnd more below.\n`)
  expect(own).toContain('And more below.')
  expect(own).not.toContain('level 5')
  expect(rest).toContain('level 39')
  const words = async (head: string, body: Buffer) =>
    (await wholeOf(Buffer.concat([Buffer.from(`${line}\n${head}\n\n`), body]))).words.trim()
  for (const [charset, bytes] of [
    ['utf-8', Buffer.from('Größe')],
    ['iso-8859-1', Buffer.from('Größe', 'latin1')],
    ['windows-1252', Buffer.from('Größe', 'latin1')],
    ['us-ascii', Buffer.from('Größe', 'latin1')],
  ] as const)
    expect(await words(`Content-Type: text/plain; charset=${charset}`, bytes), charset).toBe('Größe')
  expect(await words('Subject: x', Buffer.from('Größe', 'latin1'))).toBe('Größe')
  expect(
    await words('Content-Type: text/plain; charset=koi8-r', Buffer.from([0xf0, 0xcf, 0xde, 0xd7, 0xc1])),
  ).toBe('Почва')
  expect(await words('Content-Type: text/html', Buffer.from('<p>Soil<script>alert(1)</script></p>'))).toBe(
    'Soil',
  )
  const head = (lines: string) => headOf(Buffer.from(`${line}\n${lines}\n\n`, 'latin1'))
  expect(
    head('From: Jos\xe9 at uv.es (Jos\xe9)\nSubject: =?ISO-8859-1?Q?G=F3mez_?=\n =?ISO-8859-1?Q?R?=').subject,
  ).toBe('Gómez R')
  expect(head('Subject: Out of office').kind).toBe('autoreply')
  expect(head('Subject: Re: Soil Digest, Vol 2, Issue 1').kind).toBe('digest')
  expect(head('Date: nonsense').at?.toISOString()).toBe('2003-10-13T14:01:08.000Z')
})

test('letters are not lost to a wrong charset in a part, and a file among the words is a file', async () => {
  const read = async (said: string) => wholeOf(Buffer.from(`${line}\n${said}`, 'latin1'))
  const parts = (...types: string[]) =>
    `Content-Type: multipart/mixed; boundary=b\n\n${types.map((type) => `--b\n${type}\n\nGr\xf6\xdfe\n`).join('')}--b--\n`
  for (const said of [
    parts('Content-Type: text/plain; charset=us-ascii', 'Content-Type: text/plain; charset="x-unknown"'),
    parts('Content-Type: text/plain'),
    'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nGr=F6=DFe\n',
  ]) {
    const { words, guessed } = await read(said)
    expect(words, said).toMatch(/^Größe/)
    expect(words, said).not.toContain('\uFFFD')
    expect(guessed, said).toBe(true)
  }
  const packed = await read('Subject: x\n\nHere.\nbegin 644 a.txt\n#0V%T\n`\nend\nThere.\nbegin 644 no\n')
  expect(packed.words).toContain('There.\nbegin 644 no')
  expect(packed.attachments.map(({ name, content }) => [name, content.toString()])).toEqual([
    ['a.txt', 'Cat'],
  ])
})

test('of more words than anything keeps no more are read, and the files beside them stay whole', async () => {
  const file = Buffer.alloc(3_000_000, `${'QUFB'.repeat(19)}\n`)
  const { words, cut, attachments } = await wholeOf(
    Buffer.concat([
      Buffer.from(
        `${line}\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Begins.</p>`,
      ),
      Buffer.alloc(4_000_000, 'soil water\n-- \n'),
      Buffer.from('\n--b\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\n'),
      file,
      Buffer.from('\n--b--\n'),
    ]),
  )
  expect(cut).toBe(true)
  expect(words).toContain('Begins.')
  expect(words.length).toBeLessThan(1_100_000)
  expect(attachments.map(({ name, content }) => [name, content.length])).toEqual([
    ['a.pdf', Buffer.from(file.toString(), 'base64').length],
  ])
})
