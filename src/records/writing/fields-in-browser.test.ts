import { build } from 'esbuild'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { barriers } from '../../../tests/support/axe.ts'
import { sentBy } from '../../../tests/support/controls.ts'
import { exampleAnswers, exampleDefinition } from '../../../tests/support/instruments/example.ts'
import { overflowing } from '../../../tests/support/overflow.ts'
import { asReader } from '../../base/i18n/reader.ts'
import { lookup } from '../../instruments/lookup.ts'
import { oldest } from '../../ui/build.ts'
import { Field } from './views/Field.tsx'

let browser: Browser
let css = ''
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: inject('chromium'),
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'],
  })
  const { outputFiles } = await build({
    entryPoints: ['src/ui/style/main.css'],
    bundle: true,
    target: oldest,
    write: false,
    outdir: 'x',
    loader: { '.woff2': 'empty' },
  })
  css = outputFiles[0]!.text
})
afterAll(() => browser?.close())

const answers: Record<string, unknown> = {
  ...exampleAnswers.basics[0],
  map: { type: 'Point', coordinates: [1, 2, 3] },
}

const pageIn = (lang: 'en' | 'ar'): string =>
  asReader({ lang, path: '/', query: new URLSearchParams(), saveData: false }, () => {
    const fields = [...lookup(exampleDefinition()).asked.values()].map((asked) =>
      Field({
        asked,
        row: asked.group.repeat ? 'r1' : 'only',
        answer: answers[asked.question.id],
        langs: ['en', 'fr'],
        places: [],
      }),
    )
    const dir = lang === 'ar' ? 'rtl' : 'ltr'
    return `<!doctype html><html lang="${lang}" dir="${dir}"><head><title>T</title><style>${css}</style></head>
      <body><main class="wrap"><h1>T</h1><form class="form">${fields.join('')}</form></main></body></html>`
  })

test.each([
  ['en', 1280, 'dark'],
  ['en', 320, 'light'],
  ['ar', 320, 'dark'],
  ['ar', 1280, 'light'],
] as const)(
  'in %s at %i px in the %s theme nothing stands in the way, and all is sent',
  async (lang, width, colorScheme) => {
    const html = pageIn(lang)
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
    await page.setContent(html)
    expect(await overflowing(page)).toEqual([])
    expect(await barriers(page)).toEqual([])
    // Lines get the ends they have on the way only as they leave.
    const sent = await page.evaluate<[string, string][]>(
      '[...new FormData(document.querySelector("form"))].map(([name, value]) => [name, value.replace(/\\n/g, "\\r\\n")])',
    )
    expect(sent.length).toBeGreaterThan(40)
    const together = Object.groupBy(sent, ([name]) => name)
    expect(sentBy(html)).toEqual(
      Object.fromEntries(
        Object.entries(together).map(([name, all]) => [
          name,
          all!.length > 1 ? all!.map(([, value]) => value) : all![0]![1],
        ]),
      ),
    )
    await page.close()
  },
)
