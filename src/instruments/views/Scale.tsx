import { t } from '../../base/i18n/t.ts'
import type { Shown } from '../../base/text.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Said } from '../../ui/parts/Words.tsx'

interface ScaleProps {
  step: number
  of: number
  chosen: Shown
  ends?: { low: Shown; high: Shown }
  other: Shown[]
}

const wide = 14

/** The step that was chosen among all there are, between the names of the ends; in words beside it. */
export const Scale = ({ step, of, chosen, ends, other }: ScaleProps): JSX.Element => (
  <span class="row gap-2">
    <span class="scale">
      {ends && <small>{<Said lang={ends.low.lang}>{ends.low.text}</Said>}</small>}
      <svg viewBox={`0 0 ${of * wide - 4} 8`} width={of * wide - 4} height="8" aria-hidden="true">
        {Array.from({ length: of }, (_, i) => (
          <rect
            class={i + 1 === step ? 'leaf' : 'unchosen'}
            x={i * wide}
            width={wide - 4}
            height="8"
            rx="2"
          />
        ))}
      </svg>
      {ends && <small>{<Said lang={ends.high.lang}>{ends.high.text}</Said>}</small>}
    </span>
    <span>
      {[chosen, ...other].map(({ lang, text }, i) => (
        <>
          {i > 0 && ', '}
          <Said lang={lang}>{text}</Said>
        </>
      ))}{' '}
      <small class="soft">{t('instruments.stepOf', { step, of })}</small>
    </span>
  </span>
)
