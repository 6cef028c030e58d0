import { HTTPException } from 'hono/http-exception'
import { expect, test, vi } from 'vitest'
import { asked, served } from '../../../tests/support/serving.ts'
import { log } from '../log.ts'
import { Refusal, type RefusalKind } from '../refusal.ts'
import { newApp } from './app.ts'
import { faultOf, problem } from './faults.ts'
import { serverFor } from './serving.ts'
import { watch } from './watch.ts'

const withCode = (code: string, message = 'no') => Object.assign(new Error(message), { code })

let thrown: unknown
const app = newApp()
app.use(watch)
app.onError((error, c) => problem(faultOf(error, c)))
app.get('/', () => {
  throw thrown
})

app.get('/password/:token', () => {
  throw thrown
})

const server = served(() => serverFor(app, {}))

async function fault(error: unknown) {
  thrown = error
  const answer = await asked(server.origin)
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

const refusals: [RefusalKind, number][] = [
  ['unreadable', 400],
  ['forbidden', 403],
  ['missing', 404],
  ['conflict', 409],
  ['gone', 410],
  ['invalid', 422],
]

test.each(refusals)(
  'a refusal that is %s answers %i, with its own words, and is no error of ours',
  async (kind, status) => {
    const error = vi.spyOn(log, 'error')
    const { body, headers, ...answer } = await fault(new Refusal(kind, 'base.tooLarge'))
    expect(answer.status).toBe(status)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toEqual({
      type: 'about:blank',
      status,
      title: 'What you sent is larger than this address takes.',
      instance: `urn:uuid:${headers.get('x-request-id')}`,
    })
    expect(error).not.toHaveBeenCalled()
    error.mockRestore()
  },
)

test('too many requests say when to come again', async () => {
  const { status, headers, body } = await fault(new Refusal('too-many', 'base.tooMany', { seconds: 12 }))
  expect(status).toBe(429)
  expect(headers.get('retry-after')).toBe('12')
  expect(body.title).toContain('12 seconds')
})

test.each([
  withCode('08006'),
  withCode('57P01', 'terminating connection due to administrator command'),
  withCode('57P03', 'the database system is starting up'),
  withCode('57014', 'canceling statement due to statement timeout'),
  withCode('53300', 'sorry, too many clients already'),
  withCode('ECONNREFUSED'),
  withCode('ECONNRESET'),
  withCode('EHOSTUNREACH'),
  withCode('EAI_AGAIN'),
  Object.assign(withCode('ENOENT'), { syscall: 'connect' }),
  new Error('Connection terminated unexpectedly'),
  new Error('Connection terminated due to connection timeout'),
  new Error('timeout exceeded when trying to connect'),
  new Error('Client has encountered a connection error and is not queryable'),
])('a database that is gone is not a fault of ours: %s', async (error) => {
  const { status, headers, body } = await fault(error)
  expect(status).toBe(503)
  expect(headers.get('retry-after')).toBe('5')
  expect(body.title).toContain('does not answer')
})

test.each([
  [new HTTPException(413), 413],
  [new HTTPException(403), 403],
  [new HTTPException(418), 400],
  [new URIError('malformed'), 400],
  [withCode('22021', 'invalid byte sequence for encoding "UTF8": 0x00'), 400],
  [withCode('23505', 'duplicate key'), 500],
  [Object.assign(withCode('ENOENT', 'no such file'), { syscall: 'open' }), 500],
  [withCode('42P01', 'relation "x" does not exist'), 500],
  [new TypeError('x is undefined'), 500],
])('%s answers %i', async (error, status) => {
  expect((await fault(error)).status).toBe(status)
})

test('an address that opens an account is in no log, whatever goes wrong', async () => {
  const [failed, answered] = [vi.spyOn(log, 'error'), vi.spyOn(log, 'debug')]
  thrown = withCode('57P01', 'terminating connection')
  expect((await asked(`${server.origin}/password/a-token-that-opens`)).status).toBe(503)
  thrown = new Refusal('missing', 'base.missing')
  await asked(`${server.origin}/password/a-token-that-opens`)
  const said = JSON.stringify([...failed.mock.calls, ...answered.mock.calls])
  expect(said).toContain('/password/:token')
  expect(said).not.toContain('a-token-that-opens')
  failed.mockRestore()
  answered.mockRestore()
})

test('what nobody expected tells the reader a number and the log the rest', async () => {
  const error = vi.spyOn(log, 'error')
  const { status, headers, body } = await fault(new Error('secret detail'))
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toContain('secret detail')
  expect(body.title).toContain(headers.get('x-request-id'))
  expect(error).toHaveBeenCalledWith(
    expect.objectContaining({ request: headers.get('x-request-id'), error: 'secret detail', path: '/' }),
    'a request failed',
  )
  error.mockRestore()
})
