import { inTransaction } from '../database/database.ts'
import { alsoDrop, isListening, moment } from './kept-pages.ts'
import { type Tagged, taggedStore } from './tagged.ts'
import { dependsOn, gatheringTags, today } from './tags.ts'

interface Fragment extends Tagged {
  value: unknown
  /** In bytes, about. */
  size: number
}

/** 16 MB of parts of pages. */
const fragments = taggedStore<Fragment>(16 * 2 ** 20, ({ size }) => size)
alsoDrop(fragments.drop)

/**
 * A part of a page that is costly to make and the same for many: kept until something it was made from
 * changes. Whoever asks has checked that the viewer may see it, or makes it by a verb that does; the key
 * names all that it depends on besides: the viewer's circles, the language.
 */
export const keptFragment = <Html extends Uint8Array>(
  key: string,
  make: () => Promise<Html>,
): Promise<Html> => kept(key, make, (html) => html.byteLength)

/** The same of what a part is made from; its size is that of its JSON. */
export const keptFindings = <T>(key: string, find: () => Promise<T>): Promise<T> =>
  kept(key, find, (found) => 2 * JSON.stringify(found).length)

async function kept<T>(key: string, make: () => Promise<T>, sizeOf: (value: T) => number): Promise<T> {
  const name = `${today()} ${key}`
  const known = mayKeep() ? fragments.get(name) : undefined
  if (known) {
    dependsOn(...known.tags)
    return known.value as T
  }
  const since = moment()
  const { result: value, tags } = await gatheringTags(make)
  dependsOn(...tags)
  if (mayKeep() && since === moment()) fragments.set(name, { value, size: sizeOf(value), tags })
  return value
}

/** Inside a transaction one may see what others do not. */
const mayKeep = (): boolean => isListening() && !inTransaction()
