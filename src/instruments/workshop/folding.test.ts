import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleDefinition } from '../../../tests/support/instruments/example.ts'
import { definitions } from '../../../tests/support/instruments/random.ts'
import { Refusal } from '../../base/refusal.ts'
import { applyChanges } from '../applying.ts'
import type { Change } from '../changes.ts'
import { Change as ChangeShape } from '../changes.ts'
import type { Definition } from '../definition.ts'
import { lookup } from '../lookup.ts'
import { offering, renaming, retiring } from './acting-on-choices.ts'
import { addingGroup, calling, movingGroup, removingGroup } from './acting-on-parts.ts'
import { adding, changing, conditioning, moving, removing } from './acting-on-questions.ts'
import type { Making } from './changing.ts'
import { fold } from './folding.ts'
import type { Step } from './proposal.ts'

const typed = { lang: 'en' }
const slots = (definition: Definition) => [...lookup(definition).asked.keys()]
const groups = (definition: Definition) => [...lookup(definition).groups.keys()]

/** One act of somebody in the workshop, at whatever the numbers point to. */
const acts: ((definition: Definition, a: number, b: number) => Making)[] = [
  (d, a, b) => changing(at(slots(d), a), { ...typed, label: `Label ${b}`, required: b % 2 === 0 }),
  (d, a, b) => changing(at(slots(d), a), { ...typed, label: `L ${a}`, help: `Help ${b}`, required: false }),
  (d, a, b) => adding(at(groups(d), a), { ...typed, label: `New ${b}`, type: 'text', required: false }),
  (d, a, b) => {
    const group = at(groups(d), a)
    const after = at([...lookup(d).groups.get(group)!.keys()], b)
    const choices = ['One', 'Two', 'One']
    return adding(group, { ...typed, label: `Pick ${b}`, type: 'choice', required: true, choices, after })
  },
  (d, a) => removing(at(slots(d), a), typed),
  (d, a, b) => moving(at(slots(d), a), b % 2 ? 'up' : 'down', typed),
  (d, a, b) => moving(at(slots(d), a), { group: at(groups(d), b) }, typed),
  (d, a, b) => conditioning(at(slots(d), a), { slot: at(slots(d), b), answered: true }, typed),
  (d, a) => conditioning(at(slots(d), a), undefined, typed),
  (d, a, b) => {
    const slot = at(slots(d), a)
    const codes = [null, undefined, ...(lookup(d).asked.get(slot)!.choices?.keys() ?? [])]
    return offering(slot, { ...typed, label: `Choice ${b}`, after: at(codes, b) })
  },
  (d, a, b) => {
    const slot = at(slots(d), a)
    return retiring(slot, at([...(lookup(d).asked.get(slot)!.choices?.keys() ?? ['x'])], b), typed)
  },
  (d, a, b) => {
    const slot = at(slots(d), a)
    const code = at([...(lookup(d).asked.get(slot)!.choices?.keys() ?? ['x'])], b)
    return renaming(slot, code, { ...typed, label: `Renamed ${a}` })
  },
  (d, a, b) => calling({ group: at(groups(d), a) }, { ...typed, title: `Group ${b}` }),
  (d, a) => movingGroup(at(groups(d), a), a % 2 ? 'up' : 'down', typed),
  (d, a) => removingGroup(at(groups(d), a), typed),
  (d, _, b) =>
    addingGroup(d.sections[0]!.id, {
      ...{ ...typed, title: `G ${b}`, label: `First ${b}`, repeats: b % 2 === 0, required: false },
      type: 'number',
    }),
]
const at = <T>(all: T[], number: number): T => all[number % all.length]!

const steps = fc.array(fc.tuple(fc.nat(acts.length - 1), fc.nat(30), fc.nat(30)), {
  minLength: 1,
  maxLength: 14,
})

/** Sections, and the lists that some question asks for: nobody sees any other. */
function seen(definition: Definition): unknown {
  const used = new Set(
    [...lookup(definition).asked.values()].flatMap(({ question }) => [question.list, question.rows]),
  )
  const lists = Object.fromEntries(Object.entries(definition.lists).filter(([name]) => used.has(name)))
  return JSON.parse(JSON.stringify({ sections: definition.sections, lists }))
}

function orRefused<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** A questionnaire of one group of questions. */
const asking = (...ids: string[]): Definition => ({
  format: 'baobab-instrument/1',
  slug: 'asking',
  edition: '1',
  title: { en: 'Asking' },
  languages: ['en'],
  makes: 'none',
  review: 'none',
  lists: {},
  sections: [
    {
      id: 's',
      title: { en: 'S' },
      groups: [{ id: 'g', questions: ids.map((id) => ({ id, label: { en: id }, type: 'text' })) }],
    },
  ],
})
/** q2 goes below q3 and q3 above q1; three are added after q2, which is then taken out. */
const anchorMovedAway: [number, number, number][] = [
  [5, 26, 0],
  [5, 22, 1],
  [2, 0, 0],
  [2, 0, 0],
  [2, 0, 0],
  [4, 10, 0],
]

describe('what is done in a proposal', () => {
  test('leads to the same as each act done by itself, one after another', () => {
    let done = 0
    let refused = 0
    fc.assert(
      fc.property(fc.oneof(definitions, fc.constant(exampleDefinition())), steps, (base, all) => {
        let now = base
        let kept: Step[] = []
        for (const [which, a, b] of all) {
          if (slots(now).length === 0) break
          const change = orRefused(() => acts[which]!(now, a, b)(now, undefined as never)) as
            | Change
            | undefined
          const alone = change && applyChanges(now, 'x', [change]).definition
          if (!change || !alone) continue
          const folded = fold(base, kept, change)
          const together = applyChanges(base, 'x', folded)
          if (!together.definition) {
            refused++
            continue
          }
          expect(seen(together.definition)).toEqual(seen(alone))
          expect(folded.every((step) => ChangeShape.safeParse(step).success)).toBe(true)
          now = together.definition
          kept = folded
          done++
        }
      }),
      { numRuns: 80, examples: [[asking('q0', 'q1', 'q2', 'q3'), anchorMovedAway]] },
    )
    // Hardly anything that can be done by itself cannot be done after what was done before.
    expect(refused / (done + refused)).toBeLessThan(0.02)
  })
})
