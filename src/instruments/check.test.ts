import { expect, test } from 'vitest'
import { changed, example } from '../../tests/support/instruments/example.ts'
import { checkDefinition } from './check.ts'
import type { Definition, Group, Question, Section } from './definition.ts'
import { definitionSchema } from './json-schema.ts'

const group = (definition: Definition): Group => definition.sections[0]!.groups![0]!
const question = (definition: Definition, id: string): Question =>
  group(definition).questions.find((one) => one.id === id)!
const costs = (definition: Definition): Section => definition.sections[1]!.sections![0]!

const at = 'section first > group basics'

test('a good definition has no fault', () => {
  expect(checkDefinition(example).faults).toEqual([])
})

/** Each thing that can be wrong with a definition: what is done to a good one, where the fault is, what is said. */
const faulty: [name: string, change: (copy: Definition) => unknown, place: string, message: RegExp][] = [
  ['no slug', (d) => delete (d as Partial<Definition>).slug, 'slug', /is missing/],
  ['a slug in capitals', (d) => (d.slug = 'Example'), 'slug', /"Example" should be small letters/],
  ['an edition with a space', (d) => (d.edition = '1 a'), 'edition', /"1 a" should be letters/],
  ['another format', (d) => (d.format = 'x' as never), 'format', /"x" is not one of baobab-instrument\/1/],
  [
    'a key that is none',
    (d) => Object.assign(d, { colour: 'red' }),
    'the whole file',
    /colour is not part of the format/,
  ],
  [
    'a key that is none in a question',
    (d) => Object.assign(question(d, 'area'), { colour: 'red' }),
    `${at} > question area`,
    /colour is not part/,
  ],
  [
    'a language that is none',
    (d) => (d.title.english = 'x'),
    'title > english',
    /“english” is not a language tag/,
  ],
  [
    'a type that is none',
    (d) => (question(d, 'area').type = 'float' as never),
    `${at} > question area > type`,
    /"float" is not one of text, longtext/,
  ],
  ['a number in place of text', (d) => (d.title.en = 3 as never), 'title > en', /should be text, not 3/],
  ['an empty group', (d) => (group(d).questions = []), `${at} > questions`, /needs at least 1/],
  [
    'a code with a space',
    (d) => (d.lists.land![0]!.code = 'crop land'),
    'list land > choice crop land > code',
    /"crop land" is not a code/,
  ],
  [
    'a question without id',
    (d) => delete (group(d).questions[0] as Partial<Question>).id,
    `${at} > questions[0] > id`,
    /is missing/,
  ],
  [
    'a slot that is none',
    (d) => (d.facets = ['land']),
    'facets[0]',
    /"land" is not a slot: write group\/question/,
  ],
  [
    'too many decimals',
    (d) => (question(d, 'area').decimals = 12),
    `${at} > question area > decimals`,
    /should be 9 or less/,
  ],
  [
    'an address that is none',
    (d) => (d.source = { title: 'x', url: 'no' }),
    'source > url',
    /"no" is not an address/,
  ],
  [
    'a condition that is none',
    (d) => (question(d, 'area').when = { slot: 'basics/steep', equals: 1 } as never),
    `${at} > question area > when`,
    /is not a condition: write any, all, not/,
  ],
  [
    'a fault deep in a condition',
    (d) => (question(d, 'area').when = { any: [{ slot: 'steep', is: true }] }),
    `${at} > question area > when > any[0] > slot`,
    /"steep" is not a slot/,
  ],
  [
    'a computation that is none',
    (d) => (question(d, 'area').computed = { difference: 1 } as never),
    `${at} > question area > computed`,
    /is not a computation/,
  ],
  [
    'a section twice',
    (d) => (costs(d).id = 'first'),
    'section second > section first',
    /“first” stands twice/,
  ],
  [
    'a group twice',
    (d) => costs(d).groups!.push(structuredClone(group(d))),
    'section second > section costs > group basics',
    /stands earlier already/,
  ],
  ['a group again for the first time', (d) => (group(d).again = true), at, /here for the first time/],
  [
    'a group again that asks otherwise',
    (d) =>
      costs(d).groups!.push({
        id: 'basics',
        again: true,
        questions: [{ id: 'area', label: { en: 'x' }, type: 'text' }],
      }),
    'section second > section costs > group basics > question area',
    /asked in another way/,
  ],
  [
    'a question twice',
    (d) => group(d).questions.push(structuredClone(question(d, 'area'))),
    `${at} > question area`,
    /stands twice in its group/,
  ],
  [
    'a question called id',
    (d) => (question(d, 'area').id = 'id'),
    `${at} > question id`,
    /cannot be called id/,
  ],
  [
    'a code twice',
    (d) => d.lists.land!.push({ code: 'crops', label: { en: 'x' } }),
    'list land > choice crops',
    /“crops” stands twice/,
  ],
  ['an empty list', (d) => (d.lists.land = []), 'list land', /no choices/],
  [
    'a broader code that is not there',
    (d) => (d.lists.land![1]!.broader = 'field'),
    'list land > choice wheat',
    /“field” is not in the list/,
  ],
  [
    'a code broader than itself',
    (d) => (d.lists.land![0]!.broader = 'wheat'),
    'list land > choice crops',
    /broader than itself/,
  ],
  [
    'words missing in the first language',
    (d) => (question(d, 'area').label = { fr: 'Surface' }),
    `${at} > question area`,
    /no words in English/,
  ],
  [
    'a list that is not there',
    (d) => (question(d, 'land').list = 'x'),
    `${at} > question land`,
    /list “x” does not exist/,
  ],
  [
    'a choice without list',
    (d) => delete question(d, 'land').list,
    `${at} > question land`,
    /a choice needs a list/,
  ],
  [
    'a scale without list',
    (d) => delete question(d, 'slope').list,
    `${at} > question slope`,
    /a scale needs a list/,
  ],
  [
    'a list where nothing is chosen',
    (d) => (question(d, 'area').list = 'land'),
    `${at} > question area`,
    /a number is not chosen from a list/,
  ],
  [
    'groups to choose among that are not there',
    (d) => Object.assign(question(d, 'land'), { list: undefined, fromGroups: ['x'] }),
    `${at} > question land`,
    /group “x” does not exist/,
  ],
  [
    'a list and groups',
    (d) => (question(d, 'land').fromGroups = ['basics']),
    `${at} > question land`,
    /both a list and fromGroups/,
  ],
  [
    'a matrix without rows',
    (d) => delete question(d, 'who').rows,
    `${at} > question who`,
    /needs a list of rows/,
  ],
  [
    'a table without columns',
    (d) => delete question(d, 'figures').columns,
    `${at} > question figures`,
    /needs columns/,
  ],
  [
    'ends that are not of a scale',
    (d) => (question(d, 'area').ends = { low: { en: 'a' }, high: { en: 'b' } }),
    `${at} > question area`,
    /only a scale has named ends/,
  ],
  [
    'the least above the most',
    (d) => (question(d, 'area').min = 2000),
    `${at} > question area`,
    /the least \(2,000\) is more than the most \(1,000\)/,
  ],
  [
    'more rows at least than at most',
    (d) => (costs(d).groups![0]!.repeat = { min: 9, max: 5 }),
    'section second > section costs > group inputs > repeat',
    /more than the most/,
  ],
  [
    'maxChoices where one is chosen',
    (d) => (question(d, 'land').maxChoices = 2),
    `${at} > question land`,
    /maxChoices is for choices/,
  ],
  [
    'another for a question elsewhere',
    (d) => (question(d, 'lands_other').otherFor = ['many']),
    `${at} > question lands_other`,
    /otherFor names “many”/,
  ],
  [
    'a computation of a stored number',
    (d) => (question(d, 'area').computed = { count: 'basics/name' }),
    `${at} > question area`,
    /has a computation but is a number/,
  ],
  [
    'computed without saying how',
    (d) => (question(d, 'area').type = 'computed'),
    `${at} > question area`,
    /does not say how/,
  ],
  [
    'a sum of nothing there',
    (d) => (costs(d).groups![1]!.questions[0]!.computed = { sum: 'inputs/x' }),
    'section second > section costs > group total > question all',
    /no question inputs\/x/,
  ],
  [
    'a sum of words',
    (d) => (costs(d).groups![1]!.questions[0]!.computed = { sum: ['inputs/what'] }),
    'section second > section costs > group total > question all',
    /inputs\/what is a text: only numbers/,
  ],
  [
    'a condition on no question',
    (d) => (question(d, 'began').when = { slot: 'basics/flat', is: true }),
    `${at} > question began > when`,
    /no question basics\/flat/,
  ],
  [
    'a condition on a code not in the list',
    (d) => (costs(d).groups![0]!.when = { slot: 'basics/land', is: 'sea' }),
    'section second > section costs > group inputs > when',
    /“sea”, which is not in the list land/,
  ],
  [
    'a condition on yes that asks for a word',
    (d) => (question(d, 'began').when = { slot: 'basics/steep', is: 'yes' }),
    `${at} > question began > when`,
    /“yes” is not what a yesno such as basics\/steep can be/,
  ],
  [
    'a condition above on words',
    (d) => (question(d, 'began').when = { slot: 'basics/name', above: 2 }),
    `${at} > question began > when`,
    /ask for a number, but basics\/name is a text/,
  ],
  [
    'a condition that asks nothing',
    (d) => (question(d, 'began').when = { slot: 'basics/area' } as never),
    `${at} > question began > when`,
    /asks for nothing/,
  ],
  [
    'a condition of a section on no question',
    (d) => (d.sections[1]!.when = { not: { slot: 'x/y', answered: true } }),
    'section second > when',
    /no question x\/y/,
  ],
  [
    'a condition on itself',
    (d) => (question(d, 'began').when = { slot: 'basics/began', answered: true }),
    `${at} > question began`,
    /asked only if it is answered: basics\/began → basics\/began/,
  ],
  [
    'conditions in a circle',
    (d) => (question(d, 'steep').when = { slot: 'basics/began', answered: true }),
    `${at} > question steep`,
    /basics\/steep → basics\/began → basics\/steep/,
  ],
  [
    'a total in a circle',
    (d) => (costs(d).groups![1]!.questions[0]!.computed = { sum: 'total/an_area' }),
    'section second > section costs > group total > question all',
    /total\/all → total\/an_area → total\/all/,
  ],
  [
    'a title that is no text',
    (d) => (d.fills!.title = 'basics/area'),
    'fills > title',
    /basics\/area is a number, which cannot serve here/,
  ],
  ['a facet on no question', (d) => (d.facets = ['basics/x']), 'facets', /no question basics\/x/],
  [
    'a facet of long text',
    (d) => (d.facets = ['basics/story']),
    'facets',
    /basics\/story is a longtext, which cannot serve here/,
  ],
  ['a column on no question', (d) => (d.columns = ['x/y']), 'columns', /no question x\/y/],
  ['context on no question', (d) => (d.context = ['x/y']), 'context', /no question x\/y/],
]

test.each(faulty)('%s is a fault with its place', (_, change, place, message) => {
  const { definition, faults } = checkDefinition(changed(change))
  expect(definition).toBeUndefined()
  expect(faults.map((fault) => fault.place)).toContain(place)
  expect(faults.find((fault) => fault.place === place)!.message).toMatch(message)
})

test.each([[null], ['text'], [[]], [{}]])('%j is no definition, and says so', (json) => {
  expect(checkDefinition(json).faults.length).toBeGreaterThan(0)
})

test('all faults are named at once', () => {
  const { faults } = checkDefinition(
    changed((d) => {
      question(d, 'land').list = 'x'
      question(d, 'who').rows = 'y'
      d.columns = ['a/b']
    }),
  )
  expect(faults).toHaveLength(3)
})

test('the JSON Schema names the parts it is made of', () => {
  const schema = definitionSchema() as { $defs: Record<string, unknown>; properties: Record<string, unknown> }
  expect(Object.keys(schema.$defs)).toEqual(
    expect.arrayContaining(['Section', 'Group', 'Question', 'Condition', 'Choice', 'Labels']),
  )
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(Object.keys(example)))
})
