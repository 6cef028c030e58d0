import type { Finder } from '../base/things/finding.ts'
import { mostRanked, search } from './search.ts'

/** For lists that are asked with words: the same search as the page's. */
export const findByWords: Finder = async (viewer, q) =>
  (await search(viewer, q, { limit: mostRanked })).hits.map(({ thing }) => thing)
