import { formatNumber, label, t } from '../../../../base/i18n/t.ts'
import type { Choice } from '../../../../instruments/definition.ts'
import { placeName } from '../../../../instruments/words.ts'
import type { JSX } from '../../../../ui/jsx/elements.ts'
import { Choices, Pick, Several } from '../../../../ui/parts/Fields.tsx'
import { Label } from '../../../../ui/parts/Words.tsx'
import { type Control, partOf } from './control.tsx'
import { Steps } from './Steps.tsx'

/** So many stand in sight; more are found in a list. */
const inSight = 12

/** Chosen once, a choice can only be taken back by choosing something else. */
export const noAnswer = (): { value: string; label: string } => ({ value: '', label: t('writing.noAnswer') })

const shown = ({ code, label, help, broader }: Choice) => ({
  value: code,
  label: <Label of={label} fallback={code} />,
  help: help && <Label of={help} />,
  within: broader !== undefined,
})

const listed = ({ asked }: Control): Choice[] => [...(asked.choices?.values() ?? [])]

export const YesNoField = ({ control }: { control: Control }): JSX.Element => (
  <Several {...control.field}>
    <Steps
      control={control}
      steps={[
        { value: 'yes', label: t('instruments.yes') },
        { value: 'no', label: t('instruments.no') },
        noAnswer(),
      ]}
    />
  </Several>
)

/** One of its choices. A list to open has no room for what its choices mean. */
export function ChoiceField({ control }: { control: Control }): JSX.Element {
  const choices = listed(control)
  const many = choices.length > inSight
  if (many && !choices.some(({ help }) => help))
    return (
      <Pick
        {...control.field}
        value={control.one()}
        choices={[
          noAnswer(),
          ...choices.map(({ code, label: of }) => ({ value: code, label: label(of) || code })),
        ]}
      />
    )
  return (
    <Choices
      {...control.field}
      choices={[...choices.map(shown), noAnswer()]}
      chosen={[control.one()]}
      find={many ? t('writing.find') : undefined}
    />
  )
}

/** The empty control says that the question was asked when nothing is chosen. */
export function ChoicesField({ control }: { control: Control }): JSX.Element {
  const choices = listed(control)
  const order = control.one('order')
  return (
    <>
      <input type="hidden" name={control.path} value="" />
      {order && <input type="hidden" name={`${control.path}:order`} value={order} />}
      <Choices
        {...control.field}
        choices={choices.map(shown)}
        chosen={control.all()}
        several
        find={choices.length > inSight ? t('writing.find') : undefined}
      />
    </>
  )
}

/** The place of each choice, by its number. */
export function RankingField({ control }: { control: Control }): JSX.Element {
  const choices = listed(control)
  const { maxChoices = choices.length } = control.asked.question
  const numbers = Array.from({ length: Math.min(maxChoices, choices.length) }, (_, i) => ({
    value: String(i + 1),
    label: formatNumber(i + 1),
  }))
  return (
    <Several {...control.field}>
      <div class="stack gap-3 ranks">
        {choices.map(({ code, label: of, help }) => (
          <Pick
            {...partOf(control, code, <Label of={of} fallback={code} />, help && <Label of={help} />)}
            value={control.one(code)}
            choices={[{ value: '', label: t('writing.unranked') }, ...numbers]}
          />
        ))}
      </div>
    </Several>
  )
}

/** A place that the list has not, and the answer names, stays. */
export function PlaceField({ control }: { control: Control }): JSX.Element {
  const { places } = control
  const code = control.one()
  const known = code === '' || places.some(({ value }) => value === code)
  return (
    <Pick
      {...control.field}
      value={code}
      choices={[noAnswer(), ...(known ? [] : [{ value: code, label: placeName(code) }]), ...places]}
    />
  )
}
