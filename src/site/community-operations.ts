import { t } from '../base/i18n/t.ts'

/** What programs ask of communities, in the reader's words. */
export const communityOperations: Record<string, () => string> = {
  '/api/v1/communities/{slug}/reports': () => t('moderation.apiQueue'),
  '/api/v1/communities': () => t('communities.api'),
  '/api/v1/communities/{slug}': () => t('communities.apiOne'),
  '/api/v1/communities/{slug}/health': () => t('health.api'),
  '/api/v1/communities/{slug}/value': () => t('value.api'),
  '/api/v1/value/{ref}': () => t('value.apiOne'),
  '/api/v1/communities/{slug}/desk': () => t('desk.api'),
  'post /api/v1/communities/{slug}/reports/{id}/decision': () => t('moderation.apiDecides'),
}
