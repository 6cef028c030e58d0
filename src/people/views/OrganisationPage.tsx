import type { Attempt } from '../../base/http/form.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import type { Known } from '../../base/things/kinds.ts'
import { type Place, placeName, placeUrl } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Faults, Line, typed } from '../../ui/parts/Fields.tsx'
import { ReportLink } from '../../ui/parts/ReportLink.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { outside, url } from '../../ui/url.ts'
import { organisationKindName } from '../names.ts'
import type { Organisation } from '../organisations.ts'
import { BranchesOf } from './Branches.tsx'
import { KeepersOf, OfferOf } from './Keepers.tsx'
import { MembersOf, RepresentativesOf } from './Standing.tsx'

interface OrganisationProps {
  organisation: Organisation
  known: Known
  places: Map<number, Place>
  signedIn: boolean
  attempt?: Attempt
}

/** Who they are, who speaks for them, what they know and what of it nobody keeps true. */
export const OrganisationPage = ({
  organisation,
  known,
  places,
  signedIn,
  attempt,
}: OrganisationProps): JSX.Element => (
  <Page title={inReach(organisation.name).text} canonical={url`/organisations/${organisation.slug}`}>
    <header class="stack gap-3">
      <p class="row gap-2">
        <Tag>{organisationKindName(organisation.kind)}</Tag>
        {organisation.places.flatMap((id) => {
          const place = places.get(id)
          return place ? [<Tag href={placeUrl(place)}>{placeName(place)}</Tag>] : []
        })}
      </p>
      <h1>
        <Words text={organisation.name} />
      </h1>
      {organisation.about && (
        <p class="lead">
          <Words text={organisation.about} />
        </p>
      )}
      <About {...organisation} />
    </header>
    <Faults attempt={attempt} />
    <OfferOf organisation={organisation} />
    <section class="stack gap-3">
      <h2>{t('people.whatTheyKnow')}</h2>
      {known.total === 0 ? (
        <Empty next={{ href: url`/search`, words: t('people.explore') }}>{t('people.knowNothingYet')}</Empty>
      ) : (
        <>
          <p>{t('people.knowCount', { total: known.total, unkept: known.unkept })}</p>
          <div class="grid">
            {known.cards.map((card) => (
              <ThingCard card={card} />
            ))}
          </div>
        </>
      )}
    </section>
    <RepresentativesOf organisation={organisation} attempt={attempt} />
    <MembersOf organisation={organisation} />
    <KeepersOf organisation={organisation} attempt={attempt} />
    <BranchesOf organisation={organisation} />
    {signedIn && organisation.mine === 'none' && (
      <form
        class="inline-form"
        method="post"
        action={url`/organisations/${organisation.slug}/members`}
        novalidate
      >
        <Line {...typed(attempt, 'work')} label={t('people.yourWork')} optional />
        <button class="button" type="submit">
          {t('people.belong')}
        </button>
      </form>
    )}
    {organisation.mine === 'asked' && <p class="soft">{t('people.askedToBelong')}</p>}
    <p>
      <ReportLink of={organisation.ref} />
    </p>
  </Page>
)

const About = ({ website, parent, branches, keeps, slug }: Organisation): JSX.Element => {
  const site = website ? outside(website) : undefined
  return (
    <ul class="row">
      {site && (
        <li>
          <a href={site} rel="nofollow">
            {site.replace(/^https?:\/\//, '')}
          </a>
        </li>
      )}
      {parent && (
        <li>
          {t('people.partOf')}{' '}
          <a href={url`/organisations/${parent.slug}`}>
            <Words text={parent.name} />
          </a>
        </li>
      )}
      {branches.map((branch) => (
        <li>
          <a href={url`/organisations/${branch.slug}`}>
            <Words text={branch.name} />
          </a>
        </li>
      ))}
      {keeps && (
        <li>
          <a href={url`/organisations/${slug}/change`}>{t('people.changeOrganisation')}</a>
        </li>
      )}
    </ul>
  )
}
