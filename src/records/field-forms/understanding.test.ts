import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleAnswers, exampleDefinition } from '../../../tests/support/instruments/example.ts'
import { answersFor, definitions } from '../../../tests/support/instruments/random.ts'
import { type Answers, isAnswered } from '../../instruments/answer.ts'
import type { Definition } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import { fieldKey, formNames } from './form-names.ts'
import { foreign, submissionsIn } from './reading-files.ts'
import type { Piece } from './submission.ts'
import { understood } from './understanding.ts'

const how = { lang: 'en', placeOf: (words: string) => (/^[A-Z0-9-]+$/.test(words) ? words : undefined) }

/** What a phone would send of these answers; files and what is worked out left out. */
function sent(definition: Definition, answers: Answers): { root: Piece; given: Answers } {
  const { fields, groups } = formNames(definition)
  const root: Piece = { name: 'data', inside: [] }
  const given: Answers = {}
  for (const { sections, group } of lookup(definition).parts)
    for (const [i, row] of (answers[group.id] ?? []).entries()) {
      const at: Piece = { name: groups.get(`${sections.at(-1)!.id} ${group.id}`)!, inside: [] }
      for (const question of group.questions) {
        const slot = `${group.id}/${question.id}`
        const name = fields.get(fieldKey(slot))
        const answer = row[question.id]
        if (!name || !isAnswered(answer)) continue
        const part = (key: string) => fields.get(fieldKey(slot, key))!
        const pieces = piecesOf(question.type, answer, name, part)
        if (!pieces) continue
        at.inside.push(...pieces.pieces)
        const rows = (given[group.id] ??= [])
        rows[i] = { ...(group.repeat && { id: `r${i + 1}` }), ...rows[i], [question.id]: pieces.answer }
      }
      // A row of which nothing is sent is sent all the same, so that those after it keep their places.
      root.inside.push(at.inside.length ? at : { ...at, inside: [{ name: '_', value: '-', inside: [] }] })
    }
  return {
    root,
    given: Object.fromEntries(Object.entries(given).map(([id, rows]) => [id, rows.filter(Boolean)])),
  }
}

const leaf = (name: string, value: unknown): Piece => ({ name, value: String(value), inside: [] })

function piecesOf(
  type: string,
  answer: unknown,
  name: string,
  part: (key: string) => string,
): { pieces: Piece[]; answer: unknown } | undefined {
  const one = answer as Record<string, string>
  const tidy = (words: string) => words.trim()
  switch (type) {
    case 'text':
    case 'longtext': {
      const words = tidy(Object.values(one)[0]!)
      return words ? { pieces: [leaf(name, words)], answer: { en: words } } : undefined
    }
    case 'yesno':
      return { pieces: [leaf(name, answer ? 'yes' : 'no')], answer }
    case 'number':
    case 'choice':
    case 'scale':
    case 'place':
      return { pieces: [leaf(name, answer)], answer }
    case 'money':
      return { pieces: [leaf(name, one.amount), leaf(part('currency'), one.currency)], answer }
    case 'date':
      return { pieces: [leaf(name, answer)], answer }
    case 'choices':
    case 'ranking':
      return { pieces: [leaf(name, (answer as string[]).join(' '))], answer }
    case 'matrix':
      return {
        pieces: [{ name, inside: Object.entries(one).map(([row, code]) => leaf(part(`row:${row}`), code)) }],
        answer,
      }
    case 'geometry': {
      const { coordinates } = answer as unknown as { coordinates: number[] }
      return { pieces: [leaf(name, `${coordinates[1]} ${coordinates[0]} 0 5`)], answer }
    }
    default:
      return undefined
  }
}

const escaped = (words: string): string => words.replace(/[<&>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const xml = ({ name, value, inside }: Piece): string =>
  `<${name}>${inside.length ? inside.map(xml).join('') : escaped(String(value))}</${name}>`
const printable = (words: string): boolean => /^[\p{L}\p{N}\p{P}\p{S} ]*$/u.test(words) && words.trim() !== ''

test('what is asked by a form and answered comes back as it was answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      definitions.chain((definition) => fc.tuple(fc.constant(definition), answersFor(definition))),
      async ([definition, answers]) => {
        const { root, given } = sent(definition, answers)
        const plain = JSON.stringify(root)
        fc.pre(
          [...plain.matchAll(/"value":("(?:[^"\\]|\\.)*")/g)].every(([, words]) =>
            printable(JSON.parse(words!)),
          ),
        )
        const [one] = await submissionsIn(definition, Buffer.from(xml(root)))
        const { answers: back, faults } = understood(definition, one!, how)
        expect(faults).toEqual([])
        // A file has no zero below zero.
        expect(JSON.parse(JSON.stringify(back))).toEqual(JSON.parse(JSON.stringify(given)))
      },
    ),
    { numRuns: 60 },
  )
})

