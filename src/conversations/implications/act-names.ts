import { t } from '../../base/i18n/t.ts'

/** The acts of what a policy means in the reader's words. */
export const implicationActs: Record<string, () => string> = {
  'implication.added': () => t('implications.actAdded'),
  'implication.said': () => t('implications.actSaid'),
  'implication.settled': () => t('implications.actSettled'),
  'implication.taken-out': () => t('implications.actTakenOut'),
  'implication.moved': () => t('implications.actMoved'),
  'implication.became': () => t('implications.actBecame'),
}
