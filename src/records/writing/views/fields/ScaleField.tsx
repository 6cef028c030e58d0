import type { JSX } from '../../../../ui/jsx/elements.ts'
import { Several } from '../../../../ui/parts/Fields.tsx'
import { Label } from '../../../../ui/parts/Words.tsx'
import { noAnswer } from './ChoiceField.tsx'
import type { Control } from './control.tsx'

/** Its steps in their order, between the names of its ends. */
export function ScaleField({ control }: { control: Control }): JSX.Element {
  const { asked, path, field } = control
  const { ends } = asked.question
  const steps = [...(asked.choices?.values() ?? [])]
  const step = (value: string, label: JSX.Element | string) => (
    <label class="choice">
      <input type="radio" name={path} value={value} checked={control.one() === value} />
      <span>{label}</span>
    </label>
  )
  return (
    <Several {...field}>
      <div class="steps">
        {ends && (
          <span class="soft">
            <Label of={ends.low} />
          </span>
        )}
        {steps.map(({ code, label }) => step(code, <Label of={label} fallback={code} />))}
        {ends && (
          <span class="soft">
            <Label of={ends.high} />
          </span>
        )}
      </div>
      {step('', noAnswer().label)}
    </Several>
  )
}
