import { reader } from '../../base/i18n/reader.ts'
import { formatNumber, label, languageName, t } from '../../base/i18n/t.ts'
import { onTheWay } from '../../people/entering.ts'
import { type Place, placeName } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { type Choice, Line, Pick } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import { type Url, url, withQuery } from '../../ui/url.ts'
import type { Topic } from '../../vocabularies/topics.ts'
import { ways } from '../community.ts'
import { type draftsOf, type Listed, perPage } from '../listing.ts'
import { joiningName } from '../names.ts'

interface CommunitiesProps {
  asked: {
    q?: string
    place?: string
    topic?: string
    joining?: string
    in?: string
    mine: boolean
    page: number
  }
  found: Listed
  drafts: Awaited<ReturnType<typeof draftsOf>>
  places: Map<number, Place>
  topics: Map<number, Topic>
}

export const CommunitiesPage = ({ asked, found, drafts, places, topics }: CommunitiesProps): JSX.Element => {
  const { mine, page, ...narrowing } = asked
  const address = (to: number) =>
    withQuery(url`/communities`, new URLSearchParams(), {
      ...narrowing,
      by: mine ? 'me' : undefined,
      page: to > 1 ? String(to) : undefined,
    })
  const narrowed = mine || Object.values(narrowing).some((value) => value !== undefined)
  const title = mine ? t('communities.mine') : t('communities.communities')
  return (
    <Page title={title} description={t('communities.listWords')} unlisted={narrowed}>
      <div class="row apart">
        <h1 class="title">{title}</h1>
        <Start />
      </div>
      <p class="lead narrow-text">{t('communities.listWords')}</p>
      {drafts.length > 0 && (
        <Notice title={t('communities.yourDrafts')} tone="tacit">
          <ul>
            {drafts.map(({ slug, name }) => (
              <li>
                <a href={url`/communities/${slug}/charter`}>
                  <Words text={name} />
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {(found.total > 0 || narrowed) && (
        <Narrowing asked={asked} found={found} places={places} topics={topics} />
      )}
      {found.communities.length > 0 ? (
        <>
          <div class="grid wide">
            {found.communities.map(({ card, size, joining, forGovernments }) => (
              <ThingCard
                card={card}
                rank={2}
                meta={[
                  t('communities.size', { count: size, shown: formatNumber(size) }),
                  ...(card.places ?? []).slice(0, 2),
                ].join(' · ')}
              >
                <p class="row gap-2">
                  <Tag tone={joining === 'open' ? 'ok' : undefined}>{joiningName(joining)}</Tag>
                  {forGovernments && <Tag>{t('communities.forGovernments')}</Tag>}
                </p>
              </ThingCard>
            ))}
          </div>
          <Pager page={page} size={perPage} total={found.total} address={address} />
        </>
      ) : (
        <Empty
          next={
            narrowed
              ? { href: url`/communities`, words: t('communities.all') }
              : { href: url`/communities/new`, words: t('communities.start') }
          }
          also={narrowed ? [{ href: url`/communities/new`, words: t('communities.start') }] : []}
        >
          {mine ? t('communities.noneMine') : narrowed ? t('communities.noneSuch') : t('communities.noneYet')}
        </Empty>
      )}
      {reader().me && (
        <ul class="row gap-4">
          <li>
            <a href={mine ? url`/communities` : withMine}>
              {mine ? t('communities.all') : t('communities.mine')}
            </a>
          </li>
          <li>
            <a href={url`/communities/invitations`}>{t('communities.invitations')}</a>
          </li>
        </ul>
      )}
    </Page>
  )
}

const withMine: Url = withQuery(url`/communities`, new URLSearchParams(), { by: 'me' })

const Start = (): JSX.Element => (
  <a
    class="button quiet"
    href={reader().me ? url`/communities/new` : onTheWay(url`/sign-in`, url`/communities/new`)}
  >
    {t('communities.start')}
  </a>
)

const Narrowing = ({ asked, found, places, topics }: Omit<CommunitiesProps, 'drafts'>): JSX.Element => {
  const any: Choice = { value: '', label: t('communities.any') }
  const among = (choices: (Choice | undefined)[]): Choice[] => [
    any,
    ...choices.filter((one) => one !== undefined).sort((a, b) => a.label.localeCompare(b.label)),
  ]
  const placeChoices = found.about.map(({ id }) => {
    const place = places.get(id)
    return place && { value: place.code, label: placeName(place) }
  })
  const topicChoices = found.about.map(({ id }) => {
    const topic = topics.get(id)
    return topic && { value: topic.slug, label: asSentence(label(topic.label)) }
  })
  return (
    <form class="inline-form" action={url`/communities`}>
      <Line name="q" type="search" label={t('communities.find')} value={asked.q} optional="unsaid" />
      <Pick
        name="place"
        label={t('communities.place')}
        value={asked.place ?? ''}
        optional="unsaid"
        choices={among(placeChoices)}
      />
      <Pick
        name="topic"
        label={t('communities.topic')}
        value={asked.topic ?? ''}
        optional="unsaid"
        choices={among(topicChoices)}
      />
      <Pick
        name="joining"
        label={t('communities.joining')}
        value={asked.joining ?? ''}
        optional="unsaid"
        choices={[any, ...ways.map((value) => ({ value, label: joiningName(value) }))]}
      />
      <Pick
        name="in"
        label={t('communities.inLanguage')}
        value={asked.in ?? ''}
        optional="unsaid"
        choices={among(found.langs.map((value) => ({ value, label: asSentence(languageName(value)) })))}
      />
      {asked.mine && <input type="hidden" name="by" value="me" />}
      <button class="button" type="submit">
        {t('communities.show')}
      </button>
    </form>
  )
}
