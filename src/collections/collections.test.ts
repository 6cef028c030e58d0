import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { served } from '../../tests/support/serving.ts'
import { type Seen, type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { atomically, db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { loadPacks } from '../packs.ts'
import { addPerson } from '../people/inviting.ts'
import { reactions } from '../reactions.ts'
import { setSite } from '../ui/site.ts'

demoDatabase()
const server = served(openDoors)
const password = 'stone bunds on the slope'
let made = 0
async function member(name: string): Promise<{ who: Visitor; handle: string }> {
  const email = `collection${++made}@example.org`
  const handle = await addPerson({ name, email, password })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  return { who, handle }
}
const stranger = () => visitor(server)
let keeper: Awaited<ReturnType<typeof member>>
let other: Awaited<ReturnType<typeof member>>
let curator: Visitor
beforeAll(async () => {
  setSite({ origin: server.origin })
  keeper = await member('Ramatou Keeper')
  other = await member('Another Member')
  curator = visitor(server)
  await curator.post('/sign-in', { email: 'curator@demo.example', password: 'a tree of many' })
})

const said = (title: string, more: Record<string, string> = {}) => ({
  title,
  lang: 'en',
  audience: 'everyone',
  ...more,
})
const refIn = ({ at }: Seen): string => /^\/collections\/([^/]+)/.exec(at)![1]!
const start = async (title: string, more: Record<string, string> = {}, by = keeper): Promise<string> =>
  refIn(await by.who.post('/collections', said(title, more)))
const add = (ref: string, address: string, more: Record<string, string> = {}, by = keeper) =>
  by.who.post(`/collections/${ref}/items`, { address, ...more })
const act = ({ html }: Seen, words: RegExp): string => words.exec(html)![0]
const text = ({ html }: Seen): string =>
  html
    .replace(/^[\s\S]*<main/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const inOrder = (seen: Seen, ...words: string[]) => {
  const at = words.map((one) => text(seen).indexOf(one))
  expect(at, words.join()).not.toContain(-1)
  expect(at).toEqual(at.toSorted((a, b) => a - b))
}
const practice = '568qx7fefd72'
const story = 'c7208bd5t96n'
const withdrawn = '92nj3p432wc5'
const forMembers = '5gg52m46j8ta'
const script = '<script>alert(1)</script>'

describe('a collection by hand', () => {
  let ref: string

  test('is started by a member, with what it is about, and stands at the address of its title', async () => {
    expect((await stranger().post('/collections', said('Mine'))).status).toBe(403)
    const wrong = await keeper.who.post(
      '/collections',
      said('', { introduction: 'Kept words', places: 'Niger' }),
    )
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('Give it a title')
    expect(wrong.html).toContain('Kept words')
    const unknown = await keeper.who.post('/collections', said('A kit', { places: 'Niger\nAtlantis' }))
    expect(unknown.html).toContain('no place “Atlantis”')
    ref = await start('A kit for the slope', {
      introduction: 'Begin **outdoors**.\n\nThen read.',
      places: 'Niger\nBF',
      topics: 'Stone bunds',
    })
    const seen = await stranger().get(`/collections/${ref}`)
    expect(seen.at).toBe(`/collections/${ref}/a-kit-for-the-slope`)
    expect(seen.html).toContain('<strong>outdoors</strong>')
    for (const href of ['/places/NE', '/places/BF', '/topics/stone-bunds'])
      expect(seen.html).toContain(`href="${href}"`)
    expect(text(seen)).toContain('nothing yet')
    // Who keeps it is told to whom their page is open to.
    expect(seen.html).not.toContain('Ramatou')
    expect((await other.who.get(seen.at)).html).toContain('Ramatou Keeper')
    expect((await stranger().get(`/collections/${ref}/an-old-title`)).at).toBe(seen.at)
    expect((await stranger().get('/collections?about=NE')).html).toContain(seen.at)
    expect((await stranger().get('/places/NE?kind=collection')).html).toContain(seen.at)
  })

  test('holds things here and addresses elsewhere, in order and with notes', async () => {
    await add(ref, practice, { note: 'The fullest account' })
    await add(ref, `${server.origin}/records/${story}/the-forty-one-names`)
    await add(ref, 'https://example.org/page', { title: 'A page elsewhere', note: 'For the soils' })
    for (const [address, more, words] of [
      ['javascript:alert(1)', { title: 'x' }, 'begins with https'],
      ['http://example.org', { title: 'x' }, 'begins with https'],
      ['https://example.org/other', {}, 'Say what the page'],
      ['/records/000000000000', {}, 'nothing here at this address'],
      ['/people/nobody-of-that-name', {}, 'nothing here at this address'],
      ['//example.org/x', { title: 'x' }, 'begins with https'],
      ['/records/%E0%A4%A', {}, 'nothing here at this address'],
      ['0000000000zz', {}, 'nothing here at this address'],
      // Closed to its keeper: for named people.
      ['k8p9j7ejjkb4', {}, 'nothing here at this address'],
      [practice, {}, 'in this collection already'],
      ['', {}, 'Bring the address'],
      [story, { note: 'x'.repeat(2_001) }, 'At most 2,000 characters'],
    ] as const) {
      const refused = await add(ref, address, { note: 'Still here', ...more })
      expect(refused.status, address).toBe(422)
      expect(refused.html, address).toContain(words)
      expect(refused.html).toContain(more && 'note' in more ? 'xxx' : 'Still here')
      expect(refused.html).not.toContain('href="javascript')
    }
    const seen = await stranger().get(`/collections/${ref}`)
    inOrder(seen, 'The fullest account', 'The forty-one names', 'A page elsewhere', 'For the soils')
    expect(seen.html).toContain('href="https://example.org/page"')
    expect(text(seen)).toContain('3 items')
    expect((await stranger().get(`/records/${practice}`)).html).toContain('A kit for the slope')
  })

  test('takes whatever has a page here, by the address of that page', async () => {
    const ref = await start('Of every kind')
    const addresses = [
      '/topics/stone-bunds',
      '/places/NE',
      '/instruments/story',
      '/vocabularies/slm',
      `/people/${keeper.handle}`,
    ]
    for (const address of addresses) expect((await add(ref, address)).status, address).toBe(200)
    const seen = (await other.who.get(`/collections/${ref}`)).html
    for (const address of addresses) expect(seen, address).toContain(`href="${address}"`)
    const members = await stranger().get(`/collections/${ref}`)
    expect(members.html).not.toContain(keeper.handle)
    expect(text(members)).toContain('4 items')
  })

  test('is put in another order without script', async () => {
    const page = await keeper.who.get(`/collections/${ref}/items`)
    const moves = [...page.html.matchAll(/\/collections\/[^"]+\/move/g)].map(([path]) => path)
    expect(moves).toHaveLength(3)
    await keeper.who.post(moves[2]!, { way: 'up' })
    inOrder(
      await stranger().get(`/collections/${ref}`),
      'fullest account',
      'A page elsewhere',
      'forty-one names',
    )
    await keeper.who.post(moves[0]!, { way: 'last' })
    inOrder(
      await stranger().get(`/collections/${ref}`),
      'A page elsewhere',
      'forty-one names',
      'fullest account',
    )
    await keeper.who.post(moves[0]!, { way: 'first' })
    await keeper.who.post(moves[0]!, { way: 'up' })
    inOrder(
      await stranger().get(`/collections/${ref}`),
      'fullest account',
      'A page elsewhere',
      'forty-one names',
    )
    expect((await keeper.who.post(moves[0]!, { way: 'sideways' })).status).toBe(422)
  })

  test('has notes that are changed one at a time: a stale form is refused and keeps what was typed', async () => {
    const page = await keeper.who.get(`/collections/${ref}/items`)
    const note = act(page, /\/collections\/[^"]+\/note/)
    const version = '1'
    await keeper.who.post(note, { note: 'Said anew', lang: 'en', version })
    const stale = await keeper.who.post(note, { note: 'Said too late', lang: 'en', version })
    expect(stale.status).toBe(422)
    expect(stale.html).toContain('Somebody changed this note')
    expect(stale.html).toContain('Said too late')
    expect(text(await stranger().get(`/collections/${ref}`))).toContain('Said anew')
    await keeper.who.post(note, { note: 'Said too late', lang: 'en', version: '2' })
    await keeper.who.post(note, { note: 'Dit en français', lang: 'fr', version: '3' })
    const seen = text(await stranger().get(`/collections/${ref}?lang=fr`))
    expect(seen).toContain('Dit en français')
    expect(seen).not.toContain('Said too late')
  })

  test('gives an item up for thirty days', async () => {
    const removal = act(await keeper.who.get(`/collections/${ref}/items`), /\/collections\/[^"]+\/removal/)
    await keeper.who.post(removal)
    expect(text(await stranger().get(`/collections/${ref}`))).not.toContain('Said too late')
    expect((await stranger().get(`/records/${practice}`)).html).not.toContain('A kit for the slope')
    expect((await keeper.who.post(removal)).html).toContain('not there any more')
    const back = act(await keeper.who.get(`/collections/${ref}/items`), /\/collections\/[^"]+\/return/)
    await keeper.who.post(back)
    inOrder(await stranger().get(`/collections/${ref}`), 'Said too late', 'A page elsewhere')
    expect((await stranger().get(`/records/${practice}`)).html).toContain('A kit for the slope')
    await keeper.who.post(removal)
    await add(ref, practice)
    expect((await keeper.who.post(back)).html).toContain('in this collection already')
  })

  test('speaks several languages, and a form drawn before another change is refused whole', async () => {
    const page = await keeper.who.get(`/collections/${ref}/change`)
    const version = /name="version" value="(\d+)"/.exec(page.html)![1]!
    expect(page.html).toContain('stone-bunds')
    const form = said('Une trousse pour la pente', { lang: 'fr', version, topics: 'stone-bunds' })
    expect((await keeper.who.post(`/collections/${ref}/change`, form)).at).toContain('/a-kit-for-the-slope')
    const stale = await keeper.who.post(`/collections/${ref}/change`, { ...form, title: 'Typed meanwhile' })
    expect(stale.status).toBe(422)
    expect(stale.html).toContain('Somebody changed this collection')
    expect(stale.html).toContain('Typed meanwhile')
    expect((await stranger().get(`/collections/${ref}?lang=fr`)).html).toContain('Une trousse pour la pente')
    const renamed = await keeper.who.post(
      `/collections/${ref}/change`,
      said('Change', { version: String(Number(version) + 1) }),
    )
    // A title that would stand where the form does.
    expect(renamed.at).toBe(`/collections/${ref}/change-`)
    expect(renamed.status).toBe(200)
    expect((await stranger().get(`/collections/${ref}/a-kit-for-the-slope`)).at).toBe(renamed.at)
  })

  test('is changed by its keeper, and by curators of what it is about, and by nobody else', async () => {
    const before = (await stranger().get(`/api/v1/collections/${ref}`)).html
    const own = await keeper.who.get(`/collections/${ref}/items`)
    const paths = ['note', 'move', 'removal'].map((one) => act(own, new RegExp(`/collections/[^"]+/${one}`)))
    for (const who of [stranger(), other.who])
      for (const path of [
        ...paths,
        `/collections/${ref}/change`,
        `/collections/${ref}/items`,
        `/collections/${ref}/deletion`,
        `/collections/${ref}/keeper`,
      ])
        expect(
          (await who.post(path, said('Taken', { version: '1', address: story, note: 'x', way: 'up' })))
            .status,
          path,
        ).toBe(403)
    const into = await other.who.post('/collections/additions', { thing: withdrawn, collection: ref })
    expect(into.status).toBe(404)
    expect(
      (await other.who.post('/collections/additions', { thing: 'q30chnc4ktzd', collection: ref })).html,
    ).toContain('Only who keeps this collection')
    expect((await stranger().get(`/api/v1/collections/${ref}`)).html).toBe(before)
    expect((await curator.get(`/collections/${ref}/items`)).status).toBe(200)
    expect((await curator.post(`/collections/${ref}/keeper`)).html).toContain('Somebody keeps')
  })

  test('is taken down and brought back', async () => {
    await add(ref, await start('Within the kit'))
    await keeper.who.post(`/collections/${ref}/deletion`)
    const gone = await stranger().get(`/collections/${ref}`)
    expect(gone.status).toBe(410)
    expect(gone.html).not.toContain(`/collections/${ref}/return`)
    expect((await stranger().get(`/api/v1/collections/${ref}`)).status).toBe(410)
    expect((await stranger().get(`/records/${practice}`)).html).not.toContain(ref)
    expect((await stranger().get('/collections')).html).not.toContain(ref)
    expect((await other.who.post(`/collections/${ref}/return`)).status).toBe(403)
    const mine = await keeper.who.get(`/collections/${ref}`)
    expect(mine.status).toBe(410)
    expect((await keeper.who.post(act(mine, /\/collections\/[^"]+\/return/))).status).toBe(200)
    expect((await stranger().get('/collections')).html).toContain(ref)
  })
})

describe('collections in collections', () => {
  test('stand as sections, and never in themselves: the way round is named', async () => {
    const [a, b, c] = [await start('Outer one'), await start('Middle one'), await start('Inner one')]
    await add(c, story, { note: 'Deep down' })
    await add(b, c)
    await add(a, `/collections/${b}/middle-one`)
    const seen = await stranger().get(`/collections/${a}`)
    inOrder(seen, 'Outer one', 'Middle one', 'Inner one')
    expect(text(seen)).not.toContain('Deep down')
    expect(text(await stranger().get(`/collections/${a}?view=print`))).toContain('Deep down')
    expect((await stranger().get(`/collections/${c}`)).html).toContain(`/collections/${b}/middle-one`)
    const ring = await add(c, a, { note: 'Typed' })
    expect(ring.status).toBe(422)
    expect(ring.html).toContain('Inner one › Outer one › Middle one › Inner one')
    expect((await add(a, a)).html).toContain('Outer one › Outer one')
    // Of a collection on the way that is closed to whoever asks, the title is not told.
    const [theirs] = [await start('Secret by title', { audience: 'me' }, other)]
    await add(theirs, a, {}, other)
    await sql`insert into collection_item (collection, position, target)
      select inner_one.id, 9, secret.id from thing as inner_one, thing as secret
      where inner_one.ref = ${c} and secret.ref = ${theirs}`.execute(db())
    const closed = await add(c, b)
    expect(closed.html).toContain('Inner one › Middle one › Inner one')
    expect((await add(a, c)).html).toMatch(/Outer one › Inner one › a closed collection › Outer one/)
    await sql`delete from collection_item where position = 9 and note is null and target = (select id from thing where ref = ${theirs})`.execute(
      db(),
    )
  })

  test('go four levels deep and no deeper, from above and from below', async () => {
    const refs = []
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) refs.push(await start(`Level ${name}`))
    await add(refs[0]!, refs[1]!)
    await add(refs[2]!, refs[3]!)
    await add(refs[1]!, refs[2]!)
    for (const [outer, inner] of [
      [refs[3]!, refs[4]!],
      [refs[4]!, refs[0]!],
    ])
      expect((await add(outer!, inner!)).html).toContain('4 levels deep at most')
  })

  test('put into each other at the same moment make no ring', async () => {
    const [a, b] = [await start('Left hand'), await start('Right hand')]
    const both = await Promise.all([add(a, b), add(b, a)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
  })
})

describe('a collection by rule', () => {
  test('takes a search and no nonsense', async () => {
    for (const [rule, words] of [
      ['stone bunds', 'not the address of a search'],
      ['https://elsewhere.example/search?q=stone', 'not the address of a search'],
      ['/records?q=stone', 'not the address of a search'],
      ['/search', 'not the address of a search'],
      ['/search?', 'asks for everything'],
      ['/search?sort=newest', 'asks for everything'],
      ['/search?q=stone&colour=red', 'colour=red'],
      ['/search?place=ZZ', 'place=ZZ'],
      ['/search?topic=no-such-topic', 'topic=no-such-topic'],
      ['/search?kind=potion', 'kind=potion'],
      ['/search?instrument=none', 'instrument=none'],
      ['/search?q=x&sort=oldest', 'sort=oldest'],
      [`/search?q=${'x'.repeat(501)}`, '500'],
    ]) {
      const refused = await keeper.who.post('/collections', said('By rule', { rule: rule! }))
      expect(refused.status, rule).toBe(422)
      expect(refused.html.replaceAll('&amp;', '&'), rule).toContain(words!)
      expect(refused.html).toContain('value="By rule"')
    }
  })

  test('shows what it finds as it is now, below what was picked by hand, page by page', async () => {
    const ref = await start('Everything told', {
      rule: `${server.origin}/search?kind=practice&view=map&page=2`,
    })
    await add(ref, practice, { note: 'Picked by hand' })
    const first = await stranger().get(`/collections/${ref}`)
    inOrder(first, 'Picked by hand', 'What a search finds now')
    expect(first.html).toContain('href="/search?kind=practice"')
    expect(first.html.match(new RegExp(`/records/${practice}`, 'g'))).toHaveLength(1)
    const second = await stranger().get(`${first.at}?page=2`)
    const refs = (seen: Seen) => [
      ...new Set([...seen.html.matchAll(/\/records\/(\w{12})/g)].map(([, one]) => one!)),
    ]
    expect(refs(first)).toHaveLength(24)
    expect(refs(second).filter((one) => refs(first).includes(one))).toEqual([])
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from thing
      where sort = 'practice' and state = 'published' and circle = 1`.execute(db())
    expect(refs(first).length + refs(second).length).toBe(rows[0]!.count)
    expect(text(first)).toContain(`${rows[0]!.count} items`)
    expect((await stranger().get(`${first.at}?page=99`)).at).toBe(`${first.at}?page=2`)
  })
})

describe('what is closed', () => {
  test('is shown, counted and named only to whom it is open to, and a tombstone to all', async () => {
    const ref = await start('Open and closed')
    await add(ref, forMembers, { note: 'Only for members to read' })
    await sql`insert into collection_item (collection, position, target)
      select holder.id, 2, gone.id from thing as holder, thing as gone where holder.ref = ${ref} and gone.ref = ${withdrawn}`.execute(
      db(),
    )
    await add(ref, story)
    const seen = await stranger().get(`/collections/${ref}`)
    expect(text(seen)).toContain('2 items')
    expect(seen.html).not.toMatch(/seven marks|Only for members/)
    inOrder(seen, 'Withdrawn', 'Prosopis hedges around gardens', 'forty-one names')
    expect(text(await other.who.get(seen.at))).toMatch(/3 items/)
    expect((await other.who.get(seen.at)).html).toContain('Only for members')
    await drain(reactions)
    const finds = async (who: Visitor, words: string) =>
      (await who.get(`/search?q=${words}&kind=collection`)).html.includes(ref)
    expect(await finds(other.who, 'forty-one+names')).toBe(true)
    expect(await finds(stranger(), 'forty-one+names')).toBe(true)
    // Not even to members: the collection is open to everyone, and so is all that it is found by.
    for (const who of [stranger(), other.who]) expect(await finds(who, 'seven+marks')).toBe(false)
  })

  test('a collection of its keeper alone leaves by no door', async () => {
    const ref = await start('Quokkaling words', { audience: 'me', introduction: 'Quokkaling' })
    await add(ref, story, { note: 'Quokkaling' })
    const outer = await start('Holds a closed one')
    await add(outer, ref)
    await drain(reactions)
    for (const who of [stranger(), other.who, curator])
      for (const path of [
        `/collections/${ref}`,
        `/collections/${ref}/items`,
        `/api/v1/collections/${ref}`,
        `/collections/${outer}`,
        `/api/v1/collections/${outer}`,
        '/collections',
        '/api/v1/collections?limit=100',
        `/records/${story}`,
        '/search?q=quokka',
        '/search?kind=collection',
        '/search/suggestions?q=quok',
        '/sitemap/0.xml',
      ])
        expect((await who.get(path)).html, path).not.toMatch(/quokkaling w|>[^<]*Quokkaling/i)
    expect((await other.who.get(`/collections/${ref}`)).status).toBe(404)
    expect((await keeper.who.get('/search?q=quokkaling')).html).toContain(ref)
    expect((await keeper.who.get(`/records/${story}`)).html).toContain('Quokkaling words')
    expect((await keeper.who.get(`/collections/${outer}`)).html).toContain('Quokkaling')
    const form = await keeper.who.get(`/collections/${ref}/change`)
    const version = /name="version" value="(\d+)"/.exec(form.html)![1]!
    await keeper.who.post(`/collections/${ref}/change`, said('Quokkaling words', { version }))
    await drain(reactions)
    expect((await stranger().get('/search?q=quokkaling')).html).toContain(ref)
    expect((await stranger().get('/sitemap/0.xml')).html).toContain(ref)
  })

  test('when something in it is closed, it is found by that title no more, at once', async () => {
    const ref = await start('Follows what is in it')
    await add(ref, 'pf51z0r753s4')
    await drain(reactions)
    const finds = async () =>
      (await stranger().get('/search?q=first+walk+to+the+stones&kind=collection')).html.includes(ref)
    expect(await finds()).toBe(true)
    const close = (circle: number) =>
      atomically(async () => {
        const { rows } = await sql<{
          id: number
        }>`update thing set circle = ${circle} where ref = 'pf51z0r753s4' returning id`.execute(db())
        await announce('thing.changed', { ids: rows.map(({ id }) => id) })
      })
    await close(0)
    expect(await finds()).toBe(false)
    await drain(reactions)
    expect(await finds()).toBe(false)
    expect((await stranger().get('/search?q=follows+what+is+in+it')).html).toContain(ref)
    await close(1)
    await drain(reactions)
    expect(await finds()).toBe(true)
  })
})

describe('from the page of a record', () => {
  test('it goes into one of mine or a new one, which only I see', async () => {
    expect((await stranger().get('/collections/additions?thing=c7208bd5t96n')).status).toBe(403)
    const fresh = await member('Starts with a record')
    const page = await fresh.who.get(`/records/${story}`)
    expect(page.html).toContain(`/collections/additions?thing=${story}`)
    const nameless = await fresh.who.post('/collections/additions', { thing: story, note: 'Typed already' })
    expect(nameless.status).toBe(422)
    expect(nameless.html).toContain('Typed already')
    const made = await fresh.who.post('/collections/additions', {
      thing: story,
      title: 'Begun from a record',
    })
    expect(made.status).toBe(200)
    expect(text(made)).toContain('only me')
    expect((await stranger().get(made.at)).status).toBe(404)
    const next = await fresh.who.get(`/records/${practice}`)
    expect(next.html).toContain('Begun from a record</option>')
    await fresh.who.post('/collections/additions', { thing: practice, collection: refIn(made) })
    expect(text(await fresh.who.get(made.at))).toContain('2 items')
    const second = await fresh.who.post('/collections/additions', {
      thing: practice,
      collection: refIn(made),
      title: 'Rather here',
    })
    expect(text(second)).toContain('Rather here')
    expect((await fresh.who.get('/collections?by=me')).html).toContain(refIn(made))
    expect(
      (await fresh.who.post('/collections/additions', { thing: 'k8p9j7ejjkb4', title: 'x' })).status,
    ).toBe(404)
  })
})

describe('on one page to print', () => {
  test('there is nothing but the collection, addresses written out, and short records whole with their conditions', async () => {
    const seen = await stranger().get('/collections/c0f1rststeps?view=print')
    expect(seen.html).not.toMatch(/<nav|<footer|<form|<button/)
    expect(text(seen)).toContain(`${server.origin}/collections/c0f1rststeps`)
    inOrder(
      seen,
      'The forty-one names',
      'Forty-one primers were left',
      'What its group asks for',
      'Count names',
    )
    expect(text(seen)).toContain('https://www.unicef.org/')
    const kit = text(await stranger().get('/collections/c0be40rerans?view=print'))
    expect(kit).toContain('Bund works stopped on the third day')
    // Some 250 answers are no short record.
    expect(kit.length).toBeLessThan(40_000)
  })

  test('a record is whole only for whom it is open to', async () => {
    const ref = await start('To print for members')
    await add(ref, forMembers)
    expect(text(await stranger().get(`/collections/${ref}?view=print`))).not.toMatch(/Kept by.*records/)
    expect(text(await other.who.get(`/collections/${ref}?view=print`))).toContain(`/records/${forMembers}`)
  })
})

test('what people type is words and never a page', async () => {
  const ref = await start(script, { introduction: `${script} [a](javascript:alert(1))` })
  await add(ref, 'https://example.org/"><script>alert(1)</script>', { title: script, note: script })
  await add(ref, story, { note: script })
  for (const path of [
    `/collections/${ref}`,
    `/collections/${ref}?view=print`,
    '/collections',
    `/records/${story}`,
  ])
    expect((await stranger().get(path)).html, path).not.toMatch(/<script>alert|href="javascript|"><script/)
  for (const path of [`/collections/${ref}/items`, `/collections/${ref}/change`, '/collections?by=me'])
    expect((await keeper.who.get(path)).html, path).not.toMatch(/<script>alert|href="javascript|"><script/)
})

test('five hundred items and no more, and the page of so many stays light', async () => {
  const ref = await start('Very long')
  await sql`insert into collection_item (collection, position, href, title, note)
    select id, n, 'https://example.org/' || n, jsonb_build_object('original', 'en', 'texts', jsonb_build_object('en', 'Link ' || n)),
      jsonb_build_object('original', 'en', 'texts', jsonb_build_object('en', repeat('word ', 300)))
    from thing, generate_series(1, 2000) as n where ref = ${ref}`.execute(db())
  expect((await add(ref, story)).html).toContain('A collection holds 500 items at most')
  const page = await stranger().get(`/collections/${ref}`)
  expect(page.html.match(/class="card"/g)).toHaveLength(24)
  expect(text(page)).toContain('2,000 items')
  expect(text(await stranger().get(`${page.at}?page=84`))).toContain('Link 2000')
})

describe('whoever leaves', () => {
  test('takes their own along and leaves the others, for a curator to take on', async () => {
    const leaver = await member('Leaves Soon')
    const open = await start('Stays here', { places: 'NE' }, leaver)
    const own = await start('Goes along', { audience: 'me' }, leaver)
    await add(open, story, { note: 'Mine' }, leaver)
    const exported = JSON.parse((await leaver.who.get('/account/export')).html)
    expect(exported.collections).toMatchObject([
      { ref: open, items: [{ thing: story, note: { texts: { en: 'Mine' } } }] },
      { ref: own },
    ])
    await leaver.who.post('/account/deletion', { password, credit: 'named' })
    const seen = await other.who.get(`/collections/${open}`)
    expect(text(seen)).toContain('a member who left')
    expect(seen.html).not.toContain('Leaves Soon')
    const { rows } =
      await sql`select from collection join thing on thing.id = thing where ref = ${own}`.execute(db())
    expect(rows).toHaveLength(0)
    expect((await other.who.post(`/collections/${open}/keeper`)).status).toBe(403)
    const taken = await curator.post(
      act(await curator.get(`/collections/${open}`), /\/collections\/[^"]+\/keeper/),
    )
    expect(text(taken)).toContain('Karim')
  })
})

test('the collections of the packs come once, and what was made of them stays', async () => {
  const change = '/collections/c0wa7erstays/change'
  const version = /name="version" value="(\d+)"/.exec((await curator.get(change)).html)![1]!
  await curator.post(change, said('Renamed since', { version }))
  expect(await loadPacks({ demo: true })).toMatchObject({ made: 0, changed: 0, faults: [] })
  expect((await stranger().get('/collections/c0wa7erstays')).html).toContain('Renamed since')
})

describe('for programs', () => {
  const json = async (path: string) => JSON.parse((await stranger().get(path)).html)

  test('a list as the others, and one with its items in order', async () => {
    const list = await json('/api/v1/collections?place=NE&limit=1')
    expect(list).toMatchObject({ items: [{ state: 'published' }], total: expect.any(Number) })
    expect(await json('/api/v1/collections?q=half-moons')).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ ref: 'c0be40rerans' })]),
    })
    const one = await json('/api/v1/collections/c0be40rerans')
    expect(one.items.map(({ kind }: { kind: string }) => kind)).toEqual([
      'collection',
      ...Array(6).fill('record'),
      'link',
      'record',
    ])
    expect(one.items[6]).toMatchObject({ ref: withdrawn, tombstone: expect.anything() })
    expect(one).toMatchObject({
      places: expect.arrayContaining(['BF', 'NE']),
      topics: expect.arrayContaining(['half-moons']),
    })
    expect((await json('/api/v1/collections/c0t01d1ndry1')).rule).toContain('/search?')
  })

  test('with problem details for what is not there', async () => {
    for (const [path, status] of [
      ['/api/v1/collections/000000000000', 404],
      ['/api/v1/collections/x', 404],
      ['/api/v1/collections?limit=0', 400],
      ['/api/v1/collections?colour=red', 400],
    ] as const) {
      const answer = await stranger().get(path)
      expect(answer.status, path).toBe(status)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
    }
  })
})
