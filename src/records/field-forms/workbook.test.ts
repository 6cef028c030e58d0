import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { exampleDefinition } from '../../../tests/support/instruments/example.ts'
import { root } from '../../base/root.ts'
import { checkDefinition } from '../../instruments/check.ts'
import type { Definition } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import { formNames } from './form-names.ts'
import { sheetsOf, xlsForm } from './workbook.ts'

const packed = ['common', 'slm', 'emis'].flatMap((pack): Definition[] => {
  const folder = join(root, 'packs', pack, 'instruments')
  return readdirSync(folder).map(
    (name) => checkDefinition(JSON.parse(readFileSync(join(folder, name), 'utf8'))).definition!,
  )
})

/** Rows by the names of their columns. */
const rowsOf = ([head, ...rows]: string[][]): Record<string, string>[] =>
  rows.map((row) => Object.fromEntries(head!.map((name, i) => [name, row[i] ?? ''])))

/** What is wrong with a form by the rules of XLSForm and XForms. */
function faultsOf({ survey, choices, settings }: ReturnType<typeof sheetsOf>): string[] {
  const faults: string[] = []
  const rows = rowsOf(survey)
  const lists = new Map<string, Set<string>>()
  for (const { list_name = '', name = '' } of rowsOf(choices)) {
    const list = lists.get(list_name) ?? new Set()
    lists.set(list_name, list)
    if (list.has(name)) faults.push(`${list_name} has ${name} twice`)
    if (name === '' || /\s/.test(name)) faults.push(`${list_name} has a choice “${name}”`)
    list.add(name)
  }
  const names = new Set<string>()
  const open: string[] = []
  for (const { type = '', name = '' } of rows) {
    const [, verb, what = ''] = /^(begin|end)_(group|repeat)$/.exec(type) ?? []
    if (verb === 'end') {
      if (open.pop() !== what) faults.push(`end_${what} ends nothing`)
      continue
    }
    if (verb === 'begin') open.push(what)
    if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name)) faults.push(`“${name}” is no name`)
    if (names.has(name)) faults.push(`${name} stands twice`)
    names.add(name)
    const [select, list] = type.split(' ')
    if (/^(select_one|select_multiple|rank)$/.test(select!) && !lists.get(list ?? '')?.size)
      faults.push(`${name} asks from no list`)
    if (
      !/^(begin_group|begin_repeat|text|integer|decimal|date|calculate|geopoint|geoshape|image|file|select_one \S+|select_multiple \S+|rank \S+)$/.test(
        type,
      )
    )
      faults.push(`${type} is no type`)
  }
  if (open.length) faults.push(`${open} is not ended`)
  for (const row of rows)
    for (const key of ['relevant', 'constraint', 'calculation']) {
      const path = row[key]!
      for (const [, name] of path.matchAll(/\$\{([^}]*)\}/g))
        if (!names.has(name!)) faults.push(`${row.name} asks for ${name}, which is not there`)
      if (path.split('(').length !== path.split(')').length) faults.push(`${row.name}: ${path} is not closed`)
      if ((path.split("'").length - 1) % 2) faults.push(`${row.name}: ${path} has an open quote`)
    }
  const untold = rows.filter(
    (row) =>
      !/^(begin|end)_|^calculate/.test(row.type!) &&
      Object.entries(row).some(([key, words]) => key.startsWith('label::') && words === ''),
  )
  faults.push(...untold.map(({ name }) => `${name} has no words in a language`))
  const [{ form_id = '', version = '', default_language = '' } = {}] = rowsOf(settings)
  if (!form_id || !version) faults.push('no id or no version')
  if (!survey[0]!.includes(`label::${default_language}`)) faults.push(`no column is ${default_language}`)
  return faults
}

describe.each([exampleDefinition(), ...packed].map((one) => [one.slug, one] as const))(
  '%s as a form',
  (_, definition) => {
    const sheets = sheetsOf(definition)

    test('keeps the rules of forms', () => {
      expect(faultsOf(sheets)).toEqual([])
    })

    test('asks everything once, by names that lead back', () => {
      const { targets } = formNames(definition)
      const fields = rowsOf(sheets.survey).flatMap(({ name }) => (name ? (targets.get(name) ?? []) : []))
      const whole = fields.filter(({ part }) => part === undefined).map(({ slot }) => slot)
      const asked = [...lookup(definition).asked.values()].filter(({ number }) => number !== undefined)
      expect(whole.toSorted()).toEqual(asked.map(({ slot }) => slot).toSorted())
      expect(fields).toHaveLength(targets.size)
    })
  },
)

test('the rules see what breaks them', () => {
  const sheets = sheetsOf(exampleDefinition())
  const broken = (change: (copy: typeof sheets) => void): string[] => {
    const copy = structuredClone(sheets)
    change(copy)
    return faultsOf(copy)
  }
  const relevant = sheets.survey[0]!.indexOf('relevant')
  expect(broken(({ survey }) => (survey[3]![relevant] = "${nowhere} = 'x"))).toHaveLength(2)
  expect(broken(({ survey }) => survey.push([...survey[3]!]))).toContain(
    `${sheets.survey[3]![1]} stands twice`,
  )
  expect(broken(({ choices }) => choices.push([...choices[1]!]))).toHaveLength(1)
  expect(broken(({ survey }) => survey.pop())).toHaveLength(1)
})

test('conditions, bounds and totals are asked as forms ask them', () => {
  const rows = new Map(rowsOf(sheetsOf(exampleDefinition()).survey).map((row) => [row.name, row]))
  expect(rows.get('basics__began')).toMatchObject({ type: 'date', relevant: "${basics__steep} = 'yes'" })
  expect(rows.get('basics__area')).toMatchObject({ type: 'decimal', constraint: '. >= 0 and . <= 1000' })
  expect(rows.get('basics__year')!.type).toBe('integer')
  expect(rows.get('basics__lands')!.constraint).toBe('count-selected(.) <= 2')
  expect(rows.get('group_inputs')).toMatchObject({
    type: 'begin_repeat',
    relevant: "${basics__land} = 'crops'",
  })
  expect(rows.get('inputs__each')!.relevant).toBe('${inputs__many} > 0')
  expect(rows.get('inputs__cost')!.calculation).toBe(
    'round(coalesce(${inputs__many}, 0) * coalesce(${inputs__each}, 0), 2)',
  )
  expect(rows.get('total__all')!.calculation).toBe('sum(${inputs__cost})')
  expect(rows.get('basics__who__build')!.type).toBe('select_one steps')
  expect(rows.get('basics__figures')!.type).toBe('begin_repeat')
  expect(rows.has('basics__secret')).toBe(false)
})

test('the workbook reads back as its sheets say', async () => {
  const sheets = sheetsOf(exampleDefinition())
  const bytes = Buffer.from(await xlsForm(exampleDefinition()))
  await new Promise((done) => setTimeout(done, 1_100))
  expect(Buffer.from(await xlsForm(exampleDefinition())).equals(bytes)).toBe(true)
  for (const [name, rows] of Object.entries(sheets) as [string, string[][]][]) {
    const read = await readSheet(bytes, name)
    expect(read.map((row) => row.map((cell) => cell ?? ''))).toEqual(
      rows.map((row) => row.map((cell) => (/^\d+$/.test(cell) ? expect.anything() : cell))),
    )
  }
})
