import { describe, expect, test } from 'vitest'
import { unnamed } from '../../../tests/support/controls.ts'
import { signedIn } from '../../../tests/support/member.ts'
import {
  act,
  adopt,
  amara,
  badru,
  begin,
  curator,
  nextOf,
  server,
  stranger,
  text,
} from '../../../tests/support/workshop.ts'
import { definitionOf, editionFor } from '../editions.ts'
import { lookup } from '../lookup.ts'

describe('what a question takes', () => {
  let ref: string
  const add = (typed: object) => act(ref, 'groups/what/questions', { form: 'add', after: '', ...typed })
  const asked = async (slot: string) => lookup((await nextOf(ref)).next!).asked.get(slot)!.question

  test('is made in the browser: grids, tables and totals, and what is in them', async () => {
    ref = await begin('change', { title: 'Grids' })
    expect((await add({ label: 'Who pays', type: 'matrix', choices: 'All\nSome' })).status).toBe(422)
    await add({ label: 'Who pays', type: 'matrix', choices: 'All\nSome', rows: 'Seed\nTools' })
    const grid = 'what/who_pays'
    await act(ref, `questions/${grid}/rows`, { form: 'rows', label: 'Water' })
    await act(ref, `questions/${grid}/rows/seed`, { form: 'rows-seed', label: 'Seeds', do: 'name' })
    await act(ref, `questions/${grid}/rows/tools`, { form: 'rows-tools', label: 'Tools', do: 'remove' })
    // A name that somebody gave meanwhile is not written over unseen.
    const late = await act(ref, `questions/${grid}/rows/seed`, {
      ...{ form: 'rows-seed', label: 'Grain', do: 'name', was: 'what stood before' },
    })
    expect(late.status).toBe(409)
    expect(late.html).toContain('value="Grain"')
    const { next } = await nextOf(ref)
    const rows = lookup(next!).asked.get(grid)!.rows!
    expect([...rows.values()].map(({ label }) => label.en)).toEqual(['Seeds', 'Water'])

    await add({ label: 'Costs', type: 'table', columns: 'What\nHow much' })
    const table = 'what/costs'
    const wider = { form: 'columns', label: 'Days', holds: 'number', unit: 'd' }
    await act(ref, `questions/${table}/columns`, wider)
    await act(ref, `questions/${table}/columns/what`, { form: 'x', label: 'For what', do: 'name' })
    await act(ref, `questions/${table}/columns/how_much`, { form: 'x', label: 'y', do: 'remove' })
    expect((await asked(table)).columns).toEqual([
      { id: 'what', label: { en: 'For what' }, type: 'text' },
      { id: 'days', label: { en: 'Days' }, type: 'number', unit: 'd' },
    ])

    await add({ label: 'Hours', type: 'number', unit: 'h', decimals: '1' })
    await add({ label: 'People', type: 'number' })
    const parts = (...slots: string[]): object => ({ parts: slots.map((one) => `what/${one}`) })
    await add({ label: 'Work', type: 'computed', how: 'product', ...parts('hours', 'people') })
    expect((await asked('what/work')).computed).toEqual({ product: ['what/hours', 'what/people'] })
    const formula = (typed: object) => act(ref, 'questions/what/work/formula', { form: 'formula', ...typed })
    const poor = await formula({ how: 'product', ...parts('hours') })
    expect(poor.status).toBe(422)
    expect(text(poor)).toContain('a product two or more')
    const wrong = await formula({ how: 'sum', ...parts('kind') })
    expect(wrong.status).toBe(422)
    expect(text(wrong)).toContain('what/kind')
    const round = await formula({ how: 'sum', ...parts('work') })
    expect(round.status).toBe(422)
    await formula({ how: 'ratio', ...parts('hours'), under: 'what/people' })
    expect((await asked('what/work')).computed).toEqual({ ratio: ['what/hours', 'what/people'] })
    const unit = { form: 'unit', unit: 'min', fate: 'times' }
    expect((await act(ref, 'questions/what/hours/unit', unit)).status).toBe(422)
    await act(ref, 'questions/what/hours/unit', { ...unit, times: '60' })
    expect(await asked('what/hours')).toMatchObject({ unit: 'min', decimals: 1 })
  })

  test('becomes of another kind with what becomes of answers said', async () => {
    const slot = 'what/what_it_does'
    const kind = { form: 'kind', type: 'choice', choices: 'Counts\nMeasures', fate: 'kept' }
    const looked = await act(ref, `questions/${slot}/kind`, { ...kind, act: 'look' })
    expect(looked.html.slice(looked.html.indexOf('id="preview"'))).toContain('Measures')
    await act(ref, `questions/${slot}/kind`, kind)
    expect(await asked(slot)).toMatchObject({ type: 'choice', list: expect.any(String) })
    const { whole } = await nextOf(ref)
    const done = whole.steps.flatMap(({ operations }) => operations)
    expect(done.find((one) => one.op === 'change-question')).toMatchObject({ slot, answers: 'kept' })
    const page = await amara.get(`/proposals/${ref}/questions/what/who_pays`)
    expect(text(page)).toContain('Ask for another kind of answer')
    for (const one of [
      'groups/what',
      ...['who_pays', 'costs', 'work', 'hours'].map((id) => `questions/what/${id}`),
    ]) {
      const { html } = await amara.get(`/proposals/${ref}/${one}`)
      expect(unnamed(html.slice(html.indexOf('<main'))), one).toEqual([])
    }
  })
})

