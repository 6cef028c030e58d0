import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { type Note, registerNotes, write } from '../../tests/support/notes.ts'
import { db } from '../base/database/database.ts'
import { everyone, type Viewer } from '../base/viewer.ts'
import type { Filters } from './narrowing.ts'
import { findAll, search } from './search.ts'
import { nearSpelling } from './spelling.ts'
import { suggest } from './suggesting.ts'

ownDatabase()
beforeAll(async () => {
  registerNotes()
  await sql`insert into circle (id, kind) overriding system value select n, 'community' from generate_series(10, 13) n`.execute(
    db(),
  )
})

/** Words without endings, so that what should be found can be said without a dictionary. */
const vocabulary = [
  'zanu',
  'zanga',
  'kibo',
  'kiboko',
  'moto',
  'motoni',
  'wazo',
  'wazua',
  'pemba',
  'pembeni',
  'tabo',
  'tabora',
]
const circles = [everyone, 10, 11, 12, 13]

const given = fc.record({
  notes: fc.array(
    fc.record({
      title: fc.array(fc.constantFrom(...vocabulary), {
        minLength: 1,
        maxLength: 3,
      }),
      body: fc.array(fc.constantFrom(...vocabulary), { maxLength: 6 }),
      kind: fc.constantFrom('story', 'lesson', 'policy'),
      lang: fc.constantFrom('sw', 'ha'),
      circle: fc.constantFrom(...circles),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  viewer: fc.subarray(circles.slice(1)),
  query: fc.array(fc.constantFrom(...vocabulary), {
    minLength: 1,
    maxLength: 3,
  }),
  kinds: fc.subarray(['story', 'lesson', 'policy']),
})

test('nothing outside the viewer’s circles is in results, counts, suggestions or spelling help', async () => {
  await fc.assert(
    fc.asyncProperty(given, async ({ notes, viewer: more, query, kinds }) => {
      await db().deleteFrom('thing').where('kind', '=', 'note').execute()
      const ids = await write(
        ...notes.map(
          ({ title, body, kind, lang, circle }): Note => ({
            titles: { [lang]: title.join(' ') },
            bodies: { [lang]: body.join(' ') },
            kind,
            circle,
          }),
        ),
      )
      const viewer: Viewer = {
        kind: 'person',
        id: 1,
        circles: [everyone, ...more],
      }
      const seen = notes
        .map((note, i) => ({
          ...note,
          id: ids[i]!,
          words: [...note.title, ...note.body],
        }))
        .filter(({ circle }) => viewer.circles.includes(circle))
      const readable = new Set(seen.flatMap(({ words }) => words))
      const matching = seen.filter(({ words }) => query.some((word) => words.includes(word)))
      const wanted = matching.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))

      const filters: Filters = { kind: kinds }
      const found = await search(viewer, query.join(' '), {
        filters,
        limit: 50,
      })
      expect(found.hits.map((hit) => hit.thing).sort()).toEqual(wanted.map(({ id }) => id).sort())
      expect(found.total).toBe(wanted.length)
      const byKind = Map.groupBy(matching, ({ kind }) => kind)
      expect(new Map(found.counts.kind.map(({ value, count }) => [value, count]))).toEqual(
        new Map([...byKind].map(([kind, all]) => [kind, all.length])),
      )
      expect(found.counts.lang.reduce((sum, { count }) => sum + count, 0)).toBe(wanted.length)
      expect(new Set(found.unknown)).toEqual(new Set(query.filter((word) => !readable.has(word))))
      expect([...found.marked].filter((word) => !query.includes(word))).toEqual([])

      expect((await search(viewer, '', { limit: 50 })).total).toBe(seen.length)
      expect(await findAll(viewer, query.join(' '), { filters })).toHaveLength(wanted.length)
      for (const word of query) {
        for (const suggested of await suggest(viewer, word.slice(0, 3)))
          expect(readable.has(suggested) || seen.some(({ title }) => title.join(' ') === suggested)).toBe(
            true,
          )
        const near = await nearSpelling(viewer, `${word}x`, [`${word}x`])
        if (near) expect(readable).toContain(near)
      }
    }),
    { numRuns: 60 },
  )
})
