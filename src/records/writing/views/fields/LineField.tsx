import { t } from '../../../../base/i18n/t.ts'
import { unitMark } from '../../../../instruments/measures.ts'
import type { JSX } from '../../../../ui/jsx/elements.ts'
import { Line, Several } from '../../../../ui/parts/Fields.tsx'
import { type Control, partOf } from './control.tsx'

/** Some keyboards for numbers have no minus, so only what cannot be below nothing asks for one. */
const keyboard = ({ asked: { question } }: Control): 'numeric' | 'decimal' | undefined =>
  question.min === undefined || question.min < 0 ? undefined : question.decimals === 0 ? 'numeric' : 'decimal'

/** Figures and addresses are written so in every script: elsewhere a minus would stand behind its number. */
export const leftToRight = { dir: 'ltr' } as const

/**
 * A number is typed as a line of text: of one that it cannot read, a browser's own field for numbers sends
 * nothing, and what was typed would be gone.
 */
export const NumberField = ({ control }: { control: Control }): JSX.Element => {
  const { unit } = control.asked.question
  return (
    <Line
      {...control.field}
      value={control.one()}
      inputmode={keyboard(control)}
      unit={unit && unitMark(unit)}
      autocomplete="off"
      spoken={leftToRight}
    />
  )
}

export const MoneyField = ({ control }: { control: Control }): JSX.Element => (
  <Several {...control.field}>
    <div class="pair">
      <Line
        {...partOf(control, 'amount', t('writing.amount'))}
        value={control.one('amount')}
        inputmode={keyboard(control)}
        autocomplete="off"
        spoken={leftToRight}
      />
      <Line
        {...partOf(control, 'currency', t('writing.currency'))}
        value={control.one('currency') || control.asked.question.unit}
        autocomplete="off"
      />
    </div>
  </Several>
)

export const DateField = ({ control }: { control: Control }): JSX.Element => (
  <Line {...control.field} value={control.one()} autocomplete="off" spoken={leftToRight} />
)

/** Not `type="url"`: a browser would refuse the form for an address without its https://, which is easily put before it. */
export const LinkField = ({ control }: { control: Control }): JSX.Element => (
  <Line {...control.field} value={control.one()} inputmode="url" autocomplete="off" spoken={leftToRight} />
)
