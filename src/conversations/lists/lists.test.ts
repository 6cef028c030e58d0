import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { gather } from '../../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { system } from '../../base/viewer.ts'
import { reactions } from '../../reactions.ts'
import { archiveOf } from './archives.ts'
import { bringIn } from './bringing-in.ts'
import { doArchive, sweepLists } from './work.ts'

/** A list that is brought along, through the doors of those who bring it, read it and wrote on it. */
const folder = mkdtempSync(join(tmpdir(), 'baobab-lists-'))
process.env.FILES_URL = pathToFileURL(folder).href
afterAll(() => rmSync(folder, { recursive: true, force: true }))
ownDatabase()
const server = served(openDoors)
let keeper: Visitor
let member: Visitor
let outsider: Visitor
const stranger = visitor(server)

beforeAll(async () => {
  keeper = await signedIn(server, 'Kofi')
  member = await signedIn(server, 'Esi')
  outsider = await signedIn(server, 'Ola')
  const { circle } = await gather('soil', { members: ['esi'], facilitators: ['kofi'] })
  await sql`insert into in_circle (circle, person) select ${circle}, thing from person where handle in ('esi', 'kofi')`.execute(
    db(),
  )
})

interface Mail {
  from: string
  subject: string
  id: string
  day: number
  head?: string[]
  body: string | Buffer
}

const mail = ({ from, subject, id, day, head = [], body }: Mail): Buffer =>
  Buffer.concat([
    Buffer.from(
      `From x at y.org  Mon Oct ${String(day).padStart(2)} 14:01:08 2003\nFrom: ${from}\nDate: Mon, ${day} Oct 2003 14:01:08 +0200\nSubject: ${subject}\nMessage-ID: <${id}@y.org>\n${head.map((line) => `${line}\n`).join('')}\n`,
      'latin1',
    ),
    Buffer.from(body as string),
    Buffer.from('\n\n'),
  ])

const deep = Array.from({ length: 40 }, (_, i) => `${'> '.repeat(i + 1)}Level ${i + 1} of the quarrel`).join(
  '\n',
)
const parts = [
  '--b\nContent-Type: text/plain\n\nSee the map.\n',
  '--b\nContent-Type: image/png; name="map.png"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="map.png"\n\niVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==\n',
  '--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="run.exe"\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAAEAAAA\n--b--\n',
].join('')

const list = [
  mail({
    from: 'esi at example.net (Esi Mensah)',
    subject: '[soil] Stone lines',
    id: 'a',
    day: 13,
    body: 'How far apart do you set the stones?\n\n>From my own field I know ten metres.',
  }),
  mail({
    from: '"Roger <script>alert(1)</script>" <roger@nhh.example>',
    subject: 'Re: [soil] Stone lines',
    id: 'b',
    day: 14,
    head: ['In-Reply-To: <a@y.org>'],
    body: `Twenty.\n\nOn Mon, 13 Oct 2003, Esi Mensah wrote:\n\n> How far apart do you set the stones?\n${deep}\n`,
  }),
  mail({
    from: 'roger@nhh.example',
    subject: '=?iso-8859-1?Q?AW:_Stone_lines?=',
    id: 'c',
    day: 20,
    body: Buffer.from('Noch größer <script>alert(2)</script> roger@nhh.example', 'latin1'),
  }),
  mail({
    from: 'Amina <amina@example.net>',
    subject: 'Pits',
    id: 'd',
    day: 15,
    head: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
    body: parts,
  }),
  mail({
    from: 'amina@example.net',
    subject: 'Pits again',
    id: 'e',
    day: 16,
    head: [
      'Content-Type: multipart/mixed; boundary="',
      'Content-Transfer-Encoding: nonsense',
      'Content-Type: text/plain; charset=x-klingon',
    ],
    body: '--\u0000\n=ZZ broken',
  }),
]
const mbox = Buffer.concat([Buffer.from('stray bytes\n\n'), ...list])

