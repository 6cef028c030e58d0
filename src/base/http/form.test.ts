import type { Context } from 'hono'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { t } from '../i18n/t.ts'
import { refuse } from '../refusal.ts'
import { type Doors, newApp } from './app.ts'
import { faultOf, problem } from './faults.ts'
import { type Attempt, form } from './form.ts'

const Story = z.object({
  title: z.string().min(3, 'too short'),
  topics: z.union([z.string(), z.array(z.string())]).optional(),
})
let written: z.infer<typeof Story>[] = []
const again = (c: Context<Doors>, { values, errors }: Attempt) =>
  c.html(JSON.stringify({ values, errors }), 200, { 'x-page': 'story' })

const app = newApp()
app.onError((error, c) => problem(faultOf(error, c)))
app.post('/stories', form(Story, { again }), (c) => {
  const story = c.req.valid('form')
  if (story.title === 'taken') refuse('conflict', 'base.missing')
  if (story.title === 'later') refuse('too-many', 'base.tooMany', { seconds: 3 })
  if (story.title === 'crash') throw new Error('ours')
  written.push(story)
  return c.redirect('/stories/1', 303)
})

async function post(body: string, type = 'application/x-www-form-urlencoded') {
  written = []
  const answer = await app.request('/stories', { method: 'POST', body, headers: { 'content-type': type } })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    page: text.startsWith('{') ? JSON.parse(text) : undefined,
  }
}

test('what fits reaches the verb', async () => {
  const { status, headers } = await post('title=A+dam&topics=a&topics=b')
  expect(status).toBe(303)
  expect(headers.get('location')).toBe('/stories/1')
  expect(written).toEqual([{ title: 'A dam', topics: ['a', 'b'] }])
})

test('what does not fit comes back filled in, with every error at its field', async () => {
  const { status, page, headers } = await post('title=A&topics=a&topics=b&note=%3Cb%3E')
  expect(status).toBe(422)
  expect(headers.get('content-type')).toContain('text/html')
  expect(headers.get('x-page')).toBe('story')
  expect(page).toEqual({
    values: { title: 'A', topics: ['a', 'b'], note: '<b>' },
    errors: [{ field: 'title', message: 'too short' }],
  })
  expect(written).toEqual([])
  expect((await post('')).page.errors).toMatchObject([{ field: 'title' }])
})

test('what the verb refuses comes back filled in, with its reason', async () => {
  const { status, page, headers } = await post('title=taken&note=kept')
  expect(status).toBe(422)
  expect(headers.get('content-type')).toContain('text/html')
  expect(page).toEqual({
    values: { title: 'taken', note: 'kept' },
    errors: [{ field: '', message: t('base.missing') }],
  })
  const later = await post('title=later')
  expect(later.status).toBe(422)
  expect(later.page.errors[0].message).toContain('3 seconds')
})

test('a failure of ours is one, and not the fault of what was typed', async () => {
  const { status, headers } = await post('title=crash')
  expect(status).toBe(500)
  expect(headers.get('content-type')).toBe('application/problem+json')
})

test('a form that arrives broken is refused with words', async () => {
  const { status, page } = await post('--x\r\nbroken', 'multipart/form-data; boundary=x')
  expect(status).toBe(400)
  expect(page.title).toBe(t('base.brokenForm'))
})

test('names that every object has are names like others', async () => {
  const { status, page } = await post('title=A&__proto__=x&constructor=y&toString=z')
  expect(status).toBe(422)
  expect(page.values).toMatchObject({ title: 'A', constructor: 'y', toString: 'z' })
  expect(({} as { x?: string }).x).toBeUndefined()
})
