import { Readable } from 'node:stream'
import type { Context } from 'hono'
import type { App, Doors } from '../http/app.ts'
import { missing } from '../refusal.ts'
import { fileUrl } from './address.ts'
import { countDownload } from './counting.ts'
import type { Width } from './pictures.ts'
import { rangeOf } from './ranges.ts'
import { scaledKey, widthsOf } from './scaling.ts'
import { keyOf, type Range, store } from './store.ts'
import { isPicture } from './types.ts'
import { fileFor, type OpenFile } from './uses.ts'

/** Files as people take them: who may see the thing may see its files, and is asked every time. */
export function filePages(app: App): void {
  app.get('/files/:ref/:width{320|640|1280}/:name', async (c) => {
    const file = await fileFor(c.var.viewer, c.req.param('ref'))
    const width = Number(c.req.param('width')) as Width
    if (!file.width || !widthsOf({ width: file.width }).includes(width)) return missing()
    const headers = headersOf(file, { type: 'image/webp', etag: `"${file.hash}-${width}"` })
    if (knows(c, headers.etag!)) return c.body(null, 304, headers)
    return new Response(await bodyOf(c, await scaledKey(file.hash, width)), { headers })
  })
  app.get('/files/:ref/:name', async (c) => {
    const file = await fileFor(c.var.viewer, c.req.param('ref'))
    if (c.req.param('name') !== file.name) return c.redirect(fileUrl(file), 301)
    return answerWith(c, file)
  })
}

async function answerWith(c: Context<Doors>, file: OpenFile): Promise<Response> {
  const etag = `"${file.hash}"`
  const headers = { ...headersOf(file, { type: file.type, etag }), 'accept-ranges': 'bytes' }
  if (knows(c, etag)) return c.body(null, 304, headers)
  const fresh = c.req.header('if-range')
  const range = fresh && fresh !== etag ? undefined : rangeOf(c.req.header('range'), file.bytes)
  if (range === 'none') return c.body(null, 416, { 'content-range': `bytes */${file.bytes}` })
  // Whoever goes on with what they have, or only asks, takes nothing new.
  if (c.req.method === 'GET' && (range?.from ?? 0) === 0) await countDownload(file.ref)
  const { from, to } = range ?? { from: 0, to: file.bytes - 1 }
  const body = await bodyOf(c, keyOf(file.hash), range)
  return new Response(body, {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(to - from + 1),
      ...(range && { 'content-range': `bytes ${from}-${to}/${file.bytes}` }),
    },
  })
}

async function bodyOf(c: Context<Doors>, key: string, range?: Range): Promise<ReadableStream | null> {
  if (c.req.method === 'HEAD') return null
  return Readable.toWeb(await (await store()).read(key, range)) as ReadableStream
}

/**
 * What keeps an upload from ever acting as a page of ours: it is of the type that was found in it and no
 * other, runs nothing, and all but pictures are put away rather than opened. What an address gives never
 * changes; only what is not open to everyone is asked for again each time.
 */
const headersOf = (
  { name, type: whole, open }: OpenFile,
  { type, etag }: { type: string; etag: string },
): Record<string, string> => ({
  'content-type': type,
  'content-disposition': `${isPicture(whole) ? 'inline' : 'attachment'}; ${named(name)}`,
  'content-security-policy': `default-src 'none'; sandbox`,
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': open ? 'cross-origin' : 'same-origin',
  'cache-control': `private, ${open ? 'max-age=31536000, immutable' : 'no-cache'}, no-transform`,
  etag,
})

/** The name in letters of every script, and without them for those who read only the old form (RFC 6266). */
function named(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const escaped = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `filename="${plain}"; filename*=UTF-8''${escaped}`
}

const knows = (c: Context, etag: string): boolean =>
  (c.req.header('if-none-match') ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
