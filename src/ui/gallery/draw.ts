/**
 * Draws every part into static files, to be looked at: `node src/ui/gallery/draw.ts <folder>`. Needs a
 * build of the assets. Not shipped: no page of ours imports it.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from '../../base/root.ts'
import { assetFolder } from '../assets.ts'

const folder = process.argv[2]
if (!folder) throw new Error('say where to: node src/ui/gallery/draw.ts <folder>')

mkdirSync(folder, { recursive: true })
cpSync(assetFolder, join(folder, 'assets'), { recursive: true })
const bundle = join(root, 'dist', 'gallery.mjs')
await build({
  entryPoints: [join(import.meta.dirname, 'gallery.tsx')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
})
const { pages }: { pages: () => Record<string, string> } = await import(pathToFileURL(bundle).href)
for (const [name, page] of Object.entries(pages())) {
  // Addresses of assets start at the root of a server; here they start beside the file.
  writeFileSync(join(folder, `${name}.html`), page.replaceAll('"/assets/', '"assets/'))
}
process.stdout.write(`${readFileSync(join(assetFolder, 'manifest.json'), 'utf8')}\n`)
