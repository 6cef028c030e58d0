/**
 * Builds dist/: the server, in parts that each process loads as it needs them, and what browsers fetch.
 * `--if-stale` only when a source is newer.
 */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './base/root.ts'
import { buildAssets } from './ui/build.ts'

const folder = join(root, 'dist/server')
const server = join(folder, 'main.js')

function stale(): boolean {
  if (!existsSync(server) || !existsSync(join(root, 'dist/assets/manifest.json'))) return true
  const built = statSync(server).mtimeMs
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((name) =>
    join(root, 'src', name),
  )
  return [...sources, join(root, 'package-lock.json')].some((file) => statSync(file).mtimeMs > built)
}

if (!process.argv.includes('--if-stale') || stale()) {
  rmSync(folder, { recursive: true, force: true })
  await buildAssets()
  await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: '#jsx',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  })
}
