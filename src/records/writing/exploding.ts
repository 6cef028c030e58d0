import { isAnswered } from '../../instruments/answer.ts'
import type { Definition } from '../../instruments/definition.ts'
import { headText } from '../adapting.ts'
import type { Content } from '../interchange.ts'
import type { WordsHead } from './head.ts'
import { head, headKinds, onlyRow, parsePath, pathOf, placeId, repeatOf } from './path.ts'

/** What a version says, one answer at a time, by path: what a draft that changes it begins with. `named` says what a row goes by. */
export function explode(
  definition: Definition,
  content: Omit<Content, 'contributors' | 'edition'>,
  named: (id: unknown, i: number) => string = rowIdOf,
) {
  const standing = new Map<string, unknown>()
  const put = (path: string, value: unknown) => {
    if (isAnswered(value) && parsePath(definition, path)) standing.set(path, value)
  }
  for (const [question, kind] of Object.entries(headKinds)) {
    const path = pathOf({ group: head, row: onlyRow, question })
    if (kind === 'whole') put(path, (content as Record<string, unknown>)[question])
    else
      for (const [lang, words] of Object.entries(headText(content, question as WordsHead)?.texts ?? {}))
        put(`${path}/${lang}`, words)
  }
  for (const [group, rows] of Object.entries(content.answers))
    rows.forEach((row, i) => {
      const repeats = repeatOf(definition, group) !== undefined
      const id = repeats ? named(row.id, i) : onlyRow
      if (repeats) put(pathOf({ group, row: id }), i + 1)
      for (const [question, value] of Object.entries(row)) {
        const path = pathOf({ group, row: id, question })
        if (parsePath(definition, path)) put(path, value)
        else for (const [lang, words] of Object.entries(Object(value))) put(`${path}/${lang}`, words)
      }
    })
  return standing
}

/** A row that came without a name has one by its place, which goes again when it is published. */
const rowIdOf = (id: unknown, i: number): string =>
  typeof id === 'string' && pathIsRow(id) ? id : placeId(i)
const pathIsRow = (id: string): boolean => /^[A-Za-z0-9-][A-Za-z0-9_-]{0,39}$/.test(id) && id !== onlyRow
