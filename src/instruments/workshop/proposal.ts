import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import type { Change } from '../changes.ts'
import type { Definition } from '../definition.ts'
import type { Edition } from '../editions.ts'

export const proposalKinds = ['change', 'extension', 'translation'] as const
export type ProposalKind = (typeof proposalKinds)[number]

export const proposalStates = ['open', 'adopted', 'declined', 'withdrawn'] as const
export type ProposalState = (typeof proposalStates)[number]

/** So many letters at most. */
export const most = { title: 200, why: 4_000, note: 1_000, label: 1_000, help: 4_000, comment: 4_000 }

/** One step of a proposal: operations, and what they mean for those who answer. */
export interface Step extends Change {
  /** None while it is not kept yet. */
  id?: number
}

export interface Member {
  id: number
  name: string
  handle: string
}

/** What somebody proposes for a questionnaire, as its row and the words around it have it. */
export interface Proposal {
  id: number
  ref: Ref
  kind: ProposalKind
  state: ProposalState
  title: Text
  why: Text
  audience: 'everyone' | 'members'
  /** Of an extension: what the new questionnaire is called, and its address. */
  name: string | null
  slug: string | null
  instrument: number
  base: number
  became: number | null
  revision: number
  by: Member
  editors: Member[]
  /** Days. */
  opened: string
  decided: string | null
  decidedBy: Member | null
  reason: Text | null
}

/** A proposal with all that is needed to show, change or decide it. */
export interface Whole extends Proposal {
  /** The edition it begins from, and the one that is in use. */
  edition: Edition
  current: Edition
  steps: Step[]
  /** Of a translation: words by language, then by place. */
  words: Map<string, Map<string, string>>
  /** May change what it does. */
  edits: boolean
  /** May adopt and decline it. */
  decides: boolean
  /** What it starts from; of an extension the new questionnaire before anything was done to it. */
  last: Definition
  /** The definition of the edition that it begins from. */
  extended: Definition
}