describe('a submission to the example', () => {
  const definition = exampleDefinition()
  const { root } = sent(definition, exampleAnswers as unknown as Answers)

  test('as XML says which it is, keeps its rows and the rows of tables', async () => {
    const text = `<?xml version="1.0"?><data xmlns:orx="http://openrosa.org/xforms" id="example" version="1">
      <section_first>${xml(root).replace(/<\/?data>/g, '')}
        <group_basics><basics__figures><basics__figures__what>millet</basics__figures__what><basics__figures__much>300</basics__figures__much></basics__figures>
        <basics__figures><basics__figures__what>hay</basics__figures__what></basics__figures></group_basics></section_first>
      <orx:meta><orx:instanceID>uuid:abc-1</orx:instanceID></orx:meta></data>`
    const [one] = await submissionsIn(definition, Buffer.from(text))
    expect(one).toMatchObject({ instance: 'abc-1', form: 'example', version: '1' })
    const { answers } = understood(definition, one!, how)
    expect(answers.inputs).toMatchObject([
      { id: 'r1', many: 10 },
      { id: 'r2', many: 1 },
    ])
    expect(answers.basics![0]!.figures).toEqual([
      { what: { en: 'millet' }, much: 300 },
      { what: { en: 'hay' } },
    ])
    expect(foreign(definition, { ...one!, form: 'another' })).toMatch(/another form/)
  })

  test('as Kobo gives it, and as Central does', async () => {
    const kobo = [
      {
        _id: 7,
        'meta/instanceID': 'uuid:k-1',
        _uuid: 'k-1',
        'section_first/group_basics/basics__name': 'Stone lines',
        'section_first/group_basics/basics__lands': 'wheat other',
        'section_first/group_basics/basics__map': '14.9 5.3 0 4',
        'section_second/section_costs/group_inputs': [
          { 'section_second/section_costs/group_inputs/inputs__many': '3' },
        ],
        _geolocation: [14.9, 5.3],
      },
    ]
    const central = {
      value: [
        {
          __id: 'uuid:c-1',
          __system: { submitterName: 'Awa', formVersion: '1' },
          section_first: {
            group_basics: {
              basics__name: 'Stone lines',
              basics__lands: 'wheat other',
              basics__map: { type: 'Point', coordinates: [5.3, 14.9, 0], properties: { accuracy: 4 } },
            },
          },
          section_second: { section_costs: { group_inputs: [{ inputs__many: 3, __id: 'x' }] } },
        },
      ],
    }
    for (const [file, instance] of [
      [kobo, 'k-1'],
      [central, 'c-1'],
    ] as const) {
      const [one] = await submissionsIn(definition, Buffer.from(JSON.stringify(file)))
      expect(one!.instance).toBe(instance)
      const { answers, faults } = understood(definition, one!, how)
      expect(faults).toEqual([])
      expect(answers).toEqual({
        basics: [
          {
            name: { en: 'Stone lines' },
            lands: ['wheat', 'other'],
            map: { type: 'Point', coordinates: [5.3, 14.9] },
          },
        ],
        inputs: [{ id: 'r1', many: 3 }],
      })
    }
  })

  test('as a table keeps the good part of each row, and names the rest', async () => {
    const file = [
      'SubmissionDate,section_first-group_basics-basics__name,section_first-group_basics-basics__land,section_first-group_basics-basics__map-Latitude,section_first-group_basics-basics__map-Longitude,section_first-group_basics-basics__map-Altitude,basics__picture,made_up,KEY',
      '2026-01-01,Bunds,moon,14.9,5.3,200,a.jpg,hello,uuid:t-1',
      '2026-01-02,Pits,crops,,,,,,uuid:t-2',
    ].join('\n')
    const all = await submissionsIn(definition, Buffer.from(`\ufeff${file}`))
    const [first, second] = all.map((one) => understood(definition, one, how))
    expect(all.map(({ instance }) => instance)).toEqual(['t-1', 't-2'])
    expect(first!.answers.basics).toEqual([
      { name: { en: 'Bunds' }, map: { type: 'Point', coordinates: [5.3, 14.9] } },
    ])
    expect(first!.faults.map(({ place }) => place)).toEqual(['made_up', 'Land', 'Picture'])
    expect(second!.answers.basics).toEqual([{ name: { en: 'Pits' }, land: 'crops' }])
    expect(second!.faults).toEqual([])
  })

  test.each([
    ['no XML at all', '<data><unclosed></data>'],
    ['an entity of its own', '<!DOCTYPE d [<!ENTITY a "aa">]><data><basics__name>&a;</basics__name></data>'],
    ['a bomb', `<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><data>&b;</data>`],
    ['a file from outside', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><data>&x;</data>'],
    ['too deep a nest', `${'<a>'.repeat(100)}x${'</a>'.repeat(100)}`],
    ['a packed file', 'PK\u0003\u0004'],
    ['a table of something else', 'a,b\n1,2'],
    ['JSON that breaks off', '[{"a":'],
  ])('is refused as %s', async (_, text) => {
    await expect(submissionsIn(definition, Buffer.from(text))).rejects.toThrow('invalid')
  })
})
