import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { password } from '../../tests/support/member.ts'
import { practiceOf } from '../../tests/support/practice.ts'
import { served } from '../../tests/support/serving.ts'
import { type Seen, type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { addPerson } from '../people/inviting.ts'
import { reactions } from '../reactions.ts'
import { setSite } from '../ui/site.ts'

demoDatabase()
const server = served(openDoors)
let made = 0
async function member(name: string): Promise<{ who: Visitor; handle: string }> {
  const email = `practice${++made}@example.org`
  const handle = await addPerson({ name, email, password })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  return { who, handle }
}
const stranger = () => visitor(server)
const at = '/communities/soil-circle'
const record = '568qx7fefd72'
const story = 'c7208bd5t96n'
const forMembers = '5gg52m46j8ta'
const script = '<script>alert(1)</script>'
let amina: Visitor
let bintou: Visitor
let facilitator: Visitor
let outsider: Visitor
beforeAll(async () => {
  setSite({ origin: server.origin })
  const [one, two, three, four] = [
    await member('Amina Writes'),
    await member('Bintou Writes'),
    await member('Fatou Facilitates'),
    await member('Olu Outside'),
  ]
  amina = one.who
  bintou = two.who
  facilitator = three.who
  outsider = four.who
  await practiceOf('soil-circle', { members: [one.handle, two.handle], facilitators: [three.handle] })
  await practiceOf('closed-circle', { members: [one.handle], facilitators: [three.handle], closed: true })
})

const text = ({ html }: Seen): string =>
  html
    .replace(/^[\s\S]*<main/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const inOrder = (seen: Seen, ...words: string[]) => {
  const places = words.map((one) => text(seen).indexOf(one))
  expect(places, words.join()).not.toContain(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
}

describe('the learning agenda', () => {
  let base: string
  const ask = async (words: string, by = amina) =>
    /^(.*\/agenda\/[^/]+)/.exec((await by.post(`${at}/agenda`, { words, lang: 'en' })).at)![1]!

  test('has questions that members propose and facilitators order', async () => {
    expect(text(await stranger().get(`${at}/agenda`))).toContain('stand here')
    expect((await stranger().post(`${at}/agenda`, { words: 'Why?', lang: 'en' })).status).toBe(403)
    const refused = await outsider.post(`${at}/agenda`, { words: 'Why not?', lang: 'en' })
    expect([refused.status, refused.html.includes('Why not?')]).toEqual([403, false])
    const empty = await amina.post(`${at}/agenda`, { words: '', lang: 'fr' })
    expect(empty.status).toBe(422)
    expect(empty.html).toContain('Write the question')
    base = await ask(`How deep ${script}?`)
    const second = await ask('Which data where?')
    const seen = await stranger().get(`${at}/agenda`)
    inOrder(seen, 'How deep', 'Which data where?')
    expect(seen.html).not.toContain(script)
    expect((await amina.post(`${second}/order`, { way: 'up' })).status).toBe(422)
    await facilitator.post(`${second}/order`, { way: 'up' })
    inOrder(await stranger().get(`${at}/agenda`), 'Which data where?', 'How deep')
    expect((await stranger().get(`${base}/some-title`)).at).toMatch(/\/how-deep-script/)
  })

  test('each is taken on by whoever says yes, and its owner says how far it has come and why', async () => {
    expect((await outsider.post(`${base}/owner`)).status).toBe(422)
    expect(text(await bintou.post(`${base}/owner`))).toContain('Seen to by Bintou Writes')
    expect(text(await amina.post(`${base}/owner`))).toContain('Somebody sees to this question already')
    expect((await amina.post(`${base}/progress`, { progress: 'begun', reason: 'x' })).status).toBe(422)
    expect(text(await bintou.post(`${base}/progress`, { progress: 'begun', reason: '' }))).toContain(
      'Say why',
    )
    const begun = await bintou.post(`${base}/progress`, { progress: 'begun', reason: 'Two sites measured.' })
    expect(begun.html).toContain('class="meter begun"')
    expect(text(begun)).toContain('Two sites measured.')
    const again = await bintou.post(`${base}/progress`, { progress: 'begun', reason: 'Once more' })
    expect(again.html).toContain('Once more')
    expect(text(again)).toContain('come so far already')
    expect(text(await facilitator.post(`${base}/release`))).toContain('Nobody sees to it yet')
    expect(
      (await facilitator.post(`${base}/change`, { words: 'À quelle profondeur ?', lang: 'fr' })).status,
    ).toBe(200)
    expect((await stranger().get(`${base}?lang=fr`)).html).toContain('À quelle profondeur')
  })

  test('what answers it is tied by its address and from its own page, and seen by whoever may', async () => {
    expect(text(await amina.post(`${base}/ties`, { address: '/places/NE' }))).toContain(
      'Only a thread, a record',
    )
    expect(text(await amina.post(`${base}/ties`, { address: '/records/000000000000' }))).toContain(
      'nothing here',
    )
    expect(
      text(await amina.post(`${base}/ties`, { address: `${server.origin}/records/${record}/x` })),
    ).toContain('1 record')
    expect((await amina.post(`${base}/ties`, { address: record })).html).toContain(
      'tied to this question already',
    )
    const page = await amina.get(`/records/${forMembers}`)
    expect(page.html).toMatch(/<option[^>]*>How deep/)
    const question = /\/agenda\/(.*)/.exec(base)![1]!
    const tied = await amina.post('/agenda-questions/ties', { thing: forMembers, question })
    expect(text(tied)).toContain('2 records')
    expect(text(await stranger().get(base))).toContain('1 record')
    expect(text(await stranger().get(`${at}/agenda`))).toContain('1 record')
    expect((await stranger().get(`/records/${record}`)).html).toContain('Answers a question of the agenda')
    expect((await outsider.post(`${base}/ties/${record}/removal`)).status).toBe(422)
    expect(text(await bintou.post(`${base}/ties/${record}/removal`))).toContain('1 record')
    expect((await stranger().get(`/records/${record}`)).html).not.toContain('Answers a question')
    await bintou.post(`${base}/ties`, { address: story })
  })

  test('the answer is written together, and two who save at once both keep what they wrote', async () => {
    expect((await outsider.post(`${base}/answer`, { body: 'Mine', lang: 'en', version: '0' })).status).toBe(
      403,
    )
    const first = 'Dig to 30 cm.\n\nThen look.\n\nWrite it down.'
    await amina.post(`${base}/answer`, { body: first, lang: 'en', version: '0' })
    expect(text(await stranger().get(base))).toContain('Dig to 30 cm.')
    await bintou.post(`${base}/answer`, {
      body: first.replace('30', '40'),
      lang: 'en',
      version: '1',
      note: 'Deeper',
    })
    const clash = await amina.post(`${base}/answer`, {
      body: first.replace('down', 'down twice'),
      lang: 'en',
      version: '1',
    })
    expect(clash.status).toBe(409)
    expect(clash.html).toContain('Dig to 40 cm.\n\nThen look.\n\nWrite it down twice.')
    expect(clash.html).toContain('name="version" value="2"')
    const same = await amina.post(`${base}/answer`, {
      body: first.replace('30', '20'),
      lang: 'en',
      version: '1',
    })
    expect(same.status).toBe(409)
    expect(same.html).toContain('Dig to 20 cm.')
    expect(same.html).toContain('Dig to 40 cm.')
    expect(same.html).toContain('<ins>40</ins>')
    await amina.post(`${base}/answer`, { body: 'Dig to 40 cm.', lang: 'en', version: '2' })
    const version = await stranger().get(`${base}/versions/2`)
    expect(version.html).toContain('<ins>40</ins>')
    expect(text(version)).toContain('Deeper')
    inOrder(await stranger().get(`${base}/history`), 'Version 3', 'Version 2', 'Version 1')
    expect((await stranger().get(`${base}/versions/9`)).status).toBe(404)
    expect(text(await bintou.post(`${base}/versions/2/restoration`))).toContain('Then look.')
    expect(text(await stranger().get(`${base}/history`))).toContain('Version 2 again.')
  })

  test('is found by its words, in the API, and nowhere by whoever may not read it', async () => {
    const closed = await amina.post('/communities/closed-circle/agenda', {
      words: 'Which zanderwort grows?',
      lang: 'en',
    })
    await drain(reactions)
    expect((await amina.get('/search?q=zanderwort')).html).toContain('zanderwort grows')
    expect((await stranger().get('/search?q=zanderwort')).html).not.toContain('zanderwort grows')
    expect((await outsider.get(closed.at)).status).toBe(404)
    expect((await stranger().get('/search?q=how+deep')).html).toContain(`${base}/how-deep`)
    const ref = /\/agenda\/(.*)/.exec(base)![1]!
    const one = JSON.parse((await stranger().get(`/api/v1/agenda-questions/${ref}`)).html)
    expect(one).toMatchObject({
      community: 'soil-circle',
      progress: 'begun',
      records: 1,
      answer: { version: 4 },
    })
    expect((await stranger().get('/api/v1/agenda-questions')).html).not.toContain('zanderwort')
  })
})

describe('pages that members write together', () => {
  const write = (title: string, body: string, more: Record<string, string> = {}) => ({
    title,
    body,
    lang: 'en',
    version: '0',
    ...more,
  })
  let page: string

  test('are begun by members, read by everybody, and keep their address', async () => {
    expect((await stranger().get(`${at}/pages/new`)).status).toBe(403)
    expect((await outsider.get(`${at}/pages/new`)).status).toBe(403)
    const wrong = await amina.post(`${at}/pages`, write('', 'Kept words'))
    expect([wrong.status, wrong.html.includes('Kept words')]).toEqual([422, true])
    page = (await amina.post(`${at}/pages`, write('How we walk', `## Before\n\n**Rain** ${script}`))).at
    expect(page).toBe(`${at}/pages/how-we-walk`)
    const seen = await stranger().get(page)
    expect(seen.html).toContain('<strong>Rain</strong>')
    expect(seen.html).not.toContain(script)
    expect((await amina.post(`${at}/pages`, write('How we walk', 'Again'))).at).toBe(`${page}-2`)
    expect((await amina.post(`${at}/pages`, write('New', 'Newer'))).at).toBe(`${at}/pages/new-2`)
    await bintou.post(`${page}/edit`, write('Walking', 'Without rain', { version: '1', note: 'Shorter' }))
    expect(text(await stranger().get(page))).toContain('Walking')
    inOrder(await stranger().get(`${at}/library`), 'Pages', 'Walking', 'Bintou Writes')
    const large = await amina.post(`${page}/edit`, write('Walking', 'x'.repeat(60_001), { version: '2' }))
    expect([large.status, large.html.includes('At most 60,000 characters')]).toEqual([422, true])
  })

  test('two who save at once: the second sees both texts and may choose', async () => {
    expect((await outsider.post(`${page}/edit`, write('Mine', 'Mine', { version: '2' }))).status).toBe(403)
    const clash = await amina.post(
      `${page}/edit`,
      write('How we walk', 'With much rain', { version: '1', note: 'Mine' }),
    )
    expect(clash.status).toBe(409)
    for (const words of ['Without rain', 'With much rain', 'value="Mine"', 'name="version" value="2"'])
      expect(clash.html).toContain(words)
    expect(text(await stranger().get(page))).toContain('Without rain')
    await amina.post(`${page}/edit`, write('Walking', 'With rain', { version: '2' }))
    const saves = await Promise.all(
      ['One', 'Two', 'Three'].map((body) =>
        bintou.post(`${page}/edit`, write('Walking', body, { version: '3' })),
      ),
    )
    expect(saves.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(text(await stranger().get(`${page}/history`))).toContain('Version 4')
    expect((await stranger().get(`${page}/versions/5`)).status).toBe(404)
  })

  test('are taken away and brought back by those who facilitate', async () => {
    expect((await amina.post(`${page}/removal`)).status).toBe(403)
    await drain(reactions)
    expect((await stranger().get('/search?q=walking')).html).toContain(page)
    expect((await facilitator.post(`${page}/removal`)).status).toBe(410)
    await drain(reactions)
    expect((await stranger().get(page)).status).toBe(410)
    expect((await stranger().get(`${page}/history`)).status).toBe(410)
    for (const address of ['/search?q=walking', `${at}/pages`, `${at}/library`])
      expect((await stranger().get(address)).html, address).not.toContain('Walking')
    expect(text(await facilitator.get(`${at}/pages`))).toContain('Taken away Walking')
    expect((await facilitator.post(`${page}/return`)).status).toBe(200)
    expect(text(await stranger().get(page))).toContain('Walking')
  })
})

describe('the library', () => {
  const put = (address: string, more: Record<string, string> = {}, by = amina) =>
    by.post(`${at}/library/items`, { address, lang: 'en', title: '', note: '', ...more })

  test('holds things here and addresses elsewhere, with who put them in and why', async () => {
    expect((await put(record, {}, outsider)).status).toBe(422)
    expect(text(await put('http://example.org'))).toContain('begins with https://')
    expect(text(await put('javascript:alert(1)'))).toContain('begins with https://')
    expect(text(await put('https://example.org/a'))).toContain('Say what the page')
    expect(text(await put(`${server.origin}${at}`))).toContain('does not stand in its own library')
    await put(`${server.origin}/records/${record}/any`, { note: `Look at the spacing. ${script}` })
    expect(text(await put(record))).toContain('in this library already')
    await put('https://example.org/a', { title: 'A far page', note: 'Elsewhere' })
    expect(text(await put('https://example.org/a', { title: 'Again' }))).toContain('in this library already')
    await put(forMembers)
    await put('/collections/c0be40rerans', {}, bintou)
    const seen = await stranger().get(`${at}/library`)
    inOrder(seen, 'At hand', 'Before the rains', 'A far page', 'Look at the spacing.')
    expect(seen.html).not.toContain(script)
    expect(seen.html).not.toContain(forMembers)
    expect((await amina.get(`${at}/library`)).html).toContain(forMembers)
  })

  test('is narrowed by kind and by words, and counts what the reader may see', async () => {
    expect(text(await stranger().get(`${at}/library`))).not.toContain('Tool (1)')
    expect(text(await amina.get(`${at}/library`))).toContain('Tool (1)')
    const links = await stranger().get(`${at}/library?kind=link`)
    expect([links.html.includes('A far page'), links.html.includes('Look at the spacing')]).toEqual([
      true,
      false,
    ])
    const found = await stranger().get(`${at}/library?q=spacing`)
    expect([found.html.includes('Look at the spacing'), found.html.includes('A far page')]).toEqual([
      true,
      false,
    ])
    expect((await stranger().get(`${at}/library?q=stone+bunds`)).html).toContain(record)
    expect(text(await stranger().get(`${at}/library?q=zzzz`))).toContain('The whole library')
  })

  test('takes out and brings back, by who put it in and those who facilitate', async () => {
    const { html } = await amina.get(`${at}/library?kind=link`)
    const [item] = /\/library\/items\/\d+/.exec(html)!
    expect((await bintou.post(`${at}${item}/removal`)).status).toBe(422)
    await amina.post(`${at}${item}/removal`)
    expect((await stranger().get(`${at}/library`)).html).not.toContain('A far page')
    expect(text(await amina.get(`${at}/library`))).toContain('Taken out')
    await put('https://example.org/a', { title: 'Put in again' })
    expect(text(await facilitator.post(`${at}${item}/return`))).toContain('in this library already')
    const [again] = /\/library\/items\/\d+/.exec((await amina.get(`${at}/library?kind=link`)).html)!
    await facilitator.post(`${at}${again}/removal`)
    expect(text(await facilitator.post(`${at}${item}/return`))).toContain('A far page')
  })

  test('is filled from the page of a thing, which says where it is kept', async () => {
    expect((await stranger().get(`/records/${story}`)).html).not.toContain('In libraries')
    expect((await amina.get(`/records/${story}`)).html).toContain('Put into the library of')
    const form = await amina.get(`/libraries/additions?thing=${story}&community=soil-circle`)
    expect(form.html).toContain('value="soil-circle" selected')
    expect((await stranger().get(`/libraries/additions?thing=${story}`)).status).toBe(403)
    for (const community of ['soil-circle', 'closed-circle'])
      await amina.post('/libraries/additions', { thing: story, community, note: 'Told well', lang: 'en' })
    const seen = await stranger().get(`/records/${story}`)
    expect([seen.html.includes('Soil circle'), seen.html.includes('Closed circle')]).toEqual([true, false])
    expect((await amina.get(`/records/${story}`)).html).toContain('Closed circle')
    expect(
      text(
        await amina.post('/libraries/additions', {
          thing: story,
          community: 'soil-circle',
          note: 'Kept words',
          lang: 'en',
        }),
      ),
    ).toContain('Kept words')
  })
})

test("the demo's community brings its pages, its library and its five questions", async () => {
  const demo = '/communities/land-degradation-neutrality-in-practice'
  const agenda = await stranger().get(`${demo}/agenda`)
  expect(agenda.html.match(/class="meter/g)).toHaveLength(5)
  inOrder(agenda, 'How do we map degradation', '3 records', 'bring several assessments together')
  expect(text(await stranger().get(`${demo}/pages/words-we-use`))).toContain('Domingos Haimbodi')
  inOrder(
    await stranger().get(`${demo}/library`),
    'Words we use',
    'Came out of our own talk',
    'Read this first',
  )
})

test('the agenda of a programme shows what its communities ask, each to whoever may see it', async () => {
  const { id } = await practiceOf('whole-programme', { members: [], facilitators: [] })
  await sql`update thing set sort = 'programme' where id = ${id}`.execute(db())
  await sql`update community set above = ${id} where slug in ('soil-circle', 'closed-circle')`.execute(db())
  await amina.post('/communities/closed-circle/agenda', { words: 'What may nobody know?', lang: 'en' })
  for (const path of ['/communities/whole-programme', '/communities/whole-programme/agenda']) {
    const seen = text(await stranger().get(path))
    expect(seen, path).toContain('Asked by Soil circle')
    expect(seen, path).not.toMatch(/What may nobody know|Closed circle/)
    expect(text(await amina.get(path)), path).toMatch(/What may nobody know\? Asked by Closed circle/)
  }
  await sql`update community set above = null where above = ${id}`.execute(db())
})

test('whoever leaves without a name leaves none in pages, answers and libraries', async () => {
  const left = await member('Zebedee Leaves')
  await left.who.post(`${at}/membership`)
  await left.who.post(`${at}/pages`, { title: 'Mine alone', body: 'Said', lang: 'en', version: '0' })
  expect((await stranger().get(`${at}/pages/mine-alone`)).html).toContain('Zebedee')
  expect((await left.who.get('/account/export')).html).toContain('Mine alone')
  await left.who.post('/account/deletion', { password, credit: 'unnamed' })
  const seen = await stranger().get(`${at}/pages/mine-alone`)
  expect([seen.html.includes('Zebedee'), seen.html.includes('a member')]).toEqual([false, true])
})
