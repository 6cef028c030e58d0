import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../../tests/support/database.ts'
import { password, signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { en, ground, instance, record, take, version } from '../../../tests/support/soil.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { beginDraft, headTyped, sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { Definition } from '../../instruments/definition.ts'
import { importInstrument } from '../../instruments/importing.ts'
import { setSite } from '../../ui/site.ts'

ownDatabase()
ground()
process.env.RATE_LIMIT = '0'
const server = served(openDoors)
const stranger = () => visitor(server)

let made = 0
/** Another record that nobody has said anything of. */
async function fresh(rest: Parameters<typeof record>[1] = {}): Promise<string> {
  const ref = `0000000003${String(++made).padStart(2, '0')}`
  expect((await take(record(ref, rest))).faults).toEqual([])
  return ref
}
const said = (outcome: string, more: Record<string, string> = {}) => ({
  outcome,
  note: `It went so: ${outcome}.`,
  ...more,
})
const say = (who: Visitor, ref: string, more: Record<string, string> = {}, outcome = 'worked') =>
  who.post(`/records/${ref}/uses`, said(outcome, more))
const page = async (ref: string, who = stranger(), lang = 'en') =>
  (await who.get(`/records/${ref}/bunds-1?lang=${lang}`)).html
const mails = async (address: string) =>
  (await db().selectFrom('mail').select(['subject', 'body']).where('address', '=', address).execute()).length

let amara: Visitor
let bashir: Visitor
let celia: Visitor
let curator: Visitor
beforeAll(async () => {
  setSite({ origin: server.origin })
  amara = await signedIn(server, 'Amara')
  bashir = await signedIn(server, 'Bashir')
  celia = await signedIn(server, 'Celia')
  curator = await signedIn(server, 'Curator', 'curator')
}, 60_000)

describe('what somebody says of using a record', () => {
  test('stands on its page at once, what did not work as well as what did', async () => {
    const ref = await fresh()
    expect(await page(ref)).toContain('Nobody but its makers has said how it went')
    const own = await say(amara, ref)
    expect(own.at).toMatch(/^\/uses\/[0-9a-z]{12}$/)
    expect(own.html).toContain('It went so: worked.')
    expect(await page(ref)).toContain('Used once: worked 1, partly 0, did not 0')
    await say(bashir, ref, { place: 'Niger', happened: '2025-06', conditions: 'Steep' }, 'did-not')
    const seen = await page(ref)
    expect(seen).toContain('Used 2 times: worked 1, partly 0, did not 1')
    expect(seen).toContain('It went so: did-not.')
    const list = (await stranger().get(`/records/${ref}/uses`)).html
    expect(list.indexOf('did-not.')).toBeLessThan(list.indexOf('It went so: worked.'))
    expect(list).toContain('June 2025')
    const narrowed = await stranger().get(`/records/${ref}/uses?outcome=worked`)
    expect(narrowed.html).not.toContain('did-not.')
    expect((await stranger().get(`/records/${ref}/uses?place=NE`)).html).not.toContain('so: worked.')
    expect((await stranger().get(`/search?kind=practice`)).status).toBe(200)
  })

  test('is said in two fields; without them the form comes back with what was typed', async () => {
    const ref = await fresh()
    const refused = await amara.post(`/records/${ref}/uses`, {
      note: 'Half of a sentence',
      conditions: 'Dry',
      'what-1': 'Yield',
      'value-1': 'much',
      happened: 'last year',
    })
    expect(refused.status).toBe(422)
    for (const words of ['Half of a sentence', 'Dry', 'Yield', 'much', 'last year'])
      expect(refused.html).toContain(words)
    for (const words of ['Say how it went', 'Give a number', 'Give a year such as 2025'])
      expect(refused.html).toContain(words)
    const nowhere = await say(amara, ref, { place: 'Atlantis' })
    expect(nowhere.status).toBe(422)
    expect(nowhere.html).toContain('value="Atlantis"')
    expect((await say(amara, ref, { happened: '2999-01' })).html).toContain('still to come')
    expect(await page(ref)).toContain('Nobody but its makers')
  })

  test('counts once for each member', async () => {
    const ref = await fresh()
    await say(amara, ref)
    const again = await say(amara, ref, { note: 'Once more, with feeling' }, 'did-not')
    expect(again.status).toBe(422)
    expect(again.html).toContain('You have said how it went with this record')
    expect(again.html).toContain('Once more, with feeling')
    expect(await page(ref)).toContain('Used once: worked 1')
    expect(await page(ref, amara)).toContain('What you said of it')
  })

  test('waits for whoever signs in first', async () => {
    const ref = await fresh()
    expect((await stranger().get(`/records/${ref}/uses/new`)).html).toContain('name="outcome"')
    const kept = await say(stranger(), ref, { note: 'Typed before signing in' })
    expect(kept.status).toBe(403)
    expect(kept.html).toContain('value="Typed before signing in"')
    expect(kept.html).toContain(`action="/records/${ref}/uses"`)
  })

  test('is changed, taken back and brought back by whoever said it, and by nobody else', async () => {
    const ref = await fresh()
    const { at } = await say(amara, ref)
    expect((await bashir.post(`${at}/change`, said('did-not'))).status).toBe(422)
    expect((await bashir.post(`${at}/removal`)).status).toBe(422)
    const changed = await amara.post(
      `${at}/change`,
      said('partly', { 'what-1': 'Millet', 'value-1': '1,5', 'unit-1': 't' }),
    )
    expect(changed.at).toBe(at)
    expect(await page(ref)).toContain('worked 0, partly 1, did not 0')
    expect((await stranger().get(at)).html).toContain('Millet')
    await amara.post(`${at}/removal`)
    expect(await page(ref)).toContain('Nobody but its makers')
    expect((await stranger().get(at)).status).toBe(410)
    expect((await stranger().get(`/api/v1${at}`)).status).toBe(410)
    expect((await amara.get(at)).html).toContain('You took this back')
    await say(amara, ref, {}, 'did-not')
    expect((await amara.post(`${at}/return`)).html).toContain('You have said how it went')
    expect(await page(ref)).toContain('Used once: worked 0, partly 0, did not 1')
  })

  test('goes without a name where they wish, and the form shows what they chose', async () => {
    const ref = await fresh()
    const { at } = await say(amara, ref, { named: 'no' })
    const { html } = await stranger().get(at)
    expect(html).toContain('A member who wishes not to be named')
    expect(html).not.toContain('Amara')
    expect((await stranger().get(`/api/v1${at}`)).html).not.toContain('Amara')
    expect((await amara.get(at)).html).toMatch(/value="no" checked/)
  })
})

test('pictures and papers show what happened, for whom the record is open to', async () => {
  const ref = await fresh()
  const { at } = await say(amara, ref)
  const papers = (words: string, name = 'notes.txt') => {
    const form = new FormData()
    form.append('files', new Blob([words]), name)
    return form
  }
  expect((await bashir.send(`${at}/files`, papers('Not mine'))).status).toBe(403)
  expect((await amara.send(`${at}/files`, new FormData())).status).toBe(422)
  const added = await amara.send(`${at}/files`, papers('Rain on 3 June'))
  expect(added.at).toBe(`${at}/files`)
  const file = /\/files\/[0-9a-z]{12}\/notes\.txt/.exec((await stranger().get(at)).html)![0]
  expect((await stranger().get(file)).html).toBe('Rain on 3 June')
  const removal = /\/uses\/\w+\/files\/\w+\/removal/.exec(added.html)![0]
  expect((await bashir.post(removal)).status).toBe(403)
  const removed = await amara.post(removal)
  expect((await stranger().get(file)).status).toBe(404)
  await amara.post(/\/uses\/\w+\/files\/\w+\/return/.exec(removed.html)![0])
  expect((await stranger().get(file)).status).toBe(200)
  await amara.post(`${at}/removal`)
  expect((await stranger().get(file)).status).toBe(404)
  await amara.post(`${at}/return`)
  await take({ ...record(ref), access: { to: 'members' } })
  expect((await stranger().get(file)).status).toBe(404)
})

describe('who makes or keeps a record', () => {
  test('is told kindly that it is for others to say', async () => {
    const compiler = await signedIn(server, 'Dina')
    const one = version(1, { slope: 'flat' })
    one.content.contributors = [{ role: 'compiler', shown: 'named', name: 'DÍNA' }]
    const ref = await fresh({ versions: [one] })
    const refused = await say(compiler, ref, { note: 'It was splendid' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('for others to say')
    expect(refused.html).toContain('It was splendid')
    const own = await page(ref, compiler)
    expect(own).toContain('how it went is for others to say')
    expect(own).not.toContain('name="outcome"')
  })

  test('is counted no longer from the day they keep it, and is not hidden', async () => {
    const ref = await fresh()
    const { at } = await say(bashir, ref)
    await say(celia, ref, {}, 'partly')
    await curator.post(`/records/${ref}/custodian`, { handle: 'bashir' })
    const asked = /proposals\/(\d+)/.exec((await bashir.get(`/records/${ref}/custodian`)).html)![1]
    await bashir.post(`/records/${ref}/custodian/proposals/${asked}`, { answer: 'yes' })
    const seen = await page(ref)
    expect(seen).toContain('Used once: worked 0, partly 1, did not 0')
    expect(seen).toContain('One more is said by somebody who makes or keeps it')
    expect((await stranger().get(at)).html).toContain('not counted')
    expect(JSON.parse((await stranger().get(`/api/v1${at}`)).html)).toMatchObject({ counts: false })
    await bashir.post(`/records/${ref}/custodian/end`)
    expect(await page(ref)).toContain('Used 2 times: worked 1, partly 1, did not 0')
  })

  test('silences no critic by naming them afterwards; only what a critic takes on counts', async () => {
    const ref = await fresh()
    const { at } = await celia.post('/organisations', { name: 'Critical Ground', kind: 'ngo', place: 'NE' })
    const organisation = at.split('/').at(-1)!
    await celia.post(`${at}/representatives`, { handle: 'celia' })
    await say(bashir, ref, {}, 'did-not')
    await say(celia, ref, { organisation }, 'did-not')
    const naming = version(2, { slope: 'flat' })
    naming.published = '2026-01-02'
    naming.content.contributors.push(
      { role: 'author', shown: 'named', name: 'Bashir' },
      { role: 'author', shown: 'named', name: 'A. Reader', organisation: 'Critical Ground' },
    )
    naming.content.organisations.push('Critical Ground')
    expect(
      (await take(record(ref, { versions: [version(1, { slope: 'flat', depth: 30 }), naming] }))).faults,
    ).toEqual([])
    expect(await page(ref)).toContain('Used 2 times: worked 0, partly 0, did not 2')
    expect((await say(bashir, ref)).html).toContain('for others to say')
    await sql`
      update credit set person = person.thing from version, person
      where version.id = credit.version and version.record = (select id from thing where ref = ${ref})
        and handle = 'bashir' and credit.name = 'Bashir'`.execute(db())
    expect(await page(ref, amara)).toContain('Used once: worked 0, partly 0, did not 1')
  })

  test('is written to once a day at most', async () => {
    const ref = await fresh()
    await curator.post(`/records/${ref}/custodian`, { handle: 'celia' })
    const asked = /proposals\/(\d+)/.exec((await celia.get(`/records/${ref}/custodian`)).html)![1]
    await celia.post(`/records/${ref}/custodian/proposals/${asked}`, { answer: 'yes' })
    const before = await mails('celia@example.net')
    await say(amara, ref)
    expect(await mails('celia@example.net')).toBe(before + 1)
    await say(bashir, ref)
    expect(await mails('celia@example.net')).toBe(before + 1)
    await sql`update use set said = said - interval '25 hours'`.execute(db())
    await say(curator, ref)
    expect(await mails('celia@example.net')).toBe(before + 2)
  })
})

describe('an organisation', () => {
  const start = async (who: Visitor, name: string, handle: string): Promise<string> => {
    const { at } = await who.post('/organisations', { name, kind: 'ngo', place: 'NE' })
    await who.post(`${at}/representatives`, { handle })
    return at.split('/').at(-1)!
  }

  test('counts once, whoever speaks for it, and another who does may change it', async () => {
    const ref = await fresh()
    const slug = await start(amara, 'Land and Water', 'amara')
    await bashir.post(`/organisations/${slug}/members`, { work: '' })
    const belonging = /members\/(\d+)\/member/.exec((await amara.get(`/organisations/${slug}`)).html)![1]
    await amara.post(`/organisations/${slug}/members/${belonging}/member`)
    expect((await say(bashir, ref, { organisation: slug })).html).toContain('You do not speak for this')
    await amara.post(`/organisations/${slug}/representatives`, { handle: 'bashir' })
    const { at } = await say(amara, ref, { organisation: slug })
    const second = await say(bashir, ref, { organisation: slug })
    expect(second.status).toBe(422)
    expect(second.html).toContain('It is said already for this organisation')
    expect((await celia.post(`${at}/change`, said('did-not'))).status).toBe(422)
    expect((await bashir.post(`${at}/change`, said('did-not'))).at).toBe(at)
    await say(bashir, ref)
    expect(await page(ref)).toContain('Used 2 times: worked 1, partly 0, did not 1')
    const list = (await stranger().get(`/records/${ref}/uses`)).html
    expect(list).toContain('One organisation is among them')
    expect(list).toContain('Land and Water')
  })

  test('that made the record does not judge it; whoever speaks for it may for themselves', async () => {
    const ref = await fresh()
    const slug = await start(celia, 'Désk', 'celia')
    const refused = await say(celia, ref, { organisation: slug })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('This organisation is among those who made the record')
    expect((await say(celia, ref)).status).toBe(200)
  })

  test('takes a record up, which others say and it confirms', async () => {
    const ref = await fresh()
    const given = { institution: 'Land and Water', form: 'manual', level: 'national', year: '2025' }
    expect((await celia.post(`/records/${ref}/adoptions`, { ...given, year: 'now' })).status).toBe(422)
    const { html } = await celia.post(`/records/${ref}/adoptions`, given)
    expect(html).toContain('Said by Celia, not confirmed yet')
    expect((await celia.post(`/records/${ref}/adoptions`, given)).html).toContain('said already')
    const id = /adoptions\/(\d+)\/end/.exec(html)![1]
    const of = `/records/${ref}/adoptions/${id}`
    expect((await celia.post(`${of}/confirmation`)).status).toBe(403)
    expect((await amara.post(`${of}/confirmation`)).html).toContain('They say so themselves')
    const seen = await page(ref)
    expect(seen).toContain('Extension manual · 2025')
    expect(seen).toContain('National')
    expect((await curator.post(`${of}/end`)).status).toBe(200)
    expect(await page(ref)).not.toContain('Extension manual · 2025')
    const elsewhere = {
      ...given,
      institution: 'School of the Steppe',
      form: 'curriculum',
      link: 'https://a.example',
    }
    expect((await curator.post(`/records/${ref}/adoptions`, elsewhere)).html).toContain(
      'Said by Curator, and confirmed',
    )
  })
})

test('a curator keeps something out of sight, with a reason that whoever said it reads', async () => {
  const ref = await fresh()
  const { at } = await say(amara, ref, { note: 'Names somebody who never agreed' })
  expect((await bashir.post(`${at}/hiding`, { why: 'No' })).status).toBe(422)
  expect((await curator.post(`${at}/hiding`, { why: ' ' })).html).toContain('Say why')
  const before = await mails('amara@example.net')
  expect((await curator.post(`${at}/hiding`, { why: 'It names a land user' })).html).toContain(
    'Let it be seen',
  )
  expect(await mails('amara@example.net')).toBe(before + 1)
  expect(await page(ref)).toContain('Nobody but its makers')
  expect((await stranger().get(at)).status).toBe(410)
  expect((await stranger().get(`/records/${ref}/uses`)).html).not.toContain('never agreed')
  expect((await amara.get(at)).html).toContain('It names a land user')
  expect((await amara.post(`${at}/removal`)).status).toBe(422)
  const { rows } = await sql<{ who: string }>`
    select verb as who from audit where details ->> 'use' = ${at.split('/')[2]} order by id`.execute(db())
  expect(rows.map(({ who }) => who)).toEqual(['use.said', 'use.hidden'])
  await curator.post(`${at}/hiding/end`)
  expect(await page(ref)).toContain('Used once: worked 1')
})

test('what is said is counted in the words of French and Arabic', async () => {
  const ref = await fresh()
  await say(amara, ref)
  expect(await page(ref, stranger(), 'fr')).toContain('Utilisé une fois')
  await say(bashir, ref)
  expect(await page(ref, stranger(), 'fr')).toContain('Utilisé 2 fois')
  expect(await page(ref, stranger(), 'ar')).toContain('استُعمل مرتين')
  await say(celia, ref)
  expect(await page(ref, stranger(), 'ar')).toContain('استُعمل 3 مرات')
})

test('a list of many has pages, and the API goes through all of them', async () => {
  const ref = await fresh()
  await say(amara, ref, {}, 'did-not')
  await sql`
    with place_for as (select generate_series(1, 45) as n),
      theirs as (insert into thing (ref, kind, circle, state, origin)
        select '00000000a0' || lpad(n::text, 2, '0'), 'organisation', 1, 'published', 'x' from place_for returning id, ref),
      made as (insert into organisation (thing, slug, kind, name) select id, ref, 'ngo', '{"original": "en", "texts": {"en": "Office"}}' from theirs returning thing),
      things as (insert into thing (ref, kind, circle, state, origin)
        select '00000000b0' || lpad(n::text, 2, '0'), 'use', 1, 'published', 'x' from place_for returning id, ref)
    insert into use (thing, record, person, named, organisation, outcome, note)
    select things.id, (select id from thing where ref = ${ref}), (select thing from person where handle = 'bashir'), true, theirs.id, 'worked',
      jsonb_build_object('original', 'en', 'texts', jsonb_build_object('en', 'Said ' || things.ref || '.'))
    from things join theirs on right(theirs.ref, 2) = right(things.ref, 2)`.execute(db())
  const first = await stranger().get(`/records/${ref}/uses`)
  expect(first.html).toContain('1–20 of 46')
  const third = await stranger().get(`/records/${ref}/uses?page=3`)
  expect(third.html).toContain('41–46 of 46')
  const refs: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer = await stranger().get(
      `/api/v1/records/${ref}/uses?limit=20${cursor && `&cursor=${cursor}`}`,
    )
    const list = JSON.parse(answer.html)
    expect(list.total).toBe(46)
    refs.push(...list.items.map((one: { ref: string }) => one.ref))
    cursor = list.next
  }
  expect(new Set(refs).size).toBe(46)
  expect((await stranger().get(`/api/v1/records/${ref}/uses?outcome=well`)).status).toBe(400)
  const few = JSON.parse((await stranger().get(`/api/v1/records/${ref}/uses?outcome=did-not`)).html)
  expect(few).toMatchObject({ total: 1, items: [{ outcome: 'did-not', by: 'Amara', counts: true }] })
})

test('variants stand together, by way of what one may see only', async () => {
  const adapting = (of: string, rest: Parameters<typeof record>[1] = {}) => {
    const one = version(1, { slope: 'flat' })
    one.content.title = { original: 'en', texts: { en: `Variant ${made + 1}` } }
    one.content.links = [{ rel: 'adapts', to: of }]
    return fresh({ versions: [one], ...rest })
  }
  const first = await fresh()
  const second = await adapting(first)
  const secondTitle = `Variant ${made}`
  const closed = await adapting(second, { access: { to: 'members' } })
  const closedTitle = `Variant ${made}`
  await adapting(closed)
  const beyond = `Variant ${made}`
  await say(amara, second, {}, 'did-not')
  const seen = (await stranger().get(`/records/${first}/variants`)).html
  expect(seen).toContain(secondTitle)
  expect(seen).toContain('worked 0, partly 0, did not 1')
  expect(seen).not.toContain(closedTitle)
  expect(seen).not.toContain(beyond)
  const whole = (await amara.get(`/records/${first}/variants`)).html
  for (const title of [secondTitle, closedTitle, beyond]) expect(whole).toContain(title)
  const page1 = await page(first)
  expect(page1).toContain(secondTitle)
  expect(page1).toContain('worked 0, partly 0, did not 1')
  expect(await page(first, amara)).toContain(`/write?adapts=${first}`)
})

test('an adaptation says what was changed and what failed, by page, by program and as it travels', async () => {
  await importInstrument(
    instance,
    Definition.parse({
      format: 'baobab-instrument/1',
      slug: 'tale',
      edition: '1',
      title: { en: 'Tale' },
      languages: ['en'],
      makes: 'story',
      lists: {},
      review: 'none',
      sections: [
        {
          id: 's',
          title: { en: 'Told' },
          groups: [{ id: 'told', questions: [{ id: 'so', type: 'longtext', label: { en: 'So' } }] }],
        },
      ],
    }),
  )
  const asks = 'What did you change, and why?'
  const alone = await beginDraft(amara, 'tale')
  expect((await amara.get(`${alone}/essentials`)).html).not.toContain(asks)
  const first = await fresh()
  const draft = await beginDraft(amara, 'tale', { adapts: first })
  const form = await amara.get(`${draft}/essentials`)
  expect(form.html).toContain(asks)
  const failed = '@record/only/failed/en'
  await sendForm(amara, form, {
    ...headTyped('Grass instead'),
    [failed]: 'Planted too early, half of it died.',
  })
  const early = await amara.post(`${draft}/publication`)
  expect(early.status).toBe(422)
  expect(early.html).toContain(asks)
  const again = await amara.get(`${draft}/essentials`)
  await sendForm(amara, again, { '@record/only/changed/en': 'Grass, for stones are far.' })
  const { at } = await amara.post(`${draft}/publication`)
  expect(at).toContain('/grass-instead')
  for (const seen of [at, `/records/${first}/variants`, `/records/${first}`]) {
    const { html } = await stranger().get(seen)
    expect(html, seen).toContain('Grass, for stones are far.')
    expect(html, seen).toContain('Planted too early, half of it died.')
  }
  const ref = at.split('/')[2]!
  const travels = async () => JSON.parse((await stranger().get(`/api/v1/records/${ref}`)).html)
  const link = { rel: 'adapts', to: first, changed: en('Grass, for stones are far.') }
  const whole = await travels()
  expect(whole.versions[0].content.links).toEqual([
    { ...link, failed: en('Planted too early, half of it died.') },
  ])
  expect(await take(whole)).toMatchObject({ changed: 0, unchanged: 1, faults: [] })
  const shown = await amara.post('/account/tokens', { name: 'A program', days: '30', may: 'write' })
  const token = /baobab_[\w-]{43}/.exec(shown.html)![0]
  const call = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    return answer.json()
  }
  const [words] = [
    { path: '@record/only/changed', source: 'Grass, for stones are far.', words: 'De l’herbe.' },
  ]
  await call('PUT', `/records/${ref}/translations/fr`, { texts: [words] })
  for (const seen of [at, `/records/${first}/variants`])
    expect((await stranger().get(`${seen}?lang=fr`)).html, seen).toContain('De l’herbe.')
  const next = (await call('POST', `/records/${ref}/changes`)).ref
  expect((await call('GET', `/drafts/${next}`)).head).toMatchObject({ changed: link.changed.texts })
  await call('PATCH', `/drafts/${next}/answers`, { since: 0, changes: [{ path: failed, value: null }] })
  await call('POST', `/drafts/${next}/publication`, {})
  expect((await travels()).versions[1].content.links).toEqual([link])
  const nowhere = await call('PATCH', `${alone}/answers`, { changes: [{ path: failed, value: 'No' }] })
  expect(nowhere.outcomes[0].outcome).toBe('refused')
  const citing = version(1, { slope: 'flat' })
  citing.content.links = [{ rel: 'cites', to: first, changed: en('Nothing') }]
  const { faults } = await take(record('0000000003zz', { versions: [citing] }))
  expect(faults[0]!.message).toContain('Only a link that adapts')
})

test('a record that is closed takes along what is said of it, wherever that stands', async () => {
  const ref = await fresh()
  const { at } = await say(amara, ref, { note: 'A word of use: kestrel' })
  expect((await stranger().get(at)).html).toContain('kestrel')
  expect((await stranger().get('/sitemap/0.xml')).html).toContain(at)
  const open = record(ref)
  await take({ ...open, access: { to: 'members' } })
  for (const address of [
    at,
    `/api/v1${at}`,
    `/records/${ref}/uses`,
    `/api/v1/records/${ref}/uses`,
    `/records/${ref}/variants`,
  ]) {
    const seen = await stranger().get(address)
    expect(seen.status, address).toBe(404)
    expect(seen.html).not.toContain('kestrel')
  }
  expect((await stranger().get('/sitemap/0.xml')).html).not.toContain(at)
  expect((await bashir.get(at)).html).toContain('kestrel')
  expect((await stranger().get(`/records/${ref}`)).status).toBe(404)
})

test('what somebody said goes with their export, and stays without a name when they leave so', async () => {
  const leaver = await signedIn(server, 'Ferenc')
  const ref = await fresh()
  const { at } = await say(leaver, ref, { note: 'Mine to keep' })
  await leaver.post(`/records/${ref}/adoptions`, { institution: 'A school', form: 'plan', level: 'local' })
  expect((await stranger().get(at)).html).toContain('Ferenc')
  expect(JSON.parse((await leaver.get('/account/export')).html)).toMatchObject({
    uses: [{ record: ref, outcome: 'worked', note: { texts: { en: 'Mine to keep' } } }],
    adoptions: [{ record: ref, institution: 'A school' }],
  })
  expect((await leaver.post('/account/deletion', { password, credit: 'unnamed' })).status).toBe(200)
  const { html } = await stranger().get(at)
  expect(html).toContain('Mine to keep')
  expect(html).not.toContain('Ferenc')
  expect((await stranger().get(`/records/${ref}/uses`)).html).not.toContain('Ferenc')
  expect(await page(ref)).toContain('Used once: worked 1')
})
