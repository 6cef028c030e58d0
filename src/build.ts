/** Builds dist/: the server, in parts that each process loads as it needs them, and what browsers fetch. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from './base/root.ts'
import { buildAssets } from './ui/build.ts'

const folder = join(root, 'dist/server')

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
