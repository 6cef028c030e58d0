import type { Attempt } from '../../../base/http/form.ts'
import { formatList, inReach, t } from '../../../base/i18n/t.ts'
import { AccountFirst } from '../../../people/views/AccountFirst.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Copy } from '../../../ui/parts/Copy.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Choices, Faults, Pick, typed } from '../../../ui/parts/Fields.tsx'
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
  <Page
    title={t('contributors.invitations')}
    unlisted
    levels={[{ name: t('writing.mine'), href: url`/write` }]}
  >
    <h1 class="title">{t('contributors.invitations')}</h1>
    <Faults attempt={attempt} />
    {invited.length === 0 ? (
      <Empty next={{ href: url`/write`, words: t('writing.beginNew') }}>
        {t('contributors.noInvitations')}
      </Empty>
    ) : (
      invited.map((one) => (
        <form class="form" method="post" action={url`/write/invitations/${one.id}/answer`}>
          <h2>{nameOfDraft(one)}</h2>
          <About of={one} />
          <Wishes id={String(one.id)} />
          <div class="row gap-2">
            <button class="button" type="submit" name="answer" value="yes">
              {t('contributors.join')}
            </button>
            <button class="button quiet" type="submit" name="answer" value="no">
              {t('contributors.decline')}
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
  <Page title={t('contributors.invitedToWrite')} unlisted>
    <h1 class="title">{t('contributors.invitedToWrite')}</h1>
    <Faults attempt={attempt} />
    <h2>{nameOfDraft(invited)}</h2>
    <About of={invited} />
    {signedIn ? (
      <form class="form" method="post" action={url`/write/invitations/${token}`}>
        <Wishes id="link" attempt={attempt} />
        <button class="button" type="submit">
          {t('contributors.join')}
        </button>
      </form>
    ) : (
      <AccountFirst to={url`/write/invitations/${token}`} />
    )}
  </Page>
)

const About = ({ of: { invitedBy, writers, instrument, lang } }: { of: Invited }): JSX.Element => (
  <>
    <p class="narrow-text">
      {t('contributors.invitedWords', {
        name: invitedBy,
        instrument: inReach({ original: Object.keys(instrument)[0] ?? lang, texts: instrument }).text,
        writers: formatList(writers),
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
