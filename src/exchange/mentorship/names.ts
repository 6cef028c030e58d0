import { t } from '../../base/i18n/t.ts'
import type { MentorshipState } from './mentorship.ts'

export const mentorshipStateName = (state: MentorshipState): string =>
  ({
    asked: () => t('mentorship.stateAsked'),
    agreed: () => t('mentorship.stateAgreed'),
    paused: () => t('mentorship.statePaused'),
    declined: () => t('mentorship.stateDeclined'),
    'taken-back': () => t('mentorship.stateTakenBack'),
    ended: () => t('mentorship.stateEnded'),
  })[state]()
