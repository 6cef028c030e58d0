import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Faults, Line, typed } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { site } from '../../ui/site.ts'
import { type Url, url } from '../../ui/url.ts'
import { demoIsOpen } from '../demo.ts'
import { inside, onTheWay } from '../entering.ts'
import { CodeField } from './CodeField.tsx'
import { DemoAccounts } from './DemoAccounts.tsx'
import { SignInByPasskey } from './Passkeys.tsx'
import { NewPassword, OldPassword } from './PasswordField.tsx'
import { SignInOutside } from './SignInOutside.tsx'

interface ShortFormProps {
  title: string
  action: Url
  button: string
  attempt?: Attempt
  /** It is answered with a page, not by leading on to one, which script that changes pages in place takes only so. */
  answered?: boolean
  /** Stands above the fields. */
  words?: Child
  /** Stands below the button: other ways. */
  ways?: { href: Url; words: string }[]
  /** Stands last. */
  after?: Child
  children?: Child
}

/** A page that asks for one thing. */
export const ShortForm = ({
  title,
  action,
  button,
  attempt,
  answered,
  words,
  ways = [],
  after,
  children,
}: ShortFormProps): JSX.Element => (
  <Page title={title} unlisted>
    <h1>{title}</h1>
    {words && <p class="narrow-text">{words}</p>}
    <form class="form" method="post" action={action} novalidate data-turbo={answered ? 'false' : undefined}>
      <Faults attempt={attempt} />
      {children}
      <button class="button" type="submit">
        {button}
      </button>
    </form>
    {ways.length > 0 && (
      <ul class="row">
        {ways.map(({ href, words }) => (
          <li>
            <a href={href}>{words}</a>
          </li>
        ))}
      </ul>
    )}
    {after}
  </Page>
)

const Email = ({ attempt }: { attempt?: Attempt }): JSX.Element => (
  <Line {...typed(attempt, 'email')} type="email" label={t('people.email')} autocomplete="username" />
)

export const JoinPage = ({ attempt }: { attempt?: Attempt }): JSX.Element => (
  <ShortForm
    title={t('people.join')}
    action={onTheWay(url`/join`)}
    answered
    button={t('people.joinButton')}
    attempt={attempt}
    words={t('people.joinWords')}
    ways={[{ href: onTheWay(url`/sign-in`), words: t('people.haveAccount') }]}
  >
    <Line
      {...typed(attempt, 'name')}
      label={t('people.name')}
      help={t('people.nameHelp')}
      autocomplete="name"
    />
    <Line
      {...typed(attempt, 'email')}
      type="email"
      label={t('people.email')}
      help={t('people.emailHelp')}
      autocomplete="username"
    />
    <NewPassword attempt={attempt} />
  </ShortForm>
)

interface SignInProps {
  attempt?: Attempt
  /** Where they were going. */
  to?: Url
  /** They come from a link in a mail, and it worked. */
  confirmed?: boolean
}

export const SignInPage = ({
  attempt,
  to = inside(typed(attempt, 'to').value),
  confirmed,
}: SignInProps): JSX.Element => (
  <ShortForm
    title={t('people.signIn')}
    action={url`/sign-in`}
    button={t('people.signIn')}
    attempt={attempt}
    words={confirmed && <Notice tone="ok">{t('people.nowSignIn')}</Notice>}
    after={
      <>
        <div class="stack gap-3">
          <SignInByPasskey to={to} />
          <SignInOutside to={to} />
        </div>
        {site().demo && demoIsOpen() && <DemoAccounts />}
      </>
    }
    ways={[
      { href: onTheWay(url`/sign-in/link`, to), words: t('people.signInByLink') },
      { href: url`/password`, words: t('people.forgotPassword') },
      { href: onTheWay(url`/join`, to), words: t('people.join') },
    ]}
  >
    <Email attempt={attempt} />
    <OldPassword attempt={attempt} />
    {to && <input type="hidden" name="to" value={to} />}
  </ShortForm>
)

export const AskLinkPage = ({ attempt }: { attempt?: Attempt }): JSX.Element => (
  <ShortForm
    title={t('people.signInByLink')}
    action={onTheWay(url`/sign-in/link`)}
    answered
    button={t('people.sendLink')}
    attempt={attempt}
    words={t('people.linkWords')}
    ways={[{ href: onTheWay(url`/sign-in`), words: t('people.signInByPassword') }]}
  >
    <Email attempt={attempt} />
  </ShortForm>
)

/** A button, because programs that check mail for dangers follow links. */
export const LinkPage = ({ token }: { token: string }): JSX.Element => (
  <ShortForm
    title={t('people.signIn')}
    action={onTheWay(url`/sign-in/link/${token}`)}
    button={t('people.signIn')}
    words={t('people.linkHere')}
  />
)

export const ConfirmPage = ({ token }: { token: string }): JSX.Element => (
  <ShortForm
    title={t('people.confirm')}
    action={onTheWay(url`/join/confirmation/${token}`)}
    button={t('people.confirmButton')}
    words={t('people.confirmWords')}
  />
)

export const CodePage = ({ attempt, to }: { attempt?: Attempt; to?: Url }): JSX.Element => (
  <ShortForm
    title={t('people.code')}
    action={to ? url`/sign-in/code?to=${to}` : url`/sign-in/code`}
    button={t('people.signIn')}
    attempt={attempt}
    words={t('people.codeWords')}
  >
    <CodeField attempt={attempt} />
    <label class="choice">
      <input type="checkbox" name="spare" value="1" />
      <span>{t('people.codeSpare')}</span>
    </label>
  </ShortForm>
)

export const ResetPage = ({ attempt }: { attempt?: Attempt }): JSX.Element => (
  <ShortForm
    title={t('people.forgotPassword')}
    action={url`/password`}
    answered
    button={t('people.sendLink')}
    attempt={attempt}
    words={t('people.resetWords')}
    ways={[{ href: url`/sign-in`, words: t('people.signIn') }]}
  >
    <Email attempt={attempt} />
  </ShortForm>
)

export const NewPasswordPage = ({ token, attempt }: { token: string; attempt?: Attempt }): JSX.Element => (
  <ShortForm
    title={t('people.newPassword')}
    action={url`/password/${token}`}
    button={t('people.newPasswordButton')}
    attempt={attempt}
    words={t('people.newPasswordWords')}
  >
    <NewPassword attempt={attempt} label={t('people.newPassword')} />
  </ShortForm>
)

/** What happened, and what to do now. */
export const SaidPage = ({ title, children }: { title: string; children: Child }): JSX.Element => (
  <Page title={title} unlisted>
    <h1>{title}</h1>
    <p class="narrow-text">{children}</p>
    {site().demo && <p class="narrow-text soft">{t('people.demoMail')}</p>}
    <p>
      <a class="button quiet" href={url`/`}>
        {t('people.home')}
      </a>
    </p>
  </Page>
)
