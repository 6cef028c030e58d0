import { t } from '../../base/i18n/t.ts'

/** What is done with bundles, in the reader's words. */
export const bundleActs: Record<string, () => string> = {
  'bundle.asked-for': () => t('bundle.actAsked'),
  'bundle.made': () => t('bundle.actMade'),
  'bundle.downloaded': () => t('bundle.actDownloaded'),
  'bundle.taken-in': () => t('bundle.actTakenIn'),
  'bundle.taking-back': () => t('bundle.actTakingBack'),
  'bundle.taken-back': () => t('bundle.actTakenBack'),
}
