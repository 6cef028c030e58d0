import { t } from '../base/i18n/t.ts'

/** The acts of giving and getting in the reader's words. */
export const exchangeActs: Record<string, () => string> = {
  'exchange.said': () => t('exchange.actSaid'),
  'exchange.changed': () => t('exchange.actChanged'),
  'exchange.ended': () => t('exchange.actEnded'),
  'exchange.renewed': () => t('exchange.actRenewed'),
  'exchange.judged': () => t('exchange.actJudged'),
  'exchange.taken-in': () => t('exchange.actTakenIn'),
  'need.called': () => t('exchange.actCalled'),
}
