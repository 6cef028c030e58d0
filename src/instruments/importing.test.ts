import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { changed, exampleDefinition } from '../../tests/support/instruments/example.ts'
import { countingQueries, db } from '../base/database/database.ts'
import { makeThing } from '../base/things/things.ts'
import { members, stranger, system } from '../base/viewer.ts'
import { instrumentKind } from './cards.ts'
import type { Definition } from './definition.ts'
import { definitionOf, editionFor, editionsOf, everyInstrument } from './editions.ts'
import { importInstrument, importInstrumentFile } from './importing.ts'

ownDatabase()

const viewer = system('test')
const edition = (name: string, change?: (copy: Definition) => unknown): Definition =>
  exampleDefinition((d) => {
    d.edition = name
    change?.(d)
  })
const file = (json: unknown, name = 'example.json') => ({ name, bytes: Buffer.from(JSON.stringify(json)) })

let slugs = 0
const fresh = (): string => `example-${++slugs}`

describe('editions', () => {
  test('one is made, another added, the same again changes nothing', async () => {
    const slug = fresh()
    const named = (name: string) => edition(name, (d) => (d.slug = slug))
    expect(await importInstrument(viewer, named('9'))).toBe('made')
    expect(await importInstrument(viewer, named('10'))).toBe('changed')
    expect(await importInstrument(viewer, named('9'))).toBe('unchanged')
    expect((await editionsOf(stranger, slug)).map(({ name }) => name)).toEqual(['10', '9'])
  })

  test('the greatest name is current, whichever was taken in last', async () => {
    const slug = fresh()
    for (const name of ['2018', '2015', '2016'])
      await importInstrument(
        viewer,
        edition(name, (d) => (d.slug = slug)),
      )
    expect(await editionFor(slug)).toMatchObject({
      name: '2018',
      current: true,
      questions: 29,
      languages: ['en', 'fr'],
      makes: 'case',
    })
    expect(await editionFor(slug, '2015')).toMatchObject({ name: '2015', current: false })
    expect(await editionFor(slug, '1999')).toBeUndefined()
    expect(await editionFor('nothing')).toBeUndefined()
  })

  test('a changed definition under the same edition is refused with words; in another order of keys it is the same', async () => {
    const slug = fresh()
    const first = edition('1', (d) => (d.slug = slug))
    await importInstrument(viewer, first)
    const turned = Object.fromEntries(Object.entries(first).reverse()) as Definition
    expect(await importInstrument(viewer, turned)).toBe('unchanged')
    await expect(importInstrument(viewer, { ...first, title: { en: 'Other' } })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const report = await importInstrumentFile(viewer, file({ ...first, title: { en: 'Other' } }))
    expect(report.faults).toEqual([
      {
        place: 'example.json',
        message: `Edition 1 of “${slug}” was adopted already and reads otherwise here: a changed questionnaire needs a new edition, because answers were given to this one.`,
      },
    ])
  })

  test('nothing changes or removes an edition', async () => {
    await importInstrument(
      viewer,
      edition('1', (d) => (d.slug = fresh())),
    )
    for (const statement of [
      "update edition set title = '{}'",
      'delete from edition',
      'truncate edition cascade',
    ])
      await expect(sql.raw(statement).execute(db())).rejects.toThrow('written once')
  })

  test('only the instance itself takes questionnaires in', async () => {
    await expect(importInstrument(stranger, exampleDefinition())).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('it is audited and announced', async () => {
    const slug = fresh()
    await importInstrument(
      viewer,
      edition('1', (d) => (d.slug = slug)),
    )
    const { instrument } = (await editionFor(slug))!
    const audit = await db().selectFrom('audit').selectAll().where('thing', '=', instrument).execute()
    expect(audit).toMatchObject([
      { who: 'system:test', verb: 'instrument.imported', details: { slug, edition: '1' } },
    ])
    const events = await db()
      .selectFrom('outbox')
      .select('payload')
      .where('event', '=', 'thing.changed')
      .execute()
    expect(events.map(({ payload }) => payload)).toContainEqual({ ids: [instrument] })
  })
})

describe('files', () => {
  test.each<[name: string, bytes: Buffer, message: RegExp]>([
    ['no JSON', Buffer.from('{"format": '), /^it is not JSON: /],
    [
      'another encoding',
      Buffer.from([0x22, 0xe9, 0x74, 0xe9, 0x22]),
      /^it is not in UTF-8: line 1 cannot be read$/,
    ],
  ])('%s is said', async (_, bytes, message) => {
    const { faults, made } = await importInstrumentFile(viewer, { name: 'x.json', bytes })
    expect(faults).toEqual([{ place: 'x.json', message: expect.stringMatching(message) }])
    expect(made).toBe(0)
  })

  test('a faulty definition is left out, with every fault and its place', async () => {
    const { faults, made } = await importInstrumentFile(viewer, file(changed((d) => (d.facets = ['x/y']))))
    expect(made).toBe(0)
    expect(faults).toEqual([{ place: 'example.json: facets', message: 'there is no question x/y' }])
  })

  test('a dry run says what would happen and does nothing', async () => {
    const slug = fresh()
    const given = file(edition('1', (d) => (d.slug = slug)))
    expect(await importInstrumentFile(viewer, given, { dryRun: true })).toMatchObject({ made: 1, faults: [] })
    expect(await editionFor(slug)).toBeUndefined()
    expect(await importInstrumentFile(viewer, given)).toMatchObject({ made: 1 })
    expect(await importInstrumentFile(viewer, given, { dryRun: true })).toMatchObject({ unchanged: 1 })
  })
})

describe('definitions in memory', () => {
  test('are read once, even when asked for at once, and are the same object', async () => {
    const slug = fresh()
    const given = edition('1', (d) => (d.slug = slug))
    await importInstrument(viewer, given)
    const { id } = (await editionFor(slug))!
    const { result, queries } = await countingQueries(() => Promise.all([definitionOf(id), definitionOf(id)]))
    expect(queries).toBe(1)
    expect(result[0]).toBe(result[1])
    expect(result[0]).toEqual(given)
    expect(Object.keys(result[0]!).slice(0, 3)).toEqual(['format', 'slug', 'edition'])
  })

  test('one that is not there is missing, each time', async () => {
    for (let i = 0; i < 2; i++) await expect(definitionOf(999_999)).rejects.toMatchObject({ kind: 'missing' })
  })
})

describe('what others show of it', () => {
  test('a card and its words in each language', async () => {
    const slug = fresh()
    await importInstrument(
      viewer,
      edition('1', (d) => Object.assign(d, { slug, title: { en: 'Stones', fr: 'Pierres' } })),
    )
    const { instrument } = (await editionFor(slug))!
    const card = (await instrumentKind.cards(stranger, [instrument])).get(instrument)
    expect(card).toMatchObject({
      kind: 'instrument',
      href: `/instruments/${slug}`,
      title: { original: 'en', texts: { fr: 'Pierres' } },
      kindName: 'Questionnaire',
    })
    const [found] = await instrumentKind.searchable([instrument])
    expect(found!.texts.map(({ lang, title }) => [lang, title])).toEqual([
      ['en', 'Stones'],
      ['fr', 'Pierres'],
    ])
    expect(found!.texts[0]!.body).toContain('What is it called?')
    expect(found!.texts[0]!.body).not.toContain('Old number')
  })

  test('whoever may not see it sees nothing of it', async () => {
    const slug = fresh()
    await importInstrument(
      viewer,
      edition('1', (d) => (d.slug = slug)),
    )
    const { instrument } = (await editionFor(slug))!
    await db().updateTable('thing').set({ circle: members }).where('id', '=', instrument).execute()
    expect((await instrumentKind.cards(stranger, [instrument])).size).toBe(0)
    expect((await everyInstrument(stranger)).map((one) => one.slug)).not.toContain(slug)
    await expect(editionsOf(stranger, slug)).rejects.toMatchObject({ kind: 'missing' })
    expect(await instrumentKind.cards(stranger, [(await makeThing({ kind: 'other' })).id])).toEqual(new Map())
  })
})
