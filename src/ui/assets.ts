import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../base/root.ts'
import { type Url, url } from './url.ts'

export const assetFolder = join(root, 'dist', 'assets')

/** What `build.ts` made: the name views use, and the file it is now. */
export type Manifest = Record<string, string>

let manifest: Manifest | undefined

function readManifest(): Manifest {
  try {
    return JSON.parse(readFileSync(join(assetFolder, 'manifest.json'), 'utf8')) as Manifest
  } catch {
    return {}
  }
}

/**
 * The address of a file of ours: `asset('main.css')`. It changes with the contents, so browsers keep
 * it for good. Before a build, as in a test of a view, it is the bare name.
 */
export const asset = (name: 'main.css' | 'products.css' | 'main.js' | 'display.woff2' | 'icon.svg'): Url =>
  url`/assets/${assetFile(name)}`

/** The file that it is. */
export function assetFile(name: string): string {
  manifest ??= readManifest()
  return manifest[name] ?? name
}
