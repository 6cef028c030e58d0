import type { Viewer } from '../viewer.ts'

/** Finds things by words, best first: at most 300. `app.ts` says who does it. */
export type Finder = (viewer: Viewer, q: string) => Promise<number[]>

let finder: Finder | undefined

export function registerFinder(one: Finder): void {
  finder = one
}

export function findThings(viewer: Viewer, q: string): Promise<number[]> {
  if (!finder) throw new Error('nobody was registered to find things')
  return finder(viewer, q)
}
