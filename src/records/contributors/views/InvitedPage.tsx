import type { Attempt } from '../../../base/http/form.ts'
import { formatList, inReach, t } from '../../../base/i18n/t.ts'
import { InvitationLink, Invitations } from '../../../people/views/InvitedTo.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Copy } from '../../../ui/parts/Copy.tsx'
import { Choices, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { site } from '../../../ui/site.ts'
import { type Url, url } from '../../../ui/url.ts'
import { roleName } from '../../names.ts'
import type { Draft } from '../../writing/drafts.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import { creditRoles } from '../crediting.ts'
import type { Invited } from '../joining.ts'

/** What one is asked to write at, each with what it is before one says yes. */
export const InvitationsPage = ({
  invited,
  attempt,
}: {
  invited: Invited[]
  attempt?: Attempt
}): JSX.Element => (
  <Invitations
    title={t('contributors.invitations')}
    levels={[{ name: t('writing.mine'), href: url`/write` }]}
    attempt={attempt}
    none={t('contributors.noInvitations')}
    next={{ href: url`/write`, words: t('writing.beginNew') }}
    invited={invited.map((one) => ({
      about: (
        <>
          <About of={one} />
          <Wishes id={String(one.id)} />
        </>
      ),
      action: url`/write/invitations/${one.id}/answer`,
      yes: t('contributors.join'),
    }))}
    no={t('contributors.decline')}
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
    title={t('contributors.invitedToWrite')}
    attempt={attempt}
    about={<About of={invited} />}
    action={url`/write/invitations/${token}`}
    yes={t('contributors.join')}
    asked={<Wishes id="link" attempt={attempt} />}
    signedIn={signedIn}
  />
)

const About = ({ of }: { of: Invited }): JSX.Element => (
  <>
    <h2>{nameOfDraft(of)}</h2>
    <p class="narrow-text">
      {t('contributors.invitedWords', {
        name: of.invitedBy,
        instrument: inReach({ original: Object.keys(of.instrument)[0] ?? of.lang, texts: of.instrument })
          .text,
        writers: formatList(of.writers),
      })}
    </p>
    <p class="soft narrow-text">{t('contributors.joinMeans')}</p>
  </>
)

const Wishes = ({ id, attempt }: { id: string; attempt?: Attempt }): JSX.Element => (
  <>
    <Pick
      {...typed(attempt, 'role')}
      id={`${id}-role`}
      label={t('contributors.role')}
      value={String(attempt?.values.role ?? 'author')}
      choices={creditRoles.map((one) => ({ value: one, label: asSentence(roleName(one)) }))}
    />
    <Choices
      {...typed(attempt, 'shown')}
      id={`${id}-shown`}
      label={t('contributors.howShown')}
      chosen={[String(attempt?.values.shown ?? 'named')]}
      choices={[
        { value: 'named', label: t('contributors.byMyName') },
        { value: 'unnamed', label: t('contributors.notAtAll') },
      ]}
    />
  </>
)

/** The link, which is shown this once. */
export const LinkMadePage = ({ draft, link }: { draft: Draft; link: Url }): JSX.Element => (
  <Page
    title={t('contributors.linkMade')}
    unlisted
    levels={[
      { name: nameOfDraft(draft), href: url`/drafts/${draft.ref}` },
      { name: t('contributors.people'), href: url`/drafts/${draft.ref}/people` },
    ]}
  >
    <h1 class="title">{t('contributors.linkMade')}</h1>
    <p class="narrow-text">{t('contributors.linkMadeWords')}</p>
    <p class="row gap-2">
      <code id="link">{site().origin + link}</code>
      <Copy of="link" />
    </p>
    <p>
      <a class="button quiet" href={url`/drafts/${draft.ref}/people`}>
        {t('contributors.people')}
      </a>
    </p>
  </Page>
)
