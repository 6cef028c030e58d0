import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Line, Lines, typed } from '../../../ui/parts/Fields.tsx'
import type { Terms } from '../mentorship.ts'

/** What for, how often, until when. */
export const TermsFields = ({
  attempt,
  terms,
}: {
  attempt?: Attempt
  terms?: Partial<Terms>
}): JSX.Element => {
  const now = (name: keyof Terms) => {
    const field = typed(attempt, name)
    return { ...field, value: field.value ?? terms?.[name] }
  }
  return (
    <>
      <Lines
        {...now('purpose')}
        label={t('mentorship.purpose')}
        help={t('mentorship.purposeHelp')}
        rows={4}
      />
      <Line {...now('rhythm')} label={t('mentorship.rhythm')} help={t('mentorship.rhythmHelp')} />
      <Line {...now('until')} type="date" label={t('mentorship.until')} help={t('mentorship.untilHelp')} />
    </>
  )
}
