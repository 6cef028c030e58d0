import type { Typed } from './controls.ts'

/** An answer that was typed and not yet sent, as the server takes it. */
export interface Waiting {
  id: string
  path: string
  /** The revision of the draft that whoever typed it had before them. */
  base: number
  typed: Typed
  /** It was sent, and could not be read: it waits to be typed again. */
  unread?: boolean
}

/**
 * What waits in this browser for a line: one entry for each answer and each drawing of a form, so that two
 * windows do not overwrite each other. It stays through a closed window, a new start and an ended session.
 */
const start = (draft: string): string => `draft ${draft} `
const keyOf = (draft: string, page: string, path: string): string => `${start(draft)}${page} ${path}`

export function keep(draft: string, page: string, one: Waiting): void {
  localStorage.setItem(keyOf(draft, page, one.path), JSON.stringify(one))
}

/** Lets go of an answer once it has arrived, unless it was typed anew meanwhile. */
export function letGo(draft: string, page: string, { path, id }: Waiting): void {
  const key = keyOf(draft, page, path)
  const standing = localStorage.getItem(key)
  if (standing && (JSON.parse(standing) as Waiting).id === id) localStorage.removeItem(key)
}

/** All that wait in a draft, by the drawing of the form that they were typed into. */
export function waitingIn(draft: string): Map<string, Waiting[]> {
  const all = new Map<string, Waiting[]>()
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(start(draft))) continue
    const page = key.slice(start(draft).length).split(' ')[0]!
    all.set(page, [...(all.get(page) ?? []), JSON.parse(localStorage.getItem(key)!) as Waiting])
  }
  return all
}

/** What was typed here last and still waits, at this path. */
export const waitingAt = (draft: string, path: string): Waiting | undefined =>
  [...waitingIn(draft).values()].flat().find((one) => one.path === path)

/** A random name (UUID version 4); browsers of 2021 make none by themselves. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
