import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { effortOf } from '../../../../tests/support/effort.ts'
import { setMail } from '../../../../tests/support/mailing.ts'
import { signedAddress } from '../addresses.ts'
import { proofIn } from './authentication.ts'
import { leaveOut } from './leaving-out.ts'
import { readMail } from './reading.ts'

setMail()
const folder = mkdtempSync(join(tmpdir(), 'baobab-mail-'))
afterAll(() => rmSync(folder, { recursive: true }))

function read(raw: string | Uint8Array) {
  const path = join(folder, 'message')
  writeFileSync(path, raw)
  return readMail(path)
}
const mail = (body: string, head = '') => read(`From: Lena <lena@example.net>\r\n${head}\r\n${body}`)

describe('what is left out', () => {
  test('forty answers, one within the other', async () => {
    const quoted = Array.from({ length: 40 }, (_, i) => `${'> '.repeat(i + 1)}On day ${i} Amina wrote:`).join(
      '\n',
    )
    const { words, rest } = leaveOut(`Deep enough.\n\nOn Monday, Amina <amina@example.net> wrote:\n${quoted}`)
    expect(words).toBe('Deep enough.')
    expect(rest.match(/On day/g)).toHaveLength(40)
    expect(rest).not.toContain('amina@example.net')
  })

  test('in each language of ours, and of Outlook', () => {
    for (const line of [
      'On Mon, 2 Nov 2026 at 10:00, Baobab <x@y.example> wrote:',
      'Le lun. 2 nov. 2026 à 10:00, Baobab <x@y.example> a écrit :',
      'El lun, 2 nov 2026 a las 10:00, Baobab (<x@y.example>) escribió:',
      'Em seg., 2 de nov. de 2026 às 10:00, Baobab <x@y.example> escreveu:',
      'في الاثنين، ٢ نوفمبر ٢٠٢٦ في ١٠:٠٠ كتب Baobab <x@y.example>:',
      'пн, 2 нояб. 2026 г. в 10:00, Baobab <x@y.example>:',
    ]) {
      const { words, rest } = leaveOut(`Yes.\n\n${line}\n> How deep?\n> -- \n> Why this came`)
      expect([words, rest.includes('How deep?')]).toEqual(['Yes.', true])
    }
    const outlook =
      '________________________________\nFrom: Baobab <x@y.example>\nSent: Monday\nTo: Lena\nSubject: Deep\n\nHow deep?'
    expect(leaveOut(`Yes.\n\n${outlook}`).words).toBe('Yes.')
    for (const labels of [
      ['Von', 'Gesendet', 'An', 'Betreff'],
      ['De ', 'Envoyé ', 'À ', 'Objet '],
      ['От', 'Отправлено', 'Кому', 'Тема'],
      ['من', 'تاريخ الإرسال', 'إلى', 'الموضوع'],
    ]) {
      const head = labels.map((label, i) => `${label}: ${i ? 'x' : 'Baobab <x@y.example>'}`).join('\n')
      expect(leaveOut(`Yes.\n\n${head}\n\nHow deep?`)).toMatchObject({
        ...{ words: 'Yes.', rest: expect.stringContaining('How deep?') },
      })
    }
  })

  test('who answers between the lines keeps them, who only quotes has said nothing', () => {
    expect(leaveOut('> How deep?\n40 cm.\n\n> How wide?\n60 cm.\n\n-- \nLena').words).toContain('60 cm.')
    expect(leaveOut('> How deep?')).toEqual({ words: '', rest: '> How deep?' })
  })

  test('addresses that are for one person alone are blotted out wherever they stand', () => {
    const address = signedAddress('stop', ['mail', '0123456789ab'], 9)!
    const { words } = leaveOut(`https://x/notices/unsubscribe/abc.def is in my letter, and ${address}.`)
    expect(words).toBe('https://x/notices/unsubscribe/… is in my letter, and ….')
  })

  test('nothing holds it up', async () => {
    const effort = await effortOf(async () => {
      for (const words of [
        ' '.repeat(190_000),
        `\n> ${'a'.repeat(190_000)}`,
        `\n> ${'a@'.repeat(90_000)}`,
        '\n'.repeat(60_000),
        'On '.repeat(30_000),
        '>'.repeat(60_000),
        'a wrote:\n'.repeat(9_000),
      ])
        leaveOut(`x ${words} y`)
      const long = 'a'.repeat(450_000)
      for (const head of [
        `References: ${long}\r\n`,
        `Subject: ${'Re: '.repeat(100_000)}\r\n`,
        `From: ${long}\r\n`,
      ])
        await mail('x', head)
      for (const html of ['<b>', '<table><tr><td>', '<a href=x>', '&amp;', '<!--', '<x y="'])
        await mail(html.repeat(490_000 / html.length), 'Content-Type: text/html\r\n')
      await mail(' '.repeat(5_000_000))
      proofIn(
        [{ name: 'authentication-results', value: `mx.example.org; dmarc${' (x)'.repeat(100_000)}` }],
        'a@b.example',
        'mx.example.org',
      )
    })
    expect(effort).toBeLessThan(12_000)
  })
})

