import { LRUCache } from 'lru-cache'

export interface Tagged {
  /** What it was made from. */
  tags: Set<string>
}

export interface TaggedStore<V> {
  get: (key: string) => V | undefined
  set: (key: string, value: V) => void
  /** Lets go of all that was made from any of these; `*` is everything. */
  drop: (tags: string[]) => void
}

/** Keeps values up to so many bytes, the least used go first, and knows which were made from what. */
export function taggedStore<V extends Tagged>(maxSize: number, sizeOf: (value: V) => number): TaggedStore<V> {
  const byTag = new Map<string, Set<string>>()
  const values = new LRUCache<string, V>({
    maxSize,
    maxEntrySize: 2 ** 20,
    sizeCalculation: (value, key) => sizeOf(value) + 2 * key.length + 100 * value.tags.size + 1_000,
    dispose: (value, key) => {
      for (const tag of value.tags) {
        const keys = byTag.get(tag)
        keys?.delete(key)
        if (keys?.size === 0) byTag.delete(tag)
      }
    },
  })
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      values.set(key, value)
      // One that is too large was not taken.
      if (!values.has(key)) return
      for (const tag of value.tags) byTag.set(tag, (byTag.get(tag) ?? new Set()).add(key))
    },
    drop: (tags) => {
      if (tags.includes('*')) values.clear()
      else for (const tag of tags) for (const key of [...(byTag.get(tag) ?? [])]) values.delete(key)
    },
  }
}
