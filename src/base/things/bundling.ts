import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import { t } from '../i18n/t.ts'
import { Ref } from '../ids.ts'
import type { ImportReport } from '../import.ts'
import { Text } from '../text.ts'
import type { Viewer } from '../viewer.ts'

const dayInMilliseconds = 86_400_000

/** When something was said or done elsewhere: not after tomorrow, or it would stand before all that is said here. */
export const PastMoment = z.iso
  .datetime()
  .refine((at) => Date.parse(at) < Date.now() + dayInMilliseconds, { error: () => t('bundle.notYet') })

/** How many did something elsewhere: no more than there can be. */
export const Count = z.int().nonnegative().max(10_000_000)

/** Somebody as a bundle names them; only who wished it is named. */
export const Named = z.strictObject({
  /** Their reference, and the fingerprint of the instance where they have an account. */
  ref: Ref,
  origin: z.string().max(64),
  name: z.string().min(1).max(200),
})
export type Named = z.infer<typeof Named>

/** By the end of their page's address, as packs have it, or as a bundle names them. */
export const Who = z.union([z.string(), Named])
export type Who = z.infer<typeof Who>

/** An organisation or a community that is named and may be elsewhere. */
export const Known = z.strictObject({
  ref: Ref,
  origin: z.string().max(64),
  slug: z.string().max(200),
  name: Text,
})
export type Known = z.infer<typeof Known>

/** What somebody wishes of theirs when a community is taken along. */
export const wishes = ['named', 'unnamed', 'stays'] as const
export type Wish = (typeof wishes)[number]

/** What stands where something was left out. */
export const mark = '[…]'

/** What is asked while a bundle is put together. */
export interface Giving {
  /** Sees what may go along, and is nobody: nothing is theirs. */
  viewer: Viewer
  community: { id: number; slug: string }
  /** By its id. */
  wishOf: (person: number | null) => Wish
  /** How somebody stands in it: nothing for who is not to be named. */
  named: (person: number | null) => Named | undefined
  /** Words people wrote, without the names and handles of who is not to be named, and without mail addresses. */
  words: (words: string) => string
  text: (text: Text) => Text
}

/** A file that goes along: where it stands beside its thing, and its bytes in the store. */
export interface BundledFile {
  path: string
  hash: string
}

/** A thing as it goes along. */
export interface Bundled {
  /** Below the folder of its part: `<ref>.json`. */
  ref: Ref
  json: object
  files?: BundledFile[]
  licence?: string
  /** How much of whom it holds: ids of persons; who is sealed is not among them. */
  by?: number[]
}

/** A thing as it came. */
export interface Came {
  place: string
  json: unknown
  /** The folder of its part, where `files/<ref>/<name>` stand. */
  folder: string
}

/** Who and what is to be recognised while a bundle is taken in. */
export interface Taking {
  /** It is signed by where it says it comes from, so that it may name whoever has an account there. */
  signed: boolean
  /** Where it comes from. */
  origin: string
  /** What its community is called here. */
  slug: string
  /** Nothing of it is kept: files are left where they are. */
  tried: boolean
  /** References of what it brought so far, that was not here before. */
  brought: ReadonlySet<string>
}

/** What a room gives to a bundle and takes from one. `kinds.ts` registers them, in the order in which they are taken in. */
export interface BundlePart {
  /** Its folder. */
  noun: string
  give: (giving: Giving) => AsyncIterable<Bundled>
  /** A query of every `thing` that its things in this community point to: records among them go along. */
  points?: (community: number) => RawBuilder<{ thing: number }>
  /**
   * Makes those that are not here; whoever calls has left out what is. Refuses nobody: what is wrong with one is a
   * fault of that one.
   */
  take: (viewer: Viewer, came: Came[], taking: Taking) => Promise<ImportReport>
  /** What ties them to others, once all are here. */
  tie?: (viewer: Viewer, came: Came[], taking: Taking) => Promise<ImportReport>
  /** Whether this is here already, where it is no thing of its own. */
  isHere?: (ref: Ref) => Promise<boolean>
  /** What this is here, as it would go along, where it need not belong to the community. */
  here?: (ref: Ref) => Promise<object | undefined>
  /** References of the things that one of them makes; itself alone where nothing is said. */
  things?: (json: object) => Ref[]
  /** A query of every `thing` of this room that stands in another or on it now, whoever brought it. */
  within?: (thing: number) => RawBuilder<{ thing: number }>
  /** Takes one back that a bundle made and nobody added to since; it is deleted where nothing is said. */
  back?: (viewer: Viewer, ref: Ref) => Promise<void>
  /** What came says more than what is here, and nothing else: it may be taken in over it. */
  grew?: (here: object, came: object) => boolean
}

const parts: BundlePart[] = []

export function registerBundleParts(...all: BundlePart[]): void {
  for (const part of all) if (!parts.includes(part)) parts.push(part)
}

export const bundleParts = (): readonly BundlePart[] => parts

/** Without what nobody said. */
export const told = <T extends object>(parts: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== null && value !== undefined),
  ) as never