async function sent(who: Visitor, files: [string, Buffer][], name = 'The soil list') {
  const form = new FormData()
  form.set('name', name)
  form.set('lang', 'en')
  for (const [file, bytes] of files) form.append('file', new File([new Uint8Array(bytes)], file))
  return who.send('/communities/soil/lists/new', form)
}
const refAt = (at: string): string => /\/lists\/(\w{12})/.exec(at)![1]!
async function press(at: string, step: string, form: Record<string, string> = {}) {
  const seen = await keeper.post(`${at}/${step}`, form)
  await doArchive(refAt(at))
  await drain(reactions)
  return seen
}
async function brought(files: [string, Buffer][]): Promise<string> {
  const { at, html } = await sent(keeper, files)
  expect(at, html).toMatch(/\/lists\/\w{12}$/)
  await doArchive(refAt(at))
  await press(at, 'start', { name: 'The soil list', lang: 'en' })
  return at
}
const threadAt = (html: string, title: string): string =>
  new RegExp(`href="(/threads/[^"]+)"[^>]*>(?:<span[^>]*>)?${title}`).exec(html)![1]!
const count = async (what: ReturnType<typeof sql>) =>
  Number((await sql<{ n: number }>`select count(*) as n from ${what}`.execute(db())).rows[0]!.n)

let at: string

test('a facilitator sees what is in the files, and then brings it along; nobody else may', async () => {
  for (const who of [member, outsider]) expect((await sent(who, [['a.mbox', mbox]])).status).toBe(403)
  expect((await stranger.get('/communities/soil/lists/new')).status).toBe(403)
  for (const [bytes, says] of [
    [Buffer.alloc(0), 'Choose a file'],
    [Buffer.from([0x1f, 0x8b, 1, 2, 3]), 'broke off'],
  ] as const)
    expect((await sent(keeper, [['a.mbox', bytes]])).html).toContain(says)
  const none = await sent(keeper, [['no.mbox', Buffer.from('Dear all,\nthis is no mbox.\n')]])
  await doArchive(refAt(none.at))
  expect((await keeper.get(none.at)).html).toContain('There is no message in this')

  const seen = await sent(keeper, [['a.mbox.gz', gzipSync(mbox)]])
  at = seen.at
  expect(seen.html).toContain('http-equiv="refresh"')
  await doArchive(refAt(at))
  const { html } = await keeper.get(at)
  expect(html).toContain('5 messages by 3 people, in 3 conversations')
  expect(html).toContain('1 place that is no message')
  expect(html).toContain('from byte 0: 13 bytes')
  expect((await member.get(at)).status).toBe(404)
  await press(at, 'start', { name: 'The soil list', lang: 'en' })
  expect((await keeper.get(at)).html).toContain('5 messages came along')
})

test('conversations, dates, names, quotes, charsets and files are as they were, and nobody’s address is shown', async () => {
  const { html } = await member.get(at)
  expect(html).toContain('October 13, 2003')
  const { html: thread } = await member.get(threadAt(html, 'Stone lines'))
  expect(thread).toContain('Esi Mensah')
  expect(thread).toContain('From the list')
  expect(thread).toContain('From my own field')
  expect(thread).toContain('Noch größer')
  expect(thread).not.toContain('<script>alert')
  expect(thread).not.toMatch(/nhh\.example|esi@example|esi at/)
  expect(thread.indexOf('Level 40')).toBeGreaterThan(thread.indexOf('What was left out'))
  const { html: pits } = await member.get(threadAt(html, 'Pits'))
  expect(pits).toContain('map.png')
  const { html: kept } = await keeper.get(at)
  expect(kept).toContain('run.exe')
  expect((await member.get(`${at}?year=2003&month=10`)).html).toContain('Pits again')
  expect((await member.get(`${at}?q=metres`)).html).toContain('1 conversation')
  expect((await member.get(`${at}?year=2004`)).html).toContain('No conversation of this list is like that')
})

