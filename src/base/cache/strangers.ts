import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { type Encoding, encodingOf } from '../http/accepting.ts'
import type { Doors } from '../http/app.ts'
import { etagOf, type Kept, keepPage, keptPage, moment } from './kept-pages.ts'
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
  const known = header('if-none-match')
  c.res = knows(known, page)
    ? new Response(null, { status: 304, headers: withoutBody(page) })
    : new Response(body, { headers: page.headers })
}

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
