import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Line, typed } from '../../../ui/parts/Fields.tsx'
import { url } from '../../../ui/url.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import type { DraftPeople } from '../people.ts'
import { attemptAt, CreditFields } from './CreditFields.tsx'
import { CreditLine, Writers } from './Writers.tsx'

export type DraftPeoplePageProps = DraftPeople & { attempt?: Attempt }

/** Who writes a draft, who is credited for it and how, and how others come to it. */
export const DraftPeoplePage = (props: DraftPeoplePageProps): JSX.Element => {
  const { draft, others, attempt } = props
  return (
    <Page
      title={t('contributors.people')}
      unlisted
      levels={[
        { name: t('writing.mine'), href: url`/write` },
        { name: nameOfDraft(draft), href: url`/drafts/${draft.ref}` },
      ]}
    >
      <header class="stack gap-2">
        <h1 class="title">{t('contributors.people')}</h1>
        <p class="lead narrow-text">{t('contributors.peopleWords')}</p>
      </header>
      <Faults attempt={attempt} />
      <Writers {...props} />
      <section class="stack gap-3" id="others">
        <h2>{t('contributors.others')}</h2>
        <p class="narrow-text">{t('contributors.othersWords')}</p>
        {others.length > 0 && (
          <ul class="stops">
            {others.map((credit) => (
              <CreditLine draft={draft} credit={credit} mayRemove={credit.person === null} />
            ))}
          </ul>
        )}
        <AddOther {...props} />
      </section>
      <Invite {...props} />
      <Leave {...props} />
    </Page>
  )
}

const AddOther = ({ draft, attempt }: DraftPeoplePageProps): JSX.Element => (
  <details class="fold" open={attemptAt(attempt, 'other') !== undefined}>
    <summary>{t('contributors.addOther')}</summary>
    <form class="form" method="post" action={url`/drafts/${draft.ref}/people/others`} novalidate>
      <input type="hidden" name="form" value="other" />
      <CreditFields id="other" attempt={attemptAt(attempt, 'other')} />
      <button class="button" type="submit">
        {t('contributors.addOther')}
      </button>
    </form>
  </details>
)

const Invite = ({ draft, waiting, leads, attempt }: DraftPeoplePageProps): JSX.Element => (
  <section class="stack gap-4" id="invite">
    <h2>{t('contributors.invite')}</h2>
    <form class="inline-form" method="post" action={url`/drafts/${draft.ref}/people/invitations`} novalidate>
      <input type="hidden" name="form" value="invite" />
      <Line
        {...typed(attemptAt(attempt, 'invite'), 'whom')}
        label={t('contributors.whom')}
        help={t('contributors.whomHelp')}
        autocomplete="off"
      />
      <button class="button" type="submit">
        {t('contributors.ask')}
      </button>
    </form>
    <form
      class="stack gap-2"
      method="post"
      action={url`/drafts/${draft.ref}/people/links`}
      // Answered with a page that stands at no address of its own: what it shows is shown once.
      data-turbo="false"
    >
      <p class="help narrow-text">{t('contributors.linkWords')}</p>
      <p>
        <button class="button quiet" type="submit">
          {t('contributors.makeLink')}
        </button>
      </p>
    </form>
    {waiting.length > 0 && (
      <>
        <h3>{t('contributors.waiting')}</h3>
        <ul class="stops">
          {waiting.map(({ id, name, email, expires, byMe }) => (
            <li>
              <span>
                {name ?? email ?? t('contributors.whoeverHasLink')}{' '}
                <span class="soft">{t('contributors.until', { date: formatDate(new Date(expires)) })}</span>
              </span>
              {(byMe || leads) && (
                <Act
                  action={url`/drafts/${draft.ref}/people/invitations/${id}/end`}
                  name={name ?? email ?? undefined}
                >
                  {t('contributors.takeBack')}
                </Act>
              )}
            </li>
          ))}
        </ul>
      </>
    )}
  </section>
)

const Leave = ({ draft, writers }: DraftPeoplePageProps): JSX.Element | null =>
  writers.length > 1 ? (
    <details class="fold">
      <summary>{t('contributors.leave')}</summary>
      <form class="form" method="post" action={url`/drafts/${draft.ref}/people/leave`}>
        <p class="narrow-text">{t('contributors.leaveWords')}</p>
        <Choices
          name="credit"
          label={t('contributors.myCredit')}
          chosen={['stays']}
          choices={[
            { value: 'stays', label: t('contributors.creditStays') },
            { value: 'goes', label: t('contributors.creditGoes') },
          ]}
        />
        <button class="button quiet" type="submit">
          {t('contributors.leave')}
        </button>
      </form>
    </details>
  ) : null
