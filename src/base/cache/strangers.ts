import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import type { Doors } from '../http/app.ts'
import { reader } from '../i18n/reader.ts'
import { etagOf, type Kept, keepPage, keptPage, moment } from './kept-pages.ts'
import { gatheringTags } from './tags.ts'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

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

const encodingOf = (accepted: string | undefined): Encoding =>
  /\bbr\b/.test(accepted ?? '') ? 'br' : /\bgzip\b/.test(accepted ?? '') ? 'gzip' : 'identity'

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
    c.req.method === 'GET' &&
    url.search === '' &&
    !wantsData.test(c.req.header('accept') ?? '')
  const key = `${url.pathname} ${reader().lang} ${reader().saveData ? 's' : ''} ${encoding}`
  const kept = keepable ? keptPage(key) : undefined
  if (kept) return answer(kept, c.req.header('if-none-match'))
  const since = moment()
  const { tags } = await gatheringTags(next)
  const response = c.res
  if (
    !compressible.test(response.headers.get('content-type') ?? '') ||
    response.headers.has('content-encoding')
  )
    return
  if (response.headers.has('x-stream')) return response.headers.delete('x-stream')
  const keep = keepable && response.status === 200 && response.headers.get('cache-control') !== 'no-store'
  const body = await compress(new Uint8Array(await response.arrayBuffer()), encoding, keep)
  const headers: Record<string, string> = {
    ...Object.fromEntries(response.headers),
    'content-length': String(body.byteLength),
  }
  if (encoding !== 'identity') headers['content-encoding'] = encoding
  headers.vary = 'Accept, Accept-Encoding, Accept-Language, Cookie, Save-Data'
  if (keep) {
    headers.etag = etagOf(body)
    headers['cache-control'] = 'no-cache'
    keepPage(key, { body, headers, tags }, since)
  }
  c.res = keep
    ? answer({ body, headers, tags }, c.req.header('if-none-match'))
    : new Response(body, { status: response.status, headers })
}

function answer(page: Kept, known: string | undefined): Response {
  if (known && known === page.headers.etag) {
    const { 'content-length': _, 'content-encoding': __, ...headers } = page.headers
    return new Response(null, { status: 304, headers })
  }
  return new Response(page.body, { headers: page.headers })
}
