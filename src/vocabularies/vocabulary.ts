import type { Fault } from '../base/import.ts'
import type { Labels, Lang } from '../base/text.ts'

/** SKOS mapping properties, in the order they are shown. */
export const mappingRelations = [
  'exactMatch',
  'closeMatch',
  'broadMatch',
  'narrowMatch',
  'relatedMatch',
] as const
export type MappingRelation = (typeof mappingRelations)[number]

/** A topic as it travels: everything about it, and nothing about where it is kept. */
export interface Concept {
  uri: string
  /** Its name within the vocabulary: the last part of the uri. */
  code: string
  /** One a language. `und` where the source does not say which language. */
  prefLabels: Labels
  /** Other names; sorted, and none that is the preferred one. */
  altLabels: Record<Lang, string[]>
  definitions: Labels
  notation?: string
  /** Uris of concepts of the same vocabulary, sorted; `related` stands at both. */
  broader: string[]
  related: string[]
  /** Concepts of any vocabulary, sorted. */
  mappings: { relation: MappingRelation; uri: string }[]
  deprecated: boolean
}

/** A SKOS concept scheme with its concepts, sorted by uri. What it does not say of itself is empty. */
export interface Vocabulary {
  uri: string
  slug: string
  title: Labels
  note: Labels
  /** An address or, where there is none, words. */
  licence?: string
  concepts: Concept[]
}

/** What could be read of a file. */
export interface Reading {
  vocabulary?: Vocabulary
  faults: Fault[]
  /** False when a part of the file could not be read: then nothing follows from what is not in it. */
  whole: boolean
}
