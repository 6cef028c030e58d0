import type { JSX } from '../../../../ui/jsx/elements.ts'
import { Several } from '../../../../ui/parts/Fields.tsx'
import { Label } from '../../../../ui/parts/Words.tsx'
import { noAnswer } from './ChoiceField.tsx'
import type { Control } from './control.tsx'
import { Steps } from './Steps.tsx'

/** Its steps in their order, between the names of its ends. */
export function ScaleField({ control }: { control: Control }): JSX.Element {
  const { asked, field } = control
  const { ends } = asked.question
  const steps = [...(asked.choices?.values() ?? [])].map(({ code, label }) => ({
    value: code,
    label: <Label of={label} fallback={code} />,
  }))
  return (
    <Several {...field}>
      <Steps
        control={control}
        steps={steps}
        ends={ends && { low: <Label of={ends.low} />, high: <Label of={ends.high} /> }}
      />
      <Steps control={control} steps={[noAnswer()]} />
    </Several>
  )
}
