import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../jsx/elements.ts'

/** A day, month or year as given (`2024`, `2024-05`), or a moment. */
export const Time = ({ of }: { of: string | Date }): JSX.Element => (
  <time datetime={typeof of === 'string' ? of : of.toISOString()}>{formatDate(of)}</time>
)

/**
 * How long ago; without script the day, which is true for as long as a page is kept. What is known to
 * the day only (the first moment of it, UTC) is not counted in hours.
 */
export const Ago = ({ at }: { at: Date }): JSX.Element =>
  at.getTime() % dayInMilliseconds === 0 ? <Time of={at.toISOString().slice(0, 10)} /> : <Since at={at} />

const dayInMilliseconds = 86_400_000

const Since = ({ at }: { at: Date }): JSX.Element => (
  <relative-time
    prefix=""
    datetime={at.toISOString()}
    title={t('ui.utc', { moment: at.toISOString().slice(0, 16).replace('T', ' ') })}
  >
    {formatDate(at)}
  </relative-time>
)
