import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'

/** How much is known under a topic and everything narrower, behind its name; nothing where there is none. */
export const Entries = ({ count = 0 }: { count?: number }): JSX.Element | null =>
  count > 0 ? <span class="count"> {t('vocabularies.usedBy', { count })}</span> : null