test('before it is opened strangers find nothing of it by any door, and members are not crowded by it', async () => {
  const thread = threadAt((await member.get(at)).html, 'Pits')
  const ref = thread.split('/')[2]!
  for (const path of [at, thread, `/api/v1/threads/${ref}`, `/feeds/threads/${ref}.atom`])
    for (const who of [stranger, outsider]) expect((await who.get(path)).status, path).toBe(404)
  for (const path of [
    '/communities/soil',
    '/communities/soil/lists',
    '/search?q=stones',
    '/feeds/communities/soil.atom',
    '/api/v1/threads',
    '/sitemap.xml',
    '/',
  ])
    expect((await stranger.get(path)).html, path).not.toMatch(/Stone lines|soil list|Esi Mensah/)
  expect((await member.get('/search?q=stones')).html).toContain('Stone lines')
  expect((await member.get('/communities/soil')).html).not.toContain('Stone lines')
  expect((await member.get('/notices')).html).not.toContain('Stone lines')
  await member.post(`${thread.split('/').slice(0, 3).join('/')}/posts`, {
    body: 'Still true today.',
    lang: 'en',
  })
  expect((await member.get('/communities/soil')).html).toContain('Pits')
})

test('a member is asked about what their address wrote, and takes it on', async () => {
  expect((await member.get('/notices')).html).toContain('1 message from a list may be yours')
  const { html } = await member.get('/lists/mine')
  const [, id] = /offers\/(\d+)\/taking/.exec(html)!
  expect((await outsider.post(`/lists/mine/offers/${id}/taking`)).status).toBe(404)
  await member.post(`/lists/mine/offers/${id}/taking`)
  const thread = await member.get(threadAt((await member.get(at)).html, 'Stone lines'))
  expect(thread.html).not.toContain('<bdi>Esi Mensah')
  expect(thread.html).toContain('href="/people/esi"')
  expect(
    await count(
      sql`taking_part join person on person.thing = person where handle = 'esi' and quarter < '2004-01-01'`,
    ),
  ).toBe(0)
})

test('opened it is for whoever reads the community, and closed again for nobody else', async () => {
  expect((await member.post(`${at}/opening`, { sure: 'yes' })).status).toBe(403)
  expect((await keeper.post(`${at}/opening`)).html).toContain('Say yes')
  await press(at, 'opening', { sure: 'yes' })
  const { html } = await stranger.get(at)
  expect(html).toContain('Stone lines')
  const open = await stranger.get(threadAt(html, 'Stone lines'))
  expect(open.html).toContain('From my own field')
  // What its mails quoted stays with those who had them.
  expect(open.html).not.toMatch(/Level 40|What was left out/)
  await press(at, 'closing')
  for (const path of [at, threadAt(html, 'Stone lines')]) expect((await stranger.get(path)).status).toBe(404)
  // The community opening again opens nothing of it.
  await sql`update thing set circle = (select circle from community where slug = 'soil') where id = (select thing from community where slug = 'soil')`.execute(
    db(),
  )
  await sql`update thing set circle = 1 where id = (select thing from community where slug = 'soil')`.execute(
    db(),
  )
  expect((await stranger.get(threadAt(html, 'Stone lines'))).status).toBe(404)
})

