import { describe, expect, test } from 'vitest'
import { exampleAnswers, exampleDefinition } from '../../../tests/support/instruments/example.ts'
import { srcSet, url } from '../../ui/url.ts'
import { blocksOf } from '../blocks.ts'
import { readAnswers } from '../reading.ts'
import { Answers, answersToc } from './Answers.tsx'
import { Scale } from './Scale.tsx'

const definition = exampleDefinition()
const reading = readAnswers(definition, exampleAnswers, 'en')
const html = String(<Answers reading={reading} />)

const kinds = (groups: Parameters<typeof blocksOf>[0]) => blocksOf(groups).map(({ kind }) => kind)

describe('how answers are set', () => {
  test('pictures as figures, repeating rows of short answers as a table, the rest as facts', () => {
    const [first, second] = reading.sections
    expect(kinds(first!.groups)).toEqual(['facts', 'prose', 'facts', 'grid', 'facts', 'figures', 'grid'])
    expect(kinds(second!.sections[0]!.groups)).toEqual(['rows', 'facts'])
  })

  test('long text as prose, between the facts around it', () => {
    const { picture: _, ...basics } = exampleAnswers.basics[0]!
    const blocks = blocksOf(readAnswers(definition, { basics: [basics] }, 'en').sections[0]!.groups)
    expect(blocks.map(({ kind }) => kind)).toEqual(['facts', 'prose', 'facts', 'grid', 'facts', 'grid'])
  })

  test('a step with its reason is one fact; one column is a list; long rows are entries', () => {
    const answer = (slot: string, value: object, type = 'text') =>
      ({ slot, type, label: { lang: 'en', text: slot }, value }) as never
    const words = (slot: string, text: string) =>
      answer(slot, { kind: 'words', words: { lang: 'en', text }, long: false })
    const scale = answer(
      'g/s',
      { kind: 'scale', step: 1, of: 3, chosen: { lang: 'en', text: 'low' }, other: [] },
      'scale',
    )
    const group = (rows: never[][]) => ({
      id: 'g',
      repeats: true,
      numbered: true,
      rows: rows.map((answers) => ({ answers })),
    })
    expect(blocksOf([group([[scale, words('g/why', 'x'.repeat(300))]])])).toMatchObject([
      { kind: 'facts', facts: [{ notes: [{ slot: 'g/why' }] }] },
    ])
    expect(blocksOf([group([[words('g/a', 'x')], [words('g/a', 'y')]])])).toMatchObject([
      { kind: 'list', numbered: true },
    ])
    const entries = blocksOf([
      group([
        [words('g/a', 'x'.repeat(300)), words('g/b', 'y')],
        [words('g/a', 'short'), words('g/b', 'z')],
      ]),
    ])
    expect(entries).toMatchObject([
      {
        kind: 'entries',
        entries: [
          [{ kind: 'prose' }, { kind: 'facts' }],
          [{ kind: 'prose' }, { kind: 'facts' }],
        ],
      },
    ])
  })
})

describe('what the page says', () => {
  test('every answer in words, texts with their language, nothing hidden', () => {
    for (const shown of [
      'Stone lines',
      '12.5 hectares',
      'May 2019',
      'Cropland',
      'A. Adamou',
      '$55',
      'Picture: A. A.',
      '3 of 3',
    ])
      expect(html).toContain(shown)
    expect(html).toContain('<div class="prose" lang="fr">')
    expect(html).not.toContain('T_1')
    expect(html).not.toMatch(/ style=|<script/)
  })

  test('a picture that is not here says so, with its name', () => {
    expect(html).toContain('The picture is not kept here.')
    const picture = {
      src: url`/files/a.jpg`,
      srcset: srcSet([[url`/files/a.jpg`, 320]]),
      width: 400,
      height: 300,
      caption: {},
      href: url`/files/a.jpg`,
    }
    const there = String(
      <Answers
        reading={reading}
        names={{ files: new Map([['a.jpg', { href: url`/files/a.jpg`, picture }]]) }}
      />,
    )
    expect(there).toMatch(/<img src="\/files\/a.jpg" srcset="\/files\/a.jpg 320w"[^>]* alt="The lines"/)
  })

  test('on a phone each cell of a table has its label; a row says in which language its words are', () => {
    const rows = {
      basics: [{ land: 'crops', name: { en: 'Bunds' } }],
      inputs: [
        { what: { fr: 'Pierres' }, many: 2, each: 3 },
        { what: { fr: 'Herbe' }, many: 1, each: 1 },
      ],
    }
    const drawn = String(<Answers reading={readAnswers(definition, rows, 'en', 'fr')} />)
    expect(drawn).toContain('<div class="table laid" role="group"')
    expect(drawn).toContain('<span class="in-row">Cost</span><div>$6</div>')
    expect(drawn).toContain('<p class="said">In French</p>')
    const [name] = rows.basics
    const prose = String(
      <Answers
        reading={readAnswers(
          definition,
          { basics: [{ ...name, story: { fr: 'Une histoire' } }] },
          'en',
          'fr',
        )}
      />,
    )
    expect(prose).toContain('<small class="said">(in French)</small>')
  })

  test('a step says what it is called, and its number only to those who hear it', () => {
    expect(html).toMatch(/class="scale ended".*<span class="verdict">High<span class="unseen"> 3 of 3</s)
    const { ends: _, ...scale } = { step: 1, of: 3, chosen: { lang: 'en', text: 'Low' }, other: [], ends: 0 }
    expect(String(<Scale {...scale} />)).toContain('<span class="scale"><svg')
    const long = { low: { lang: 'en', text: 'Something else' }, high: { lang: 'en', text: 'This' } }
    expect(String(<Scale {...scale} ends={long} />)).toContain('class="scale wordy"')
  })

  test('places are called by their names where they are known', () => {
    expect(html).toContain('<a href="/places/NE-5">NE-5</a>')
    const named = String(
      <Answers reading={reading} names={{ places: new Map([['NE-5', { name: { en: 'Tahoua' } }]]) }} />,
    )
    expect(named).toContain('<a href="/places/NE-5">Tahoua</a>')
  })

  test('the contents lead to the sections', () => {
    for (const { href } of answersToc(reading)) expect(html).toContain(`id="${href.slice(1)}"`)
  })

  test('what people wrote is never markup or a dangerous address', () => {
    const bad = {
      basics: [
        {
          name: { en: '<img src=x onerror=alert(1)>' },
          page: 'javascript:alert(1)',
          after: { title: 'x', url: 'javascript:alert(2)' },
        },
      ],
    }
    const drawn = String(<Answers reading={readAnswers(definition, bad, 'en')} />)
    expect(drawn).not.toContain('<img')
    expect(drawn).not.toContain('href="javascript')
  })
})