describe('what is read', () => {
  test('HTML alone becomes plain words, without its script', async () => {
    const html =
      '<p>Hello</p><script>alert(1)</script><style>p{}</style><p onclick="x()">World <img src=x onerror=y></p>'
    const { words } = await mail(html, 'Content-Type: text/html; charset=utf-8\r\n')
    expect(words).toBe('Hello\n\nWorld [x]')
    const deep = await mail(`${'<div>'.repeat(5_000)}Deep &amp; down`, 'Content-Type: text/html\r\n')
    expect(deep.words).toContain('Deep & down')
  })

  test('of pictures nothing is left: not their address, which tells who reads, nor they themselves', async () => {
    const html = `<p>Look <img src="https://track.example/open?who=lena"><img src="cid:a@b"><img src="data:image/png;base64,${'A'.repeat(90_000)}">here</p>`
    expect((await mail(html, 'Content-Type: text/html\r\n')).words).toBe('Look\nhere')
  })

  test('whom it is from stands in it once, alone and letter by letter', async () => {
    const from = async (...lines: string[]) =>
      (await read(`${lines.map((line) => `${line}\r\n`).join('')}Subject: x\r\n\r\nx`)).from?.address
    for (const [is, ...lines] of [
      ['lena@example.net', 'From: LENA@Example.Net'],
      ['mallory@evil.example', 'From: "lena@example.net" <mallory@evil.example>'],
      ['lena@example.net', 'From: lena@example.net <Lena@example.net>'],
      [undefined, 'From: lena@example.net <mallory@evil.example>'],
      ['mallory@evil.example', 'From: mallory@evil.example (lena@example.net)'],
      ['mallory@evil.example', 'From: =?utf-8?q?lena=40example.net=2C?= <mallory@evil.example>'],
      ['mallory@evil.example', 'Sender: lena@example.net', 'From: mallory@evil.example'],
      ['lena+soil@example.net', 'From: lena+soil@example.net'],
      ['a@xn--exmple-cua.net', 'From: a@xn--exmple-cua.net'],
      [undefined, 'From: lena@example.net', 'From: mallory@evil.example'],
      [undefined, 'From: lena@example.net', 'From : mallory@evil.example'],
      [undefined, 'From: lena@example.net, mallory@evil.example'],
      [undefined, 'From: Friends: lena@example.net;'],
      [undefined, 'From: =?utf-8?q?lena=40example.net?='],
      [undefined, 'From: "lena"@example.net'],
      [undefined, 'From: <lena@example.net> <mallory@evil.example>'],
      // The sign for kelvin is written small as a letter of our alphabet.
      [undefined, 'From: \u212aofi@example.net'],
      [undefined, 'From: lеna@example.net'],
    ] as const)
      expect([lines, await from(...lines)]).toEqual([lines, is])
  })

  test('character sets, in words, subjects and names', async () => {
    const head = (charset: string, subject: string) =>
      `Subject: ${subject}\r\nContent-Type: text/plain; charset=${charset}\r\n`
    const bytes = (charset: string, subject: string, body: number[]) =>
      read(
        Buffer.concat([Buffer.from(`From: a@b.example\r\n${head(charset, subject)}\r\n`), Buffer.from(body)]),
      )
    expect((await bytes('koi8-r', '=?koi8-r?B?8NLJ18XU?=', [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4])).words).toBe(
      'Привет',
    )
    expect((await bytes('windows-1256', 'x', [0xe3, 0xd1, 0xcd, 0xc8, 0xc7])).words).toBe('مرحبا')
    expect((await bytes('iso-8859-1', '=?iso-8859-1?Q?d=E9sert?=', [0x64, 0xe9])).subject).toBe('désert')
    expect((await bytes('gb2312', 'x', [0xc4, 0xe3, 0xba, 0xc3])).words).toBe('你好')
    expect((await bytes('no-such-set', 'x', [0x68, 0x69])).words).toBe('hi')
  })

  test('what mail programs put before a subject goes', async () => {
    for (const subject of [
      'Re: Pits',
      'RE: AW: Pits',
      'Fwd: [soil] Pits',
      'Ответ: Pits',
      'Re[2]: Pits',
      'رد: Pits',
    ])
      expect(
        (await mail('x', `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=\r\n`)).subject,
      ).toBe('Pits')
  })

  test('any bytes: never a fault, and never from somebody who is not named, alone, in the one header that says so', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'From: ',
        'from:',
        'Content-Type: multipart/mixed; boundary=b\r\n',
        '--b\r\n',
        '--b--',
        '\r\n',
        '\r\n\r\n',
        ' ',
        '\t',
        '=?utf-8?Q?',
        '?=',
        '<',
        '>',
        '"',
        '@',
        ',',
        'lena@example.net',
        'Content-Transfer-Encoding: base64\r\n',
        'Content-Type: text/html\r\n',
        '<b>',
        'Group: a@b.c;',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const { from, headers, words, attachments } = await read(pieces.join(''))
        expect(typeof words).toBe('string')
        expect(Array.isArray(attachments)).toBe(true)
        if (!from) return
        const named = headers.filter(({ name }) => name === 'from')
        expect(named).toHaveLength(1)
        expect(from.address).toMatch(/^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+$/)
      }),
      { numRuns: 300 },
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => void (await read(bytes))),
      { numRuns: 100 },
    )
  })
})

