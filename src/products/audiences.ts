import { t } from '../base/i18n/t.ts'
import type { Audience } from './product.ts'

/** How much an audience reads, and in which form. */
export interface Measure {
  /** Sheets of paper at most; without one as many as it takes. */
  pages?: number
  /** Characters of answers besides the first lines, for a page; printing takes less until it fits. */
  room: number
  /** Characters of one text at most. */
  text: number
  /** Facts at the head. */
  facts: number
  /** Rows and columns of a table that is still read. */
  table: { rows: number; columns: number }
  /** Pictures besides the first. */
  pictures: number
  /** Only what was written or told in words. */
  spoken?: true
}

export const measures: Record<Audience, Measure> = {
  'field-sheet': {
    pages: 1,
    room: 2_600,
    text: 420,
    facts: 12,
    table: { rows: 6, columns: 3 },
    pictures: 1,
  },
  brief: { pages: 2, room: 6_000, text: 1_100, facts: 12, table: { rows: 8, columns: 5 }, pictures: 2 },
  document: {
    room: Number.POSITIVE_INFINITY,
    text: Number.POSITIVE_INFINITY,
    facts: 40,
    table: { rows: 500, columns: 12 },
    pictures: 60,
  },
  'radio-script': {
    room: 3_600,
    text: 700,
    facts: 5,
    table: { rows: 0, columns: 0 },
    pictures: 0,
    spoken: true,
  },
}

/** The same with this share of the room. */
export const narrowed = (measure: Measure, share: number): Measure => ({
  ...measure,
  room: measure.room * share,
  text: Math.max(160, measure.text * share),
  pictures: share < 0.7 ? 0 : measure.pictures,
})

export function audienceTitle(audience: Audience): string {
  const names: Record<Audience, () => string> = {
    'field-sheet': () => t('products.fieldSheet'),
    brief: () => t('products.brief'),
    document: () => t('products.document'),
    'radio-script': () => t('products.radioScript'),
  }
  return names[audience]()
}

/** The same of several records in one file. */
export function kitTitle(audience: Audience): string {
  const names: Record<Audience, () => string> = {
    'field-sheet': () => t('products.fieldKit'),
    brief: () => t('products.briefs'),
    document: () => t('products.documents'),
    'radio-script': () => t('products.radioScripts'),
  }
  return names[audience]()
}

export function audienceSays(audience: Audience): string {
  const says: Record<Audience, () => string> = {
    'field-sheet': () => t('products.fieldSheetSays'),
    brief: () => t('products.briefSays'),
    document: () => t('products.documentSays'),
    'radio-script': () => t('products.radioScriptSays'),
  }
  return says[audience]()
}
