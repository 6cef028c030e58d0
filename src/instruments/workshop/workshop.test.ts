import { beforeAll, describe, expect, test } from 'vitest'
import { sentBy, unnamed } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Seen, type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { system } from '../../base/viewer.ts'
import { setSite } from '../../ui/site.ts'
import { definitionOf, editionFor } from '../editions.ts'
import { lookup } from '../lookup.ts'
import { leadingTo } from './leading-to.ts'
import { proposalFor } from './reading.ts'

demoDatabase()
process.env.RATE_LIMIT = '0'
const server = served(openDoors)
let amara: Visitor
let badru: Visitor
let curator: Visitor
const stranger = () => visitor(server)

beforeAll(async () => {
  setSite({ origin: server.origin })
  amara = await signedIn(server, 'Amara')
  badru = await signedIn(server, 'Badru')
  curator = await signedIn(server, 'Chidi', 'curator', '/instruments/tool')
})

const refIn = ({ at }: Seen): string => /^\/proposals\/([0-9a-z]{12})/.exec(at)![1]!
const text = ({ html }: Seen): string =>
  html
    .replace(/^[\s\S]*<main/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, '’')
    .replace(/[\u2068\u2069]/g, '')
    .replace(/\s+/g, ' ')
const begin = async (kind: string, more: Record<string, string> = {}, slug = 'tool'): Promise<string> =>
  refIn(
    await amara.post(`/instruments/${slug}/workshop`, {
      ...{ kind, title: 'Say what it costs', why: 'Nobody knows.', lang: 'en', audience: 'everyone' },
      ...more,
    }),
  )
const act = (ref: string, path: string, form: Record<string, string>, who = amara) =>
  who.post(`/proposals/${ref}/${path}`, { lang: 'en', ...form })
const seenBy = async (who: Visitor, ref: string): Promise<string> =>
  /name="seen" value="([^"]*)"/.exec((await who.get(`/proposals/${ref}`)).html)?.[1] ?? ''
const adopt = async (ref: string, edition: string, who = amara): Promise<Seen> =>
  act(ref, 'adoption', { form: 'adopt', edition, seen: await seenBy(who, ref) }, who)
const nextOf = async (ref: string) => {
  const whole = await proposalFor(system('test'), ref)
  return { whole, ...leadingTo(whole) }
}

