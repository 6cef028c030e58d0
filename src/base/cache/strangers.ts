import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import type { Doors } from '../http/app.ts'
import { reader } from '../i18n/reader.ts'
import { etagOf, type Kept, keepPage, keptPage, moment } from './kept-pages.ts'
import { gatheringTags, today } from './tags.ts'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

const vary = 'Accept, Accept-Encoding, Accept-Language, Cookie, Save-Data'

type Encoding = 'br' | 'gzip' | 'identity'

/** Kept pages are worth compressing well, others quickly. */
async function compress(
  body: Uint8Array<ArrayBuffer>,
  encoding: Encoding,
  well: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  if (encoding === 'br')
    return await brotli(body, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: well ? 6 : 4,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
      },
    })
  return encoding === 'gzip' ? await zip(body, { level: 6 }) : body
}

/** The best of those that are accepted (RFC 9110, 12.5.3); `br;q=0` says that it is not. */
function encodingOf(accepted = ''): Encoding {
  const weights = new Map(
    accepted
      .toLowerCase()
      .split(',')
      .map((part) => {
        const [name = '', weight = '1'] = part.split(/;\s*q\s*=/).map((word) => word.trim())
        return [name, Number(weight)]
      }),
  )
  const takes = (name: string) => (weights.get(name) ?? weights.get('*') ?? 0) > 0
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}

/** Some addresses answer with data instead of a page when asked to; those answers are not kept. */
const wantsData = /turtle|json|n-triples|rdf/

const compressible =
  /^(text\/|application\/(json|problem\+json|ld\+json|xml|atom\+xml|openapi\+json)|image\/svg)/

/**
 * Pages for strangers are made once for each address, language, Save-Data and encoding, and kept
 * until something they were made from changes. Only addresses without a query are kept: others are
 * endless. Everything else is compressed on the way out.
 */
export const strangersPages: MiddlewareHandler<Doors> = async (c, next) => {
  const encoding = encodingOf(c.req.header('accept-encoding'))
  const url = new URL(c.req.url)
  const keepable =
    c.var.viewer.kind === 'stranger' &&
    ['GET', 'HEAD'].includes(c.req.method) &&
    url.search === '' &&
    !wantsData.test(c.req.header('accept') ?? '')
  const key = `${today()} ${url.pathname} ${reader().lang} ${reader().saveData ? 's' : ''} ${encoding}`
  const kept = keepable ? keptPage(key) : undefined
  if (kept) return answer(kept, c.req.header('if-none-match'))
  const since = moment()
  const { tags } = await gatheringTags(next)
  const response = c.res
  if (response.headers.has('x-stream')) return response.headers.delete('x-stream')
  if (
    !response.body ||
    !compressible.test(response.headers.get('content-type') ?? '') ||
    response.headers.has('content-encoding')
  )
    return
  const keep =
    keepable &&
    response.status === 200 &&
    !response.headers.has('set-cookie') &&
    !/no-store|private/.test(response.headers.get('cache-control') ?? '')
  if (!keep && encoding === 'identity') return response.headers.set('vary', vary)
  const body = await compress(new Uint8Array(await response.arrayBuffer()), encoding, keep)
  const headers = new Headers(response.headers)
  headers.set('content-length', String(body.byteLength))
  if (encoding !== 'identity') headers.set('content-encoding', encoding)
  headers.set('vary', vary)
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
  c.res = answer(page, c.req.header('if-none-match'))
}

function answer(page: Kept, known: string | undefined): Response {
  if (!knows(known, page.headers.etag!)) return new Response(page.body, { headers: page.headers })
  const { 'content-length': _, 'content-encoding': __, ...headers } = page.headers
  return new Response(null, { status: 304, headers })
}

/** By weak comparison (RFC 9110, 13.1.2), because what stands between may have weakened it. */
const knows = (known: string | undefined, etag: string): boolean =>
  known?.trim() === '*' || (known ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
