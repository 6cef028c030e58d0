import type { Lang } from '../base/text.ts'
import type { Answers } from './answer.ts'
import type { Definition } from './definition.ts'
import { answersIn, readAnswers } from './reading.ts'
import type { Value } from './values.ts'

/**
 * The words of the answers in one language, for search: what people wrote in it, the labels of what
 * was chosen, and names, which are of every language. What there is only in others is left out.
 */
export function searchText(definition: Definition, answers: Answers, lang: Lang): string {
  const words = answersIn(readAnswers(definition, answers, lang).sections).flatMap(({ value }) =>
    wordsIn(value, lang),
  )
  return [...new Set(words)].join('\n')
}

function wordsIn(value: Value, lang: Lang): string[] {
  const said = (...shown: ({ lang: Lang; text: string } | undefined)[]): string[] =>
    shown.flatMap((one) => (one && sameLanguage(one.lang, lang) ? one.text : []))
  switch (value.kind) {
    case 'words':
      return said(value.words)
    case 'choices':
      return said(...value.chosen, ...value.other)
    case 'scale':
      return said(...value.other)
    case 'matrix':
      return said(...value.rows.map(({ label }) => label))
    case 'table':
      return said(...value.rows.flat().filter((cell) => typeof cell === 'object'))
    case 'person':
    case 'organisation':
      return [value.name, ...('organisation' in value && value.organisation ? [value.organisation] : [])]
    case 'record':
      return value.title ? [value.title] : []
    case 'file':
    case 'image':
      return said(value.caption)
    default:
      return []
  }
}

const sameLanguage = (a: Lang, b: Lang): boolean => a === 'und' || a.split('-')[0] === b.split('-')[0]