test('whoever reads the mail of an address has its name taken off and its messages removed, without an account', async () => {
  await stranger.post('/lists/mine', { email: 'nobody@example.net' })
  expect((await stranger.post('/lists/mine', { email: 'Roger@nhh.example' })).html).toContain(
    'If anything was written',
  )
  const { rows } = await sql<{
    address: string
    body: string
  }>`select address, body from mail where body like '%/lists/mine/%'`.execute(db())
  expect(rows.map(({ address }) => address)).toEqual(['Roger@nhh.example'])
  const [link] = /\/lists\/mine\/\S+/.exec(rows[0]!.body)!
  expect((await stranger.get(`${link}x`)).status).toBe(404)
  expect((await stranger.get(link)).html).toContain('2 messages')
  await stranger.post(`${link}/name`)
  const thread = threadAt((await member.get(at)).html, 'Stone lines')
  expect((await member.get(thread)).html).toContain('Somebody on the list')
  expect((await member.get(thread)).html).not.toContain('Roger')
  await stranger.post(`${link}/removal`)
  expect((await member.get(thread)).html).not.toContain('Twenty')
  // Opened again, others would read what is still here, also where some of it never came with a bundle.
  expect((await keeper.get(`${at}/opening`)).html).toContain('3 messages by 2 people')
  const left = sql`(select post.thing from post join mail_author on mail_author.id = mail_author where post.hidden is null limit 1)`
  await sql`update post set elsewhere = '{"left":"stays"}' where thing = ${left}`.execute(db())
  expect((await keeper.get(`${at}/opening`)).html).toContain('2 messages by ')
  await sql`update post set elsewhere = null where elsewhere ? 'left'`.execute(db())
  // What is brought along later keeps to it.
  const later = await brought([['again.mbox', mbox]])
  expect((await keeper.get(later)).html).toMatch(/2 messages were left out, as whoever wrote them asked/)
  expect((await keeper.get(later)).html).toMatch(/3 messages were here already/)
})

test('stopped anywhere it goes on without a double, pauses, and is taken back but for what people added', async () => {
  const many = Array.from({ length: 450 }, (_, i) =>
    mail({
      from: `p${i % 7}@far.example`,
      subject: `Number ${i % 50}`,
      id: `m${i}`,
      day: 1 + (i % 28),
      body: `Words ${i}`,
    }),
  )
  const { at: far } = await sent(keeper, [
    ['one.mbox', Buffer.concat(many.slice(0, 300))],
    ['two.mbox', Buffer.concat([...many.slice(300), many[0]!])],
  ])
  await doArchive(refAt(far))
  await keeper.post(`${far}/start`, { name: 'Far', lang: 'en' })
  const begun = await archiveOf(refAt(far))
  // A worker that ended after a batch, and two that go on at once.
  expect(await bringIn(system('test'), begun, { enough: () => true })).toBe(true)
  await Promise.all([
    doArchive(refAt(far), { enough: () => true }),
    bringIn(system('test'), begun, { enough: () => true }),
  ])
  expect((await keeper.post(`${far}/pause`)).html).toContain('Paused')
  await doArchive(refAt(far))
  expect(
    await count(
      sql`list_message join list_archive on list_archive.id = archive where ref = ${refAt(far)} and outcome = 'made'`,
    ),
  ).toBe(399)
  await press(far, 'continuation')
  expect((await keeper.get(far)).html).toContain('450 messages came along.')
  const thread = threadAt((await member.get(`${far}?q=Number%2049`)).html, 'Number 49')
  await member.post(`${thread.split('/').slice(0, 3).join('/')}/posts`, { body: 'Mine.', lang: 'en' })
  await press(far, 'undoing')
  expect((await keeper.get(far)).html).toContain('1 conversation that stays')
  expect((await member.get(thread)).html).toContain('Mine.')
  expect(
    await count(sql`thread join list_archive on list_archive.id = archive where ref = ${refAt(far)}`),
  ).toBe(1)
  expect(await count(sql`doc join thing on thing.id = doc.thing where doc.title like 'number 1%'`)).toBe(0)
})

