import type { Text } from '../../base/text.ts'
import type { Named } from '../../base/things/bundling.ts'
import type { AdoptionForm, Outcome } from '../../records/evidence/use.ts'

/** What the readings of a bundle look at in its things: they were made by the rooms a moment ago. */
export interface SaidPost {
  ref: string
  nth: number
  left?: 'stays' | 'hidden'
  lang?: string
  at?: string
  body?: string
  by?: Named
  sealed?: boolean
  answers?: string
  files?: { name: string }[]
}

export interface SaidThread {
  ref: string
  title: string
  lang: string
  form: string
  opened: string
  lastAt: string
  accepted?: string
  mergedInto?: string
  closed?: { why?: string }
  posts: SaidPost[]
  summaries: { lang: string; words: string }[]
  poll?: { voters: number; choices: { words: string; votes: number }[] }
}

export interface SaidVersion {
  title?: string
  body: string
  lang: string
  at: string
  by?: Named
}

export interface SaidCommunity {
  ref: string
  slug: string
  name: Text
  question?: Text
  purpose?: Text
  conduct?: Text
  parting?: Text
  people: (Named & { roles?: { role: string }[] })[]
  goals: { words: Text; measure: Text; by?: string; ended?: string }[]
  groups: { ref: string; task: Text; product: Text; outcome?: Text }[]
  pages: { ref: string; slug: string; versions: SaidVersion[] }[]
  agenda: { ref: string; words: Text; progress: string; answer: SaidVersion[] }[]
  library: { ref?: string; href?: string; title?: string; note?: string; lang: string }[]
}

export interface SaidRecord {
  ref: string
  kind: string
  versions: {
    published: string
    content: { title: Text; summary: Text; licence: string; contributors: { name?: string }[] }
  }[]
  files?: { name: string }[]
}

export interface SaidUse {
  ref: string
  record: string
  outcome: Outcome
  note: Text
  conditions?: Text
  adaptation?: Text
  figures: { what: string; value: number; unit: string }[]
  place?: string
  happened?: string
  said: string
  by?: Named
  organisation?: { name: Text }
  counts: boolean
  files?: { name: string }[]
}

export interface SaidAdoptions {
  ref: string
  adoptions: { organisation: { name: Text }; form: AdoptionForm; year?: number }[]
}

/** What a list says of a thread or a record, and what its table does. */
export interface Listed {
  ref: string
  title: Text
  /** Of a thread the day of its last post, of a record that of its last version. */
  at: string
  count?: number
}
