import { headText } from '../adapting.ts'
import type { contentOf } from './content.ts'
import { headPath, headWords, type WordsHead } from './head.ts'
import { onlyRow, pathOf } from './path.ts'

/** An address or a number of somebody, as it stands in words that will be public. */
export interface Personal {
  what: string
  path: string
}

/** A mail address; or at least nine digits after a +, or ten with the gaps that telephone numbers have. */
const personal = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d(?:[\s().-]?\d){7,13}|\b0\d(?:[\s.-]\d{2,3}){3,4}\b/g

/** Whether words hold a mail address or a telephone number. */
export const isPersonal = (words: string): boolean => words.search(personal) >= 0

/** Where words hold what belongs to a person: mail addresses and telephone numbers. Names are the author's to judge. */
export function personalIn({ answers, ...content }: ReturnType<typeof contentOf>): Personal[] {
  const found: Personal[] = []
  const look = (value: unknown, path: string): void => {
    if (typeof value === 'string') for (const [what] of value.matchAll(personal)) found.push({ what, path })
    else if (Array.isArray(value)) for (const one of value) look(one, path)
    else if (typeof value === 'object' && value !== null)
      for (const one of Object.values(value)) look(one, path)
  }
  for (const question of Object.keys(headWords) as WordsHead[])
    for (const [lang, words] of Object.entries(headText(content, question)?.texts ?? {}))
      look(words, headPath(question, lang))
  for (const [group, rows] of Object.entries(answers))
    for (const { id = onlyRow, ...row } of rows)
      for (const [question, value] of Object.entries(row))
        look(value, pathOf({ group, row: String(id), question }))
  return found
}
