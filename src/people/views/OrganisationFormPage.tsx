import type { Attempt } from '../../base/http/form.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { placeChoices } from '../../places/choosing.ts'
import type { Place } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Faults, Line, Lines, Pick, typed } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import { organisationKindName } from '../names.ts'
import { type Organisation, organisationKinds } from '../organisations.ts'

interface OrganisationFormProps {
  places: Map<number, Place>
  attempt?: Attempt
  /** The one that is changed; else a new one. */
  organisation?: Organisation
}

export const OrganisationFormPage = ({
  places,
  attempt,
  organisation,
}: OrganisationFormProps): JSX.Element => {
  const title = organisation ? t('people.changeOrganisation') : t('people.startOrganisation')
  const now = (name: string, value: string | null | undefined) => {
    const field = typed(attempt, name)
    return { ...field, value: field.value ?? value ?? undefined }
  }
  const at = organisation && places.get(organisation.places[0] ?? 0)?.code
  return (
    <Page title={title} unlisted>
      <h1>{title}</h1>
      <form
        class="form"
        method="post"
        action={organisation ? url`/organisations/${organisation.slug}/change` : url`/organisations`}
        novalidate
      >
        <Faults attempt={attempt} />
        <Line {...now('name', organisation && inReach(organisation.name).text)} label={t('people.name')} />
        <Pick
          {...now('kind', organisation?.kind)}
          label={t('people.kind')}
          choices={organisationKinds.map((value) => ({ value, label: organisationKindName(value) }))}
        />
        <Pick
          {...now('place', at)}
          label={t('people.worksIn')}
          optional
          choices={[{ value: '', label: t('people.anywhere') }, ...placeChoices(places)]}
        />
        <Lines
          {...now('about', organisation?.about && inReach(organisation.about).text)}
          label={t('people.whatItDoes')}
          rows={4}
          optional
        />
        <Line {...now('website', organisation?.website)} type="url" label={t('people.website')} optional />
        <Line
          {...now('parent', (organisation?.parent ?? organisation?.asksParent)?.slug)}
          label={t('people.branchOf')}
          help={t('people.branchHelp')}
          optional
        />
        <button class="button" type="submit">
          {t('people.save')}
        </button>
      </form>
    </Page>
  )
}
