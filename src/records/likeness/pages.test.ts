import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { demo } from '../../../tests/support/addresses.ts'
import { canary, neighbour, privateRecords } from '../../../tests/support/canaries.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { createApp } from '../../app.ts'
import { atomically, countingQueries, db } from '../../base/database/database.ts'
import { migrations } from '../../base/database/migrate.ts'
import { asReader, reader } from '../../base/i18n/reader.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { stranger, system } from '../../base/viewer.ts'
import { definitionOf } from '../../instruments/editions.ts'
import { facetsOf } from '../../instruments/facets.ts'
import { reactions } from '../../reactions.ts'
import { exportRecord } from '../exporting.ts'
import { importRecords } from '../importing.ts'
import type { Travelling } from '../interchange.ts'
import { recordFor } from '../reading.ts'
import { duplicateWords } from '../review/names.ts'
import { askedIn } from './address.ts'
import { duplicatesOf } from './duplicates.ts'
import { conditionsLike } from './finding.ts'

demoDatabase()
const us = system('test')
const app = createApp()
const ask = (path: string, lang = 'en') =>
  app.request(path, { headers: { accept: 'text/html', 'accept-language': lang } })
const page = async (path: string, lang?: string) => (await ask(path, lang)).text()
const find = (query: string) => conditionsLike(stranger, askedIn(new URLSearchParams(query)))
const titles = (html: string): string[] =>
  [...html.matchAll(/class="whole" href="([^"]+)"/g)].map(([, href]) => href!)

const niger = 'place=NE'
const semiarid = 'c.tech_qg_55%2Ftech_agroclimatic_zone=tech_agroclimatic_zone_semiarid'
const gentle = 'c.tech_qg_56%2Ftech_slopes=tech_slopes_gentle'
const practice = demo.practice.split('/')[2]!

