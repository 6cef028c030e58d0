import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Line, typed } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import { ShortForm } from './SignInPages.tsx'

interface InvitationProps {
  token: string
  name: string
  email: string
  attempt?: Attempt
}

/** Whoever was invited sees what accepting means, and chooses a password. */
export const InvitationPage = ({ token, name, email, attempt }: InvitationProps): JSX.Element => (
  <ShortForm
    title={t('people.invitation')}
    action={url`/join/invitation/${token}`}
    button={t('people.invitationAccept')}
    attempt={attempt}
    words={t('people.invitationWords', { name, email })}
  >
    <Line
      {...typed(attempt, 'password')}
      value={undefined}
      type="password"
      label={t('people.password')}
      help={t('people.passwordHelp')}
      autocomplete="new-password"
    />
  </ShortForm>
)
