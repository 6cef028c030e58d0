import { t } from '../base/i18n/t.ts'

/** What each address of offers and needs gives or does, in the reader's words. */
export const exchangeOperations: Record<string, () => string> = {
  '/api/v1/offers': () => t('exchange.apiOffers'),
  '/api/v1/offers/{ref}': () => t('exchange.apiOffer'),
  '/api/v1/needs': () => t('exchange.apiNeeds'),
  '/api/v1/needs/{ref}': () => t('exchange.apiNeed'),
  'post /api/v1/offers': () => t('exchange.apiSaysOffer'),
  'patch /api/v1/offers/{ref}': () => t('exchange.apiChanges'),
  'post /api/v1/offers/{ref}/ending': () => t('exchange.apiEnds'),
  'post /api/v1/offers/{ref}/renewal': () => t('exchange.apiRenews'),
  'post /api/v1/offers/{ref}/take-ups': () => t('exchange.apiTakesUp'),
  'post /api/v1/needs': () => t('exchange.apiSaysNeed'),
  'patch /api/v1/needs/{ref}': () => t('exchange.apiChanges'),
  'post /api/v1/needs/{ref}/ending': () => t('exchange.apiEnds'),
  'post /api/v1/needs/{ref}/renewal': () => t('exchange.apiRenews'),
  'post /api/v1/needs/{ref}/take-ups': () => t('exchange.apiTakesUp'),
}