describe('the page', () => {
  test('asks where it is first, then what tells most, and leaves everything open', async () => {
    const html = await page('/conditions')
    const fields = [...html.matchAll(/name="(place|c\.[^"]+)"/g)].map(([, name]) => name)
    expect(fields[0]).toBe('place')
    expect(fields.slice(1, 5).every((name) => name!.startsWith('c.tech_qg_'))).toBe(true)
    expect(fields).toContain('c.site/connectivity')
    expect(new Set(fields).size).toBe(fields.length)
    expect(html.match(/<option value="" selected[^>]*>I do not know/g)!.length).toBeGreaterThan(20)
    expect(html).toMatch(/semi-arid \(\d+\)/)
  })

  test('is led to from the first page, and from a record with its conditions', async () => {
    expect(await page('/')).toContain('href="/conditions"')
    expect(await page(demo.practice)).toContain(`href="/conditions?like=${practice}"`)
  })

  test('shows what is most like what was said, and why', async () => {
    const html = await page(`/conditions?${niger}&${semiarid}&${gentle}`)
    const [first] = html.split('</article>')
    expect(first).toMatch(/9\d% alike/)
    expect(first).toContain('Climate zone: semi-arid')
    expect(html).toContain('Nobody has said yet how it went.')
    expect(html).toMatch(/Slope: [^<]*\(you: gentle/)
    expect(html).toContain('Not stated')
  })

  test('leaves the fields that were left empty out of the address', async () => {
    const answer = await ask('/conditions?place=ne&c.site/power=&c.x=&kind=')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/conditions?place=NE'])
  })

  test('tells what it does not know and keeps the rest', async () => {
    const html = await page(
      `/conditions?place=XY&c.nothing=x&${semiarid}&c.tech_qg_56/tech_slopes=no&like=zz`,
    )
    for (const words of ['“XY”', '“nothing”', '“no”', '“zz”']) expect(html).toContain(words)
    expect(html).toContain('Climate zone: semi-arid')
    expect(titles(html).length).toBeGreaterThan(3)
    expect(
      (
        await ask(
          `/conditions?${'c.a=x&'.repeat(1)}${Array.from({ length: 61 }, (_, i) => `c.q${i}=1`).join('&')}`,
        )
      ).status,
    ).toBe(422)
  })

  test('has a next step where nothing fits', async () => {
    const html = await page(`/conditions?kind=dataset&place=KI`)
    expect(html).toContain('href="/people?place=KI"')
    expect(html).toContain('href="/conditions?place=KI"')
  })

  test('has one order over its pages, with nothing twice', async () => {
    const whole = await conditionsLike(stranger, askedIn(new URLSearchParams(`${niger}&all=1`)), {
      limit: 1_000,
      offset: 0,
    })
    const paged = [
      ...titles(await page(`/conditions?${niger}&all=1`)),
      ...titles(await page(`/conditions?${niger}&all=1&page=2`)),
    ]
    expect(whole.results.length).toBeGreaterThan(20)
    expect(paged).toEqual(whole.results.slice(0, 24).map(({ card }) => card.href))
    const beyond = await ask(`/conditions?${niger}&page=900`)
    expect(beyond.status).toBe(302)
  })

  test('is in Arabic from end to end', async () => {
    const html = (await page(`/conditions?${niger}&${semiarid}&${gentle}`, 'ar')).replace(/^[\s\S]*<main/, '')
    expect(html).toContain('النيجر')
    expect(html).toContain('مثله')
    expect(html).not.toMatch(/alike|Same|Near|You said/)
  })

  test('asks the database eight times at most', async () => {
    for (const path of ['/conditions', `/conditions?${niger}&${semiarid}`, `/conditions?like=${practice}`]) {
      const { queries } = await countingQueries(() => page(path))
      expect(queries, path).toBeLessThanOrEqual(8)
    }
  })
})

describe('what is found', () => {
  test('starting from a record are others, and by its answers the record itself', async () => {
    const others = await find(`like=${practice}&sort=likeness`)
    expect(others.described.length).toBeGreaterThan(10)
    expect(others.results.map(({ card }) => card.ref)).not.toContain(practice)
    const mine = await conditionsLike(stranger, { ...others.asked, answers: others.answers, like: undefined })
    expect(mine.results[0]!.card.ref).toBe(practice)
    expect(mine.results[0]!.ranked.likeness).toBeCloseTo(1, 9)
    expect(mine.results[0]!.reasons.every(({ how }) => how === 'same')).toBe(true)
  })

  test('is the same in whatever order one answers', async () => {
    const of = async (query: string) =>
      (await find(query)).results.map(({ card, ranked }) => [card.ref, ranked.likeness])
    expect(await of([niger, semiarid, gentle].join('&'))).toEqual(
      await of([gentle, niger, semiarid].join('&')),
    )
  })

  test('is a practice, tool, method or dataset, or what one asks for', async () => {
    const kinds = new Set((await find(`${niger}&all=1`)).results.map(({ card }) => card.kindName))
    expect(
      [...kinds].every((kind) => ['practice', 'tool', 'method', 'dataset'].includes(kind.toLowerCase())),
    ).toBe(true)
    const stories = await find(`${niger}&kind=story&all=1`)
    expect(stories.results.length).toBeGreaterThan(0)
  })

  test('is borne out by what was said of it', async () => {
    const { results } = await find('place=001&sort=evidence&all=1')
    const [first] = results
    expect(first!.ranked.worked).toBeGreaterThan(1)
    expect(first!.card.tried).toMatchObject({ worked: first!.ranked.worked, didNot: first!.ranked.didNot })
    const strengths = results.map(({ ranked }) => ranked.strength)
    expect(strengths).toEqual(strengths.toSorted((a, b) => b - a))
    const untried = results.find(({ card }) => card.reviewed && !card.tried)
    expect(untried?.ranked.strength ?? 0).toBeLessThan(first!.ranked.strength)
  })

  test('comes from several questionnaires that ask the same', async () => {
    const { groups, described, counts } = await find('c.situation/level=local')
    expect(described[0]!.condition.slots.size).toBeGreaterThan(2)
    expect(counts.length).toBeGreaterThan(2)
    expect(groups.flatMap(({ questions }) => questions).length).toBeGreaterThan(20)
  })

  test('never comes from what is closed, nor do closed records weigh', async () => {
    const query = 'place=TF&c.scene/who_was_there=farmers&kind=story&all=1'
    await importRecords(us, [{ place: 'neighbour', json: neighbour }])
    const before = await page(`/conditions?${query}`)
    await importRecords(
      us,
      privateRecords.map((json, i) => ({ place: `private ${i}`, json })),
    )
    expect(await page(`/conditions?${query}`)).toBe(before)
    expect(before).not.toContain(canary)
    expect(before).toContain(neighbour.ref)
    const asked = askedIn(new URLSearchParams(query))
    const everything = await conditionsLike(us, asked)
    expect(everything.stating).toBeGreaterThan((await conditionsLike(stranger, asked)).stating)
    for (const { ref } of privateRecords) expect((await find(`like=${ref}`)).leftOut).toHaveLength(1)
  })

  test('follows what the newest version says, and leaves with the record', async () => {
    const one = (await exportRecord(us, 'c7208bd5t96n')) as Travelling
    const asked = `place=KI&kind=${one.kind}`
    expect((await find(asked)).results.map(({ card }) => card.ref)).not.toContain(one.ref)
    const [last] = one.versions.slice(-1)
    const next = { ...last!, number: last!.number + 1, content: { ...last!.content, places: ['KI'] } }
    await importRecords(us, [{ place: 'moved', json: { ...one, versions: [...one.versions, next] } }])
    expect((await find(asked)).results.map(({ card }) => card.ref)).toContain(one.ref)
    const gone = { ...one, versions: [...one.versions, next], state: 'withdrawn' }
    await importRecords(us, [{ place: 'gone', json: gone }])
    expect((await find(asked)).results.map(({ card }) => card.ref)).not.toContain(one.ref)
  })
})

describe('for programs', () => {
  const json = async (path: string) => (await ask(path)).json()

  test('the conditions there are, and what is like them', async () => {
    const { items, total } = await json('/api/v1/conditions')
    expect((await json('/api/v1/conditions?kind=tool')).total).toBeLessThan(total)
    const slope = items.find((one: { key: string }) => one.key === 'tech_qg_56/tech_slopes')
    expect(slope).toMatchObject({ type: 'codes', slots: { 'slm-practice': 'tech_qg_56/tech_slopes' } })
    expect(slope.records).toBeGreaterThan(5)
    const found = await json(
      '/api/v1/likeness?place=NE&answer=tech_qg_56/tech_slopes=tech_slopes_gentle&limit=3',
    )
    expect(found.items).toHaveLength(3)
    expect(found.items[0]).toMatchObject({
      evidence: { worked: expect.any(Number), reviewed: expect.any(Boolean) },
      reasons: expect.arrayContaining([expect.objectContaining({ key: 'place', how: 'same' })]),
    })
    const next = await json(
      `/api/v1/likeness?place=NE&answer=tech_qg_56/tech_slopes=tech_slopes_gentle&limit=3&cursor=${found.next}`,
    )
    expect(next.items[0].ref).not.toBe(found.items[0].ref)
  })

  test.each(['place=XY', 'answer=x', 'answer=x=y', 'like=zz', 'sort=size', 'colour=red'])(
    'asked with %s it refuses in plain words',
    async (query) => expect((await ask(`/api/v1/likeness?${query}`)).status).toBe(400),
  )
})

test('records published before are found as those after', async () => {
  const stated = async () => {
    const { rows } = await sql<{ said: string }>`
      select concat_ws(' ', ref, instrument, slot, codes) as said from context_stated join context_answer on id = answer
      join thing on thing.id = thing order by 1`.execute(db())
    return rows.map(({ said }) => said)
  }
  const now = await stated()
  expect(now.length).toBeGreaterThan(300)
  const migration = migrations().find(({ name }) => name.endsWith('_likeness.sql'))!.sql
  await atomically(async () => {
    await sql`delete from context_stated`.execute(db())
    await sql`delete from context_answer`.execute(db())
    for (const statement of migration.slice(migration.indexOf('create temporary table')).split(/;\n/))
      if (statement.trim()) await sql.raw(statement).execute(db())
  })
  expect(await stated()).toEqual(now)
})

test('a copy with another name is taken for the same before a record of the same name elsewhere', async () => {
  const one = await recordFor(us, practice)
  const definition = await definitionOf(one.editionId)
  const called = { original: 'fr', texts: { fr: 'Le mur de Binta contre le ruissellement' } }
  const namesake = await exportRecord(us, '6mp6wj1v4pcz')
  const [last] = namesake.versions.splice(-1)
  const content = { ...last!.content, title: called, places: ['PE'], links: [], files: [] }
  const json = { ...namesake, ref: 'n4me5ake0000', files: [], versions: [{ ...last!, number: 1, content }] }
  expect((await importRecords(us, [{ place: 'x', json }])).faults).toEqual([])
  await drain(reactions)
  const asked = {
    ...one,
    thing: 0,
    context: definition.context ?? [],
    facets: facetsOf(definition, one.content.answers),
    places: one.content.places,
    title: called,
    summary: one.content.summary,
  }
  const { result, queries } = await countingQueries(() => duplicatesOf(us, definition, asked))
  expect(queries).toBeLessThanOrEqual(7)
  expect(result.map(({ card }) => card.ref).slice(0, 2)).toEqual([practice, 'n4me5ake0000'])
  const [copy, other] = result.map((found) =>
    asReader({ ...reader(), lang: 'en' }, () => duplicateWords(found)),
  )
  expect(await copy).toMatch(
    /nearly the same summary, 100% of its conditions, the same questionnaire, the same place/,
  )
  expect(await other).toMatch(/nearly the same title, .*but about another place/)
  // The record itself, and what is about something else, is not told.
  const own = await duplicatesOf(us, definition, { ...asked, thing: one.thing })
  expect(own.map(({ card }) => card.ref)).not.toContain(practice)
})
