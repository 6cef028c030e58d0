import { createRequire } from 'node:module'
import { t } from '../../../base/i18n/t.ts'
import type { CslItem } from '../csl.ts'
import type { FileRead, GivenLine } from '../run.ts'
import { cutBibtex, cutJson, cutRis, type Piece } from './pieces.ts'

type Format = Extract<FileRead['format'], 'bibtex' | 'ris' | 'csl-json'>

/** What a file of references is written in; nothing when it is none of the three. */
export function referenceFormatOf(text: string): Format | undefined {
  if (/^\s*[[{]/.test(text)) return 'csl-json'
  if (/^\s*TY\s+- /m.test(text)) return 'ris'
  if (/@\s*\w+\s*[{(]/.test(text)) return 'bibtex'
  return undefined
}

/**
 * Every reference of a file as CSL-JSON, with the line it begins on. Each is read by itself: one that
 * cannot be is a fault with its line, and the others come in.
 */
export function referencesIn(text: string, format: Format): GivenLine[] {
  const pieces = { bibtex: cutBibtex, ris: cutRis, 'csl-json': cutJson }[format](text)
  const read = format === 'csl-json' ? readJson : reading(format)
  return pieces.map((piece) => readPiece(piece, read))
}

function readPiece({ line, text }: Piece, read: (text: string) => CslItem[]): GivenLine {
  try {
    const [item] = read(text)
    if (item && typeof item === 'object' && typeof item.title === 'string' && item.title.trim() !== '')
      return { line, given: item }
    return { line, given: item ?? {}, fault: t('imports.noTitle') }
  } catch (error) {
    const at = /at line (\d+)/.exec((error as Error).message)?.[1]
    return {
      line,
      given: { text: text.slice(0, 200) },
      fault: t('imports.brokenReference', { line: at ? line + Number(at) - 1 : line }),
    }
  }
}

const readJson = (text: string): CslItem[] => [JSON.parse(text) as CslItem]

interface CitationJs {
  plugins: { input: { chain: (text: string, options: object) => CslItem[] } }
}
let loaded: CitationJs | undefined

/** The library is large and wanted in one process only: it is loaded when it is first needed. */
function library(): CitationJs {
  if (!loaded) {
    const require = createRequire(import.meta.url)
    loaded = require('@citation-js/core') as CitationJs
    require('@citation-js/plugin-bibtex')
    require('@citation-js/plugin-ris')
  }
  return loaded
}

/** The form is told, not guessed: what only looks like an address would be fetched. */
const reading =
  (format: 'bibtex' | 'ris') =>
  (text: string): CslItem[] =>
    library().plugins.input.chain(text, {
      forceType: format === 'bibtex' ? '@biblatex/text' : '@ris/file',
      generateGraph: false,
    })
