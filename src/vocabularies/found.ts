import type { Fault } from '../base/import.ts'
import type { MappingRelation } from './vocabulary.ts'

/** Words as a file has them: the tag may be wrong, two may stand where one should. */
export interface FoundWords {
  /** Empty where the file does not say. */
  lang: string
  text: string
}

/** A concept as a reader finds it, before anything is checked. */
export interface FoundConcept {
  uri: string
  pref: FoundWords[]
  alt: FoundWords[]
  definitions: FoundWords[]
  notations: string[]
  broader: string[]
  narrower: string[]
  related: string[]
  mappings: { relation: MappingRelation; uri: string }[]
  deprecated: boolean
}

/** What a reader gives, whatever the format. */
export interface FoundVocabulary {
  /** Absent where the file names no scheme. */
  uri?: string
  title: FoundWords[]
  note: FoundWords[]
  licence?: string
  concepts: FoundConcept[]
  faults: Fault[]
  whole: boolean
}

export const emptyConcept = (uri: string): FoundConcept => ({
  uri,
  pref: [],
  alt: [],
  definitions: [],
  notations: [],
  broader: [],
  narrower: [],
  related: [],
  mappings: [],
  deprecated: false,
})

/** For a file of which nothing can be read. */
export const nothingRead = (place: string, message: string): FoundVocabulary => ({
  title: [],
  note: [],
  concepts: [],
  faults: [{ place, message }],
  whole: false,
})
