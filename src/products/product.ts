import type { Lang, Shown } from '../base/text.ts'

/** Whom a product is for; also the last part of its address. */
export const audiences = ['field-sheet', 'brief', 'document', 'radio-script'] as const
export type Audience = (typeof audiences)[number]

export const isAudience = (word: string): word is Audience => (audiences as readonly string[]).includes(word)

/** A stretch of words that look alike; where they lead. */
export interface Run extends Shown {
  strong?: true
  slanted?: true
  href?: string
}

/** One line or paragraph of a text; `number` counts in a numbered list. */
export interface Paragraph {
  as: 'text' | 'heading' | 'bullet' | 'number' | 'quote'
  number?: number
  runs: Run[]
}

export interface Fact {
  term?: Shown
  lines: Shown[]
  /** The `step`th of so many, counted from 1. */
  scale?: { step: number; of: number }
}

export interface Cell extends Shown {
  number?: true
}

/** A picture by the hash of its file: `src` for pages, in pixels. */
export interface Figure {
  hash: string
  src: string
  width: number
  height: number
  alt: string
  caption?: Shown
  credit?: string
}

/** A part of a document, free of how it is drawn: page, PDF and Word draw the same. */
export type Piece = { title?: Shown } & (
  | { kind: 'prose'; prose: Paragraph[] }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'table'; head: Shown[]; rows: Cell[][] }
  | { kind: 'figures'; figures: Figure[] }
  | { kind: 'entries'; numbered: boolean; entries: Piece[][] }
)

export interface Part {
  id: string
  number?: string
  title: Shown
  pieces: Piece[]
  parts: Part[]
}

/** A word about the whole: where it comes from, whether it was reviewed. */
export interface Mark {
  words: string
  tone: 'explicit' | 'tacit' | 'ok' | 'problem' | 'plain'
}

/** Everything that one product says, in one language as far as there is one. */
export interface Product {
  audience: Audience
  lang: Lang
  direction: 'ltr' | 'rtl'
  /** What it is: "Field sheet". */
  name: string
  /** What it is a product of: "Practice · Niger". */
  about: string
  title: Shown
  summary: Paragraph[]
  marks: Mark[]
  /** What a reader must know before trusting it: closed, past its date, older than another version. */
  notices: string[]
  figure?: Figure
  facts: Fact[]
  parts: Part[]
  /** Who made it, on which terms, with whose consent: never left out. */
  terms: Fact[]
  cite: string
  /** Of the record it is made of. */
  ref: string
  /** Where it comes from; the code leads there. */
  address: string
  /** "Taken on 26 November 2026 from Baobab." */
  taken: string
  /** Words that the drawing needs. */
  words: { glance: string; source: string; more: string }
}
