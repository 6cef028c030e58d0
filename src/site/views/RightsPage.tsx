import type { Attempt } from '../../base/http/form.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import { roles } from '../../base/viewer.ts'
import { roleName } from '../../people/names.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Faults, Line, Pick, typed } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import type { Held } from '../desk.ts'

/** Who may do what, everywhere or for something; who may, gives and ends it here. */
export const RightsPage = ({ held, attempt }: { held: Held[]; attempt?: Attempt }): JSX.Element => (
  <Page title={t('site.rights')} unlisted>
    <h1>{t('site.rights')}</h1>
    <p class="narrow-text">{t('site.rightsWords')}</p>
    <ul class="stack gap-2">
      {held.map(({ id, role, name, handle, since, subject }) => (
        <li class="row apart">
          <span>
            <a href={url`/people/${handle}`}>{name}</a>: {roleName(role)}{' '}
            <span class="soft">
              {formatDate(new Date(since))} {subject ? <code>{subject}</code> : t('site.everywhere')}
            </span>
          </span>
          <form method="post" action={url`/desk/rights/${id}/end`}>
            <button class="button quiet" type="submit">
              {t('people.endBelonging')}
            </button>
          </form>
        </li>
      ))}
    </ul>
    <section class="stack gap-3">
      <h2>{t('site.appoint')}</h2>
      <form class="form" method="post" action={url`/desk/rights`} novalidate>
        <Faults attempt={attempt} />
        <Line
          {...typed(attempt, 'handle')}
          label={t('site.appointHandle')}
          help={t('site.appointHandleHelp')}
        />
        <Pick
          {...typed(attempt, 'role')}
          label={t('people.role')}
          choices={roles.map((value) => ({ value, label: roleName(value) }))}
        />
        <Line
          {...typed(attempt, 'subject')}
          label={t('site.appointSubject')}
          help={t('site.appointSubjectHelp')}
          optional
        />
        <button class="button" type="submit">
          {t('site.appoint')}
        </button>
      </form>
    </section>
    <p>
      <a href={url`/desk`}>{t('site.desk')}</a>
    </p>
  </Page>
)
