import { formatList, t } from '../../base/i18n/t.ts'
import type { LanguageLayer } from './layering.ts'

/** Who carried a record over into a language, whether it was read since, and whether the original moved on. */
export const layerWords = ({ by, machine, stale, checked }: LanguageLayer): string =>
  [
    by.length > 0
      ? t('records.translatedBy', { names: formatList(by.map(({ name }) => name)) })
      : t('records.translatedBySomebody'),
    checked ? t('records.translationChecked') : t('records.translationUnchecked'),
    ...(machine ? [t('records.partlyMachine')] : []),
    ...(stale > 0 ? [t('records.movedOn')] : []),
  ].join(' ')
