import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import {
  answerWith,
  as,
  asks,
  heard,
  hookId,
  later,
  makes,
  other,
  read,
  secretIn,
  server,
  tell,
  visitors,
} from '../../../tests/support/hooks.ts'
import { record, take, version } from '../../../tests/support/soil.ts'
import { db } from '../../base/database/database.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { writeAnswer } from '../../communities/agenda/answering.ts'
import { addQuestion, progressQuestion } from '../../communities/agenda/keeping.ts'
import { acceptAnswer } from '../../conversations/accepting.ts'
import { reply } from '../../conversations/writing.ts'
import { reactions } from '../../reactions.ts'
import { withdraw } from '../../records/review/withdrawing.ts'
import { deliverDue } from './delivering.ts'

describe('a signed hook', () => {
  test('tells each happening once, signed, as the API gives it, with one name however often it is tried', async () => {
    await asks('Before')
    const made = await makes('amina', '/communities/soil/hooks')
    const secret = secretIn(made.html)
    expect(made.headers.get('cache-control')).toContain('no-store')
    const ref = await asks('How deep?')
    answerWith(503)
    const [first] = await tell()
    expect(await tell()).toEqual([])
    await later()
    answerWith(200)
    const [again, ...more] = await tell()
    expect(more).toEqual([])
    expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
    const said = new Webhook(secret).verify(again!.body, again!.headers) as { type: string; data: object }
    expect(() => new Webhook(secret).verify(again!.body.replace('deep', 'high'), again!.headers)).toThrow()
    const thread = await (await fetch(`${server.origin}/api/v1/threads/${ref}`)).json()
    expect(said).toMatchObject({
      type: 'thread.opened',
      site: server.origin,
      data: { thread, post: { by: 'Kofi' } },
    })
    const post = await reply(await as('amina'), ref, { body: 'So deep.', lang: 'en' })
    await drain(reactions)
    await acceptAnswer(await as('kofi'), ref, { post })
    await visitors.lena!.post('/communities/soil/membership')
    // However often it is announced.
    await sql`update outbox set dispatched = false`.execute(db())
    expect((await tell()).map((one) => read(one).type).sort()).toEqual([
      'answer.accepted',
      'member.joined',
      'post.written',
    ])
    await visitors.lena!.post('/communities/soil/membership/end')
    const page = await visitors.amina!.get(`/hooks/${await hookId()}`)
    expect(page.html).toContain('it answered 200')
    expect(page.html).not.toMatch(/secret-path|whsec_/)
    const { rows } = await sql<{ all: string }>`select string_agg(hook::text, '') as all from hook`.execute(
      db(),
    )
    expect(rows[0]!.all).not.toMatch(/secret-path|whsec_/)
  })

  test('is signed with both secrets for a day after they changed', async () => {
    const before = secretIn((await makes('amina', '/communities/soil/hooks')).html)
    const after = secretIn((await visitors.amina!.post(`/hooks/${await hookId()}/secret`)).html)
    await visitors.amina!.post(`/hooks/${await hookId()}/test`)
    expect((await visitors.amina!.post(`/hooks/${await hookId()}/test`)).status).toBe(422)
    const [both] = await tell()
    for (const one of [before, after]) new Webhook(one).verify(both!.body, both!.headers)
    await sql`update hook set nonce_changed = now() - interval '25 hours'`.execute(db())
    await visitors.amina!.post(`/hooks/${await hookId()}/test`)
    const [one] = await tell()
    new Webhook(after).verify(one!.body, one!.headers)
    expect(() => new Webhook(before).verify(one!.body, one!.headers)).toThrow()
  })

  test('tells nothing that its owner may not see, nor who asked without a name, nor what was hidden meanwhile', async () => {
    await makes('amina', '/communities/soil/hooks')
    await makes('ola', '/desk/hooks')
    await makes('lena', '/account/hooks')
    await asks('In the room', { community: 'room' })
    expect(await tell()).toEqual([])
    const hidden = await asks('To be hidden')
    await sql`update post set hidden = now() from thing where thing.id = post.thread and thing.ref = ${hidden}`.execute(
      db(),
    )
    expect(await tell()).toEqual([])
    await asks('Without a name', { sealed: true })
    const told = await tell()
    expect(told.length).toBe(2)
    for (const one of told) {
      expect(one.body).not.toMatch(/kofi/i)
      expect(read(one).data.post.by).toBeUndefined()
    }
    await makes('amina', '/communities/room/hooks')
    await asks('In the room again', { community: 'room' })
    const inside = await tell()
    expect(inside.map((one) => read(one).data.thread.title)).toEqual(['In the room again'])
  })

  test('tells of records and of what a community agreed on', async () => {
    const events = ['record.published', 'record.used', 'record.withdrawn', 'question.answered']
    await makes('ola', '/desk/hooks', { events })
    const today = {
      ...version(1, { slope: 'flat', depth: 30 }),
      published: new Date().toISOString().slice(0, 10),
    }
    await take(record('000000000h01', { versions: [today] }), record('000000000h02'))
    await take(record('000000000h03', { versions: [today], access: { to: 'members' } }))
    const [published, ...others] = await tell()
    expect(others).toEqual([])
    const { items } = await (await fetch(`${server.origin}/api/v1/records`)).json()
    const listed = items.find((one: { ref: string }) => one.ref === '000000000h01')
    expect(read(published!)).toMatchObject({ type: 'record.published', data: { record: listed } })
    await visitors.kofi!.post('/records/000000000h01/uses', { outcome: 'worked', note: 'It held.' })
    const ref = await addQuestion(await as('amina'), 'soil', { words: 'How long?', lang: 'en' })
    const saying = { title: '', body: 'A year.', lang: 'en', note: '', version: 0 }
    await writeAnswer(await as('amina'), 'soil', ref, saying)
    expect((await tell()).map((one) => read(one).data.use?.note.texts.en)).toEqual(['It held.'])
    await progressQuestion(await as('amina'), 'soil', ref, {
      progress: 'answered',
      reason: 'Agreed',
      lang: 'en',
    })
    await withdraw(await as('ola'), '000000000h01', { words: 'Wrong.', lang: 'en' })
    const told = (await tell()).map(read)
    expect(told.map(({ type }) => type).sort()).toEqual(['question.answered', 'record.withdrawn'])
    expect(told.find(({ type }) => type === 'question.answered').data.question.answer.body).toBe('A year.')
  })

  test('writes to no private address, follows no redirect, waits no longer than it may, and turns itself off', async () => {
    await makes('amina', '/communities/soil/hooks')
    await asks('Nowhere')
    await deliverDue()
    const page = async () => (await visitors.amina!.get(`/hooks/${await hookId()}`)).html
    expect(heard).toEqual([])
    expect(await page()).toContain('private network')
    await later()
    answerWith(302)
    expect((await tell()).length).toBe(1)
    expect(await page()).toContain('leads elsewhere (302)')
    await sql`update hook set failing_since = now() - interval '6 days'`.execute(db())
    await later()
    await tell()
    expect(await page()).toContain('It is off, because nothing arrived')
    const { rows } = await sql<{
      address: string
      body: string
    }>`select address, body from mail where subject like '%turned off%'`.execute(db())
    expect(rows.map(({ address }) => address)).toEqual(['amina@example.net'])
    expect(rows[0]!.body).toContain(`/hooks/${await hookId()}`)
    await later()
    expect(await tell()).toEqual([])
    answerWith(200)
    await visitors.amina!.post(`/hooks/${await hookId()}/on`)
    expect((await tell()).length).toBe(1)
    expect(await page()).toContain('it answered 200')
  })

  test('is kept by those who may and by nobody else, and goes with its person', async () => {
    expect((await makes('kofi', '/communities/soil/hooks')).status).toBe(403)
    expect((await visitors.kofi!.get('/communities/soil/hooks')).status).toBe(403)
    expect((await visitors.lena!.get('/communities/room/hooks')).status).toBe(404)
    expect((await visitors.lena!.get('/desk/hooks')).status).toBe(403)
    const again = await makes('amina', '/communities/soil/hooks', { address: 'ftp://x', name: 'Kept name' })
    expect(again.status).toBe(422)
    expect(again.html).toContain('Kept name')
    await makes('amina', '/communities/soil/hooks')
    const id = await hookId()
    expect((await visitors.kofi!.get(`/hooks/${id}`)).status).toBe(404)
    for (const act of ['test', 'off', 'secret', 'removal', 'change', 'deliveries/1/retry'])
      expect(
        (
          await visitors.kofi!.post(`/hooks/${id}/${act}`, {
            name: 'x',
            events: 'post.written',
            lang: 'en',
            address: '',
          })
        ).status,
        act,
      ).toBe(404)
    const shown = await visitors.amina!.post('/account/tokens', {
      name: 'A program',
      days: '30',
      may: 'write',
    })
    const token = /baobab_[\w-]{43}/.exec(shown.html)![0]
    const api = async (method: string, path: string, body?: object) => {
      const answer = await fetch(`${server.origin}/api/v1/hooks${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      })
      return { status: answer.status, json: await answer.json() }
    }
    const wish = { name: 'By program', address: `${other.origin}/`, events: ['record.published'] }
    expect((await api('POST', '', { ...wish, of: 'site' })).status).toBe(403)
    const own = await api('POST', '', { ...wish, of: 'me' })
    expect(own.json.secret).toContain('whsec_')
    expect((await api('PUT', `/${own.json.id}`, { name: 'Renamed', events: ['post.written'] })).status).toBe(
      200,
    )
    expect((await api('GET', `/${own.json.id}`)).json).toMatchObject({
      name: 'Renamed',
      of: 'person',
      deliveries: [],
    })
    expect((await api('GET', '?community=soil')).json.items.map((one: { id: number }) => one.id)).toEqual([
      id,
    ])
    expect((await api('DELETE', `/${id}`)).status).toBe(200)
    expect((await api('GET', `/${id}`)).status).toBe(404)
    expect((await visitors.amina!.get('/desk/acts?of=mine')).html).toContain('Connection taken away')
  })
})
