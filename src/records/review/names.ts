import { formatList, formatNumber, inReach, t } from '../../base/i18n/t.ts'
import { type Duplicate, nearly } from '../likeness/duplicates.ts'
import type { RequestState } from './review.ts'

/** What somebody who was asked has said, as a word beside their name. */
export function requestStateName(state: RequestState): string {
  switch (state) {
    case 'asked':
      return t('review.stateAsked')
    case 'accepted':
      return t('review.stateAccepted')
    case 'approved':
      return t('review.stateApproved')
    case 'changes':
      return t('review.stateChanges')
    case 'declined':
      return t('review.stateDeclined')
    case 'handed-on':
      return t('review.stateHandedOn')
    case 'late':
      return t('review.stateLate')
    case 'over':
      return t('review.stateOver')
  }
}

const checks: Record<string, () => string> = {
  personal: () => t('review.checkPersonal'),
  alike: () => t('review.checkAlike'),
  consent: () => t('review.checkConsent'),
}

/** What a check looks for; one of another version goes by its name. */
export const checkName = (check: string): string => checks[check]?.() ?? check

export const reviewName = (review: 'light' | 'full'): string =>
  review === 'full' ? t('writing.reviewFull') : t('writing.reviewLight')

/** That a record may be the same, and what speaks for it. */
export function duplicateWords({
  card,
  title,
  summary,
  conditions,
  place,
  sameQuestionnaire,
}: Duplicate): string {
  const why = [
    title >= nearly && t('review.dupTitle'),
    summary >= nearly && t('review.dupSummary'),
    Math.max(title, summary) < nearly && t('review.dupWords'),
    conditions !== undefined &&
      t('review.dupConditions', { share: formatNumber(conditions, { style: 'percent' }) }),
    sameQuestionnaire && t('review.dupQuestionnaire'),
    place >= 0.9 ? t('review.dupPlace') : place > nearly ? t('review.dupCountry') : t('review.dupElsewhere'),
  ]
  return t('review.maybeSame', {
    title: inReach(card.title).text,
    why: formatList(
      why.filter((one) => one !== false),
      'unit',
    ),
  })
}
