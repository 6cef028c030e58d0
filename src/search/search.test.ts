import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { type Note, registerNotes, rewrite, tear, write } from '../../tests/support/notes.ts'
import { atomically, countingQueries, db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { type Kind, registerKinds } from '../base/things/kinds.ts'
import { makeThing } from '../base/things/things.ts'
import { members, stranger, type Viewer } from '../base/viewer.ts'
import { values } from './columns.ts'
import { index, placeAgain } from './indexing.ts'
import { searchReactions } from './reactions.ts'
import { reindexAll } from './reindexing.ts'
import { findAll, type SearchOptions, search } from './search.ts'
import { nearSpelling } from './spelling.ts'
import { suggest } from './suggesting.ts'

ownDatabase()
beforeAll(registerNotes)
beforeEach(async () => {
  await db().deleteFrom('thing').execute()
})

const member: Viewer = { kind: 'person', id: 1, circles: [1, members] }

const titles = async (query: string, options: SearchOptions = {}, viewer: Viewer = stranger) =>
  (await search(viewer, query, options)).hits.map((hit) => hit.title)

const note = (title: string, body = '', more: Partial<Note> = {}): Note => ({
  titles: { en: title },
  bodies: { en: body },
  ...more,
})

const anchorKind = (title: string): Kind => ({
  kind: 'anchor',
  noun: 'anchors',
  anchor: true,
  cards: async () => new Map(),
  searchable: async (ids) =>
    ids.map((id) => ({ id, kind: 'anchor', texts: [{ lang: 'en', title, summary: '', body: '' }] })),
})

const counts = async () => {
  const { rows } = await sql<{ left: number }>`
    select (select count(*) from posting) + (select coalesce(sum(docs), 0) from lexeme) + (select coalesce(sum(docs), 0) from word_use)
      + (select coalesce(sum(docs), 0) + coalesce(sum(abs(length)), 0) from corpus) as left`.execute(db())
  return rows[0]!.left
}

test('what is closed or withdrawn is closed to search when that commits, indexed again or not', async () => {
  const [open = 0, gone = 0] = await write(note('Yttrium in the wells'), note('Scandium in the wells'))
  await db().updateTable('thing').set({ circle: members }).where('id', '=', open).execute()
  await db().updateTable('thing').set({ state: 'withdrawn' }).where('id', '=', gone).execute()
  for (const word of ['yttrium', 'scandium']) {
    expect((await search(stranger, word)).total).toBe(0)
    expect(await suggest(stranger, word.slice(0, 4))).toEqual([])
    expect(await nearSpelling(stranger, `${word}e`, [`${word}e`])).toBeUndefined()
  }
  expect((await search(stranger, '')).total).toBe(0)
  await atomically(async () => index([open, gone]))
  expect(await titles('yttrium', {}, member)).toEqual(['Yttrium in the wells'])
})

test('what visitors ask for and nobody has leaves nothing behind', async () => {
  await write(note('Rain', '', { kind: 'story' }))
  await search(stranger, 'rain')
  const before = values.length
  for (const kind of ['x', '__proto__', 'constructor'])
    expect((await search(stranger, 'rain', { filters: { kind: [kind], instrument: [kind] } })).total).toBe(0)
  expect(values.length).toBe(before)
})

test('without words there is what to explore: places and topics only for who asks for them', async () => {
  registerKinds(anchorKind('An anchor'))
  await write(note('A story', '', { kind: 'story' }))
  await atomically(async () => index([(await makeThing({ kind: 'anchor' })).id]))
  expect(await titles('')).toEqual(['A story'])
  const { counts } = await search(stranger, '')
  expect(counts.kind).toEqual([{ value: 'story', count: 1 }])
  expect(await titles('', { filters: { kind: ['anchor'] } })).toEqual(['An anchor'])
  expect(await titles('anchor')).toEqual(['An anchor'])
})

describe('what is found', () => {
  test('a place that has one word of several comes after what is written about it', async () => {
    registerKinds(anchorKind('Stone Town'))
    const about = 'They carried them from the hill for three dry seasons and laid them along the slope'
    await write(note('What we learned', `${about}: stone after stone`))
    await atomically(async () => index([(await makeThing({ kind: 'anchor' })).id]))
    expect(await titles('stone bunds')).toEqual(['What we learned', 'Stone Town'])
    expect((await titles('stone'))[0]).toBe('Stone Town')
    expect((await titles('stone town'))[0]).toBe('Stone Town')
  })

  test('any of the words is enough, and more of them come first', async () => {
    await write(note('Rain'), note('Soil and rain'), note('Wind'))
    expect(await titles('soil with rains')).toEqual(['Soil and rain', 'Rain'])
    expect((await search(stranger, 'nothing like it')).total).toBe(0)
  })

  test('a title weighs more than a text', async () => {
    await write(
      note('Stories', 'About terraces on the slope, by the people who built them'),
      note('Terraces', 'About a slope'),
      note('Other', 'terraces'),
    )
    expect((await titles('terraces'))[0]).toBe('Terraces')
  })

  test('a phrase comes before the same words apart, and a name before everything', async () => {
    await write(
      note('A', 'bunds of earth, a stone wall, earth bunds, a stone gate, bunds of wood'),
      note('B', 'they built stone bunds with much else that says nothing of it at all and takes many words'),
      note('Stone bunds in the north and what became of stone bunds'),
    )
    expect(await titles('stone bunds')).toEqual([
      'Stone bunds in the north and what became of stone bunds',
      'B',
      'A',
    ])
    await write(note('Stone bunds', 'Lines of boulders along the contour'))
    expect((await titles('stone BUNDS!'))[0]).toBe('Stone bunds')
  })

  test('each language has its own endings, and accents may be left out', async () => {
    await write(
      { titles: { fr: 'Dégradation des terres' } },
      { titles: { ar: 'تدهور الأراضي' } },
      { titles: { es: 'Los suelos degradados' } },
    )
    expect(await titles('degradations')).toContain('Dégradation des terres')
    expect(await titles('الأراضي المتدهورة')).toEqual(['تدهور الأراضي'])
    expect(await titles('suelo')).toEqual(['Los suelos degradados'])
    expect(await titles('les')).toEqual([])
  })

  test('Chinese is found by words within it and by one character', async () => {
    await write({ titles: { zh: '水土保持技术' } }, { titles: { zh: '农业' } })
    expect(await titles('保持')).toEqual(['水土保持技术'])
    expect(await titles('水')).toEqual(['水土保持技术'])
  })

  test('a thing in several languages is one result, in the language of the reader', async () => {
    await write({
      titles: { en: 'Zaï pits', fr: 'Trous de zaï' },
      summaries: { en: 'Zaï holds water', fr: 'Le zaï retient l’eau' },
    })
    for (const lang of ['en', 'fr']) {
      const found = await search(stranger, 'zai', { lang })
      expect(found.total).toBe(1)
      expect(found.hits.map((hit) => hit.lang)).toEqual([lang])
      expect(found.counts.lang.map(({ value, count }) => `${value} ${count}`).sort()).toEqual([
        'en 1',
        'fr 1',
      ])
    }
  })

  test('words carried over find what is in another language, after what was asked for', async () => {
    await write({ titles: { fr: 'Érosion des sols' } }, note('Soil erosion'))
    const carried = ['érosion', 'sols'].map((word) => ({
      word,
      n: 1,
      lang: 'fr',
      weight: 0.25,
    }))
    expect(await titles('soil loss', { carried })).toEqual(['Soil erosion', 'Érosion des sols'])
    expect(await titles('soil loss')).toEqual(['Soil erosion'])
  })

  test('without words everything is there, the newest first, page by page', async () => {
    const ids = await write(note('One'), note('Two'), note('Three'))
    await sql`update thing set changed = now() - id * interval '1 day'`.execute(db())
    await reindexAll()
    expect(await titles('')).toEqual(['One', 'Two', 'Three'])
    expect(await titles('', { limit: 1, offset: 1 })).toEqual(['Two'])
    expect(await findAll(stranger, '')).toHaveLength(ids.length)
  })

  test('a query of nothing but signs, of very many words or of odd characters is answered', async () => {
    await write(note('Soil'))
    for (const query of [
      '?!',
      '\0',
      "'",
      '\\',
      ' & | ! <-> :*',
      '\ud800',
      `${'soil '.repeat(400)}`,
      '😀',
      'x'.repeat(5000),
    ])
      expect((await search(stranger, query)).total).toBeLessThanOrEqual(1)
  })
})

describe('what is narrowed', () => {
  test('counts say what a choice would give, and choosing keeps the others of its list', async () => {
    await write(
      note('Soil one', '', { kind: 'story', knowledge: 'experience' }),
      note('Soil two', '', { kind: 'story', knowledge: 'research' }),
      note('Soil three', '', { kind: 'lesson', knowledge: 'experience' }),
      note('Water', '', { kind: 'policy' }),
    )
    const all = await search(stranger, 'soil')
    expect(all.counts.kind).toEqual([
      { value: 'story', count: 2 },
      { value: 'lesson', count: 1 },
    ])
    const stories = await search(stranger, 'soil', {
      filters: { kind: ['story'] },
    })
    expect(stories.total).toBe(2)
    expect(stories.counts.kind).toEqual(all.counts.kind)
    expect(stories.counts.knowledge.map(({ count }) => count)).toEqual([1, 1])
    const both = await search(stranger, 'soil', {
      filters: { kind: ['story'], knowledge: ['experience'] },
    })
    expect(both.total).toBe(1)
    expect(both.counts.kind).toEqual([
      { value: 'lesson', count: 1 },
      { value: 'story', count: 1 },
    ])
    expect(
      (
        await search(stranger, 'soil', {
          filters: { kind: ['story', 'lesson'] },
        })
      ).total,
    ).toBe(3)
    expect((await search(stranger, 'soil', { filters: { kind: ['policy'] } })).total).toBe(0)
  })

  test('a place holds everything within it, and keeps doing so when it moves', async () => {
    const [region, country] = await Promise.all([makeThing({ kind: 'place' }), makeThing({ kind: 'place' })])
    const hold = (thing: number, ancestor: number) =>
      db().insertInto('within').values({ thing, ancestor }).execute()
    for (const { id } of [region, country]) await hold(id, id)
    await write(note('Soil', '', { about: [country.id] }))
    const inRegion = async () => (await search(stranger, 'soil', { filters: { place: [region.id] } })).total
    expect(await inRegion()).toBe(0)
    await hold(country.id, region.id)
    await placeAgain([country.id])
    expect(await inRegion()).toBe(1)
    expect((await search(stranger, '')).counts.place).toHaveLength(2)
  })

  test('coded answers narrow, any within a question, all between questions', async () => {
    const [one, two] = await write(
      note('Soil one', '', { instrument: 'x' }),
      note('Soil two', '', { instrument: 'x' }),
    )
    const answer = (thing: number, slot: string, code: string) => ({
      thing,
      instrument: 'x',
      slot,
      code,
    })
    await db()
      .insertInto('facet')
      .values([answer(one!, 'g/a', 'p'), answer(two!, 'g/a', 'q'), answer(one!, 'g/b', 'r')])
      .execute()
    await reindexAll()
    const { rows: codes } = await sql<{
      id: number
      slot: string
      code: string
    }>`select id, slot, code from answer_code`.execute(db())
    const number = (code: string) => codes.find((each) => each.code === code)!.id
    const all = (slot: string) => codes.filter((each) => each.slot === slot).map(({ id }) => id)
    const narrowed = async (...chosen: [string, string][]) =>
      search(stranger, 'soil', {
        filters: {
          answer: chosen.map(([slot, code]) => ({
            slot,
            chosen: [number(code)],
            all: all(slot),
          })),
        },
      })
    expect((await narrowed(['g/a', 'p'])).total).toBe(1)
    expect((await narrowed(['g/a', 'p'])).counts.answer.map(({ count }) => count)).toEqual([1, 1, 1])
    expect((await narrowed(['g/a', 'q'], ['g/b', 'r'])).total).toBe(0)
  })
})

describe('what changes', () => {
  test('a change is found, and what it replaced is not', async () => {
    const [id] = await write(note('Terraces'))
    rewrite(id!, note('Ridges'))
    await atomically(() => announce('thing.changed', { ids: [id!] }))
    expect(await titles('ridges')).toEqual([])
    await drain(searchReactions)
    expect(await titles('ridges')).toEqual(['Ridges'])
    expect(await titles('terraces')).toEqual([])
  })

  test('what is withdrawn, left out by its kind or gone with its thing leaves nothing behind', async () => {
    const [one, two, three] = await write(note('Terraces'), note('Terraces too'), note('More terraces'))
    await db().updateTable('thing').set({ state: 'withdrawn' }).where('id', '=', one!).execute()
    tear(two!)
    await atomically(() => announce('thing.changed', { ids: [one!, two!] }))
    await drain(searchReactions)
    expect(await titles('terraces')).toEqual(['More terraces'])
    await db().deleteFrom('thing').where('id', '=', three!).execute()
    expect((await search(stranger, 'terraces')).total).toBe(0)
    expect(await counts()).toBe(0)
  })

  test('indexing again changes nothing, and says how far it is', async () => {
    await write(note('Terraces', 'on slopes'), {
      titles: { fr: 'Terrasses', en: 'Terraces' },
    })
    const before = await counts()
    const heard: number[] = []
    await reindexAll((done, all) => heard.push(done, all))
    expect(heard).toEqual([2, 2])
    expect(await counts()).toBe(before)
    expect(await titles('terrasses')).toEqual(['Terrasses'])
  })

  test('two who index at once leave the right counts', async () => {
    const ids = await write(note('Terraces'), note('Ridges'))
    await Promise.all([1, 2, 3].map(() => drain(searchReactions).then(() => reindexAll())))
    expect((await search(stranger, 'terraces ridges')).total).toBe(ids.length)
    await db().deleteFrom('thing').execute()
    expect(await counts()).toBe(0)
  })
})

describe('help', () => {
  test('an unknown word has a near one, in any script', async () => {
    await write(note('Erosion on slopes'), { titles: { ar: 'انجراف التربة' } })
    const { unknown } = await search(stranger, 'erosoin in the slopes')
    expect(unknown).toEqual(['erosoin'])
    expect(await nearSpelling(stranger, 'Erosoin in the slopes', unknown)).toBe('erosion in the slopes')
    expect(await nearSpelling(stranger, 'الترببة', ['الترببة'])).toBe('التربة')
    expect(await nearSpelling(stranger, 'zzzzzz', ['zzzzzz'])).toBeUndefined()
  })

  test('typing brings titles that begin so and words to go on with', async () => {
    await write(note('Stone bunds above fields', 'stonework'), note('Stones'))
    expect(await suggest(stranger, 'Ston')).toEqual([
      'Stones',
      'Stone bunds above fields',
      'stone',
      'stonework',
    ])
    expect(await suggest(stranger, 'water ston')).toContain('water stonework')
    expect(await suggest(stranger, 's')).toEqual([])
    expect(await suggest(stranger, '')).toEqual([])
  })

  test('three queries answer a search, two once its documents were read', async () => {
    await write(note('Soil'), note('Water'))
    const asked = async () => (await countingQueries(() => search(stranger, 'soil'))).queries
    expect(await asked()).toBeLessThanOrEqual(3)
    expect(await asked()).toBe(2)
  })
})

test('members find what strangers do not', async () => {
  await write(note('Soil for members', '', { circle: members }), note('Soil'))
  expect(await titles('soil')).toEqual(['Soil'])
  expect((await titles('soil', {}, member)).sort()).toEqual(['Soil', 'Soil for members'])
})
