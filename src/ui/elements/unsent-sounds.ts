/** A recording that waits in this browser for a line, by the address it goes to. */
export interface Sound {
  at: string
  sound: Blob
  seconds: number
  /** What its form said besides. */
  typed: Record<string, string>
}

const [name, store] = ['sounds', 'unsent']

function opened(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asking = indexedDB.open(name, 1)
    asking.onupgradeneeded = () => asking.result.createObjectStore(store, { keyPath: 'at' })
    asking.onsuccess = () => done(asking.result)
    asking.onerror = () => failed(asking.error)
  })
}

async function doing<T>(mode: IDBTransactionMode, work: (all: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const base = await opened()
  try {
    return await new Promise<T>((done, failed) => {
      const asked = work(base.transaction(store, mode).objectStore(store))
      asked.onsuccess = () => done(asked.result)
      asked.onerror = () => failed(asked.error)
    })
  } finally {
    base.close()
  }
}

/** They stay through a closed window and a new start, until they are sent or let go. Nothing where a browser keeps none. */
export const keepSound = (sound: Sound): Promise<unknown> =>
  doing('readwrite', (all) => all.put(sound)).catch(() => undefined)
export const soundAt = (at: string): Promise<Sound | undefined> =>
  doing<Sound | undefined>('readonly', (all) => all.get(at)).catch(() => undefined)
export const letGoOfSound = (at: string): Promise<unknown> =>
  doing('readwrite', (all) => all.delete(at)).catch(() => undefined)
