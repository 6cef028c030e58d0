import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Line, typed } from '../../ui/parts/Fields.tsx'

interface PasswordProps {
  attempt?: Attempt
  name?: string
  label?: string
}

/** Comes back empty, whatever was typed: a page is kept where a password is not. */
const Field = ({
  attempt,
  name = 'password',
  label = t('people.password'),
  ...more
}: PasswordProps & { help?: string; autocomplete: string }): JSX.Element => (
  <Line {...typed(attempt, name)} value={undefined} type="password" label={label} {...more} />
)

/** The password they have. */
export const OldPassword = (props: PasswordProps): JSX.Element => (
  <Field {...props} autocomplete="current-password" />
)

/** One that they choose. */
export const NewPassword = (props: PasswordProps): JSX.Element => (
  <Field {...props} help={t('people.passwordHelp')} autocomplete="new-password" />
)