describe('a change', () => {
  let ref: string
  test('is begun by a member, and refused whole to a stranger', async () => {
    expect(text(await stranger().get('/instruments/tool/workshop'))).toContain('Nothing is proposed')
    const bad = await amara.post('/instruments/tool/workshop', {
      ...{ kind: 'change', title: '', why: 'Because', lang: 'en', audience: 'everyone' },
    })
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('Because')
    ref = await begin('change')
    expect((await stranger().post('/instruments/tool/workshop', {})).status).toBe(422)
    expect(text(await stranger().get('/instruments/tool/workshop'))).toContain('Say what it costs')
    expect(text(await stranger().get(`/proposals/${ref}`))).toContain('Nobody knows.')
  })

  test('only looks at a question first, then keeps it, says it once, and undoes it', async () => {
    const words = {
      form: 'words',
      label: 'What does it really do?',
      help: 'In one sentence.',
      required: 'on',
    }
    const looked = await act(ref, 'questions/what/what_it_does', { ...words, act: 'look' })
    expect(looked.status).toBe(200)
    expect(looked.html.slice(looked.html.indexOf('id="preview"'))).toContain('What does it really do?')
    expect((await nextOf(ref)).whole.steps).toEqual([])
    await act(ref, 'questions/what/what_it_does', { ...words, note: 'One sentence is enough.' })
    await act(ref, 'questions/what/what_it_does', { ...words, label: 'What does it do for you?' })
    const { whole, next } = await nextOf(ref)
    expect(whole.steps).toHaveLength(1)
    expect(whole.steps[0]).toMatchObject({ note: { en: 'One sentence is enough.' } })
    expect(lookup(next!).asked.get('what/what_it_does')!.question.label.en).toBe('What does it do for you?')
    const same = await act(ref, 'questions/what/what_it_does', {
      ...words,
      label: 'What does it do for you?',
    })
    expect(same.status).toBe(422)
    const page = await stranger().get(`/proposals/${ref}`)
    expect(text(page)).toContain('One sentence is enough.')
    expect(page.html).not.toContain('undoing')
    await act(ref, `changes/${whole.steps[0]!.id}/undoing`, {})
    expect((await nextOf(ref)).whole.steps).toEqual([])
  })

  test('two who change the same label see each other, and lose nothing', async () => {
    const at = 'questions/what/what_it_does'
    const first = ({ html }: Seen) =>
      sentBy(html.split('<form class="form"')[1]!.split('</form>')[0]!) as Record<string, string>
    const form = first(await amara.get(`/proposals/${ref}/${at}`))
    await act(ref, at, { ...form, label: 'First' })
    const clash = await act(ref, at, { ...form, label: 'Second' })
    expect(clash.status).toBe(409)
    expect(text(clash)).toContain('it says “First” now')
    expect(clash.html).toContain('value="Second"')
    await act(ref, at, first(clash))
    const { whole, next } = await nextOf(ref)
    expect(lookup(next!).asked.get('what/what_it_does')!.question.label.en).toBe('Second')
    await act(ref, `changes/${whole.steps[0]!.id}/undoing`, {})
  })

  test('adds a question with its choices, which stand before another as soon as it is moved', async () => {
    const added = await act(ref, 'groups/what/questions', {
      ...{
        form: 'add',
        label: 'What does it cost?',
        type: 'choice',
        choices: 'Nothing\nA little\nMuch',
        after: '',
      },
      note: 'Cost is asked.',
    })
    expect(added.at).toContain('/questions?')
    expect(text(added)).toContain('What does it cost?')
    const slot = 'what/what_does_it_cost'
    const at = async () =>
      [
        ...lookup((await nextOf(ref)).next!)
          .groups.get('what')!
          .keys(),
      ].indexOf('what_does_it_cost')
    expect(await at()).toBe(0)
    await act(ref, `questions/${slot}/move`, { where: 'down' })
    expect(await at()).toBe(1)
    await act(ref, `questions/${slot}/choices`, { form: 'choice', label: 'Very much', after: 'much' })
    await act(ref, `questions/${slot}/choices/much/retirement`, { form: 'retire', into: '' })
    const { next } = await nextOf(ref)
    expect([...lookup(next!).asked.get(slot)!.choices!.keys()]).toEqual(['nothing', 'a_little', 'very_much'])
    const far = await act(ref, `questions/${slot}/move`, { where: 'up' })
    expect(far.status).toBe(200)
    expect((await act(ref, `questions/${slot}/move`, { where: 'up' })).status).toBe(422)
  })

  test('asks it under a condition that is chosen, and says so', async () => {
    const slot = 'what/what_does_it_cost'
    const at = `/proposals/${ref}/questions/${slot}?on=${encodeURIComponent('what/what_it_does')}`
    expect(text(await amara.get(at))).toContain('It is asked as soon as')
    const kinds = await amara.get(at.replace('what_it_does', 'kind'))
    const [, kind] = /name="is" value="([^"]+)"/.exec(kinds.html)!
    await act(ref, `questions/${slot}/condition`, { form: 'condition', on: 'what/kind', is: kind! })
    const { next } = await nextOf(ref)
    expect(lookup(next!).asked.get(slot)!.question.when).toEqual({ slot: 'what/kind', is: kind })
    expect(text(await amara.get(at))).toContain('Ask it always')
    const circle = await act(ref, 'questions/what/kind/condition', { form: 'condition', on: slot })
    expect(circle.status).toBe(422)
    expect(text(circle)).toContain('what/what_does_it_cost → what/kind → what/what_does_it_cost')
  })

  test('is refused to whoever does not make it, until they are asked to', async () => {
    const form = { label: 'X' }
    expect((await act(ref, 'questions/what/what_it_does', form, badru)).status).toBe(403)
    expect((await badru.get(`/proposals/${ref}/groups/what`)).status).toBe(403)
    expect((await badru.get(`/proposals/${ref}/questions`)).status).toBe(200)
    expect((await act(ref, 'editors', { handle: 'nobody-at-all', form: 'editor' })).status).toBe(422)
    await act(ref, 'editors', { handle: 'badru' })
    const mail = await db().selectFrom('mail').select(['address', 'body']).execute()
    expect(mail.find(({ address }) => address === 'badru@example.net')?.body).toContain(`/proposals/${ref}`)
    expect((await act(ref, 'questions/what/what_it_does', { ...form, form: 'words' }, badru)).status).toBe(
      200,
    )
    expect((await act(ref, 'withdrawal', {}, badru)).status).toBe(422)
  })

  test('is talked about, and taken words are gone', async () => {
    await act(ref, 'comments', { form: 'comment', words: 'We asked this in Mali.' }, badru)
    const page = await badru.get(`/proposals/${ref}`)
    expect(text(page)).toContain('We asked this in Mali.')
    const id = /comments\/(\d+)\/removal/.exec(page.html)![1]!
    expect((await act(ref, `comments/${id}/removal`, {})).status).toBe(422)
    await act(ref, `comments/${id}/removal`, {}, badru)
    expect(text(await stranger().get(`/proposals/${ref}`))).not.toContain('We asked this in Mali.')
    expect((await act(ref, 'comments', { words: 'Spam' }, stranger())).status).toBe(403)
    expect((await act(ref, 'support', { organisation: 'none', would: 'on' })).status).toBe(422)
  })

  test('waits on the desk of its curator, who adopts exactly what it says, and its makers are told', async () => {
    expect(text(await curator.get('/desk'))).toContain('Say what it costs')
    expect(text(await amara.get('/desk'))).not.toContain('Say what it costs')
    expect((await adopt(ref, '3')).status).toBe(422)
    expect((await adopt(ref, '1', curator)).status).toBe(422)
    // Whoever adopts adopts what they saw.
    const before = await seenBy(curator, ref)
    await act(ref, 'groups/what/questions', {
      form: 'add',
      label: 'Added meanwhile?',
      type: 'text',
      after: '',
    })
    const late = await act(ref, 'adoption', { form: 'adopt', edition: '3', seen: before }, curator)
    expect(late.status).toBe(409)
    expect(text(late)).toContain('It was changed since you looked')
    expect(text(late)).toMatch(/New since you looked .{0,80}Added meanwhile\?/)
    const { next } = await nextOf(ref)
    const seen = await adopt(ref, '3', curator)
    expect(text(seen)).toContain('adopted')
    const now = (await editionFor('tool'))!
    expect(now.name).toBe('3')
    expect(await definitionOf(now.id)).toEqual({ ...JSON.parse(JSON.stringify(next)), edition: '3' })
    expect(text(await stranger().get('/instruments/tool/editions/3'))).toContain('Cost is asked.')
    const { mail } = { mail: await db().selectFrom('mail').select(['address', 'subject']).execute() }
    for (const address of ['amara@example.net', 'badru@example.net'])
      expect(mail).toContainEqual({ address, subject: 'Adopted: Say what it costs' })
    expect((await act(ref, 'questions/what/what_it_does', { label: 'Y', form: 'words' })).status).toBe(403)
  })
})

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
