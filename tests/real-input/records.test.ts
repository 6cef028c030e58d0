import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { db } from '../../src/base/database/database.ts'
import { drain } from '../../src/base/outbox/dispatch.ts'
import { stranger, system } from '../../src/base/viewer.ts'
import { definitionOf } from '../../src/instruments/editions.ts'
import { importInstrumentFile } from '../../src/instruments/importing.ts'
import { answersIn, type ReadAnswer, readAnswers } from '../../src/instruments/reading.ts'
import type { Value } from '../../src/instruments/values.ts'
import { inWords } from '../../src/instruments/words.ts'
import { reactions } from '../../src/reactions.ts'
import { exportRecord } from '../../src/records/exporting.ts'
import { importRecordFile, importRecords } from '../../src/records/importing.ts'
import { askedIn } from '../../src/records/likeness/address.ts'
import { conditionsLike } from '../../src/records/likeness/finding.ts'
import { recordFor } from '../../src/records/reading.ts'
import { importVocabularyFile } from '../../src/vocabularies/importing.ts'
import { barriers } from '../support/axe.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'
import { signedIn } from '../support/member.ts'
import { overflowing } from '../support/overflow.ts'
import { describeOnRealInput, realInput } from '../support/real-input.ts'
import { budget, visits } from '../support/wire.ts'
import { sendForm } from '../support/writing.ts'

const us = system('test')
const file = (path: string) => ({ name: path, bytes: readFileSync(realInput(path)) })
const practice = 'slm/technology-armenia-pile-walls.2018.json'

