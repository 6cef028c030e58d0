import { t } from '../../base/i18n/t.ts'
import type { notices } from '../interchange.ts'
import type { Way } from './consulted.ts'

export type NoticeCode = (typeof notices)[number]

/** What Local Contexts itself calls its notices, in English: by these they can be looked up. */
export const noticeTitles: Record<NoticeCode, string> = {
  'attribution-incomplete': 'Attribution Incomplete Notice',
  'traditional-knowledge': 'Traditional Knowledge (TK) Notice',
  biocultural: 'Biocultural (BC) Notice',
  'open-to-collaborate': 'Open to Collaborate Notice',
}

/** What a notice of Local Contexts is called and says, in plain words of ours. */
export function noticeWords(code: NoticeCode): { name: string; says: string } {
  const words: Record<NoticeCode, () => { name: string; says: string }> = {
    'attribution-incomplete': () => ({
      name: t('consent.attributionIncomplete'),
      says: t('consent.attributionIncompleteSays'),
    }),
    'traditional-knowledge': () => ({
      name: t('consent.traditionalKnowledge'),
      says: t('consent.traditionalKnowledgeSays'),
    }),
    biocultural: () => ({ name: t('consent.biocultural'), says: t('consent.bioculturalSays') }),
    'open-to-collaborate': () => ({
      name: t('consent.openToCollaborate'),
      says: t('consent.openToCollaborateSays'),
    }),
  }
  return words[code]()
}

export const wayName = (way: Way): string =>
  ({
    sex: () => t('consent.bySex'),
    age: () => t('consent.byAge'),
    group: () => t('consent.byGroup'),
  })[way]()

const cells: Record<string, () => string> = {
  women: () => t('consent.women'),
  men: () => t('consent.men'),
  other: () => t('consent.other'),
  'under-25': () => t('consent.under25'),
  '25-59': () => t('consent.from25'),
  '60-and-over': () => t('consent.from60'),
  unsaid: () => t('consent.unsaid'),
  'land-users': () => t('consent.landUsers'),
  experts: () => t('consent.experts'),
  officials: () => t('consent.officials'),
  others: () => t('consent.others'),
}

/** Who is counted in a cell. */
export const cellName = (cell: string): string => cells[cell]?.() ?? cell
