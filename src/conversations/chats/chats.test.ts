import { zipSync } from 'fflate'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import type { Visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { reactions } from '../../reactions.ts'
import { sweepChats } from './bringing.ts'
import { chatIn } from './parsing.ts'

/** An exported chat: a source that only its bringer sees, and what may be quoted of it. */
demoDatabase()
const server = served(openDoors)
let bringer: Visitor
let member: Visitor
let operator: Visitor

beforeAll(async () => {
  bringer = await signedIn(server, 'Awa')
  member = await signedIn(server, 'Musa')
  operator = await signedIn(server, 'Oda', 'operator')
})

const chat = [
  '13/10/2023, 14:01 - Messages and calls are end-to-end encrypted.',
  '13/10/2023, 14:02 - Musa Field: We dug the pits in April.',
  'They were full by June.',
  '13/10/2023, 14:03 - Musa Field: <Media omitted>',
  '13/10/2023, 14:04 - <b>Fati</b>: <script>alert(1)</script> Ours ran dry. <This message was edited>',
  '13/10/2023, 14:05 - Fati: This message was deleted',
  '13/10/2023, 14:06 - Old Issa: I line them with stones.',
].join('\n')

async function sent(who: Visitor, name: string, bytes: string | Uint8Array<ArrayBuffer>) {
  const form = new FormData()
  form.set('name', '')
  form.set('lang', 'en')
  form.set('file', new File([bytes], name))
  return who.send('/chats/new', form)
}
const speakerOf = (html: string, name: string): string =>
  new RegExp(`href="(/chats/\\w+/speakers/\\d+)"><bdi>${name}`).exec(html)![1]!

test('dates of every phone, many lines, marks and media are read as they are', () => {
  const read = (text: string) =>
    chatIn(text).messages.map(({ speaker, at, words }) => [speaker, at?.toISOString().slice(0, 16), words])
  const same = [['Amina', '2023-12-31T21:05', 'Yes: so\nit is']]
  for (const stamp of [
    '31/12/2023, 21:05 - ',
    '31.12.23, 21:05 - ',
    '12/31/23, 9:05 PM - ',
    '12/31/23, 9:05\u202fPM - ',
    '2023-12-31, 21:05 - ',
    '[31/12/2023, 21:05:09] ',
    '\u200e[31.12.23, 21:05:09] \u200e',
    '31/12/2023 21:05 - ',
    '٣١/١٢/٢٠٢٣، ٩:٠٥ م - ',
    '\u200f٣١\u200f/١٢\u200f/٢٠٢٣، ٢١:٠٥ - ',
  ])
    expect(read(`${stamp}Amina: Yes: so\nit is`), stamp).toEqual(same)
  const { leftOut, messages } = chatIn(chat)
  expect(leftOut).toEqual({ media: ['<Media omitted>'], deleted: 1, system: 1 })
  expect(messages.map(({ words }) => words)).toContain('<script>alert(1)</script> Ours ran dry.')
  expect(
    chatIn('[1/2/23, 10:00:00] Ben: \u200eimage omitted\n[1/2/23, 10:01:00] Ben: hm').leftOut.media,
  ).toEqual(['image omitted'])
  const telegram = {
    name: 'Pits',
    messages: [
      { type: 'service', action: 'x' },
      {
        type: 'message',
        from: 'Ben',
        date: '2023-01-02T10:00:00',
        text: ['See ', { type: 'bold', text: 'this' }],
        photo: 'photos/1.jpg',
      },
      null,
      3,
    ],
  }
  expect(chatIn(JSON.stringify(telegram))).toMatchObject({
    app: 'telegram',
    name: 'Pits',
    leftOut: { media: ['photos/1.jpg'], system: 1 },
    messages: [{ speaker: 'Ben', words: 'See this' }],
  })
})

const pages = [
  '<div class="page_wrap"><div class="page_header"><div class="text bold">\nPits &amp; stones </div></div><div class="history"><div class="message service" id="message-1"><div class="body details">1 January 2023</div></div><div class="message default clearfix" id="message1"><div class="body"><div class="pull_right date details" title="13.10.2023 14:02:11 UTC+01:00">14:02</div><div class="from_name">\nBen </div><div class="text">\nSee <strong>this</strong><br>and &lt;that&gt;, @22790123456 </div></div></div></div></div>',
  '<div class="page_wrap"><div class="history"><div class="message default clearfix joined" id="message2"><div class="body"><div class="pull_right date details" title="13.10.2023 14:03:11">14:03</div><div class="media_wrap clearfix"><a class="photo_wrap clearfix pull_left" href="photos/photo_1.jpg"></a></div></div></div><div class="message default clearfix" id="message3"><div class="body"><div class="pull_right date details" title="13.10.2023 14:04:11">14:03</div><div class="from_name">Awa</div><div class="forwarded body"><div class="from_name">Issa <span class="date details">x</span></div><div class="text">Not mine</div></div></div></div></div></div>',
]

test('pages of Telegram are read in their order, what was passed on by whom said it; numbers are not offered to be quoted', async () => {
  const { at, html } = await sent(
    bringer,
    'ChatExport.zip',
    zipSync({
      'ChatExport/messages2.html': new TextEncoder().encode(pages[1]),
      'ChatExport/messages.html': new TextEncoder().encode(pages[0]),
      'ChatExport/photos/photo_1.jpg': new Uint8Array(9),
    }),
  )
  expect(html).toContain('Pits &amp; stones')
  expect(html).toContain('and &lt;that&gt;')
  expect(html).toContain('photo_1.jpg')
  for (const name of ['Ben', 'Issa']) speakerOf(html, name)
  expect(html).not.toContain('<bdi>Awa</bdi>')
  const { html: choosing } = await bringer.get(`${at}/write-up`)
  expect(choosing).toContain('<bdi>Not mine')
  expect(choosing).not.toContain('22790123456')
  const { messages, leftOut } = chatIn(
    '[1/2/23, 10:00:00] Pits: \u200eMessages and calls are end-to-end encrypted.\n[1/2/23, 10:02:00] Ben: \u200ePOLL:\nWhich?\n[1/2/23, 10:04:00] Ben: \u200eThis message was deleted.\n1/2/23, 14:01 - Awa changed the group name to "X: y"',
  )
  expect(messages.map(({ words }) => words)).toEqual(['POLL:\nWhich?'])
  expect(leftOut).toEqual({ media: [], deleted: 1, system: 2 })
})

test('only whoever brings it sees it; what is no chat, and a bomb, are refused', async () => {
  for (const [name, bytes, says] of [
    ['a.txt', 'Dear all,\nnothing here.', 'There is no chat in this'],
    ['a.json', '{"messages": 3', 'There is no chat in this'],
    ['a.json', '{"chats":{"list":[{"messages":[]},{"messages":[]}]}}', 'several chats'],
    ['a.txt', '', 'Choose a file'],
    ['a.zip', zipSync({ '_chat.txt': new Uint8Array(40_000_000) }, { level: 9 }), 'unpack'],
    ['a.zip', zipSync({ 'photo.jpg': new Uint8Array(10) }), 'There is no chat in this'],
    ['a.zip', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]), 'a.zip'],
  ] as const)
    expect((await sent(bringer, name, bytes as string)).html, name).toContain(says)
  const { at, html } = await sent(
    bringer,
    'WhatsApp Chat.zip',
    zipSync({ '_chat.txt': new TextEncoder().encode(chat), 'IMG-1.jpg': new Uint8Array(9) }),
  )
  expect(at, html).toMatch(/^\/chats\/\w{12}$/)
  // Each says by itself on which side it begins: a chat is in several scripts.
  expect(html).toContain('<bdi>We dug the pits in April.')
  expect(html).toContain('IMG-1.jpg')
  expect(html).not.toContain('<script>alert')
  expect((await bringer.get('/chats')).html).toContain('WhatsApp Chat')
  for (const who of [member, operator])
    for (const path of [at, `${at}/write-up`, speakerOf(html, 'Old Issa')])
      expect((await who.get(path)).status, path).toBe(404)
  expect((await member.get('/search?q=pits+April')).html).not.toContain('WhatsApp Chat')
})

