import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { url } from '../../ui/url.ts'
import { outsideName } from '../login/outside-refusals.ts'

/** A button that leads to the other site people may sign in by; a form that script does not fetch. */
export function SignInOutside({ to }: { to?: string }): JSX.Element | null {
  const name = outsideName()
  if (!name) return null
  return (
    <form method="post" action={url`/sign-in/outside`} data-turbo="false">
      {to && <input type="hidden" name="to" value={to} />}
      <button class="button quiet" type="submit">
        {t('people.outsideSignIn', { name })}
      </button>
    </form>
  )
}
