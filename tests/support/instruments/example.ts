import { checkDefinition } from '../../../src/instruments/check.ts'
import type { Definition } from '../../../src/instruments/definition.ts'

/** A small definition with every type of question, conditions, totals and a repeating group. */
export const example = {
  format: 'baobab-instrument/1',
  slug: 'example',
  edition: '1',
  title: { en: 'Example', fr: 'Exemple' },
  languages: ['en', 'fr'],
  makes: 'case',
  review: 'light',
  lists: {
    land: [
      { code: 'crops', label: { en: 'Cropland', fr: 'Terres cultivées' } },
      { code: 'wheat', label: { en: 'Wheat', fr: 'Blé' }, broader: 'crops' },
      { code: 'forest', label: { en: 'Forest', fr: 'Forêt' } },
      { code: 'other', label: { en: 'Other' } },
    ],
    steps: [
      { code: 'low', label: { en: 'Low' }, value: 1 },
      { code: 'middle', label: { en: 'Middle' }, value: 2 },
      { code: 'high', label: { en: 'High' }, value: 3 },
    ],
    tasks: [
      { code: 'plan', label: { en: 'Planning' } },
      { code: 'build', label: { en: 'Building' } },
    ],
  },
  sections: [
    {
      id: 'first',
      number: '1',
      title: { en: 'First', fr: 'Premier' },
      groups: [
        {
          id: 'basics',
          questions: [
            {
              id: 'name',
              label: { en: 'What is it called?' },
              labelRead: { en: 'Name' },
              type: 'text',
              required: true,
              maxLength: 40,
            },
            { id: 'story', label: { en: 'Story' }, type: 'longtext' },
            { id: 'page', label: { en: 'Web page' }, type: 'link' },
            { id: 'steep', label: { en: 'Steep' }, type: 'yesno' },
            { id: 'area', label: { en: 'Area' }, type: 'number', unit: 'ha', min: 0, max: 1000, decimals: 1 },
            { id: 'year', label: { en: 'Year' }, type: 'number', decimals: 0, min: 1900, max: 'this-year' },
            { id: 'price', label: { en: 'Price' }, type: 'money', min: 0 },
            { id: 'began', label: { en: 'Began' }, type: 'date', when: { slot: 'basics/steep', is: true } },
            { id: 'land', label: { en: 'Land' }, type: 'choice', list: 'land', glance: true },
            { id: 'lands', label: { en: 'Lands' }, type: 'choices', list: 'land', maxChoices: 2 },
            { id: 'lands_other', label: { en: 'Other land' }, type: 'text', otherFor: ['lands'] },
            { id: 'best', label: { en: 'Best first' }, type: 'ranking', list: 'tasks' },
            {
              id: 'slope',
              label: { en: 'Slope' },
              type: 'scale',
              list: 'steps',
              ends: { low: { en: 'flat' }, high: { en: 'steep' } },
            },
            { id: 'who', label: { en: 'Who does what' }, type: 'matrix', rows: 'tasks', list: 'steps' },
            { id: 'where', label: { en: 'Where' }, type: 'place' },
            { id: 'map', label: { en: 'Map' }, type: 'geometry' },
            { id: 'teller', label: { en: 'Told by' }, type: 'person' },
            { id: 'payer', label: { en: 'Paid by' }, type: 'organisation' },
            { id: 'after', label: { en: 'Learned at' }, type: 'record', kinds: ['case'] },
            { id: 'paper', label: { en: 'Paper' }, type: 'file' },
            { id: 'picture', label: { en: 'Picture' }, type: 'image' },
            {
              id: 'figures',
              label: { en: 'Figures' },
              type: 'table',
              columns: [
                { id: 'what', label: { en: 'What' }, type: 'text' },
                { id: 'much', label: { en: 'How much' }, type: 'number', unit: 'kg' },
              ],
            },
            { id: 'secret', label: { en: 'Old number' }, type: 'text', hidden: true },
          ],
        },
      ],
    },
    {
      id: 'second',
      title: { en: 'Second' },
      sections: [
        {
          id: 'costs',
          title: { en: 'Costs' },
          groups: [
            {
              id: 'inputs',
              title: { en: 'Inputs' },
              repeat: { min: 0, max: 5 },
              when: { slot: 'basics/land', is: 'crops' },
              questions: [
                { id: 'what', label: { en: 'What' }, type: 'text' },
                { id: 'many', label: { en: 'Many' }, type: 'number', min: 0 },
                {
                  id: 'each',
                  label: { en: 'Each' },
                  type: 'number',
                  min: 0,
                  when: { slot: 'inputs/many', above: 0 },
                },
                {
                  id: 'cost',
                  label: { en: 'Cost' },
                  type: 'computed',
                  unit: 'USD',
                  decimals: 2,
                  computed: { product: ['inputs/many', 'inputs/each'] },
                },
              ],
            },
            {
              id: 'total',
              questions: [
                {
                  id: 'all',
                  label: { en: 'All of it' },
                  type: 'computed',
                  unit: 'USD',
                  computed: { sum: 'inputs/cost' },
                },
                {
                  id: 'rows',
                  label: { en: 'How many' },
                  type: 'computed',
                  computed: { count: 'inputs/what' },
                },
                {
                  id: 'an_area',
                  label: { en: 'For each hectare' },
                  type: 'computed',
                  decimals: 2,
                  computed: { ratio: ['total/all', 'basics/area'] },
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  fills: { title: 'basics/name', summary: 'basics/story', place: 'basics/where', image: 'basics/picture' },
  facets: ['basics/land', 'basics/lands', 'basics/steep', 'basics/slope'],
  columns: ['basics/land', 'basics/area', 'total/all'],
  context: ['basics/slope', 'basics/began'],
} as const

/** Its definition, or with `change` the definition that comes of it. */
export function exampleDefinition(change: (copy: Definition) => unknown = () => undefined): Definition {
  const { definition, faults } = checkDefinition(changed(change))
  if (!definition) throw new Error(JSON.stringify(faults))
  return definition
}

/** A copy that something was done to, as JSON. */
export function changed(change: (copy: Definition) => unknown): Definition {
  const copy = structuredClone(example) as unknown as Definition
  change(copy)
  return copy
}

/** A good answer to each of its questions. */
export const exampleAnswers = {
  basics: [
    {
      name: { en: 'Stone lines', fr: 'Cordons pierreux' },
      story: { fr: 'On a commencé petit.\nPuis tout le village.' },
      page: 'https://example.org/stones',
      steep: true,
      area: 12.5,
      year: 2019,
      price: { amount: 40, currency: 'XOF' },
      began: '2019-05',
      land: 'crops',
      lands: ['wheat', 'other'],
      lands_other: { en: 'sand' },
      best: ['build', 'plan'],
      slope: 'high',
      who: { plan: 'low', build: 'high' },
      where: 'NE-5',
      map: { type: 'Point', coordinates: [5.3, 14.9] },
      teller: { name: 'A. Adamou', organisation: 'Union' },
      payer: { name: 'Union' },
      after: { title: 'Zaï', url: 'https://example.org/zai' },
      paper: { file: 'plan.pdf', name: 'Plan' },
      picture: { file: 'a.jpg', caption: { en: 'The lines' }, credit: 'A. A.', date: '2020' },
      figures: [{ what: 'millet', much: 300 }, { what: 'hay' }],
      secret: { en: 'T_1' },
    },
  ],
  inputs: [
    { id: 'r1', what: { en: 'stones' }, many: 10, each: 2.5 },
    { id: 'r2', what: { en: 'cart' }, many: 1, each: 30 },
  ],
}
