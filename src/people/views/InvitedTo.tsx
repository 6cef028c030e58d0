import type { Attempt } from '../../base/http/form.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import type { Level } from '../../ui/parts/Levels.tsx'
import type { Url } from '../../ui/url.ts'
import { AccountFirst } from './AccountFirst.tsx'

interface Around {
  title: string
  levels?: Level[]
  attempt?: Attempt
}

interface InvitationsProps extends Around {
  /** Said where there is nothing to answer, and where to go then. */
  none: string
  next: { href: Url; words: string }
  /** What each is, where it is answered, and how one says yes. */
  invited: { about: JSX.Element; action: Url; yes: string }[]
  no: string
}

/** What one is asked to take part in, each with what it is before one says yes. */
export const Invitations = ({
  title,
  levels,
  attempt,
  none,
  next,
  invited,
  no,
}: InvitationsProps): JSX.Element => (
  <Page title={title} unlisted levels={levels}>
    <h1 class="title">{title}</h1>
    <Faults attempt={attempt} />
    {invited.length === 0 ? (
      <Empty next={next}>{none}</Empty>
    ) : (
      invited.map(({ about, action, yes }) => (
        <form class="form" method="post" action={action}>
          {about}
          <div class="row gap-2">
            <button class="button" type="submit" name="answer" value="yes">
              {yes}
            </button>
            <button class="button quiet" type="submit" name="answer" value="no">
              {no}
            </button>
          </div>
        </form>
      ))
    )}
  </Page>
)

interface InvitationLinkProps extends Around {
  about: JSX.Element
  action: Url
  yes: string
  /** What is asked of whoever says yes. */
  asked?: JSX.Element
  signedIn: boolean
}

/** What a link opens. Only the button joins: programs that look at mail and messages follow links. */
export const InvitationLink = ({
  title,
  levels,
  attempt,
  about,
  action,
  yes,
  asked,
  signedIn,
}: InvitationLinkProps): JSX.Element => (
  <Page title={title} unlisted levels={levels}>
    <h1 class="title">{title}</h1>
    <Faults attempt={attempt} />
    {about}
    {signedIn ? (
      <form class="form" method="post" action={action}>
        {asked}
        <button class="button" type="submit">
          {yes}
        </button>
      </form>
    ) : (
      <AccountFirst to={action} />
    )}
  </Page>
)
