import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, MiddlewareHandler, Next } from 'hono'
import { type Encoding, encodingOf } from '../http/accepting.ts'
import type { Doors } from '../http/app.ts'
import { etagOf, isListening, type Kept, keepPage, keptPage, moment } from './kept-pages.ts'
import { pageKey } from './page-key.ts'
import { gatheringTags } from './tags.ts'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Kept pages are worth compressing well, others quickly. */
async function compress(
  body: Uint8Array<ArrayBuffer>,
  encoding: Encoding,
  well: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'br')
    return await brotli(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: well ? 6 : 5,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
      },
    })
  return encoding === 'gzip' ? await zip(body, { level: 6 }) : body
}

const compressible =
  /^(text\/|application\/(json|problem\+json|ld\+json|xml|atom\+xml|openapi\+json)|image\/svg)/

/** Pages that are being made, and since when nothing changed that they may be made from. */
const making = new Map<string, { since: number; made: Promise<Kept | undefined> }>()

/** The page that somebody else's request is making: whoever asks meanwhile waits for it rather than make it beside. */
const madeMeanwhile = (key: string): Promise<Kept | undefined> | undefined => {
  const other = making.get(key)
  return other?.since === moment() && isListening() ? other.made : undefined
}

/** Says that this request makes a page; gives what tells those who wait for it, with nothing where none is kept. */
function beginMaking(key: string): (page?: Kept) => void {
  const { promise: made, resolve } = Promise.withResolvers<Kept | undefined>()
  const own = { since: moment(), made }
  making.set(key, own)
  return (page) => {
    if (making.get(key) === own) making.delete(key)
    resolve(page)
  }
}

/**
 * Pages for strangers are made once for each address, language, Save-Data and encoding, and kept
 * until something they were made from changes: `answerKept` answers with them. Everything else is
 * compressed on the way out.
 */
export const strangersPages: MiddlewareHandler<Doors> = async (c, next) => {
  const header = (name: string) => c.req.header(name)
  const encoding = encodingOf(header('accept-encoding'))
  const { pathname, search } = new URL(c.req.url)
  const key =
    c.var.viewer.kind === 'stranger'
      ? pageKey({ method: c.req.method, target: pathname + search, header })
      : undefined
  if (key === undefined && encoding === 'identity') return next()
  const known = header('if-none-match')
  const meanwhile = key === undefined ? undefined : madeMeanwhile(key)
  const made = meanwhile && (await meanwhile)
  if (made) return asAnswer(made, known)
  const done = key === undefined ? undefined : beginMaking(key)
  try {
    return await make(c, next, { key, encoding, done })
  } finally {
    done?.()
  }
}

interface Making {
  key: string | undefined
  encoding: Encoding
  done: ((page: Kept) => void) | undefined
}

async function make(c: Context<Doors>, next: Next, { key, encoding, done }: Making): Promise<void> {
  const since = moment()
  const { tags } = await gatheringTags(next)
  const response = c.res
  const control = response.headers.get('cache-control') ?? ''
  if (
    !response.body ||
    !compressible.test(response.headers.get('content-type') ?? '') ||
    response.headers.has('content-encoding') ||
    // A stream says so of itself: it is not to be gathered here first.
    control.includes('no-transform')
  )
    return
  const keep =
    key !== undefined &&
    response.status === 200 &&
    !response.headers.has('set-cookie') &&
    !/no-store|private/.test(control)
  if (!keep && encoding === 'identity') return
  const body = await compress(new Uint8Array(await response.arrayBuffer()), encoding, keep)
  const headers = new Headers(response.headers)
  headers.set('content-length', String(body.byteLength))
  if (encoding !== 'identity') headers.set('content-encoding', encoding)
  // Hono puts the headers of the answer before over those of the next.
  c.res = undefined
  if (!keep) {
    c.res = new Response(body, { status: response.status, headers })
    return
  }
  headers.set('etag', etagOf(body))
  headers.set('cache-control', 'no-cache')
  const page = { body, headers: Object.fromEntries(headers), tags }
  keepPage(key, page, since)
  done?.(page)
  c.res = asAnswer(page, c.req.header('if-none-match'))
}

const asAnswer = (page: Kept, known: string | undefined): Response =>
  knows(known, page)
    ? new Response(null, { status: 304, headers: withoutBody(page) })
    : new Response(page.body, { headers: page.headers })

/**
 * Answers with the page that is kept for this request, before anything else is asked, and gives its
 * status; without one it does nothing. `fixed` are the headers that every answer has.
 */
export function answerKept(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fixed: Record<string, string>,
): 200 | 304 | undefined {
  const header = (name: string) => incoming.headers[name] as string | undefined
  const key = pageKey({ method: incoming.method ?? '', target: incoming.url ?? '', header })
  const page = key === undefined ? undefined : keptPage(key)
  if (!page) return undefined
  const same = knows(header('if-none-match'), page)
  const status = same ? 304 : 200
  outgoing.writeHead(status, { ...fixed, ...(same ? withoutBody(page) : page.headers) })
  outgoing.end(same ? undefined : page.body)
  return status
}

function withoutBody({ headers }: Kept): Record<string, string> {
  const { 'content-length': _, 'content-encoding': __, ...rest } = headers
  return rest
}

/** By weak comparison (RFC 9110, 13.1.2), because what stands between may have weakened it. */
const knows = (known: string | undefined, { headers }: Kept): boolean =>
  known !== undefined &&
  (known.trim() === '*' || known.split(',').some((one) => one.trim().replace(/^W\//, '') === headers.etag))
