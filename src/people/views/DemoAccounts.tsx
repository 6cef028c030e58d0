import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Notice } from '../../ui/parts/Notice.tsx'
import { demoAccounts, demoPassword } from '../demo.ts'
import { roleName } from '../names.ts'

/** On the sign-in page of a demo instance: whom to try it as. */
export const DemoAccounts = (): JSX.Element => (
  <Notice title={t('people.demoAccounts')}>
    <p>{t('people.demoAccountsWords', { password: demoPassword })}</p>
    <ul>
      {demoAccounts.map(({ name, email, role }) => (
        <li>
          <code>{email}</code> {name}
          {role && ` · ${roleName(role)}`}
        </li>
      ))}
    </ul>
  </Notice>
)
