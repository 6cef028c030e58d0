import { t } from '../../base/i18n/t.ts'
import { placeNames } from '../../places/choosing.ts'
import type { Place } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { FeedItem } from '../../ui/parts/Feed.tsx'
import { Line, Pick } from '../../ui/parts/Fields.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { organisationKindName } from '../names.ts'
import { type ListedOrganisation, organisationsPerPage } from '../organisation-list.ts'
import { organisationKinds } from '../organisations.ts'
import { Found } from './Found.tsx'

interface OrganisationsProps {
  asked: { q?: string; kind?: string; page: number }
  found: { organisations: ListedOrganisation[]; total: number }
  places: Map<number, Place>
}

export const OrganisationsPage = ({
  asked: { q, kind, page },
  found: { organisations, total },
  places,
}: OrganisationsProps): JSX.Element => (
  <Found
    title={t('people.organisations')}
    words={t('people.organisationsWords')}
    at={url`/organisations`}
    query={{ q, kind }}
    page={page}
    size={organisationsPerPage}
    total={total}
    fields={
      <>
        <Line name="q" label={t('people.name')} value={q} optional />
        <Pick
          name="kind"
          label={t('people.kind')}
          value={kind ?? ''}
          optional
          choices={[
            { value: '', label: t('people.anyKind') },
            ...organisationKinds.map((value) => ({ value, label: organisationKindName(value) })),
          ]}
        />
      </>
    }
    empty={
      <Empty
        next={{ href: url`/organisations/new`, words: t('people.startOrganisation') }}
        also={q || kind ? [{ href: url`/organisations`, words: t('people.allOrganisations') }] : []}
      >
        {q || kind ? t('people.noOrganisations') : t('people.noOrganisationYet')}
      </Empty>
    }
    after={
      <ul class="row">
        {total > 0 && (
          <li>
            <a href={url`/organisations/new`}>{t('people.startOrganisation')}</a>
          </li>
        )}
        <li>
          <a href={url`/people`}>{t('people.people')}</a>
        </li>
      </ul>
    }
  >
    {organisations.map((one) => (
      <One organisation={one} places={places} />
    ))}
  </Found>
)

const One = ({
  organisation: { slug, kind, name, places: at, members },
  places,
}: {
  organisation: ListedOrganisation
  places: Map<number, Place>
}): JSX.Element => (
  <FeedItem
    meta={
      <>
        <Tag>{organisationKindName(kind)}</Tag>
        <span>{placeNames(at, places)}</span>
        <span>{t('people.members', { count: members })}</span>
      </>
    }
  >
    <h2 class="small">
      <a href={url`/organisations/${slug}`}>
        <Words text={name} />
      </a>
    </h2>
  </FeedItem>
)
