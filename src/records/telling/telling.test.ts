import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import JSZip from 'jszip'
import { sql } from 'kysely'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { mp3, ogg } from '../../../tests/support/sounds.ts'
import { gather } from '../../../tests/support/talking.ts'
import { type Seen, type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { neededTyped } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { config } from '../../base/config.ts'
import { db } from '../../base/database/database.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { demoPassword } from '../../people/demo.ts'
import { reactions } from '../../reactions.ts'

/** Stories: told in writing and by voice, and shared as whoever tells them wishes. */
demoDatabase()
const server = served(openDoors)

/** What the service that listens was sent. */
const sent: string[] = []
const service = served(() =>
  createServer(async (asked, answer) => {
    sent.push(`${asked.method} ${asked.url} ${await text(asked)}`)
    answer.end(JSON.stringify({ text: 'We shout <b>' }))
  }),
)
let fatou: Visitor
let moussa: Visitor
beforeAll(async () => {
  fatou = await signedIn(server, 'Zanouba')
  moussa = await signedIn(server, 'Moussa')
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const on = { to: 'everyone', shown: 'named', warned: 'yes', act: 'tell', whose: 'mine' }
const spoken = 'telling/only/what_you_did/en'

async function begin(who: Visitor, more: Record<string, string> = {}): Promise<string> {
  const { at } = await who.post('/tell', { lang: 'en', whose: 'mine', ...more })
  expect(at).toMatch(/^\/drafts\/[a-z0-9]{12}\/telling$/)
  return at
}

async function send(who: Visitor, page: Seen, typed: Record<string, string | string[]>): Promise<Seen> {
  return who.post(page.at.split('?')[0]!, { ...sentBy(page.html), ...typed })
}

/** Everything that is asked, but for one answer that is left to be spoken. */
async function answered(who: Visitor, at: string, title: string): Promise<Seen> {
  const needed = neededTyped(await definitionOf((await editionFor('story'))!.id))
  const typed = Object.fromEntries(Object.entries(needed).filter(([name]) => name !== spoken))
  const head = { '@record/only/title/en': title, '@record/only/summary/en': 'How the well came back.' }
  return send(who, await who.get(at), { ...typed, ...head, act: 'next' })
}

const sound = (bytes: Buffer, name: string, lang = 'en'): FormData => {
  const form = new FormData()
  form.append('lang', lang)
  form.append('seconds', '3')
  form.append('sound', new Blob([new Uint8Array(bytes)]), name)
  return form
}

test('who has no account writes first, and goes on with it once they have one', async () => {
  const nobody = visitor(server)
  const page = await nobody.get('/tell')
  expect(plain(page.html)).toContain('What did you do?')
  const said = { title: 'The lent goat', 'said:telling/what_you_did': 'We lent her the goat.' }
  const kept = await nobody.post('/tell', { lang: 'en', whose: 'mine', ...said })
  expect(kept.at).toBe('/tell/kept')
  expect(plain(kept.html)).toContain('We lent her the goat.')
  expect(plain((await visitor(server).get('/tell/kept')).html)).toContain('Nothing is kept here')
  const [word] = [...nobody.cookies].filter(([name]) => name === 'story')
  const late = await signedIn(server, 'Latecomer')
  late.cookies.set(...word!)
  expect((await late.get('/tell')).html).toContain('href="/tell/kept"')
  const { at, html } = await late.post('/tell/kept')
  expect(sentBy(html)).toMatchObject({
    [spoken]: 'We lent her the goat.',
    '@record/only/title/en': 'The lent goat',
  })
  // Once only, and nobody else's.
  late.cookies.set(...word!)
  expect((await late.post('/tell/kept')).status).toBe(404)
  for (const who of [moussa, visitor(server)]) expect((await who.get(at)).status).toBeGreaterThanOrEqual(403)
})

test('an answer is spoken, kept without what its file tells, written down, and taken out again', async () => {
  const at = await begin(moussa)
  const voice = (
    await moussa.post(at, { ...sentBy((await moussa.get(at)).html), act: 'voice:telling/what_you_did' })
  ).at
  expect(voice).toBe(`${at}/voice/telling/what_you_did`)
  const no = await moussa.send(voice, sound(Buffer.from('plain words'), 'a.txt'))
  expect(no.status).toBe(422)
  expect(plain(no.html)).toContain('This is no recording of sound.')
  expect((await moussa.send(voice, sound(ogg('Moussa', 700), 'long.ogg'))).status).toBe(422)
  expect((await moussa.send(voice, sound(Buffer.alloc(5_500_000, 7), 'big.ogg'))).status).toBe(422)
  expect((await moussa.post(voice)).status).toBe(422)
  expect((await fatou.send(voice, sound(ogg('Fatou'), 'x.ogg'))).status).toBe(404)
  expect((await fatou.send(`${at}/voice/scene/where`, sound(ogg('Fatou'), 'x.ogg'))).status).toBe(404)

  const there = await moussa.send(voice, sound(ogg('Moussa of Kaya'), 'Moussa of Kaya.ogg', 'mos'))
  expect(there.status).toBe(200)
  const file = /src="(\/files\/[^"]+)"/.exec(there.html)![1]!
  expect(file).toMatch(/what-you-did\.ogg$/)
  const heard = await fetch(server.origin + file, {
    headers: { cookie: [...moussa.cookies].map((pair) => pair.join('=')).join('; '), range: 'bytes=0-99' },
  })
  expect([heard.status, heard.headers.get('content-type')]).toEqual([206, 'audio/ogg'])
  expect(await heard.text()).not.toContain('Kaya')
  expect((await visitor(server).get(file)).status).toBe(404)

  const ref = file.split('/')[2]
  const paper = `/recordings/${ref}/transcript`
  expect((await fatou.get(paper)).status).toBe(404)
  expect((await moussa.post(paper, { words: '', lang: 'mos' })).status).toBe(422)
  expect((await moussa.post(paper, { words: 'Mam tʋma koom.', lang: 'mos' })).at).toBe(voice)
  expect(plain((await moussa.get(voice)).html)).toContain('Mam tʋma koom.')
  await moussa.post(`${voice}/removal`)
  expect((await moussa.get(voice)).html).not.toContain('<audio')
  expect((await moussa.post(`${voice}/removal`)).status).toBe(404)
})

test('told without a name, it says nowhere whose it is; a spoken answer counts as one', async () => {
  const at = await begin(fatou)
  const sharing = await answered(fatou, at, 'The well nobody dug')
  expect(sharing.at).toBe(`${at}/sharing`)
  expect(plain(sharing.html)).toContain('Before it can be told')
  const early = await send(fatou, sharing, { ...on, shown: 'none' })
  expect(early.status).toBe(422)
  await fatou.send(`${at}/voice/telling/what_you_did`, sound(mp3('Zanouba'), 'Zanouba.mp3'))
  expect((await send(fatou, sharing, { ...on, shown: 'none', warned: '' })).status).toBe(422)
  // By no other door before it is chosen for whom it is.
  const other = await begin(moussa)
  await answered(moussa, other, 'Not chosen')
  expect((await moussa.post(`${other.replace('/telling', '')}/publication`)).status).toBe(422)

  const told = await send(fatou, await fatou.get(`${at}/sharing`), { ...on, shown: 'none' })
  expect(told.at).toMatch(/^\/records\/[a-z0-9]{12}\/the-well-nobody-dug$/)
  const ref = told.at.split('/')[2]!
  expect(plain(told.html)).toContain('Told by somebody who is not named.')
  expect(plain(told.html)).toContain('Nobody has written down yet what is said here.')
  const file = /src="(\/files\/[^"]+)"/.exec(told.html)![1]!
  // Any member writes it down; who told it does without a name.
  const paper = `/recordings/${file.split('/')[2]}/transcript`
  // A service does where one is named, when whoever told it asks: marked until somebody has read it.
  const hear = (who: Visitor) => who.post(`${paper}/hearing`)
  expect((await fatou.get(paper)).html).not.toContain('by a machine')
  expect((await hear(fatou)).status).toBe(422)
  try {
    Object.assign(config(), { TRANSCRIBE_URL: `${service.origin}/v1`, TRANSCRIBE_MODEL: 'small' })
    expect((await moussa.get(paper)).html).not.toContain('by a machine')
    expect((await hear(moussa)).status).toBe(422)
    const shared = async (circle: number) =>
      sql`update thing set circle = ${circle} where ref = ${ref}`.execute(db())
    await shared(2)
    expect((await hear(fatou)).status).toBe(422)
    await shared(1)
    expect(sent).toEqual([])
    expect((await fatou.get(paper)).html).toContain('Have it written down by a machine')
    expect((await hear(fatou)).html).toContain('We shout &lt;b&gt;')
    expect(sent[0]).toMatch(/^POST \/v1\/audio\/transcriptions[\s\S]*what-you-did\.mp3/)
    expect(plain((await visitor(server).get(told.at)).html)).toContain('read by nobody yet')
    expect((await hear(fatou)).status).toBe(422)
  } finally {
    Object.assign(config(), { TRANSCRIBE_URL: undefined, TRANSCRIBE_MODEL: undefined })
  }
  await send(moussa, await moussa.get(paper), { words: 'We shouted into the earth.', lang: 'en' })
  expect(plain((await visitor(server).get(told.at)).html)).not.toContain('read by nobody yet')
  expect(plain((await visitor(server).get(told.at)).html)).toContain('Written down by Moussa')
  await drain(reactions)
  expect(plain((await visitor(server).get('/search?q=shouted')).html)).toContain('with voice')
  const stale = await fatou.post(paper, { words: 'We sang.', lang: 'en', seen: '1' })
  expect(stale.status).toBe(422)
  expect(plain(stale.html)).toMatch(/We sang\..*We shouted into the earth\./)
  await send(fatou, await fatou.get(paper), { words: 'We sang into the earth.' })
  expect(plain((await visitor(server).get(told.at)).html)).toContain('Written down by whoever told it')
  expect(plain((await moussa.get(paper)).html)).toContain('Somebody has written it down already')

  // Talked about as a place of its own, its talk says no more than its page.
  await gather('well-tellers', { members: ['moussa'] })
  const talk = await moussa.post('/communities/well-tellers/threads', {
    ...{ form: 'discussion', title: 'Of the well', body: `See ${server.origin}${told.at}`, lang: 'en' },
    concerning: ref,
  })
  expect(talk.at).toMatch(/^\/threads\//)
  const public_ = [
    told.at,
    `/api/v1/records/${ref}`,
    file,
    `/records/${ref}/versions`,
    `/search?q=well`,
    `/records/${ref}/citation`,
    ...[
      'citation.bib',
      'citation.ris',
      'citation.json',
      'field-sheet',
      'brief',
      'document',
      'radio-script',
    ].map((product) => `/records/${ref}/${product}`),
    '/feeds/communities/well-tellers.atom',
    `/feeds/threads/${talk.at.split('/')[2]}.atom`,
  ]
  for (const path of public_) {
    const seen = await visitor(server).get(path)
    expect(seen.status, path).toBe(200)
    expect(seen.html, path).not.toContain('Zanouba')
  }
  const bytesOf = async (file: string) =>
    (await fetch(`${server.origin}/records/${ref}/${file}`)).arrayBuffer()
  const { text: sheet } = await extractText(
    await getDocumentProxy(new Uint8Array(await bytesOf('field-sheet.pdf'))),
    { mergePages: true },
  )
  const { files } = await JSZip.loadAsync(await bytesOf('document.docx'))
  const parts = await Promise.all(Object.values(files).map((one) => one.async('text')))
  expect(sheet.replace(/\s+/g, ' ')).toContain('The well nobody dug')
  for (const words of [sheet, ...parts]) expect(words).not.toContain('Zanouba')
  expect((await moussa.get('/people/zanouba')).html).not.toContain('The well nobody dug')
  const operator = visitor(server)
  await operator.post('/sign-in', { email: 'operator@demo.example', password: demoPassword })
  const acts = await operator.get('/desk/acts?of=all')
  const withIt = acts.html.split('<li').filter((one) => one.includes('The well nobody dug'))
  expect(withIt.length).toBeGreaterThan(0)
  expect(withIt.join('')).not.toContain('Zanouba')

  // Theirs it stays: to open to fewer, and to take back.
  expect((await moussa.get(`/records/${ref}/sharing`)).status).toBe(404)
  const narrower = await fatou.post(`/records/${ref}/sharing`, { to: 'named', readers: 'moussa' })
  expect(narrower.status, plain(narrower.html)).toBe(200)
  expect((await visitor(server).get(told.at)).status).toBe(404)
  expect((await visitor(server).get(file)).status).toBe(404)
  expect((await moussa.get(told.at)).status).toBe(200)
  const back = await fatou.post(`/records/${ref}/sharing`, { to: 'named', readers: 'nobody-such' })
  expect(back.status).toBe(422)
  expect(
    (await fatou.post(`/records/${ref}/withdrawal`, { words: 'Enough.', lang: 'en' })).status,
  ).toBeLessThan(400)
})

