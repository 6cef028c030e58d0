import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { AccountFirst } from '../../people/views/AccountFirst.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Invited } from '../invited.ts'
import { Written } from './Written.tsx'

const levels = () => [{ name: t('communities.communities'), href: url`/communities` }]

/** Where one is asked to belong, each with what it is before one says yes. */
export const InvitationsPage = ({
  invited,
  attempt,
}: {
  invited: Invited[]
  attempt?: Attempt
}): JSX.Element => (
  <Page title={t('communities.invitations')} unlisted levels={levels()}>
    <h1 class="title">{t('communities.invitations')}</h1>
    <Faults attempt={attempt} />
    {invited.length === 0 ? (
      <Empty next={{ href: url`/communities`, words: t('communities.all') }}>
        {t('communities.noInvitations')}
      </Empty>
    ) : (
      invited.map((one) => (
        <form class="form" method="post" action={url`/communities/invitations/${one.id}/answer`}>
          <AboutIt of={one} />
          <div class="row gap-2">
            <button class="button" type="submit" name="answer" value="yes">
              {one.facilitates ? t('communities.yesFacilitate') : t('communities.yesJoin')}
            </button>
            <button class="button quiet" type="submit" name="answer" value="no">
              {t('communities.no')}
            </button>
          </div>
        </form>
      ))
    )}
  </Page>
)

interface LinkPageProps {
  token: string
  invited: Invited
  signedIn: boolean
  attempt?: Attempt
}

/** What a link opens. Only the button joins: programs that look at mail and messages follow links. */
export const LinkPage = ({ token, invited, signedIn, attempt }: LinkPageProps): JSX.Element => (
  <Page title={t('communities.youAreInvited')} unlisted levels={levels()}>
    <h1 class="title">{t('communities.youAreInvited')}</h1>
    <Faults attempt={attempt} />
    <AboutIt of={invited} />
    {signedIn ? (
      <form method="post" action={url`/communities/invitations/${token}`}>
        <button class="button" type="submit">
          {t('communities.yesJoin')}
        </button>
      </form>
    ) : (
      <AccountFirst to={url`/communities/invitations/${token}`} />
    )}
  </Page>
)

const AboutIt = ({ of }: { of: Invited }): JSX.Element => (
  <section class="stack gap-3 narrow-text">
    <h2>
      <Words text={of.name} />
    </h2>
    {of.question && (
      <p class="lead">
        <Words text={of.question} />
      </p>
    )}
    {of.by && (
      <p>
        {of.facilitates
          ? t('communities.asksFacilitate', { name: of.by })
          : t('communities.asksJoin', { name: of.by })}
      </p>
    )}
    {of.words && <blockquote>{of.words}</blockquote>}
    {of.forGovernments && <p>{t('communities.governmentsOnly')}</p>}
    {of.facilitates && <p class="soft">{t('communities.facilitateMeans')}</p>}
    {of.conditions && (
      <>
        <h3>{t('communities.conditions')}</h3>
        <Written of={of.conditions} />
      </>
    )}
    {of.conduct && (
      <details>
        <summary>{t('communities.conduct')}</summary>
        <Written of={of.conduct} />
      </details>
    )}
  </section>
)
