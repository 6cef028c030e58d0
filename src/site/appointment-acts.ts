import { t } from '../base/i18n/t.ts'

/** Who was given what to do here, in the reader's words. */
export const appointmentActs: Record<string, () => string> = {
  'appointed.reviewer': () => t('site.actAppointedReviewer'),
  'appointed.curator': () => t('site.actAppointedCurator'),
  'appointed.moderator': () => t('site.actAppointedModerator'),
  'appointed.operator': () => t('site.actAppointedOperator'),
  'appointment-ended.reviewer': () => t('site.actEndedReviewer'),
  'appointment-ended.curator': () => t('site.actEndedCurator'),
  'appointment-ended.moderator': () => t('site.actEndedModerator'),
  'appointment-ended.operator': () => t('site.actEndedOperator'),
}