test('of whom nobody says that they agreed nothing is published; a member is asked, and who agreed elsewhere is credited', async () => {
  const { at, html } = await sent(bringer, 'chat.txt', chat)
  const issa = speakerOf(html, 'Old Issa')
  for (const [form, says] of [
    [{ how: 'member', handle: 'nobody-here' }, 'Nobody here has that name'],
    [{ how: 'agreed', on: '2999-01-01', words: 'So' }, 'a day to come'],
    [{ how: 'agreed', on: '2023-10-20' }, 'Say how they agreed'],
    [{ how: 'agreed', on: '2023-10-20', words: 'By phone', shown: 'named' }, 'under which name'],
  ] as const)
    expect((await bringer.post(issa, form as Record<string, string>)).html).toContain(says)
  await bringer.post(issa, {
    how: 'agreed',
    on: '2023-10-20',
    words: 'Read out at the market',
    shown: 'named',
    as: 'Issa of Dosso',
  })
  await bringer.post(speakerOf(html, 'Musa Field'), { how: 'member', handle: 'musa' })
  const choose = await bringer.get(`${at}/write-up`)
  const chosen = [...choose.html.matchAll(/name="chosen" value="([^"]+)"/g)].map(([, one]) => one!)
  expect(chosen.length).toBe(3)
  const { at: one } = await bringer.post(`${at}/write-up`, { shown: [], chosen })
  const { html: arranged } = await bringer.post(`${one}/instrument`, { instrument: 'lesson', lang: 'en' })
  const [, where] = /href="([^"]+)">Where it was said/.exec(arranged)!
  expect(await bringer.get(where!)).toMatchObject({ status: 200, at: expect.stringContaining(at) })
  expect((await member.get(where!)).status).toBe(404)
  const refs = [...arranged.matchAll(/name="words-(\w{12})"/g)].map(([, ref]) => ref!)
  const revision = /name="revision" value="(\d+)"/.exec(arranged)![1]!
  const slot = /<option value="([^"]+)"[^>]*>What happened|<option value="([a-z][^"]+)"/.exec(
    arranged.slice(arranged.indexOf('slot-')),
  )!
  const form = Object.fromEntries(
    refs.flatMap((ref) => {
      const words = new RegExp(`name="words-${ref}"[^>]*>([^<]*)<`).exec(arranged)![1]!
      return [
        [`words-${ref}`, words.replaceAll('&lt;', '<').replaceAll('&gt;', '>')],
        [`slot-${ref}`, slot[1] ?? slot[2]!],
      ]
    }),
  )
  await bringer.post(`${one}/arrangement`, { revision, ...form, act: 'draft' })
  await drain(reactions)
  const { rows } = await sql<{ speaker: string; answer: string | null; note: string | null }>`
    select chat_speaker.name as speaker, answer, agreed_elsewhere as note from passage join chat_saying on chat_saying.thing = said join chat_speaker on chat_speaker.id = speaker order by 1`.execute(
    db(),
  )
  expect(rows).toEqual([
    { speaker: '<b>Fati</b>', answer: null, note: null },
    { speaker: 'Musa Field', answer: null, note: null },
    { speaker: 'Old Issa', answer: 'named', note: '2023-10-20: Read out at the market' },
  ])
  const { rows: credits } =
    await sql`select name from draft_contributor where name is not null and person is null`.execute(db())
  expect(credits).toEqual([{ name: 'Issa of Dosso' }])
  expect((await member.get('/notices')).html).toContain('/consent')
  const asked = /\/write-ups\/\w{12}\/consent/.exec((await member.get('/notices')).html)![0]
  const { html: consent } = await member.get(asked)
  expect(consent).toContain('We dug the pits in April.')
  expect(consent).not.toMatch(/Fati|ran dry|Issa/)
  // Taken back, it is waited for again.
  await bringer.post(issa, { how: 'neither' })
  expect(
    (
      await sql`select from passage join chat_saying on chat_saying.thing = said where answer is not null`.execute(
        db(),
      )
    ).rows.length,
  ).toBe(0)
  expect(
    (await sql`select from draft_contributor where name = 'Issa of Dosso'`.execute(db())).rows.length,
  ).toBe(0)
})

