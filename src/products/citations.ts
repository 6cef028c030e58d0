import { createRequire } from 'node:module'
import type { Cited, Work } from './order.ts'
import type { Run } from './product.ts'
import { openTypst } from './typesetting.ts'
import { asCsl } from './work.ts'

/** Styles by what people call them, and as Typst does. */
const styles = {
  APA: 'apa',
  Chicago: 'chicago-author-date',
  Vancouver: 'vancouver',
  Harvard: 'harvard-cite-them-right',
  MLA: 'modern-language-association',
  IEEE: 'ieee',
}

const template = `#set text(lang: sys.inputs.lang)
#bibliography(bytes(sys.inputs.work), style: sys.inputs.style, full: true, title: none)`

/** The work in each style, in the words of its own language. */
export const citationsOf = (work: Work): Cited =>
  Object.entries(styles).map(([style, name]) => ({ style, runs: runsOf(htmlOf(work, name), work.lang) }))

function htmlOf(work: Work, style: string): string {
  const entry = {
    type: work.isData ? 'repository' : 'report',
    title: { value: work.title },
    author: work.authors.map((name) => ({ name })),
    date: work.published,
    edition: work.version,
    publisher: work.publisher,
    language: work.lang,
    // Without an address of its own, as in a test of a page, an instance has none to give.
    ...(URL.canParse(work.address) && { url: { value: work.address, date: work.taken } }),
  }
  // JSON is YAML, which is what it reads; words stay words in both.
  const inputs = { work: JSON.stringify({ [work.id]: entry }), style, lang: work.lang.split('-')[0]! }
  const made = openTypst().tryHtml({ mainFileContent: template, inputs })
  const html = made.result?.body()
  if (html === undefined) throw new Error(JSON.stringify(made.takeDiagnostics()?.shortDiagnostics))
  return html
}

/** Of a list of one entry the words of the entry, with what is slanted; its number is not wanted. */
function runsOf(html: string, lang: string): Run[] {
  const entry = /<li>(.*?)<\/li>/s.exec(html)?.[1] ?? ''
  const words = entry.replace(/<span class="prefix">.*?<\/span>/s, '').replace(/\s+/g, ' ')
  const runs: Run[] = []
  let slanted = false
  for (const part of words.split(/(<[^>]*>)/)) {
    if (part === '<em>') slanted = true
    else if (part === '</em>') slanted = false
    else if (part && !part.startsWith('<'))
      runs.push({ lang, text: unescaped(part), ...(slanted && { slanted: true as const }) })
  }
  return trimmed(runs)
}

const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) =>
    name ? (signs[name] ?? whole) : String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
  )

const trimmed = (runs: Run[]): Run[] =>
  runs.map((run, i) => (i === 0 ? { ...run, text: run.text.trimStart() } : run))

interface CitationJs {
  plugins: { output: { format: (name: string, items: object[], options: object) => string } }
}

/** The work as BibTeX or RIS. */
export function referenceOf(work: Work, format: 'bibtex' | 'ris'): string {
  const require = createRequire(import.meta.url)
  const { plugins } = require('@citation-js/core') as CitationJs
  require(`@citation-js/plugin-${format}`)
  return plugins.output.format(format, [asCsl(work)], { format: 'text' })
}
