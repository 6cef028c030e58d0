import type { Attempt } from '../../base/http/form.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import type { Account } from '../account.ts'
import { roleName } from '../names.ts'
import { Passkeys } from './Passkeys.tsx'
import { NewPassword, OldPassword } from './PasswordField.tsx'

/** What is theirs alone: how they sign in, what they may do, what was done about them, and the ways out. */
export const AccountPage = ({ account, attempt }: { account: Account; attempt?: Attempt }): JSX.Element => (
  <Page title={t('people.account')} unlisted levels={[{ name: t('ui.me'), href: url`/desk` }]}>
    <h1>{t('people.account')}</h1>
    <Faults attempt={attempt} />
    <Facts>
      <Fact term={t('people.name')}>
        <a href={url`/people/${account.handle}`}>{account.name}</a>
      </Fact>
      <Fact term={t('people.email')}>{account.email}</Fact>
      <Fact term={t('people.secondFactor')}>
        <a href={url`/account/second-factor`}>{account.secondFactor ? t('people.on') : t('people.off')}</a>
      </Fact>
    </Facts>
    <form method="post" action={url`/sign-out`}>
      <button class="button quiet" type="submit">
        {t('people.signOut')}
      </button>
    </form>
    <Sessions {...account} />
    <Passkeys {...account} />
    <section class="stack gap-3">
      <h2>{t('tokens.tokens')}</h2>
      <p>
        <a href={url`/account/tokens`}>{t('tokens.toAll')}</a>
      </p>
      <p>
        <a href={url`/account/hooks`}>{t('hooks.hooks')}</a>
      </p>
    </section>
    <section class="stack gap-3">
      <h2>{t('people.changePassword')}</h2>
      <form class="form" method="post" action={url`/account/password`} novalidate>
        <OldPassword attempt={attempt} name="current" label={t('people.currentPassword')} />
        <NewPassword attempt={attempt} label={t('people.newPassword')} />
        <button class="button" type="submit">
          {t('people.changePassword')}
        </button>
      </form>
    </section>
    <Rights {...account} />
    <section class="stack gap-3">
      <h2>{t('people.yours')}</h2>
      <ul>
        <li>
          <a href={url`/account/credits`}>{t('people.yourCredits')}</a>
        </li>
        <li>
          <a href={url`/account/exchange`}>{t('exchange.choices')}</a>
        </li>
        <li>
          <a href={url`/account/deeds`}>{t('moderation.ownDeeds')}</a>
        </li>
        <li>
          <a href={url`/account/quiet`}>{t('moderation.quiet')}</a>
        </li>
        <li>
          <a href={url`/reports`}>{t('moderation.yourReports')}</a>
        </li>
        <li>
          <a href={url`/account/export`} download>
            {t('people.export')}
          </a>
        </li>
        <li>
          <a href={url`/account/hand-over`}>{t('freshness.handOver')}</a>
        </li>
        <li>
          <a href={url`/account/deletion`}>{t('people.deletion')}</a>
        </li>
      </ul>
    </section>
  </Page>
)

const Sessions = ({ sessions }: Account): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('people.sessions')}</h2>
    <ul class="stack gap-2">
      {sessions.map(({ id, since, agent, here }) => (
        <li class="row apart">
          <span>
            {t('people.sessionSince', { date: formatDate(new Date(since)) })}{' '}
            <span class="soft">{agent}</span>
          </span>
          {here ? (
            <strong>{t('people.thisSession')}</strong>
          ) : (
            <form method="post" action={url`/account/sessions/${id}/end`}>
              <button class="button quiet" type="submit">
                {t('people.endSession')}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
    <form method="post" action={url`/account/sessions/end`}>
      <button class="button quiet" type="submit">
        {t('people.signOutEverywhere')}
      </button>
    </form>
  </section>
)

const Rights = ({ appointments }: Account): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('people.rights')}</h2>
    {appointments.length === 0 ? (
      <p class="soft">{t('people.noRights')}</p>
    ) : (
      <ul>
        {appointments.map(({ role, since }) => (
          <li>{t('people.rightSince', { role: roleName(role), date: formatDate(new Date(since)) })}</li>
        ))}
      </ul>
    )}
    <p>
      <a href={url`/desk/acts`}>{t('people.acts')}</a>
    </p>
  </section>
)
