import { t } from '../../base/i18n/t.ts'
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
