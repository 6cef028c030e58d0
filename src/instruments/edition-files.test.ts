import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { exampleDefinition } from '../../tests/support/instruments/example.ts'
import { pagesApp } from '../../tests/support/pages-app.ts'
import { db } from '../base/database/database.ts'
import { stranger, system, type Viewer } from '../base/viewer.ts'
import type { Operation } from './changes.ts'
import type { Definition } from './definition.ts'
import { changesOf } from './edition-changes.ts'
import { importEditionFile } from './edition-files.ts'
import { editionFor } from './editions.ts'
import { importInstrument, importInstrumentFile } from './importing.ts'
import { instrumentPages } from './pages.tsx'

ownDatabase()
const viewer = system('test')
let slugs = 0
const file = (json: unknown) => ({ name: 'edition.json', bytes: Buffer.from(JSON.stringify(json)) })

/** An instrument in its first edition, under a slug of its own. */
async function first(change: (d: Definition) => unknown = () => undefined): Promise<Definition> {
  const definition = exampleDefinition((d) => {
    d.slug = `editions-${++slugs}`
    change(d)
  })
  await importInstrument(viewer, definition)
  return definition
}

const rename: Operation = { op: 'move-question', slot: 'basics/area', to: 'basics/extent' }
const edition = (slug: string, more: object = {}) => ({
  format: 'baobab-edition/1',
  instrument: slug,
  from: '1',
  edition: '2',
  changes: [
    { note: { en: 'Area is now called extent.', fr: 'La surface s’appelle étendue.' }, operations: [rename] },
  ],
  ...more,
})
const take = (json: unknown, as: Viewer = viewer, options = {}) => importEditionFile(as, file(json), options)

