import type { Attempt } from '../../base/http/form.ts'
import { formatDate, inReach, t } from '../../base/i18n/t.ts'
import { roleName } from '../../people/names.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Faults, Line, Pick, typed } from '../../ui/parts/Fields.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import type { Right, Rights } from '../desk-people.ts'

interface RightsPageProps extends Rights {
  q?: string
  page: number
  /** Whom the form is filled in for. */
  handle?: string
  attempt?: Attempt
}

/** People, and who may do what, everywhere or for something; who may, gives and ends it here. */
export const RightsPage = (props: RightsPageProps): JSX.Element => {
  const { people, total, size, q, page } = props
  return (
    <Page title={t('site.rights')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
      <h1>{t('site.rights')}</h1>
      <p class="narrow-text">{t('site.rightsWords')}</p>
      <form class="inline-form" action={url`/desk/rights`}>
        <Line name="q" id="of" label={t('site.personNamed')} value={q} type="search" optional />
        <button class="button" type="submit">
          {t('people.find')}
        </button>
        <a href={url`/imports/new?kind=members`}>{t('site.inviteMembers')}</a>
      </form>
      {people.length === 0 ? (
        <Empty next={{ href: url`/desk/rights`, words: t('site.everyRight') }}>{t('site.nobodyNamed')}</Empty>
      ) : (
        <>
          <ul class="stack gap-3">
            {people.map(({ handle, name, rights }) => (
              <li class="stack gap-1">
                <span class="row apart">
                  <strong>
                    <a href={url`/people/${handle}`}>
                      <bdi>{name}</bdi>
                    </a>
                  </strong>
                  <a href={withQuery(url`/desk/rights`, new URLSearchParams(), { q, handle })}>
                    {t('site.appointThem', { name })}
                  </a>
                </span>
                {rights.length > 0 && (
                  <ul class="stack gap-1">
                    {rights.map((right) => (
                      <OneRight right={right} name={name} />
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
          <Pager
            page={page}
            size={size}
            total={total}
            address={(to) =>
              withQuery(url`/desk/rights`, new URLSearchParams(), {
                q,
                page: to > 1 ? String(to) : undefined,
              })
            }
          />
        </>
      )}
      <Appointing {...props} />
    </Page>
  )
}

const OneRight = ({
  right: { id, role, since, subject, endable },
  name,
}: {
  right: Right
  name: string
}): JSX.Element => (
  <li class="row apart">
    <span>
      {roleName(role)}{' '}
      {subject ? (
        <a href={subject.href}>
          <Words text={subject.title} />
        </a>
      ) : (
        t('site.everywhere')
      )}{' '}
      <span class="soft">{formatDate(new Date(since))}</span>
    </span>
    {endable && (
      <form method="post" action={url`/desk/rights/${id}/end`}>
        <button class="button quiet" type="submit">
          {t('people.endBelonging')} <span class="unseen">{`${roleName(role)}, ${name}`}</span>
        </button>
      </form>
    )}
  </li>
)

const Appointing = ({ subjects, everywhere, givable, handle, attempt }: RightsPageProps): JSX.Element => {
  const person = typed(attempt, 'handle')
  const subject = typed(attempt, 'subject')
  return (
    <section class="stack gap-3">
      <h2>{t('site.appoint')}</h2>
      <form class="form" method="post" action={url`/desk/rights`} novalidate>
        <Faults attempt={attempt} />
        <Line
          {...person}
          value={person.value ?? handle}
          label={t('site.appointHandle')}
          help={t('site.appointHandleHelp')}
        />
        <Pick
          {...typed(attempt, 'role')}
          label={t('people.role')}
          choices={givable.map((value) => ({ value, label: roleName(value) }))}
        />
        <Line
          {...subject}
          value={subject.value ?? (everywhere ? undefined : subjects[0]?.href)}
          label={t('site.appointSubject')}
          help={everywhere ? t('site.appointSubjectHelp') : t('site.appointWithinHelp')}
          list={subjects.length ? 'subjects' : undefined}
          optional={everywhere}
        />
        {subjects.length > 0 && (
          <datalist id="subjects">
            {subjects.map(({ href, title }) => (
              <option value={href}>{inReach(title).text}</option>
            ))}
          </datalist>
        )}
        <button class="button" type="submit">
          {t('site.appoint')}
        </button>
      </form>
    </section>
  )
}
