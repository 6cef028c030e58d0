import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { oldest } from '../build.ts'

const sheets = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.css'))
const sources = sheets.map((name) => [name, readFileSync(join(import.meta.dirname, name), 'utf8')] as const)

/** Declarations that know left from right, and so would have to be written twice. */
function sided(css: string): string[] {
  const sides = '(left|right|top|bottom)'
  const names = `(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?${sides}(?:-(?:width|color|style|radius))?`
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '')
  const properties =
    plain.match(new RegExp(`(?<=[{;]\\s*)(${names}|width|height|(min|max)-(width|height))\\s*:`, 'g')) ?? []
  const values = plain.match(/(text-align|float|clear)\s*:\s*(left|right)/g) ?? []
  return [...properties, ...values]
}

test('a physical side is seen', () => {
  expect(sided('a{margin-left:1px;left:0;max-width:2px} b{text-align: right}')).toHaveLength(4)
  expect(sided('a{margin-inline:1px;border-width:1px;line-height:2}')).toEqual([])
})

test.each(sources)('%s knows no left and right', (_, css) => expect(sided(css)).toEqual([]))

test.each(sources)('%s says colours by tokens only, and no light-dark() without a fallback', (name, css) => {
  expect(css.replace(/\/\*[\s\S]*?\*\//g, '')).not.toContain('light-dark(')
  if (name !== 'tokens.css' && name !== 'print.css') expect(css).not.toMatch(/#[\da-f]{3,8}\b/i)
})

test('both themes say every colour', () => {
  const tokens = sources.find(([name]) => name === 'tokens.css')![1]
  const [light, dark] = tokens.split('prefers-color-scheme: dark')
  const colours = (css: string) => [...css.matchAll(/(--[\w-]+):\s*#/g)].map((match) => match[1]!)
  const sameInBoth = ['--bark-1', '--bark-2', '--bark-3']
  expect(colours(dark!)).toEqual(colours(light!).filter((name) => !sameInBoth.includes(name)))
})

/** The one sheet as browsers get it. */
async function built(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'main.css')],
    bundle: true,
    minify: true,
    target: oldest,
    write: false,
    outdir: 'x',
    loader: { '.woff2': 'empty' },
  })
  return outputFiles[0]!.text
}

test('every media query is one that browsers of 2021 know', async () => {
  // What is written `width < 40rem` comes out as `not (min-width: 40rem)`, which they take for nothing.
  expect(await built()).not.toMatch(/@media not ?\(/)
})

test('a sheet that comes up is drawn only where the browser can bring it up', async () => {
  const css = await built()
  const [plain] = css.split('@supports selector(:popover-open)')
  expect(css).toContain('100vmax')
  expect(plain).not.toContain('100vmax')
})

test('the whole sheet is at most 9 KB on the wire', async () => {
  expect(brotliCompressSync(await built()).length).toBeLessThan(9 * 1024)
})
