import { t } from '../../base/i18n/t.ts'
import { placeNames } from '../../places/choosing.ts'
import type { Place } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed, FeedItem } from '../../ui/parts/Feed.tsx'
import { Line, Pick } from '../../ui/parts/Fields.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { organisationKindName } from '../names.ts'
import { type ListedOrganisation, organisationsPerPage } from '../organisation-list.ts'
import { organisationKinds } from '../organisations.ts'

interface OrganisationsProps {
  asked: { q?: string; kind?: string; page: number }
  found: { organisations: ListedOrganisation[]; total: number }
  places: Map<number, Place>
}

export const OrganisationsPage = ({ asked, found, places }: OrganisationsProps): JSX.Element => {
  const address = (page: number) =>
    withQuery(url`/organisations`, new URLSearchParams(), {
      q: asked.q,
      kind: asked.kind,
      page: page > 1 ? String(page) : undefined,
    })
  return (
    <Page title={t('people.organisations')} description={t('people.organisationsWords')}>
      <h1>{t('people.organisations')}</h1>
      <p class="lead">{t('people.organisationsWords')}</p>
      <form class="inline-form" action={url`/organisations`}>
        <Line name="q" label={t('people.name')} value={asked.q} optional />
        <Pick
          name="kind"
          label={t('people.kind')}
          value={asked.kind ?? ''}
          optional
          choices={[
            { value: '', label: t('people.anyKind') },
            ...organisationKinds.map((value) => ({ value, label: organisationKindName(value) })),
          ]}
        />
        <button class="button" type="submit">
          {t('people.find')}
        </button>
      </form>
      {found.total > 0 ? (
        <>
          <Feed>
            {found.organisations.map(({ slug, kind, name, places: at, members }) => (
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
            ))}
          </Feed>
          <Pager page={asked.page} size={organisationsPerPage} total={found.total} address={address} />
        </>
      ) : (
        <Empty
          next={{ href: url`/organisations/new`, words: t('people.startOrganisation') }}
          also={
            asked.q || asked.kind ? [{ href: url`/organisations`, words: t('people.allOrganisations') }] : []
          }
        >
          {asked.q || asked.kind ? t('people.noOrganisations') : t('people.noOrganisationYet')}
        </Empty>
      )}
      <ul class="row">
        {found.total > 0 && (
          <li>
            <a href={url`/organisations/new`}>{t('people.startOrganisation')}</a>
          </li>
        )}
        <li>
          <a href={url`/people`}>{t('people.people')}</a>
        </li>
      </ul>
    </Page>
  )
}