describeOnRealInput('a commons with what others made', () => {
  const database = demoDatabase()
  const window = browserWindow(database)
  let ref = ''
  let address = ''

  beforeAll(async () => {
    for (const name of ['technologies', 'technologies-2015', 'approaches'])
      expect(await importInstrumentFile(us, file(`slm/slm-${name}.json`))).toMatchObject({ faults: [] })
    for (const module of ['cca', 'cbp', 'unccd', 'watershed'])
      expect(await importInstrumentFile(us, file(`slm/slm-module-${module}.json`))).toEqual({
        made: 1,
        changed: 0,
        unchanged: 0,
        faults: [],
      })
    for (const [name, topics] of [
      ['agrovoc-subset.json', 614],
      ['unccd-prais4-glossary.json', 212],
    ] as const)
      expect(await importVocabularyFile(us, file(`thesaurus/${name}`))).toMatchObject({
        made: topics,
        faults: [],
      })
    const report = await importRecordFile(us, file(practice))
    expect(report).toMatchObject({ made: 1, changed: 0, unchanged: 0 })
    // Two numbers in the register this comes from, whose names are not in the file.
    expect(report.faults.map(({ place }) => place)).toEqual([
      `${practice}, qg_funding_project row 1, funding_project`,
      `${practice}, qg_funding_institution row 1, funding_institution`,
    ])
    await drain(reactions)
    const page = await window.open('/search?q=wooden+pile+walls')
    address = (await page.locator('main a[href*="slope-erosion-control"]').first().getAttribute('href'))!
    ref = address.split('/')[2]!
    await page.context().close()
  })

  test('the practice is found by its words, its place and its questionnaire', async () => {
    const page = await window.open(address)
    expect(await page.locator('h1').innerText()).toBe('Slope erosion control using wooden pile walls')
    expect(await page.locator('main').innerText()).toContain('Armenia')
    for (const path of ['/places/AM', '/search?instrument=slm-technologies&place=AM']) {
      await page.goto(window.origin + path)
      expect(await page.locator(`main a[href="${address}"]`).count(), path).toBeGreaterThan(0)
    }
  })

  test('its page shows every answer', async () => {
    const record = await recordFor(stranger, ref)
    const { sections } = readAnswers(await definitionOf(record.editionId), record.content.answers, 'en')
    const answers = answersIn(sections)
    expect(answers.length).toBeGreaterThan(300)
    const page = await window.open(address)
    const shown = plain((await page.locator('body').textContent())!)
    const lost = answers.filter((answer) => !partsOf(answer).every((part) => shown.includes(plain(part))))
    expect(lost.map(({ slot, value }) => `${slot}: ${inWords(value)}`)).toEqual([])
  })

  test('it goes out and comes back without a difference, here and by the API', async () => {
    const exported = await exportRecord(us, ref)
    expect(await importRecords(us, [{ place: 'exported', json: exported }])).toEqual({
      made: 0,
      changed: 0,
      unchanged: 1,
      faults: [],
    })
    const answer = await fetch(`${window.origin}/api/v1/records/${ref}`)
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(exported)))
    expect(await importRecordFile(us, file(practice))).toMatchObject({ made: 0, changed: 0, unchanged: 1 })
  })

  test('by what it says of its conditions it is found before what the demo holds, which asks the same', async () => {
    const asked = askedIn(new URLSearchParams(`like=${ref}`))
    const others = await conditionsLike(stranger, asked)
    expect(others.described.length).toBeGreaterThan(8)
    expect(
      others.results.some(({ reasons }) =>
        reasons.some(({ condition, how }) => condition.slots.has('slm-practice') && how === 'same'),
      ),
    ).toBe(true)
    const { results } = await conditionsLike(stranger, { ...asked, like: undefined, answers: others.answers })
    expect(results[0]!.card.ref).toBe(ref)
    expect(results[0]!.ranked.likeness).toBeCloseTo(1, 9)
  })

  test('changed in a browser at one place, it goes out again with that one difference', async () => {
    const curator = await signedIn(window, 'Curator', 'curator')
    const { at: draft, html } = await curator.post(`/records/${ref}/changes`)
    const pages = new Set(
      [...html.matchAll(/href="(\/drafts\/[^"]+\/sections\/[^"]+)"/g)].map(([, to]) => to!),
    )
    expect(pages.size).toBeGreaterThan(40)
    let spoken: { path: string; name: string } | undefined
    for (const path of [`${draft}/essentials`, ...pages]) {
      const drawn = await curator.get(path)
      const [, name] = /<textarea[^>]* name="([^"]+)"[^>]*>\w{8}/.exec(drawn.html) ?? []
      if (name) spoken ??= { path, name }
      expect((await sendForm(curator, drawn)).status, path).toBe(200)
    }
    expect((await curator.post(`${draft}/correction`)).status).toBe(422)

    const before = await exportRecord(us, ref)
    const page = await window.open('/about')
    await page
      .context()
      .addCookies([...curator.cookies].map(([name, value]) => ({ name, value, url: window.origin })))
    await page.goto(window.origin + spoken!.path)
    const words = page.locator(`textarea[name="${spoken!.name}"]`)
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/answers'))
    await words.fill(`${await words.inputValue()} Seen again.`)
    await words.blur()
    expect((await saved).status()).toBe(200)
    await page.goto(`${window.origin}${draft}/checks`)
    await page.locator('details:has(form[action$="/correction"]) > summary').click()
    await page.locator('form[action$="/correction"] button').click()
    await page.waitForURL('**/records/**')

    const after = await exportRecord(us, ref)
    const [was, is] = [before, after].map(({ versions }) => versions.at(-1)!)
    const told = leaves(was!.content)
    const differences = [...leaves(is!.content)].filter(([path, value]) => told.get(path) !== value)
    expect(differences).toEqual([[differences[0]![0], `${told.get(differences[0]![0])} Seen again.`]])
    expect(leaves(is!.content).size).toBe(told.size)
    expect(after.versions.slice(0, -1)).toEqual(before.versions)
  })

  test('its page says nothing that is of use to nobody: no number of a register, no name of a file', async () => {
    const page = await window.open(address)
    const words = await page.locator('main').innerText()
    expect(words).not.toMatch(/№|1049|cda41c19|Unported/)
    expect(words).toContain('CC-BY-NC-SA-3.0')
  })

  test('a land user in it stays unnamed and their place coarse, unless the file says that they agreed', async () => {
    const json = JSON.parse(readFileSync(realInput(practice), 'utf8'))
    json.source.path = 'another'
    json.data.tech_qg_184[0].user_resourceperson_type = 'resourceperson_landuser'
    const given = (rest: object) => ({
      name: 'land-user.json',
      bytes: Buffer.from(JSON.stringify({ ...json, ...rest })),
    })
    const { made, faults } = await importRecordFile(us, given({}))
    expect(made).toBe(1)
    expect(faults.map(({ place }) => place)).toEqual(
      expect.arrayContaining([
        'land-user.json, tech_qg_184[0]',
        'land-user.json, version 1, qg_location_map row 1, location_map',
      ]),
    )
    const { rows } = await sql<{ ref: string }>`
      select ref from thing where kind = 'record' order by id desc limit 1`.execute(db())
    const kept = JSON.stringify(await exportRecord(us, rows[0]!.ref))
    expect(kept).not.toMatch(/Mnatsyan|Aghasi|44\.38|40\.60/)
    expect(kept).toContain('Khachatryan')
    const source = { ...json.source, path: 'a third' }
    await importRecordFile(us, given({ landUsersAgreed: true, source }))
    const agreed = await sql<{
      name: string
    }>`select name from credit where role = 'land-user' and name is not null
      and version = (select max(id) from version)`.execute(db())
    expect(agreed.rows).toEqual([{ name: 'Aghasi Mnatsyan' }])
  })

  test('its page keeps the budget of every page, and has no barrier', async () => {
    expect(await visits(window, address)).toEqual(budget)
    const page = await window.open(address)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await barriers(page)).toEqual([])
    }
    await expectNarrow(page)
  })

  test.each([
    '/instruments/slm-technologies',
    '/instruments/slm-technologies/tech__5',
    '/instruments/slm-technologies?edition=2015',
    '/instruments/slm-module-unccd',
    '/vocabularies/agrovoc',
    '/vocabularies/agrovoc?view=alphabet',
    '/vocabularies/unccd-prais4-glossary',
    '/topics/erosion',
  ])('%s keeps them too', async (path) => {
    expect(await visits(window, path)).toEqual(budget)
    for (const locale of ['en', 'ar']) {
      const page = await window.open(path, { locale })
      expect(await barriers(page)).toEqual([])
      await expectNarrow(page)
    }
  })
})

