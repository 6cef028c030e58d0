import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { t } from '../i18n/t.ts'
import { log } from '../log.ts'
import { type Place, Refusal, refusalStatus } from '../refusal.ts'
import { said } from '../said.ts'
import type { Doors } from './app.ts'
import { pathLogged } from './path-logged.ts'

/** What went wrong, as a page or a problem document says it. */
export interface FaultShown {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 503
  /** What happened, what was kept, what to do: in the reader's words. */
  words: string
  requestId: string
  /** Each part of what was sent that does not fit. */
  places?: Place[]
  /** In how many seconds it is worth trying again. */
  retryAfter?: number
}

/** PostgreSQL's codes for a connection that is gone or refused and for work given up, and the system's own. */
const lostDatabase =
  /^(08|57014|57P|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/

/** Maps whatever was thrown, once, for every page and address of the API. What is unexpected is logged whole. */
export function faultOf(error: unknown, c: Context<Doors>): FaultShown {
  const requestId = c.var.requestId
  if (error instanceof Refusal) {
    const retryAfter = error.kind === 'too-many' ? Number(error.values.seconds) : undefined
    return {
      status: refusalStatus[error.kind],
      words: said(error),
      requestId,
      retryAfter,
      places: error.places,
    }
  }
  if (error instanceof HTTPException) return { ...httpFault(error), requestId }
  if (error instanceof URIError) return { status: 400, words: t('base.brokenAddress'), requestId }
  const { code = '', syscall } = error as { code?: string; syscall?: string }
  // A byte that no text may hold, such as %00.
  if (code === '22021') return { status: 400, words: t('base.brokenAddress'), requestId }
  const message = error instanceof Error ? error.message : String(error)
  log.error(
    {
      request: requestId,
      path: pathLogged(c),
      error: message,
      stack: error instanceof Error ? error.stack : undefined,
    },
    'a request failed',
  )
  if (
    lostDatabase.test(code) ||
    // Its socket is gone.
    (code === 'ENOENT' && syscall === 'connect') ||
    /connection (terminated|timeout)|timeout exceeded when trying to connect|not queryable|has been discarded/i.test(
      message,
    )
  )
    return { status: 503, words: t('base.unavailable'), requestId, retryAfter: 5 }
  return { status: 500, words: t('base.failed', { request: requestId }), requestId }
}

function httpFault({ status, message }: HTTPException): Pick<FaultShown, 'status' | 'words'> {
  if (status === 413) return { status, words: t('base.tooLarge') }
  if (status === 403) return { status, words: t('base.elsewhere') }
  if (status === 415 || /JSON/.test(message)) return { status: 400, words: t('api.takesJson') }
  return { status: 400, words: t('base.brokenAddress') }
}

/** Why a verb would not, for whoever says it themselves. */
export const wordsOf = ({ key, values }: Refusal): string => t(key, values)

/** A fault as RFC 9457 problem details. */
export const problem = ({ status, words, requestId, retryAfter, places }: FaultShown): Response =>
  new Response(
    JSON.stringify({
      type: 'about:blank',
      status,
      title: words,
      instance: `urn:uuid:${requestId}`,
      ...(places?.length && { errors: places }),
    }),
    {
      status,
      headers: {
        'content-type': 'application/problem+json',
        // RFC 9110, 15.5.2.
        ...(status === 401 && { 'www-authenticate': 'Bearer' }),
        ...(retryAfter && { 'retry-after': String(retryAfter) }),
      },
    },
  )
