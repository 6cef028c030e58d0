import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { db } from '../../base/database/database.ts'
import { stranger, type Viewer } from '../../base/viewer.ts'
import { addPerson } from '../../people/inviting.ts'
import { viewerOfPerson } from '../../people/viewing.ts'
import { assemble } from './assembling.ts'
import { clashesOf, settleClash } from './clashes.ts'
import { draftFor, draftsOf, giveUpDraft, startDraft } from './drafts.ts'
import type { Change } from './merging.ts'
import { saveAnswers } from './saving.ts'
import { answersOf } from './standing.ts'

demoDatabase()

async function person(name: string): Promise<Viewer> {
  const handle = await addPerson({ name, email: `${name.toLowerCase()}@example.net` })
  const { thing } = await db()
    .selectFrom('person')
    .select('thing')
    .where('handle', '=', handle)
    .executeTakeFirstOrThrow()
  return (await viewerOfPerson(thing))!
}

let awa: Viewer
let binta: Viewer
beforeAll(async () => {
  awa = await person('Awa')
  binta = await person('Binta')
})

const change = (path: string, value: unknown, base = 0): Change => ({ id: randomUUID(), path, value, base })
const title = '@record/only/title/fr'

/** A story of both; joining by the page comes with inviting. */
async function shared(): Promise<string> {
  const ref = await startDraft(awa, { instrument: 'story', lang: 'fr' })
  awa = (await viewerOfPerson((awa as { id: number }).id))!
  const { id } = await draftFor(awa, ref)
  const { circle } = await db()
    .selectFrom('draft')
    .select('circle')
    .where('thing', '=', id)
    .executeTakeFirstOrThrow()
  const me = (binta as { id: number }).id
  await db().insertInto('draft_writer').values({ draft: id, person: me }).execute()
  await db().insertInto('in_circle').values({ circle, person: me }).execute()
  binta = (await viewerOfPerson(me))!
  return ref
}
const standing = async (ref: string) => answersOf(await draftFor(awa, ref))

test('a draft is there for those who write it and for nobody else', async () => {
  const ref = await startDraft(awa, { instrument: 'story', lang: 'fr' })
  awa = (await viewerOfPerson((awa as { id: number }).id))!
  expect((await draftFor(awa, ref)).instrument).toBe('story')
  expect((await draftsOf(awa)).drafts.map((one) => one.ref)).toContain(ref)
  for (const who of [stranger, binta]) await expect(draftFor(who, ref)).rejects.toThrow('missing')
  await expect(saveAnswers(binta, ref, { since: 0, changes: [change(title, 'Non')] })).rejects.toThrow(
    'missing',
  )
  await expect(startDraft(stranger, { instrument: 'story', lang: 'fr' })).rejects.toThrow('signInFirst')
  await giveUpDraft(awa, ref)
  await expect(draftFor(awa, ref)).rejects.toThrow('missing')
})

test('answers of two people to different questions both stand, and each learns of the other', async () => {
  const ref = await shared()
  const first = await saveAnswers(awa, ref, { since: 0, changes: [change(title, 'Les cordons')] })
  expect(Object.values(first.outcomes)).toEqual(['kept'])
  const second = await saveAnswers(binta, ref, {
    since: 0,
    changes: [change('@record/only/places', ['NE']), change('scene/only/when', '2026')],
  })
  expect(second.others).toMatchObject([{ path: title, value: 'Les cordons' }])
  const { head, answers } = assemble((await draftFor(awa, ref)).definition, await standing(ref))
  expect(head).toEqual({ title: { fr: 'Les cordons' }, places: ['NE'] })
  expect(answers.scene).toEqual([{ when: '2026' }])
})

test('two who answer the same question without seeing each other clash, and neither is lost', async () => {
  const ref = await shared()
  await saveAnswers(awa, ref, { since: 0, changes: [change(title, 'A')] })
  const { outcomes } = await saveAnswers(binta, ref, { since: 0, changes: [change(title, 'B')] })
  expect(Object.values(outcomes)).toEqual(['clash'])
  const [clash] = await clashesOf(await draftFor(awa, ref))
  expect(clash).toMatchObject({ path: title, value: 'B', by: { name: 'Binta' } })
  await settleClash(awa, ref, clash!.id, true)
  expect((await standing(ref)).get(title)?.value).toBe('B')
  expect(await clashesOf(await draftFor(awa, ref))).toEqual([])
  await expect(settleClash(binta, ref, clash!.id, true)).rejects.toThrow('missing')
})

test('what is sent again after a lost answer counts once', async () => {
  const ref = await shared()
  const sent = change(title, 'A')
  const once = await saveAnswers(awa, ref, { since: 0, changes: [sent] })
  await saveAnswers(binta, ref, { since: once.revision, changes: [change(title, 'B', once.revision)] })
  const again = await saveAnswers(awa, ref, { since: 0, changes: [sent] })
  expect(Object.values(again.outcomes)).toEqual(['kept'])
  expect((await standing(ref)).get(title)?.value).toBe('B')
  expect(again.others).toMatchObject([{ path: title, value: 'B' }])
})

test('what has no place in the questionnaire, or cannot be kept, is refused by itself', async () => {
  const ref = await shared()
  const bad = [
    change('nowhere/only/x', 1),
    change('scene/only/nothing', 1),
    change('scene/two/when', '2026'),
    change('@record/only/secret', 'x'),
    change('@record/only/title', 'no language'),
    change('../only/x', 1),
    change('scene/only/when', 'a\u0000b'),
    change('scene/only/when', 'x'.repeat(300_000)),
  ]
  const { outcomes } = await saveAnswers(awa, ref, { since: 0, changes: [...bad, change(title, 'Bien')] })
  expect(Object.values(outcomes).filter((one) => one === 'refused')).toHaveLength(bad.length)
  expect([...(await standing(ref)).keys()]).toEqual([title])
})

test('whatever two people send, with answers that are lost on the way and sent again, no word of theirs is lost', async () => {
  const step = fc.record({
    who: fc.constantFrom(0, 1),
    path: fc.constantFrom(title, '@record/only/title/en', 'scene/only/when'),
    reads: fc.boolean(),
    lost: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const ref = await shared()
      const seen = [new Map<string, number>(), new Map<string, number>()]
      const replaced = new Set<string>()
      const sent: { words: string; path: string }[] = []
      for (const [i, { who, path, reads, lost }] of steps.entries()) {
        const viewer = [awa, binta][who]!
        const mine = seen[who]!
        const now = await standing(ref)
        if (reads) for (const one of now.values()) mine.set(one.path, one.revision)
        const words = `said ${i}`
        const one = change(path, words, mine.get(path) ?? 0)
        const before = now.get(path)
        const { outcomes, revision } = await saveAnswers(viewer, ref, { since: 0, changes: [one] })
        if (lost) await saveAnswers(viewer, ref, { since: 0, changes: [one] })
        if (outcomes[one.id] === 'kept') {
          if (before) replaced.add(String(before.value))
          mine.set(path, revision)
        }
        sent.push({ words, path })
      }
      const stands = new Set([...(await standing(ref)).values()].map(({ value }) => value))
      const beside = new Set((await clashesOf(await draftFor(awa, ref))).map(({ value }) => value))
      for (const { words } of sent)
        expect(stands.has(words) || beside.has(words) || replaced.has(words), words).toBe(true)
    }),
    { numRuns: 12 },
  )
})
