import { formatDate, t } from '../../base/i18n/t.ts'
import type { Broken } from './broken.ts'
import type { ListName } from './listing.ts'
import type { Marks } from './marks.ts'

/** The marks of a record in the reader's words, a word or two each, the gravest first. */
export const markNames = ({ replacedBy, contradictedBy, doubted, due }: Marks): string[] =>
  [
    replacedBy ? t('freshness.replaced') : [],
    contradictedBy ? t('freshness.contradicted') : [],
    doubted ? t('freshness.doubted') : [],
    due ? t('freshness.stale') : [],
  ].flat()

/** Since when an address elsewhere does not answer, or has nothing any more. */
export const brokenWords = ({ since, gone }: Omit<Broken, 'address'>): string =>
  gone
    ? t('freshness.goneSince', { day: formatDate(since) })
    : t('freshness.silentSince', { day: formatDate(since) })

export function listName(of: ListName): string {
  const names: Record<ListName, () => string> = {
    mine: () => t('freshness.listMine'),
    overdue: () => t('freshness.listOverdue'),
    twice: () => t('freshness.listTwice'),
    doubted: () => t('freshness.listDoubted'),
    links: () => t('freshness.listLinks'),
    without: () => t('freshness.listWithout'),
    soon: () => t('freshness.listSoon'),
  }
  return names[of]()
}

/** What becomes of a thing of this noun when nobody takes it over. */
export const leftWords = (noun: string): string =>
  noun === 'records'
    ? t('freshness.leftRecord')
    : noun === 'collections'
      ? t('freshness.leftCollection')
      : t('freshness.leftPage')
