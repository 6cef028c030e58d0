import type { Url } from '../../ui/url.ts'
import type { Ref } from '../ids.ts'
import type { Viewer } from '../viewer.ts'
import { everyKind, type KeptThing } from './kinds.ts'

/** What somebody keeps, or handed to another, and what those said whom they asked to keep it. */
export interface Handed extends KeptThing {
  href: Url
  /** They keep it still. */
  still: boolean
  /** Newest first. */
  asked: { name: string; answer: 'waits' | 'yes' | 'no' }[]
}

/** What somebody is asked to keep. */
export interface AskedToKeep extends KeptThing {
  href: Url
  /** The name of who asks. */
  by: string
}

/** How what is kept of a kind goes from hand to hand: one asks, the other says yes or no. */
export interface Handing {
  kept: (person: number) => Promise<Handed[]>
  /** Asks the member of this handle, who is not written to. Refuses as its kind does. */
  ask: (viewer: Viewer, ref: Ref, handle: string) => Promise<void>
  waiting: (person: number) => Promise<AskedToKeep[]>
  answer: (viewer: Viewer, ref: Ref, yes: boolean) => Promise<void>
}

/** Of one kind of thing, by the noun of its addresses. */
export type OfNoun<T> = T & { noun: string }

export const handingOf = (noun: string): Handing | undefined =>
  everyKind().find((kind) => kind.noun === noun)?.handing

/** What somebody keeps of every kind that can be handed on, or handed on already. */
export const handedBy = (person: number): Promise<OfNoun<Handed>[]> =>
  ofEvery((handing) => handing.kept(person))

/** What somebody is asked to keep, of every kind. */
export const askedToKeep = (person: number): Promise<OfNoun<AskedToKeep>[]> =>
  ofEvery((handing) => handing.waiting(person))

async function ofEvery<T>(read: (handing: Handing) => Promise<T[]>): Promise<OfNoun<T>[]> {
  const all: OfNoun<T>[] = []
  for (const { noun, handing } of everyKind())
    if (handing) all.push(...(await read(handing)).map((one) => ({ ...one, noun })))
  return all
}