test('what waits says until when it can go on; later it says that its files are gone, and the same files bring the rest', async () => {
  const many = Array.from({ length: 250 }, (_, i) =>
    mail({
      from: `q${i % 7}@old.example`,
      subject: `Old ${i % 50}`,
      id: `o${i}`,
      day: 1 + (i % 28),
      body: `Old ${i}`,
    }),
  )
  const { at: old } = await sent(keeper, [['old.mbox', Buffer.concat(many)]])
  await doArchive(refAt(old))
  expect((await keeper.get(old)).html).toContain('It can go on until')
  await keeper.post(`${old}/start`, { name: 'Old', lang: 'en' })
  await bringIn(system('test'), await archiveOf(refAt(old)), { enough: () => true })
  const paused = (await keeper.post(`${old}/pause`)).html
  expect(paused).toContain('It can go on until')
  expect((await keeper.post(`${old}/opening`, { sure: 'yes' })).html).toContain('That cannot be done now')
  const begun = async (days: number) => {
    await sql`update list_archive set at = now() - make_interval(days => ${days}) where ref = ${refAt(old)}`.execute(
      db(),
    )
    await sweepLists()
    return (await keeper.get(old)).html
  }
  expect(await begun(30)).toContain(`${old}/continuation`)
  const gone = await begun(31)
  expect(gone).toContain('kept for 30 days')
  expect(gone).not.toContain(`${old}/continuation`)
  const refused = await keeper.post(`${old}/continuation`)
  expect(refused.html).toContain('it cannot go on from here')
  expect(
    await count(
      sql`list_message join list_archive on list_archive.id = archive where ref = ${refAt(old)} and author_name is not null`,
    ),
  ).toBe(0)
  expect((await keeper.post(`${old}/opening`, { sure: 'yes' })).html).toContain('Whoever reads the community')
  expect((await keeper.post(`${old}/closing`)).html).toContain('Members only')
  const again = await brought([['old.mbox', Buffer.concat(many)]])
  const { html } = await keeper.get(again)
  expect(html).toContain('200 messages were here already')
  expect(html).toContain('50 messages came along')
})

/** A link as it is mailed to somebody who asks what was written from this address. */
async function linkFor(email: string): Promise<string> {
  await stranger.post('/lists/mine', { email })
  const { rows } = await sql<{
    body: string
  }>`select body from mail where address = ${email} order by id desc limit 1`.execute(db())
  return /\/lists\/mine\/\S+/.exec(rows[0]!.body)![0]
}

