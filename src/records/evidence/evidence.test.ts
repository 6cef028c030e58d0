import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type record, version } from '../../../tests/support/soil.ts'
import {
  amara,
  bashir,
  celia,
  curator,
  fresh,
  made,
  mails,
  page,
  said,
  say,
  stranger,
} from '../../../tests/support/uses.ts'
import type { Visitor } from '../../../tests/support/visitor.ts'
import { db } from '../../base/database/database.ts'

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