describe('a new edition', () => {
  test('is adopted, becomes the current one, and what it changed is kept', async () => {
    const { slug } = await first()
    const report = await take(edition(slug))
    expect(report).toMatchObject({ made: 1, faults: [] })
    const now = (await editionFor(slug))!
    expect(now.name).toBe('2')
    expect(await changesOf(now.id)).toMatchObject({ told: true, changes: edition(slug).changes })
    expect(await take(edition(slug))).toMatchObject({ unchanged: 1 })
  })

  test('only tried, it says line by line what it would do and does nothing', async () => {
    const { slug } = await first()
    const report = await take(edition(slug), viewer, { dryRun: true })
    expect(report.difference).toEqual(['Area is now called extent.', '  Question “Area”: moved'])
    expect((await editionFor(slug))!.name).toBe('1')
  })

  test('without words on what changed, that is found, and may be told once', async () => {
    const definition = await first()
    const { slug } = definition
    const next = structuredClone(definition)
    next.edition = '2'
    next.sections[0]!.groups![0]!.questions[4]!.label = { en: 'Surface' }
    expect(await take(edition(slug, { changes: undefined, definition: next }))).toMatchObject({ made: 1 })
    const { id } = (await editionFor(slug))!
    expect(await changesOf(id)).toMatchObject({
      told: false,
      changes: [{ operations: [{ op: 'change-question' }] }],
    })
    const operations = [{ op: 'change-question', slot: 'basics/area', set: { label: { en: 'Surface' } } }]
    expect(await take(edition(slug, { changes: [{ note: { en: 'Clearer' }, operations }] }))).toMatchObject({
      changed: 1,
    })
    expect(await changesOf(id)).toMatchObject({ told: true, changes: [{ note: { en: 'Clearer' } }] })
    await expect(
      sql`update edition_change set told = false where edition = ${id}`.execute(db()),
    ).rejects.toThrow('written once')
  })

  test('is for those who curate the questionnaire', async () => {
    const { slug } = await first()
    const { instrument } = (await editionFor(slug))!
    const person = (appointments: Extract<Viewer, { kind: 'person' }>['appointments']): Viewer => ({
      kind: 'person',
      id: 1,
      circles: [1, 2],
      appointments,
    })
    await expect(take(edition(slug), stranger)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(take(edition(slug), person([{ role: 'curator', subject: 999_999 }]))).rejects.toMatchObject({
      kind: 'forbidden',
    })
    expect(await take(edition(slug), person([{ role: 'curator', subject: instrument }]))).toMatchObject({
      made: 1,
    })
    const acts = await db()
      .selectFrom('audit')
      .select(['who', 'verb'])
      .where('thing', '=', instrument)
      .execute()
    expect(acts).toContainEqual({ who: 'person:1', verb: 'instrument.imported' })
  })
})

describe('a file with a fault is left out whole and says where it is', () => {
  test.each<[string, (d: Definition) => object, RegExp[]]>([
    [
      'no operation of that name',
      () => ({ changes: [{ operations: [{ op: 'paint' }] }] }),
      [/^edition.json: changes\[0\] > operations\[0\] > op: is not an operation/],
    ],
    [
      'a slot that is not one',
      () => ({ changes: [{ operations: [{ op: 'remove-question', slot: 'area' }] }] }),
      [/> slot: "area" is not a slot/],
    ],
    [
      'a question that is not there',
      () => ({ changes: [{ operations: [{ op: 'remove-question', slot: 'a/b' }] }] }),
      [/^edition.json: changes\[0\] > operations\[0\]: there is no question a\/b$/],
    ],
    ['an older edition', () => ({ edition: '0' }), [/^edition.json: edition: edition 0 is not newer than 1/]],
    ['an edition that is not here', () => ({ from: '0.5' }), [/^edition.json: from: edition 0.5 of/]],
    ['nothing that says what it is', () => ({ changes: undefined }), [/^edition.json: changes: is missing$/]],
    [
      'another questionnaire than it brings',
      (d) => ({ definition: { ...d, slug: 'other', edition: '2' } }),
      [/definition: is edition 2 of “other”/],
    ],
    [
      'a definition with a fault',
      (d) => ({ definition: { ...d, edition: '2', facets: ['x/y'] } }),
      [/definition > facets: there is no question x\/y/],
    ],
    [
      'a fate missing',
      (d) => {
        const next = structuredClone(d)
        next.edition = '2'
        next.sections[0]!.groups![0]!.questions.splice(2, 1)
        return { definition: next, changes: [{ operations: [] }] }
      },
      [
        /changes > basics\/page: the new definition has this no more, and no operation says what becomes of its answers: .*Web page/,
      ],
    ],
    [
      'a change that was not told',
      (d) => {
        const next = structuredClone(d)
        next.edition = '2'
        next.sections[0]!.groups![0]!.questions[2]!.label.en = 'Site'
        return { definition: next, changes: [{ operations: [] }] }
      },
      [/changes > basics\/page: the changes lead to another definition/],
    ],
  ])('%s', async (_, more, expected) => {
    const definition = await first()
    const report = await take(edition(definition.slug, more(definition)))
    expect(report.faults.map(({ place, message }) => `${place}: ${message}`)).toEqual(
      expected.map((one) => expect.stringMatching(one)),
    )
    expect((await editionFor(definition.slug))!.name).toBe('1')
  })

  test('an edition older than the last', async () => {
    const { slug } = await first()
    await take(edition(slug))
    const { faults } = await take(edition(slug, { edition: '3' }))
    expect(faults).toEqual([
      { place: 'edition.json: from', message: 'the last edition here is 2: a new one changes that, not 1' },
    ])
  })

  test('no such questionnaire', async () => {
    expect((await take(edition('nothing'))).faults[0]!.message).toBe(
      'there is no questionnaire “nothing” here',
    )
  })
})

describe('an extending questionnaire', () => {
  const extending = (slug: string, change: (d: Definition) => unknown = () => undefined) =>
    exampleDefinition((d) => {
      Object.assign(d, { slug: `editions-${++slugs}`, extends: { slug, edition: '1' } })
      change(d)
    })
  const faultsOf = async (definition: Definition) =>
    (await importInstrumentFile(viewer, file(definition))).faults.map(
      ({ place, message }) => `${place}: ${message}`,
    )

  test('is taken in, and left out when a shared question means something else', async () => {
    const { slug } = await first()
    expect(await faultsOf(extending(slug))).toEqual([])
    expect(
      await faultsOf(extending(slug, (d) => (d.sections[0]!.groups![0]!.questions[4]!.unit = 'm2'))),
    ).toEqual([
      'edition.json: section first > group basics > question area: is in “m2”, and in “ha” in the questionnaire it extends',
    ])
  })

  test('that extends what is not here, or itself, is a fault', async () => {
    expect(await faultsOf(extending('nothing'))).toEqual([
      'edition.json: extends: edition 1 of “nothing” is not here: take it in first',
    ])
    const standard = await first()
    const extension = extending(standard.slug)
    await importInstrument(viewer, extension)
    const circle = exampleDefinition((d) =>
      Object.assign(d, {
        slug: standard.slug,
        edition: '2',
        extends: { slug: extension.slug, edition: '1' },
      }),
    )
    expect(await faultsOf(circle)).toEqual([
      `edition.json: extends: extends itself: ${standard.slug} → ${extension.slug} → ${standard.slug}`,
    ])
  })

  test('a new edition of it is held to the same rules', async () => {
    const { slug } = await first()
    const extension = extending(slug)
    await importInstrument(viewer, extension)
    const operations = [{ op: 'change-question', slot: 'basics/area', set: { max: 5000 } }]
    const { faults } = await take(
      edition(extension.slug, { changes: [{ note: { en: 'More' }, operations }] }),
    )
    expect(faults).toEqual([
      {
        place: 'edition.json: section first > group basics > question area',
        message: 'max allows more than the questionnaire it extends, where it is 1000',
      },
    ])
  })
})

describe('its pages', () => {
  const app = pagesApp(instrumentPages)
  let slug: string
  beforeAll(async () => {
    ;({ slug } = await first())
    await take(edition(slug))
  })
  const page = async (path: string, lang = 'en') =>
    (await app.request(path, { headers: { 'accept-language': lang } })).text()

  test('list the editions, newest first, with the way to what changed', async () => {
    const body = await page(`/instruments/${slug}/editions`)
    expect(body).toContain('Editions of “Example”')
    expect(body.indexOf('Edition 2')).toBeLessThan(body.indexOf('Edition 1'))
    expect(body).toContain(`href="/instruments/${slug}/editions/2"`)
    expect(await page(`/instruments/${slug}`)).toContain(`href="/instruments/${slug}/editions"`)
    expect(await page(`/instruments/${slug}/editions`, 'ar')).toContain('المستخدمة')
  })

  test('the format of edition files is there as JSON Schema', async () => {
    const schema = JSON.parse(await page('/instruments/edition-schema.json'))
    expect(schema).toMatchObject({ title: 'Baobab edition', properties: { changes: { type: 'array' } } })
    expect(JSON.stringify(schema)).toContain('"split-choice"')
  })
})
