import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { InvitationLink, Invitations } from '../../people/views/InvitedTo.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
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
  <Invitations
    title={t('communities.invitations')}
    levels={levels()}
    attempt={attempt}
    none={t('communities.noInvitations')}
    next={{ href: url`/communities`, words: t('communities.all') }}
    invited={invited.map((one) => ({
      about: <AboutIt of={one} />,
      action: url`/communities/invitations/${one.id}/answer`,
      yes: one.facilitates ? t('communities.yesFacilitate') : t('communities.yesJoin'),
    }))}
    no={t('communities.no')}
  />
)

interface LinkPageProps {
  token: string
  invited: Invited
  signedIn: boolean
  attempt?: Attempt
}

export const LinkPage = ({ token, invited, signedIn, attempt }: LinkPageProps): JSX.Element => (
  <InvitationLink
    title={t('communities.youAreInvited')}
    levels={levels()}
    attempt={attempt}
    about={<AboutIt of={invited} />}
    action={url`/communities/invitations/${token}`}
    yes={t('communities.yesJoin')}
    signedIn={signedIn}
  />
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
