import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Line, typed } from '../../ui/parts/Fields.tsx'

/** The code of their app. Comes back empty: it is over by then. */
export const CodeField = ({ attempt }: { attempt?: Attempt }): JSX.Element => (
  <Line
    {...typed(attempt, 'code')}
    value={undefined}
    label={t('people.codeLabel')}
    autocomplete="one-time-code"
    inputmode="numeric"
  />
)