test('addresses and numbers are hidden in subjects, names, words and names of files, and nobody’s card is kept', async () => {
  const card =
    '--b\nContent-Type: text/plain\n\nCall +227 90 12 34 56 or zoe (at) far (dot) example.\n--b\nContent-Type: text/vcard; name=zoe.vcf\n\nBEGIN:VCARD\n--b\nContent-Type: message/rfc822\n\nFrom: Issa <issa@far.example>\nSubject: Sent on\n\nWhat Issa said.\n--b\nContent-Type: text/plain; charset=us-ascii\n\nGr\xf6\xdfe\n--b--\n'
  const hidden = await brought([
    [
      'hidden.mbox',
      Buffer.concat([
        mail({
          from: '"Zoe (zoe@far.example)" <zoe@far.example>',
          subject: 'Write to zoe@far.example',
          id: 'h1',
          day: 1,
          head: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
          body: Buffer.from(card, 'latin1'),
        }),
        mail({
          from: 'x1987@far.example',
          subject: 'Packed',
          id: 'h2',
          day: 2,
          body: 'Here.\nbegin 644 zoe@far.example.txt\n#0V%T\n`\nend\n',
        }),
        mail({
          from: 'x1987@far.example',
          subject: 'Another by the same name',
          id: 'h2',
          day: 3,
          body: 'Me too.',
        }),
      ]),
    ],
  ])
  const { html } = await member.get(hidden)
  const { html: thread } = await member.get(threadAt(html, 'Write to …@…'))
  const { html: packed } = await member.get(threadAt(html, 'Packed'))
  expect(thread).toContain('<bdi>Zoe</bdi>')
  expect(thread).toContain('Größe')
  expect(thread).toContain('What Issa said.')
  expect(packed).toContain('….txt')
  expect(packed).not.toContain('begin 644')
  expect((await member.get(threadAt(html, 'Another by the same name'))).html).toContain('Me too.')
  const { html: kept } = await keeper.get(hidden)
  expect(kept).toContain('zoe.vcf')
  for (const page of [html, thread, packed, kept])
    expect(page).not.toMatch(/far[. (]|90 12 34|x1987|BEGIN:VCARD/i)
  await press(hidden, 'undoing')
  expect((await keeper.get('/communities/soil/lists')).html).not.toContain(refAt(hidden))
})

test('what answers an earlier import goes on there, but never in what was opened', async () => {
  const one = (id: string, day: number, after?: string) =>
    mail({
      from: `t${id}@far.example`,
      subject: `Terraces ${id}`,
      id,
      day,
      head: after ? [`In-Reply-To: <${after}@y.org>`] : [],
      body: `Words of ${id}`,
    })
  const early = await brought([['early.mbox', one('t1', 1)]])
  const thread = threadAt((await member.get(early)).html, 'Terraces t1')
  await brought([['late.mbox', one('t2', 2, 't1')]])
  expect((await member.get(thread)).html).toContain('Words of t2')
  await press(early, 'opening', { sure: 'yes' })
  expect((await stranger.get(thread)).html).toContain('Words of t1')
  const later = await brought([['later.mbox', one('t3', 3, 't1')]])
  expect((await stranger.get(thread)).html).not.toContain('Words of t3')
  expect((await member.get(threadAt((await member.get(later)).html, 'Terraces t3'))).html).toContain(
    'Words of t3',
  )
  // Taken back, what stays is found on its page as before.
  await member.post(`${thread.split('/').slice(0, 3).join('/')}/posts`, { body: 'So did ours.', lang: 'en' })
  await press(early, 'undoing')
  expect((await stranger.get(early)).html).toContain('Terraces t1')
  await press(early, 'closing')
  expect((await stranger.get(early)).status).toBe(404)
  expect((await member.get(early)).html).toContain('Terraces t1')
})

test('with a name go the signature and the whole name where others wrote it; two who claim at once are one', async () => {
  const names = await brought([
    [
      'names.mbox',
      Buffer.concat([
        mail({
          from: 'Nana Owusu <nana@far.example>',
          subject: 'Zai',
          id: 'n1',
          day: 1,
          body: 'The first words.\n-- \nNana Owusu, Institute of Soils\n',
        }),
        mail({
          from: 'Bo <bo@far.example>',
          subject: 'Re: Zai',
          id: 'n2',
          day: 2,
          head: ['In-Reply-To: <n1@y.org>'],
          body: 'Yes, nana owusu is right.\n\nOn Mon, Nana Owusu wrote:\n> The first words.\n',
        }),
      ]),
    ],
  ])
  const thread = threadAt((await member.get(names)).html, 'Zai')
  const link = await linkFor('nana@far.example')
  await stranger.post(`${link}/name`)
  const { html } = await member.get(thread)
  expect(html).toContain('The first words.')
  expect(html).not.toMatch(/Owusu|Institute of Soils/i)
  const bo = await linkFor('bo@far.example')
  await Promise.all([member.post(`${bo}/taking`), outsider.post(`${bo}/taking`)])
  expect(
    await count(
      sql`post join mail_author on mail_author.id = mail_author and mail_author.person is distinct from post.person`,
    ),
  ).toBe(0)
  // What stood first is found no more, and what answered it is.
  await stranger.post(`${link}/removal`)
  await drain(reactions)
  expect((await member.get('/search?q=first+words+zai')).html).not.toContain('The first words')
  expect((await member.get(thread)).html).not.toContain('The first words.')
  expect((await member.get(thread)).html).toContain('is right.')
})

test('who no longer reads that mail asks those who facilitate, who do it or decline, and is answered', async () => {
  const asked = await brought([
    [
      'asked.mbox',
      Buffer.concat(
        ['q1', 'q2'].map((id, i) =>
          mail({
            from: 'Old Kwame <kwame@gone.example>',
            subject: `Bunds ${id}`,
            id,
            day: 1 + i,
            body: `Of ${id}`,
          }),
        ),
      ),
    ],
  ])
  const thread = threadAt((await member.get(asked)).html, 'Bunds q1')
  const to = /\/lists\/requests\/new\?post=\w+/.exec((await member.get(thread)).html)![0]
  expect((await stranger.get(to)).status).toBe(404)
  await press(asked, 'opening', { sure: 'yes' })
  expect((await stranger.get(thread)).html).toContain(to)
  expect((await stranger.get(to)).html).toContain('Bunds q1')
  const form = {
    post: to.split('=')[1]!,
    wish: 'removed',
    words: 'I worked at Dosso <b>then</b>.',
    email: 'new@home.example',
  }
  for (const [wrong, says] of [
    [{ wish: '' }, 'Say what you wish'],
    [{ words: ' ' }, 'Say how they can know'],
    [{ email: 'nobody' }, 'Write a mail address'],
  ] as const)
    expect((await stranger.post('/lists/requests', { ...form, ...wrong })).html).toContain(says)
  expect((await stranger.post('/lists/requests', { ...form, post: '000000000000' })).status).toBe(404)
  for (let i = 0; i < 2; i++)
    expect((await stranger.post('/lists/requests', form)).html).toContain('They answer by mail')
  await drain(reactions)
  const requests = '/communities/soil/lists/requests'
  for (const who of [member, outsider, stranger]) expect((await who.get(requests)).status).toBe(403)
  expect((await keeper.get('/communities/soil/desk')).html).toContain('2 people ask to be taken off a list')
  expect((await keeper.get('/notices')).html).toContain('Somebody asks to be taken off a list')
  const { html } = await keeper.get(requests)
  expect(html).toContain('I worked at Dosso &lt;b&gt;then')
  expect(html).toContain('2 messages from the same address')
  expect(html).not.toContain('new@home.example')
  const [first, second] = [...html.matchAll(/requests\/(\d+)\/answer/g)].map(([, id]) => id)
  expect((await member.post(`${requests}/${first}/answer`, { act: 'removed' })).status).toBe(403)
  expect((await keeper.post(`${requests}/${first}/answer`, { act: 'declined' })).html).toContain('Say why')
  await keeper.post(`${requests}/${first}/answer`, { act: 'declined', words: 'We cannot tell.' })
  await keeper.post(`${requests}/${second}/answer`, { act: 'removed' })
  expect((await keeper.post(`${requests}/${second}/answer`, { act: 'unnamed' })).html).toContain(
    'answered this already',
  )
  await drain(reactions)
  const { rows } = await sql<{ body: string }>`
    select body from mail where address = 'new@home.example' order by id`.execute(db())
  expect(rows.map(({ body }) => body.split('\n')[0])).toEqual([
    expect.stringContaining('did not do what you asked'),
    expect.stringContaining('removed what you wrote'),
  ])
  expect(rows[0]!.body).toContain('We cannot tell.')
  expect(await count(sql`list_request where email is not null`)).toBe(0)
  expect((await stranger.get(asked)).html).not.toContain('Bunds')
})

test('a list that cannot be read is let go, one read twice is read once, and by another secret who asked out is not forgotten unsaid', async () => {
  const { at: none } = await sent(keeper, [['no.mbox', Buffer.from('Dear all,\nthis is no mbox.\n')]])
  await doArchive(refAt(none))
  await press(none, 'undoing')
  expect((await keeper.get('/communities/soil/lists')).html).not.toContain(refAt(none))
  await sql`update mail_author set key_sign = 'old' where wish is not null`.execute(db())
  const { at: twice } = await sent(keeper, [['twice.mbox', mbox]])
  await Promise.all([doArchive(refAt(twice)), doArchive(refAt(twice))])
  expect((await keeper.get(twice)).html).toMatch(/asked to be unnamed or left out: they are not known again/)
  expect(
    await count(sql`list_message join list_archive on list_archive.id = archive where ref = ${refAt(twice)}`),
  ).toBe(5)
})
