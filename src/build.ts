/** Builds dist/: the server in one file, and what browsers fetch. `--if-stale` only when a source is newer. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './base/root.ts'
import { buildAssets } from './ui/build.ts'

const server = join(root, 'dist/main.js')

function stale(): boolean {
  if (!existsSync(server) || !existsSync(join(root, 'dist/assets/manifest.json'))) return true
  const built = statSync(server).mtimeMs
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((name) =>
    join(root, 'src', name),
  )
  return [...sources, join(root, 'package-lock.json')].some((file) => statSync(file).mtimeMs > built)
}

if (!process.argv.includes('--if-stale') || stale()) {
  await buildAssets()
  await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outfile: server,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: '#jsx',
    sourcemap: true,
    logLevel: 'warning',
  })
}
