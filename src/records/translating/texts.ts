import { label } from '../../base/i18n/t.ts'
import type { Labels, Lang } from '../../base/text.ts'
import type { Definition } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import type { Content } from '../interchange.ts'
import { explode } from '../writing/exploding.ts'
import { head } from '../writing/path.ts'
import { headLabel } from '../writing/reading-head.ts'
import { sourceIn, type Translation } from './layering.ts'

/** One text of a record, as it is translated. */
export interface TranslatedText {
  path: string
  label: string
  /** What it is translated from, and the language that is in. */
  source: string
  from: Lang
  /** As it stands in the other language. */
  words: string
  /** The version says it in that language itself. */
  own: boolean
  /** What the translation was made from, where that is other words by now. */
  before?: string
  machine?: string
}

/** Every text of a version in the order it is asked for: its words by language, by its path without one. */
export function textsAt(
  definition: Definition,
  content: Omit<Content, 'contributors' | 'edition'>,
): Map<string, Labels> {
  const texts = new Map<string, Labels>()
  for (const [path, words] of explode(definition, content)) {
    const [group, row, question, tongue] = path.split('/')
    if (tongue === undefined || typeof words !== 'string') continue
    const at = `${group}/${row}/${question}`
    texts.set(at, { ...texts.get(at), [tongue]: words })
  }
  return texts
}

/** Every text of a version in the order it is asked for, with what it is in another language. */
export function textsIn(
  definition: Definition,
  content: Omit<Content, 'contributors' | 'edition'>,
  lang: Lang,
  translations: Translation[],
): TranslatedText[] {
  const texts = textsAt(definition, content)
  const made = new Map(translations.filter((one) => one.lang === lang).map((one) => [one.path, one]))
  return [...texts].map(([path, all]): TranslatedText => {
    const { original } = content.title
    const source = sourceIn(all, original)
    const own = Object.hasOwn(all, lang)
    const one = own ? undefined : made.get(path)
    return {
      path,
      label: labelOf(definition, path),
      source,
      from: Object.hasOwn(all, original) ? original : Object.keys(all)[0]!,
      words: all[lang] ?? one?.words ?? '',
      own,
      ...(one && one.source !== source && { before: one.source }),
      ...(one?.machine && { machine: one.machine }),
    }
  })
}

function labelOf(definition: Definition, path: string): string {
  const [group = '', , question = ''] = path.split('/')
  if (group === head) return headLabel(question as 'title')
  return label(lookup(definition).groups.get(group)?.get(question)?.question.label) || question
}