describe('a translation', () => {
  test('is kept piece by piece, counted, and adopted with nothing else changed', async () => {
    const ref = await begin('translation', { title: 'In Swahili' })
    const page = await amara.get(`/proposals/${ref}/translation?to=sw`)
    const names = [...page.html.matchAll(/name="(w:[^"]+)"/g)].map(([, name]) => name!)
    expect(names).toHaveLength(40)
    const before = await definitionOf((await editionFor('tool'))!.id)
    const saved = await amara.post(`/proposals/${ref}/translation?to=sw`, {
      to: 'sw',
      ...Object.fromEntries(names.slice(0, 5).map((name) => [name, `Neno ${name}`])),
      'w:question/none/none/label': 'Nowhere',
    })
    expect(text(saved)).toContain('5 of')
    const left = [...saved.html.matchAll(/name="(w:[^"]+)"/g)].map(([, name]) => name!)
    expect(left[0]).toBe(names[5])
    await amara.post(`/proposals/${ref}/translation?to=sw&all=1`, { to: 'sw', [names[0]!]: '' })
    expect(text(await stranger().get(`/proposals/${ref}`))).toContain('4 of')
    await adopt(ref, '4', curator)
    const after = await definitionOf((await editionFor('tool'))!.id)
    expect(after.languages).toEqual([...before.languages, 'sw'])
    expect(JSON.stringify(after).match(/Neno w:/g)).toHaveLength(4)
    const stripped = JSON.parse(JSON.stringify(after), (_, value) => {
      if (typeof value === 'object' && value?.sw) delete value.sw
      return value
    })
    expect({ ...stripped, edition: before.edition, languages: before.languages }).toEqual(before)
  })

  test('does nothing to questions', async () => {
    const ref = await begin('translation')
    expect((await amara.get(`/proposals/${ref}/questions`)).status).toBe(422)
    expect((await act(ref, 'groups/what/questions', { label: 'X', type: 'text', form: 'add' })).status).toBe(
      422,
    )
  })
})

describe('an extension', () => {
  test('asks more and offers less, is refused what changes a shared question, at its place', async () => {
    const lacking = await amara.post('/instruments/tool/workshop', {
      ...{ kind: 'extension', title: 'T', why: 'W', lang: 'en', audience: 'everyone' },
    })
    expect(lacking.status).toBe(422)
    const ref = await begin('extension', { name: 'Tools of Mali' })
    const { next } = await nextOf(ref)
    const choice = [...lookup(next!).asked.values()].find(
      (one) => one.question.type === 'choices' && one.question.list,
    )!
    const wider = await act(ref, `questions/${choice.slot}/choices`, {
      form: 'choice',
      label: 'Quite another',
    })
    expect(wider.status).toBe(422)
    expect(text(wider)).toContain(`question ${choice.question.id}`)
    const code = [...choice.choices!.keys()].at(-1)!
    const fewer = await act(ref, `questions/${choice.slot}/choices/${code}/retirement`, {
      form: 'retire',
      into: '',
    })
    expect([200, 422]).toContain(fewer.status)
    await act(ref, 'groups/what/questions', { form: 'add', label: 'In which cercle?', type: 'text' })
    expect((await adopt(ref, '1', curator)).status).toBe(422)
    const all = await signedIn(server, 'Dalia', 'curator')
    expect(text(await adopt(ref, '1', all))).toContain('adopted')
    const made = await stranger().get('/instruments/tools-of-mali')
    expect(text(made)).toContain('In which cercle?')
  })
})

describe('what is not for everyone', () => {
  test('is seen by members alone; what was taken back, by those who made it', async () => {
    const closed = await begin('change', { audience: 'members', title: 'Zaunkönig' })
    await act(closed, 'comments', { words: 'Zaunkönig said' }, badru)
    const gone = await begin('change', { title: 'Zaunkönig too' })
    await act(gone, 'withdrawal', {})
    for (const ref of [closed, gone])
      for (const path of ['', '/questions', '/groups/what', '/translation', '/questions/what/what_it_does'])
        expect([403, 404, 410], path).toContain((await stranger().get(`/proposals/${ref}${path}`)).status)
    expect((await stranger().get(`/proposals/${closed}`)).status).toBe(404)
    expect((await stranger().get(`/proposals/${gone}`)).status).toBe(410)
    const pages = ['/instruments/tool/workshop', '/api/v1/proposals', `/api/v1/proposals/${closed}`]
    for (const path of [...pages, `/proposals/${closed}`, `/proposals/${gone}`])
      expect((await stranger().get(path)).html, path).not.toMatch(
        /Zaunkönig (too|said)|Zaunkönig<|"Zaunkönig"/,
      )
    expect(text(await badru.get('/instruments/tool/workshop'))).toContain('Zaunkönig')
    expect((await badru.get(`/proposals/${gone}`)).status).toBe(410)
    expect((await amara.get(`/proposals/${gone}`)).status).toBe(200)
  })
})
