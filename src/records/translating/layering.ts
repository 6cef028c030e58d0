import type { Labels, Lang } from '../../base/text.ts'
import { headText } from '../adapting.ts'
import type { Content } from '../interchange.ts'
import type { WordsHead } from '../writing/head.ts'
import { head, onlyRow } from '../writing/path.ts'

/** Words of a record in another language, as they stand. */
export interface Translation {
  path: string
  lang: Lang
  words: string
  source: string
  by?: { name: string; handle?: string }
  machine?: string
}

/** How a language came to a record that was not written in it. */
export interface LanguageLayer {
  by: { name: string; handle?: string }[]
  /** Some of it was made by a service and nobody has been over it. */
  machine: boolean
  /** So many of its texts were made from words that are others by now. */
  stale: number
  /** Whoever keeps or curates the record has read it. */
  checked: boolean
}

type Said = Pick<Content, 'title' | 'summary' | 'basis' | 'links' | 'answers'>

/**
 * What a version says with the translations on it: words that it has in a language itself come first. Says
 * of each language that comes from translations who made it and what has grown old.
 */
export function layered<T extends Said>(
  content: T,
  translations: Translation[],
  checked: Lang[] = [],
): { content: T; layers: Record<Lang, LanguageLayer> } {
  const layers: Record<Lang, LanguageLayer> = {}
  const copy = structuredClone(content)
  for (const one of translations) {
    const texts = textsAt(copy, one.path)
    if (!texts || Object.hasOwn(textsAt(content, one.path) ?? {}, one.lang)) continue
    const original = sourceIn(texts, content.title.original)
    texts[one.lang] = one.words
    const layer = (layers[one.lang] ??= {
      by: [],
      machine: false,
      stale: 0,
      checked: checked.includes(one.lang),
    })
    if (one.by && !layer.by.some(({ name }) => name === one.by!.name)) layer.by.push(one.by)
    if (one.machine) layer.machine = true
    if (original !== one.source) layer.stale++
  }
  return { content: copy, layers }
}

/** Whether a translation was made from words that are others by now; what is not said any more is not. */
export function isStale(content: Said, { path, lang, source }: Translation): boolean {
  const texts = textsAt(content, path)
  return (
    texts !== undefined && !Object.hasOwn(texts, lang) && sourceIn(texts, content.title.original) !== source
  )
}

/** The words that stand at a path, by language; nothing where there are none by now. */
function textsAt({ answers, ...content }: Said, path: string): Labels | undefined {
  const [group = '', row = '', question = ''] = path.split('/')
  if (group === head) return headText(content, question as WordsHead)?.texts
  const rows = Object.hasOwn(answers, group) ? answers[group]! : []
  const at = row === onlyRow ? rows[0] : rows.find((one, i) => (one.id ?? `_${i + 1}`) === row)
  const words = at?.[question]
  return typeof words === 'object' && words !== null && !Array.isArray(words) ? (words as Labels) : undefined
}

/** What a translator reads: the original, else what there is. */
export const sourceIn = (texts: Labels, original: Lang): string =>
  texts[original] ?? Object.values(texts)[0] ?? ''
