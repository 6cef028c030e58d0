import type { Shown } from '../base/text.ts'
import type { Value } from '../instruments/values.ts'

/** The languages of what people wrote in an answer; choices are the questionnaire's words and not theirs. */
export const languagesIn = (value: Value): string[] => [
  ...new Set(
    wordsIn(value)
      .map(({ lang }) => lang)
      .filter((lang) => lang !== 'und'),
  ),
]

function wordsIn(value: Value): Shown[] {
  switch (value.kind) {
    case 'words':
      return [value.words]
    case 'choices':
    case 'scale':
      return value.other
    case 'file':
    case 'image':
      return value.caption ? [value.caption] : []
    case 'table':
      return value.rows.flat().filter((cell) => typeof cell === 'object')
    default:
      return []
  }
}
