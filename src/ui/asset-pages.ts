import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Context } from 'hono'
import { encodingOf } from '../base/http/accepting.ts'
import type { App, Doors } from '../base/http/app.ts'
import { assetFile, assetFolder } from './assets.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

interface Asset {
  type: string
  /** The bytes as they are and compressed, best first. */
  bodies: { encoding?: 'br' | 'gzip'; bytes: Uint8Array<ArrayBuffer> }[]
}

function readAssets(folder: string): Map<string, Asset> {
  const files = readdirSync(folder)
  const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
  return new Map(
    files.flatMap((name) => {
      const type = types[extname(name)]
      if (!type) return []
      const bodies: Asset['bodies'] = [{ bytes: read(name) }]
      if (files.includes(`${name}.gz`)) bodies.unshift({ encoding: 'gzip', bytes: read(`${name}.gz`) })
      if (files.includes(`${name}.br`)) bodies.unshift({ encoding: 'br', bytes: read(`${name}.br`) })
      return [[name, { type, bodies }]]
    }),
  )
}

/**
 * What keeps drafts and sheets open without a line: a browser lets each answer for the addresses below its
 * own, and asks for it anew by this one name. `/assets/…`: what `build.ts` made, from memory. A name changes
 * with its contents, so a browser may keep it for good. An unknown name is left to whoever answers what is
 * not there.
 */
export function assetPages(app: App, folder = assetFolder): void {
  let assets: Map<string, Asset> | undefined
  const give = (c: Context<Doors>, name: string, cached: string) => {
    assets ??= readAssets(folder)
    const asset = assets.get(name)
    if (!asset) return undefined
    const accepted = encodingOf(c.req.header('accept-encoding'))
    const { encoding, bytes } = asset.bodies.find((body) => !body.encoding || body.encoding === accepted)!
    return c.body(bytes, 200, {
      'content-type': asset.type,
      'cache-control': cached,
      vary: 'accept-encoding',
      ...(encoding && { 'content-encoding': encoding }),
    })
  }
  app.get(
    '/assets/:name',
    async (c, next) => give(c, c.req.param('name'), 'public, max-age=31536000, immutable') ?? next(),
  )
  app.get(
    '/drafts/worker.js',
    async (c, next) => give(c, assetFile('drafts-worker.js'), 'public, max-age=0, must-revalidate') ?? next(),
  )
  app.get(
    '/offline.js',
    async (c, next) =>
      give(c, assetFile('offline-worker.js'), 'public, max-age=0, must-revalidate') ?? next(),
  )
}
