import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { type Url, url } from '../../ui/url.ts'
import { onTheWay } from '../entering.ts'

/** The ways in, for what only somebody with an account can do. Each leads back to where they were going. */
export const AccountFirst = ({ to }: { to: Url }): JSX.Element => (
  <p class="row gap-3">
    <a class="button" href={onTheWay(url`/join`, to)}>
      {t('people.join')}
    </a>
    <a class="button quiet" href={onTheWay(url`/sign-in`, to)}>
      {t('people.signIn')}
    </a>
  </p>
)