test('for a community, and for somebody who agreed', async () => {
  const { circle } = await gather('well-diggers', { members: ['zanouba'] })
  await sql`insert into in_circle (circle, person) select ${circle}, thing from person where handle = 'zanouba'`.execute(
    db(),
  )
  const at = await begin(fatou, { whose: 'theirs' })
  const sharing = await answered(fatou, at, 'What Issa saw')
  await fatou.send(`${at}/voice/telling/what_you_did`, sound(ogg('x'), 'x.ogg'))
  const wish = { ...on, whose: 'theirs', to: 'community:well-diggers', name: 'Old Issa' }
  expect((await send(fatou, sharing, wish)).status).toBe(422)
  expect(
    (await send(fatou, sharing, { ...wish, how: 'spoken', on: '2026-02-01', name: 'issa@example.org' }))
      .status,
  ).toBe(422)
  expect(
    (
      await send(fatou, sharing, {
        ...wish,
        how: 'spoken',
        on: '2026-02-01',
        to: 'community:drylands-exchange',
      })
    ).status,
  ).toBe(422)
  const told = await send(fatou, await fatou.get(`${at}/sharing`), {
    ...wish,
    how: 'spoken',
    on: '2026-02-01',
  })
  expect(told.status, plain(told.html)).toBe(200)
  expect(plain(told.html)).toMatch(/Told by Old Issa\..*Taken down by Zanouba\./)
  expect(plain(told.html)).toContain('To be told here, as they said.')
  for (const who of [visitor(server), moussa]) expect((await who.get(told.at)).status).toBe(404)
  const ref = told.at.split('/')[2]!
  await fatou.post(`/records/${ref}/sharing`, { to: 'everyone', readers: '' })
  expect((await visitor(server).get(told.at)).status).toBe(200)
  await fatou.post(`/records/${ref}/sharing/name/removal`)
  const page = await visitor(server).get(told.at)
  expect(page.html).not.toContain('Old Issa')
  await fatou.post(`/records/${ref}/consent/end`)
  expect((await visitor(server).get(told.at)).status).toBe(404)
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from credit where name = 'Old Issa'`.execute(db())
  expect(rows[0]!.count).toBe(0)
})

test('who belongs to a community no more opens nothing to it', async () => {
  await gather('wells', { members: ['moussa'] })
  const at = await begin(moussa)
  const needed = neededTyped(await definitionOf((await editionFor('story'))!.id))
  const head = { '@record/only/title/en': 'The locked well', '@record/only/summary/en': 'Who has the key.' }
  await send(moussa, await moussa.get(at), { ...needed, ...head, act: 'next' })
  await moussa.post(`${at}/sharing`, { ...on, to: 'community:wells', act: 'keep' })
  await sql`update membership set ended = now() where community = (select thing from community where slug = 'wells')`.execute(
    db(),
  )
  const told = await moussa.post(`${at.replace(/\/telling$/, '')}/publication`)
  expect([told.status, told.at.startsWith('/records/')]).toEqual([422, false])
})
