import type { Product } from './product.ts'

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

/** What is made into a file, by the process that prints. */
export interface Order {
  form: 'pdf' | 'docx'
  /** Each with less and less in it: the first that fits is taken. */
  sheets: { variants: Product[]; pages?: number }[]
  cover?: Cover
  /** By hash; those that are missing are left out. */
  pictures: Map<string, Uint8Array>
}

export type Printed = { bytes: Uint8Array; pages: number } | { fault: string }
