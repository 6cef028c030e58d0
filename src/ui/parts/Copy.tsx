import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../jsx/elements.ts'

/** A button that copies the text of the element with the id `of`; without script it is not shown. */
export const Copy = ({ of }: { of: string }): JSX.Element => (
  <copy-text for={of} data-done={t('ui.copied')}>
    {t('ui.copy')}
  </copy-text>
)
