import { t } from '../base/i18n/t.ts'

/** What is written down of how communities are, and of what came of taking part. */
export const healthActs: Record<string, () => string> = {
  'health-check.begun': () => t('health.actChecked'),
  'health-check.ended': () => t('health.actCheckEnded'),
  'health-check.reflected': () => t('health.actReflected'),
  'community.staged': () => t('health.actStaged'),
  'health.released': () => t('health.actReleased'),
  'health.release-ended': () => t('health.actReleaseEnded'),
  'value-story.hidden': () => t('value.actHidden'),
  'value-story.shown': () => t('value.actShown'),
}