test('of many who spoke a page shows some; the others are found by page and by name', async () => {
  const many = Array.from(
    { length: 45 },
    (_, i) => `13/10/2023, 14:0${i % 10} - Speaker ${i + 1}: Words ${i}`,
  )
  const { at, html } = await sent(bringer, 'many.txt', many.join('\n'))
  const shown = (page: string): number => page.match(/\/speakers\/\d+"/g)?.length ?? 0
  expect(shown(html)).toBe(20)
  expect(html).toContain('All 45 who spoke')
  const last = (await bringer.get(`${at}/speakers?page=3`)).html
  expect(shown(last)).toBe(5)
  expect(last).toContain('41–45 of 45')
  const found = (await bringer.get(`${at}/speakers?q=speaker+45`)).html
  expect(shown(found)).toBe(1)
  expect((await bringer.get(speakerOf(found, 'Speaker 45'))).status).toBe(200)
  expect((await bringer.get(`${at}/speakers?q=%25`)).html).toContain('Nobody of this name')
  expect((await member.get(`${at}/speakers`)).status).toBe(404)
})

test('it is deleted, and goes by itself when its day has come', async () => {
  const { at } = await sent(bringer, 'gone.txt', chat)
  await bringer.post(`${at}/removal`)
  expect((await bringer.get(at)).status).toBe(404)
  const { at: old } = await sent(bringer, 'old.txt', chat)
  await sql`update chat set until = current_date where thing = (select id from thing where ref = ${old.split('/')[2]})`.execute(
    db(),
  )
  await sweepChats()
  expect((await bringer.get(old)).status).toBe(404)
  expect(
    (
      await sql`select from chat_saying join chat on chat.thing = chat_saying.chat join thing on thing.id = chat.thing where state <> 'published'`.execute(
        db(),
      )
    ).rows.length,
  ).toBe(0)
})
