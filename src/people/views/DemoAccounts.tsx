import { t, tRich } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Notice } from '../../ui/parts/Notice.tsx'
import { demoAccounts, demoPassword } from '../demo.ts'
import { roleName } from '../names.ts'

/** On the sign-in page of a demo instance: whom to try it as. */
export const DemoAccounts = (): JSX.Element => (
  <Notice title={t('people.demoAccounts')}>
    <p>
      {tRich<JSX.Element>('people.demoAccountsWords', {
        password: demoPassword,
        code: (words) => <code>{words}</code>,
      })}
    </p>
    <ul class="stack gap-1">
      {demoAccounts.map(({ name, email, role }) => (
        <li>
          <bdi>{name}</bdi>
          {role && ` · ${roleName(role)}`}
          <br />
          <code>{email}</code>
        </li>
      ))}
    </ul>
  </Notice>
)
