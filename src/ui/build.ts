/** Builds what browsers fetch into dist/assets: `node src/ui/build.ts`, or `buildAssets()`. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type BuildOptions, build } from 'esbuild'
import { root } from '../base/root.ts'
import { assetFolder, type Manifest } from './assets.ts'
import { mark } from './parts/growth.ts'

/** Browsers of 2021: a phone bought five years ago that was never updated. */
export const oldest = ['chrome87', 'firefox85', 'safari14.1']

const common = {
  outdir: assetFolder,
  absWorkingDir: root,
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  metafile: true,
  target: oldest,
  logLevel: 'warning',
} as const satisfies BuildOptions

/** What keeps pages to be read and written without a line. */
const workers = ['src/ui/elements/drafts-worker.ts', 'src/ui/elements/offline-worker.ts']

async function bundle(): Promise<Manifest> {
  const [style, script, worker] = await Promise.all([
    build({
      ...common,
      entryPoints: ['src/ui/style/main.css', 'src/ui/style/products.css'],
      loader: { '.woff2': 'file' },
      publicPath: '/assets/',
    }),
    build({ ...common, entryPoints: ['src/ui/elements/main.ts'], splitting: true, format: 'esm' }),
    build({ ...common, entryPoints: workers, format: 'iife' }),
  ])
  const named = Object.entries({
    ...style.metafile.outputs,
    ...script.metafile.outputs,
    ...worker.metafile.outputs,
  }).flatMap(([path, output]) => {
    if (path.endsWith('.woff2')) return [['display.woff2', basename(path)]]
    return output.entryPoint && /\/(main|products|drafts-worker|offline-worker)-/.test(path)
      ? [[basename(output.entryPoint).replace(/\.ts$/, '.js'), basename(path)]]
      : []
  })
  return Object.fromEntries(named)
}

/** The mark as a file of its own: in a tab of the browser no stylesheet colours it. */
function writeIcon(): Manifest {
  const colours = ['#8a6a4a', '#b08d63', '#d2b48a', '#2e8b60']
  const paths = mark().map(
    ({ path, width }, i) => `<path d="${path}" stroke="${colours[i]}" stroke-width="${width}"/>`,
  )
  const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none">${paths.join('')}</svg>`
  const name = `icon-${createHash('sha256').update(icon).digest('hex').slice(0, 8).toUpperCase()}.svg`
  writeFileSync(join(assetFolder, name), icon)
  return { 'icon.svg': name }
}

/** Compressed once here and never while somebody waits; the font is compressed already. */
function compress(): void {
  for (const name of readdirSync(assetFolder).filter((file) => /\.(css|js|svg)$/.test(file))) {
    const path = join(assetFolder, name)
    const bytes = readFileSync(path)
    writeFileSync(`${path}.br`, brotliCompressSync(bytes))
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  }
}

/** Writes the files, their compressed twins and `manifest.json`; the old ones go. */
export async function buildAssets(): Promise<Manifest> {
  rmSync(assetFolder, { recursive: true, force: true })
  mkdirSync(assetFolder, { recursive: true })
  const manifest = { ...(await bundle()), ...writeIcon() }
  compress()
  writeFileSync(join(assetFolder, 'manifest.json'), JSON.stringify(manifest, null, 2))
  return manifest
}

if (import.meta.main) await buildAssets()