test('whatever is written in the headers, only what the server said on top shows whom it is from', () => {
  const server = 'mx.example.org'
  const header = fc.record({
    name: fc.constantFrom('authentication-results', 'received', 'subject'),
    value: fc.oneof(
      fc.string(),
      fc.constantFrom(
        'mx.example.org; dmarc=pass header.from=example.net',
        'mx.example.org.evil; dmarc=pass',
        'x; spf=pass smtp.mailfrom=example.net',
      ),
    ),
  })
  const failed = { name: 'authentication-results', value: `${server}; dmarc=fail header.from=example.net` }
  const received = { name: 'received', value: 'from elsewhere' }
  fc.assert(
    fc.property(fc.array(header), (below) => {
      expect(proofIn([failed, received, ...below], 'lena@example.net', server)).toBe('forged')
    }),
  )
  expect(
    proofIn(
      [{ name: 'authentication-results', value: 'mx.example.org 1; dkim=pass header.d=example.net' }],
      'a@mail.example.net',
      server,
    ),
  ).toBe('shown')
  const of = (...values: string[]) =>
    proofIn(
      values.map((value) =>
        value === 'received' ? received : { name: 'authentication-results', value: `${server}; ${value}` },
      ),
      'lena@example.net',
      server,
    )
  for (const [proof, ...values] of [
    ['shown', 'dmarc=pass (p=none; x=y) header.from=Example.NET'],
    ['shown', 'dkim=pass header.i=@example.net; dmarc=none'],
    ['unshown', 'dkim=pass header.d=example.com'],
    // Whoever has a name under a domain that anybody has names under is not the domain.
    ['unshown', 'dkim=pass header.d=mallory.example.net'],
    ['unshown', 'spf=pass smtp.mailfrom=x@mallory.example.net'],
    ['unshown', 'dmarc=pass header.from=evil.example', 'dkim=pass header.d=example.net'],
    ['unshown', 'dmarc=pass'],
    ['unshown', 'dmarc=none (dmarc=pass header.from=example.net)'],
    ['unshown', 'spf=pass smtp.mailfrom="x; dmarc=pass header.from=example.net"@evil.example'],
    ['forged', 'dmarc=pass header.from=example.net', 'dmarc=fail header.from=example.net'],
    ['shown', 'dmarc=none', 'dkim=pass header.d=example.net', 'received', 'dmarc=fail'],
    // Where a server writes below its own line of the way, what came along may follow at once.
    ['unshown', 'received', 'dmarc=none', 'dkim=pass header.d=example.net'],
    ['shown', 'received', 'dmarc=pass header.from=example.net', 'dmarc=fail'],
  ] as const)
    expect([values, of(...values)]).toEqual([values, proof])
})
