import type { Lang } from '../base/text.ts'
import type { Product, Run } from './product.ts'

/** What comes before several sheets: what they are and which, in order. */
export interface Cover {
  lang: string
  direction: 'ltr' | 'rtl'
  name: string
  title: string
  paragraphs: string[]
  /** One line a sheet: its title, and what it is. */
  contents: { title: string; about: string; lang: string }[]
  contentsTitle: string
  linksTitle: string
  links: { title: string; address: string }[]
  address: string
  taken: string
}

/** Products that are made into a file, by the process that prints. */
export interface FileOrder {
  form: 'pdf' | 'docx'
  /** Each with less and less in it: the first that fits is taken. */
  sheets: { variants: Product[]; pages?: number }[]
  cover?: Cover
  /** By hash; those that are missing are left out. */
  pictures: Map<string, Uint8Array>
}

/** A work that is written down in each style of citation, or for a reference manager. */
export interface CitationOrder {
  form: 'citations' | 'bibtex' | 'ris'
  work: Work
}

/** What is known of a work, wherever it is cited. */
export interface Work {
  id: string
  title: string
  lang: Lang
  /** Whole as they are written: which part is the family's is not ours to guess. */
  authors: string[]
  published: string
  version: string
  publisher: string
  address: string
  taken: string
  isData: boolean
}

export type Order = FileOrder | CitationOrder
export type Printed = { bytes: Uint8Array; pages: number }
export type Cited = { style: string; runs: Run[] }[]
export type Answer = Printed | { cited: Cited } | { text: string } | { fault: string }
