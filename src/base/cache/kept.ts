import { inTransaction } from '../database/database.ts'
import { isListening, onChange } from './kept-pages.ts'
import { dependsOn } from './tags.ts'

/**
 * Keeps one value for the whole process until the tag it was made from changes. Gives `undefined`
 * when nothing may be kept: while nobody listens for changes, and inside a transaction, which may
 * see what others do not. Then the caller asks the database.
 */
export function kept<T>(tag: string, load: () => Promise<T>): () => Promise<T | undefined> {
  let value: Promise<T> | undefined
  onChange(tag, () => {
    value = undefined
  })
  return async () => {
    dependsOn(tag)
    if (!isListening() || inTransaction()) return undefined
    const loading = (value ??= load())
    try {
      return await loading
    } catch (error) {
      if (value === loading) value = undefined
      throw error
    }
  }
}
