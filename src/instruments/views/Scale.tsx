import { t } from '../../base/i18n/t.ts'
import type { Shown } from '../../base/text.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Said } from '../../ui/parts/Words.tsx'
import type { Written } from '../values.ts'
import { Away } from './Away.tsx'

interface ScaleProps {
  step: number
  of: number
  chosen: Shown
  ends?: { low: Shown; high: Shown }
  other: Written[]
}

/** From one step to the next, and of a step itself. */
const pitch = 11
const wide = 8

/** Longer names of the ends need lines of their own. */
const short = 13

/** The step that was chosen among all there are, between the names of the ends; then what it is called. */
export const Scale = ({ step, of, chosen, ends, other }: ScaleProps): JSX.Element => (
  <span class={`scale${lookOf(ends)}`}>
    {ends && <small>{<Said lang={ends.low.lang}>{ends.low.text}</Said>}</small>}
    <svg
      viewBox={`0 0 ${of * pitch - pitch + wide} ${wide}`}
      width={of * pitch - pitch + wide}
      height={wide}
      aria-hidden="true"
    >
      {Array.from({ length: of }, (_, i) => (
        <rect class={i + 1 === step ? 'leaf' : 'unchosen'} x={i * pitch} width={wide} height={wide} rx="2" />
      ))}
    </svg>
    {ends && <small>{<Said lang={ends.high.lang}>{ends.high.text}</Said>}</small>}
    <span class="verdict">
      <Said lang={chosen.lang}>{chosen.text}</Said>
      {other.map((words) => (
        <>
          {', '}
          <Said lang={words.lang}>{words.text}</Said>
          <Away words={words} />
        </>
      ))}
      <span class="unseen"> {t('instruments.stepOf', { step, of })}</span>
    </span>
  </span>
)

function lookOf(ends: ScaleProps['ends']): string {
  if (!ends) return ''
  return Math.max(ends.low.text.length, ends.high.text.length) > short ? ' wordy' : ' ended'
}
