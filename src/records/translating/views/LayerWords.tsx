import { formatList, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import type { LanguageLayer } from '../layering.ts'

/** Who carried a record over into a language, whether it was read since, and whether the original moved on. */
export const LayerWords = ({
  layer: { by, machine, stale, checked },
}: {
  layer: LanguageLayer
}): JSX.Element => (
  <>
    {by.length > 0
      ? t('records.translatedBy', { names: formatList(by.map(({ name }) => name)) })
      : t('records.translatedBySomebody')}{' '}
    {checked ? t('records.translationChecked') : t('records.translationUnchecked')}
    {machine && ` ${t('records.partlyMachine')}`}
    {stale > 0 && ` ${t('records.movedOn')}`}
  </>
)
