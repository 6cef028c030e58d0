import type { Labels, Lang } from '../../base/text.ts'
import { isAnswered } from '../../instruments/answer.ts'
import type { QuestionType } from '../../instruments/definition.ts'
import type { Asked } from '../../instruments/lookup.ts'
import { typedNumber } from './number-notation.ts'
import { pathOf } from './path.ts'

/** What a form holds, by the names of its controls: paths, and behind `:` a part of one answer. */
export type Typed = Record<string, string | string[]>

export const isWords = ({ question: { type } }: Asked): boolean => type === 'text' || type === 'longtext'

/** Where the answer of a question stands in this row; words stand a level deeper, by language. */
export const placeOf = ({ group, question }: Asked, row: string): string =>
  pathOf({ group: group.id, row, question: question.id })

/** The paths at which a question is asked in this row: one for each language of words, none for what is not asked for. */
export function pathsOf(asked: Asked, row: string, langs: Lang[]): string[] {
  const { type, hidden } = asked.question
  if (hidden || type === 'computed') return []
  const path = placeOf(asked, row)
  return isWords(asked) ? langs.map((lang) => `${path}/${lang}`) : [path]
}

const lists = new Set<QuestionType>(['choices', 'ranking', 'table'])
const single = new Set<QuestionType>(['link', 'date', 'choice', 'scale', 'place'])

const kindOf = (type: QuestionType): string => {
  if (type === 'yesno') return 'boolean'
  if (type === 'number' || type === 'computed') return 'number'
  return single.has(type) ? 'string' : 'object'
}

/** An answer as the controls of its question hold it; nothing for one that is none of its kind. */
export function filled(asked: Asked, path: string, answer: unknown): Typed {
  const { type } = asked.question
  if (!isAnswered(answer) || typeof answer !== kindOf(type) || lists.has(type) !== Array.isArray(answer))
    return {}
  switch (type) {
    case 'text':
    case 'longtext':
      return Object.fromEntries(
        Object.entries(answer as Labels).map(([lang, text]) => [`${path}/${lang}`, String(text)]),
      )
    case 'yesno':
      return { [path]: answer ? 'yes' : 'no' }
    case 'number':
      return { [path]: typedNumber(answer as number) }
    case 'choices':
      return chosen(asked, path, answer as string[])
    case 'ranking':
      return parts(path, Object.fromEntries((answer as string[]).map((code, i) => [code, String(i + 1)])))
    case 'geometry':
      return geometry(path, answer as { type: string; coordinates?: unknown })
    case 'record':
      return parts(path, renamed(answer as Record<string, string>, 'ref', 'record'))
    case 'person':
    case 'organisation':
      return person(path, answer as { name: string; ref?: string })
    case 'money':
    case 'file':
    case 'image':
    case 'matrix':
      return parts(path, answer as object)
    case 'table':
      return parts(path, { ...(answer as object[]) })
    default:
      return { [path]: String(answer) }
  }
}

/** `{ a: { b: 1 } }` at `p` is `p:a/b`. */
function parts(path: string, value: object, sign = ':'): Typed {
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inside]) => {
      const name = `${path}${sign}${key}`
      if (typeof inside === 'object' && inside !== null) return parts(name, inside, '/')
      return { [name]: typeof inside === 'number' ? typedNumber(inside) : String(inside) }
    }),
  )
}

const renamed = (value: Record<string, string>, from: string, to: string): Record<string, string> =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key === from ? to : key, one]))

/** The order in which they were chosen is kept where it is not that of the list. */
function chosen({ choices }: Asked, path: string, codes: string[]): Typed {
  const listed = [...(choices?.keys() ?? [])].filter((code) => codes.includes(code))
  const same = listed.every((code, i) => code === codes[i])
  return { [path]: codes, ...(!same && { [`${path}:order`]: codes.join(' ') }) }
}

/** Whom a name stands for is kept beside it, with the name that it holds for. */
const person = (path: string, { ref, ...rest }: { name: string; ref?: string }): Typed =>
  parts(path, { ...rest, ...(ref !== undefined && { ref, refName: rest.name }) })

/** One point is asked for by its degrees, and what is more than that as GeoJSON. */
function geometry(path: string, shape: { type: string; coordinates?: unknown }): Typed {
  const { type, coordinates, ...more } = shape
  const bare = type === 'Point' && Array.isArray(coordinates) && coordinates.length === 2
  if (!bare || Object.keys(more).length) return { [`${path}:geojson`]: JSON.stringify(shape) }
  const [lon, lat] = coordinates as [number, number]
  return parts(path, { lat, lon })
}
