import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../jsx/elements.ts'

/** A field above a long list with the id `of`: hides the items without what one types. Nothing without script. */
export const FilterList = ({ of }: { of: string }): JSX.Element => (
  <filter-list for={of} data-label={t('ui.filter')} />
)
