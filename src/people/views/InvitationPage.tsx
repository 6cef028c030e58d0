import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { url } from '../../ui/url.ts'
import { NewPassword } from './PasswordField.tsx'
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
    <NewPassword attempt={attempt} />
  </ShortForm>
)
