import fc from 'fast-check'
import type { Answers } from '../../../src/instruments/answer.ts'
import { checkDefinition } from '../../../src/instruments/check.ts'
import { applies } from '../../../src/instruments/conditions.ts'
import type {
  Choice,
  Condition,
  Definition,
  Group,
  Question,
  QuestionType,
} from '../../../src/instruments/definition.ts'
import { type Asked, lookup } from '../../../src/instruments/lookup.ts'

/** Random definitions and random answers that fit them. */
const codes = ['a', 'b', 'c']
const list: Choice[] = codes.map((code, value) => ({ code, label: { en: code.toUpperCase() }, value }))

const words = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '')
const texts = fc.dictionary(fc.constantFrom('en', 'fr', 'ar', 'pt-BR'), words, { minKeys: 1 })
const coordinates = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
)
const file = fc.record(
  { file: words, name: words, caption: texts, credit: words, date: fc.constant('2024-02-29') },
  { requiredKeys: ['file'] },
)

/** What can be answered to each type of question. */
const answer: Record<QuestionType, fc.Arbitrary<unknown>> = {
  text: texts,
  longtext: texts,
  link: fc.webUrl(),
  yesno: fc.boolean(),
  number: fc.integer({ min: 0, max: 100 }),
  money: fc.record({ amount: fc.integer({ min: 0, max: 100 }), currency: fc.constantFrom('XOF', 'USD') }),
  date: fc.constantFrom('1999', '2024-12', '2024-02-29'),
  choice: fc.constantFrom(...codes),
  choices: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1 }),
  ranking: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1 }),
  scale: fc.constantFrom(...codes),
  matrix: fc.dictionary(fc.constantFrom(...codes), fc.constantFrom(...codes), { minKeys: 1 }),
  place: fc.constantFrom('NE', '011', 'BF-10-OUA', 'ECOWAS'),
  geometry: coordinates.map((at) => ({ type: 'Point', coordinates: at })),
  person: fc.record({ name: words, organisation: words }, { requiredKeys: ['name'] }),
  organisation: fc.record({ name: words }),
  record: fc.oneof(fc.constant({ ref: '0123456789ab' }), fc.record({ title: words })),
  file,
  image: file,
  table: fc.array(fc.record({ a: words, b: fc.integer() }, { requiredKeys: ['a'] }), {
    minLength: 1,
    maxLength: 3,
  }),
  computed: fc.constant(undefined),
}

const types = Object.keys(answer).filter((type) => type !== 'computed') as QuestionType[]

const question = (id: string): fc.Arbitrary<Question> =>
  fc.constantFrom(...types).map((type) => ({
    id,
    label: { en: id },
    type,
    ...(['choice', 'choices', 'ranking', 'scale', 'matrix'].includes(type) && { list: 'list' }),
    ...(type === 'matrix' && { rows: 'list' }),
    ...((type === 'number' || type === 'money') && { min: 0, max: 100, decimals: 0 }),
    ...(type === 'table' && {
      columns: [
        { id: 'a', label: { en: 'A' }, type: 'text' as const },
        { id: 'b', label: { en: 'B' }, type: 'number' as const },
      ],
    }),
  }))

const group = (id: string): fc.Arbitrary<Group> =>
  fc
    .tuple(
      fc
        .integer({ min: 1, max: 4 })
        .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => question(`q${i}`)))),
      fc.option(fc.constant({ min: 0, max: 3 }), { nil: undefined }),
    )
    .map(([questions, repeat]) => ({ id, ...(repeat && { repeat }), questions }))

/** Every question but the first may be asked under a condition on the one before it. */
function withConditions(groups: Group[], when: boolean[]): Group[] {
  let before: { slot: string; question: Question } | undefined
  let at = 0
  return groups.map((one) => ({
    ...one,
    questions: one.questions.map((each) => {
      const on = before
      before = { slot: `${one.id}/${each.id}`, question: each }
      if (!on || !when[at++ % when.length]) return each
      const condition: Condition =
        on.question.type === 'yesno'
          ? { slot: on.slot, is: true }
          : on.question.list && on.question.type !== 'matrix'
            ? { not: { slot: on.slot, is: 'a' } }
            : { slot: on.slot, answered: true }
      return { ...each, when: condition }
    }),
  }))
}

export const definitions: fc.Arbitrary<Definition> = fc
  .tuple(
    fc
      .integer({ min: 1, max: 4 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => group(`g${i}`)))),
    fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
  )
  .map(([groups, when]) => {
    const { definition, faults } = checkDefinition({
      format: 'baobab-instrument/1',
      slug: 'random',
      edition: '1',
      title: { en: 'Random' },
      languages: ['en'],
      makes: 'none',
      review: 'none',
      lists: { list },
      sections: [{ id: 's', title: { en: 'S' }, groups: withConditions(groups, when) }],
    })
    if (!definition) throw new Error(JSON.stringify(faults))
    return definition
  })

/** What can be answered to a question: codes of its own list, of several at most three. */
export function answerTo({
  question: { type, maxChoices = 3 },
  choices,
  rows,
}: Asked): fc.Arbitrary<unknown> {
  if (!choices) return answer[type]
  const code = fc.constantFrom(...choices.keys())
  if (type === 'matrix') return fc.dictionary(fc.constantFrom(...rows!.keys()), code, { minKeys: 1 })
  if (type === 'choice' || type === 'scale') return code
  return fc.uniqueArray(code, { minLength: 1, maxLength: Math.min(3, maxChoices) })
}

/** Answers that fit: each of its type, and given only where it is asked. */
export const answersFor = (definition: Definition): fc.Arbitrary<Answers> => {
  const { groups } = lookup(definition)
  const all = Object.fromEntries(
    [...groups].map(([id, questions]) => [
      id,
      fc.array(
        fc.record(Object.fromEntries([...questions].map(([name, asked]) => [name, answerTo(asked)])), {
          requiredKeys: [],
        }),
        {
          minLength: 1,
          maxLength: questions.values().next().value!.group.repeat ? 3 : 1,
        },
      ),
    ]),
  )
  return fc.record(all).map((given) => onlyAsked(definition, given as Answers))
}

/** In their order each question depends only on those before it. */
function onlyAsked(definition: Definition, answers: Answers): Answers {
  for (const {
    group: { id },
    question: one,
  } of lookup(definition).asked.values())
    for (const row of answers[id] ?? [])
      if (one.when && !applies(one.when, answers, { group: id, row })) delete row[one.id]
  return Object.fromEntries(
    Object.entries(answers)
      .map(([id, rows]) => [id, rows.filter((row) => Object.keys(row).length)] as const)
      .filter(([, rows]) => rows.length),
  )
}
