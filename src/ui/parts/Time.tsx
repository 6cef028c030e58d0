import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../jsx/elements.ts'

/** A day, month or year as given (`2024`, `2024-05`), or a moment. */
export const Time = ({ of }: { of: string | Date }): JSX.Element => (
  <time datetime={typeof of === 'string' ? of : of.toISOString()}>{formatDate(of)}</time>
)

/** How long ago; without script the day, which is true for as long as a page is kept. */
export const Ago = ({ at }: { at: Date }): JSX.Element => (
  <relative-time
    prefix=""
    datetime={at.toISOString()}
    title={t('ui.utc', { moment: at.toISOString().slice(0, 16).replace('T', ' ') })}
  >
    {formatDate(at)}
  </relative-time>
)