const expectNarrow = async (page: Page): Promise<void> => {
  await page.setViewportSize({ width: 320, height: 568 })
  expect(await overflowing(page)).toEqual([])
}

/** Everything that is said in it, by the way to it. */
const leaves = (of: unknown, path = ''): Map<string, unknown> =>
  of !== null && typeof of === 'object'
    ? new Map(Object.entries(of).flatMap(([key, value]) => [...leaves(value, `${path}/${key}`)]))
    : new Map([[path, of]])

/** Letters and digits in a row, so that neither markup nor typesetting hides that words are there. */
const plain = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** What must stand on the page for an answer to be read there. */
function partsOf({ value }: ReadAnswer): string[] {
  const texts: Partial<Record<Value['kind'], () => string[]>> = {
    choices: () =>
      value.kind === 'choices' ? [...value.chosen, ...value.other].map(({ text }) => text) : [],
    scale: () => (value.kind === 'scale' ? [value.chosen, ...value.other].map(({ text }) => text) : []),
    matrix: () => (value.kind === 'matrix' ? value.rows.map(({ label }) => label.text) : []),
    // A picture that is not here is known by what is said of it.
    image: () => (value.kind === 'image' && value.caption ? [value.caption.text] : []),
    table: () => [],
    geometry: () => [],
  }
  return texts[value.kind]?.() ?? [inWords(value)]
}
