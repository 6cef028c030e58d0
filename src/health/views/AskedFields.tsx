import type { Attempt } from '../../base/http/form.ts'
import { label } from '../../base/i18n/t.ts'
import type { Asked } from '../../instruments/lookup.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Choices, Lines, typed } from '../../ui/parts/Fields.tsx'

/** The questions of a short questionnaire, none of which must be answered: choices for a scale, lines for words. */
export const AskedFields = ({
  asked,
  help,
  attempt,
}: {
  asked: Asked[]
  /** Stands under what is answered in words. */
  help?: string
  attempt?: Attempt
}): JSX.Element => (
  <>
    {asked.map(({ slot, question, choices }) =>
      question.type === 'longtext' ? (
        <Lines
          {...typed(attempt, slot)}
          label={label(question.label)}
          help={help}
          rows={4}
          optional="unsaid"
        />
      ) : (
        <Choices
          {...typed(attempt, slot)}
          label={label(question.label)}
          choices={[...(choices ?? [])].map(([value, choice]) => ({ value, label: label(choice.label) }))}
          chosen={[typed(attempt, slot).value ?? '']}
          optional="unsaid"
        />
      ),
    )}
  </>
)
