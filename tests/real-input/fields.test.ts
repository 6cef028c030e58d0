import { expect, test } from 'vitest'
import { lookup } from '../../src/instruments/lookup.ts'
import { fromSlmStandard } from '../../src/instruments/slm/from-standard.ts'
import type { SlmStandard } from '../../src/instruments/slm/standard.ts'
import { pathsOf } from '../../src/records/writing/filling-fields.ts'
import { readFields } from '../../src/records/writing/reading-fields.ts'
import { Field } from '../../src/records/writing/views/Field.tsx'
import { sentBy, unnamed } from '../support/controls.ts'
import { describeOnRealInput, readRealInput } from '../support/real-input.ts'

describeOnRealInput('every question of the shared SLM questionnaires can be asked', () => {
  test.each(['slm-technologies', 'slm-approaches', 'slm-module-cca', 'slm-module-unccd'])('%s', (name) => {
    const source: SlmStandard = JSON.parse(readRealInput(`slm/${name}.json`))
    const definition = fromSlmStandard(source).definition!
    const langs = ['en', 'ar']
    const shown = [...lookup(definition).asked.values()].filter(({ question }) => !question.hidden)
    expect(shown.length).toBeGreaterThan(40)
    const row = (repeats: boolean) => (repeats ? 'r1' : 'only')
    const html = shown
      .map((asked) => Field({ asked, row: row(asked.group.repeat !== undefined), langs, places: [] }))
      .join('')
    expect(unnamed(html)).toEqual([])
    const paths = shown.flatMap((asked) => pathsOf(asked, row(asked.group.repeat !== undefined), langs))
    expect(readFields(definition, paths, sentBy(html))).toEqual({
      answers: paths.map((path) => ({ path, value: null })),
      faults: [],
    })
  })
})
