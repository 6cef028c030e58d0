import type { Child, JSX } from '../../../../ui/jsx/elements.ts'
import type { Control } from './control.tsx'

interface StepsProps {
  control: Control
  steps: { value: string; label: Child }[]
  ends?: { low: Child; high: Child }
}

/** A few choices in a line, as far as there is room. */
export const Steps = ({ control, steps, ends }: StepsProps): JSX.Element => (
  <div class="steps">
    {ends && <span class="soft">{ends.low}</span>}
    {steps.map(({ value, label }) => (
      <label class="choice">
        <input type="radio" name={control.path} value={value} checked={control.one() === value} />
        <span>{label}</span>
      </label>
    ))}
    {ends && <span class="soft">{ends.high}</span>}
  </div>
)
