import { describe, expect, test } from 'vitest'
import { sentBy } from '../../../tests/support/controls.ts'
import type { Seen } from '../../../tests/support/visitor.ts'
import {
  act,
  adopt,
  amara,
  badru,
  begin,
  curator,
  nextOf,
  seenBy,
  stranger,
  text,
} from '../../../tests/support/workshop.ts'
import { db } from '../../base/database/database.ts'
import { definitionOf, editionFor } from '../editions.ts'
import { lookup } from '../lookup.ts'

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
