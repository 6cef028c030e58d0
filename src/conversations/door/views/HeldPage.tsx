import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import { AccountFirst } from '../../../people/views/AccountFirst.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Pick, typed as typedIn } from '../../../ui/parts/Fields.tsx'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { heldUrl } from '../address.ts'
import { another, type Proposal, type Typed } from '../question.ts'
import type { Likely, whereToAsk } from '../routing.ts'
import { Alike } from './Alike.tsx'
import { whyProposed } from './why.ts'

interface HeldProps extends Likely {
  token: string
  typed: Typed
  /** Every community in which one can ask. */
  others: Awaited<ReturnType<typeof whereToAsk>>
  signedIn: boolean
  attempt?: Attempt
}

/** Before a question goes out: what may answer it already, and where it goes. */
export const HeldPage = (props: HeldProps): JSX.Element => {
  const { token, typed, alike, signedIn } = props
  return (
    <Page title={t('door.beforeItGoes')} unlisted levels={[{ name: t('door.ask'), href: url`/ask` }]}>
      <h1>{t('door.beforeItGoes')}</h1>
      <section class="card">
        <h2>
          <Said lang={typed.lang}>{typed.title}</Said>
        </h2>
        {typed.body && <Markdown text={typed.body} lang={typed.lang} />}
        <p>
          <a href={withQuery(url`/ask`, new URLSearchParams(), { held: token })}>{t('door.change')}</a>
        </p>
      </section>
      <Alike cards={alike} />
      <section class="stack gap-3">
        <h2>{t('door.where')}</h2>
        {signedIn ? <Where {...props} /> : <SignInFirst {...props} />}
      </section>
    </Page>
  )
}

const howItStands = ({ joining, mine }: Pick<Proposal, 'joining'> & { mine?: boolean }): string =>
  mine ? t('door.asMember') : joining === 'open' ? t('door.asGuest') : t('door.asWish')

const Where = ({ token, typed, proposals, others, attempt }: HeldProps): JSX.Element => {
  const chosen = typedIn(attempt, 'community').value ?? proposals[0]?.slug ?? ''
  return (
    <form class="form" method="post" action={heldUrl(token)} novalidate>
      <Faults attempt={attempt} />
      <Choices
        name="community"
        label={t('door.whoMinds')}
        chosen={[chosen]}
        choices={[
          ...proposals.map((one) => ({
            value: one.slug,
            label: <Words text={one.name} />,
            help: `${whyProposed(one, typed.lang)}. ${howItStands(one)}`,
          })),
          { value: another, label: t('door.another'), help: t('door.anotherHelp') },
          { value: '', label: t('door.dontKnow'), help: t('door.dontKnowHelp') },
        ]}
      />
      <Pick
        {...typedIn(attempt, 'other')}
        label={t('door.another')}
        optional="unsaid"
        choices={[
          { value: '', label: t('door.noOther') },
          ...others.map(({ slug, name }) => ({ value: slug, label: inReach(name).text })),
        ]}
      />
      {!typed.sealed && (
        <Choices
          name="joins"
          label={t('door.guestOrMember')}
          several
          optional
          choices={[{ value: 'yes', label: t('door.joinToo'), help: t('door.joinTooHelp') }]}
          chosen={[typedIn(attempt, 'joins').value ?? '']}
        />
      )}
      <button class="button" type="submit">
        {typed.sealed ? t('door.askUnnamed') : t('door.askNow')}
      </button>
    </form>
  )
}

const SignInFirst = ({ token, typed, proposals }: HeldProps): JSX.Element => (
  <>
    {proposals.length > 0 && (
      <ul class="stack gap-2">
        {proposals.map((one) => (
          <li>
            <Words text={one.name} /> <span class="soft">{whyProposed(one, typed.lang)}</span>
          </li>
        ))}
      </ul>
    )}
    <Notice title={t('door.accountFirst')}>
      <p>{t('door.accountWhy')}</p>
      <AccountFirst to={heldUrl(token)} />
    </Notice>
  </>
)
