import { labelsForQuery, type NamedTopic } from '../vocabularies/query-words.ts'
import type { AskedWord } from './asking.ts'
import { tokens } from './tokens.ts'
import { carriedWeight } from './weights.ts'

/** So many topics of a query carry it into other languages. */
const most = 3

/** The topics that words of a query name. One query. */
export const namedIn = async (query: string): Promise<NamedTopic[]> =>
  query ? labelsForQuery(query, { limit: most }) : []

/**
 * Their preferred labels in every language: search takes those of languages the query is not in. A
 * label of many words weighs no more than the words of the query it stands for.
 */
export const carriedFrom = (named: NamedTopic[]): AskedWord[] =>
  named.flatMap(({ labels, matched }, i) =>
    Object.entries(labels).flatMap(([lang, [label = '']]) => {
      const words = tokens(label)
      const weight = (carriedWeight * tokens(matched).length) / words.length
      return words.map(({ word }) => ({ word, n: i + 1, lang, weight }))
    }),
  )

export const carriedBy = async (query: string): Promise<AskedWord[]> => carriedFrom(await namedIn(query))
