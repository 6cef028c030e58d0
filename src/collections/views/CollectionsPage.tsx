import { reader } from '../../base/i18n/reader.ts'
import { label, t } from '../../base/i18n/t.ts'
import { type Place, placeName } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Line, Pick } from '../../ui/parts/Fields.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { url, withQuery } from '../../ui/url.ts'
import type { Topic } from '../../vocabularies/topics.ts'
import { type Listed, perPage } from '../listing.ts'

interface CollectionsProps {
  asked: { q?: string; about?: string; mine: boolean; page: number }
  found: Listed
  places: Map<number, Place>
  topics: Map<number, Topic>
}

export const CollectionsPage = ({ asked, found, places, topics }: CollectionsProps): JSX.Element => {
  const address = (page: number) =>
    withQuery(url`/collections`, new URLSearchParams(), {
      q: asked.q,
      about: asked.about,
      by: asked.mine ? 'me' : undefined,
      page: page > 1 ? String(page) : undefined,
    })
  const narrowed = asked.q !== undefined || asked.about !== undefined || asked.mine
  return (
    <Page
      title={asked.mine ? t('collections.mine') : t('collections.collections')}
      description={t('collections.words')}
      unlisted={narrowed}
    >
      <h1>{asked.mine ? t('collections.mine') : t('collections.collections')}</h1>
      <p class="lead">{t('collections.words')}</p>
      {(found.total > 0 || narrowed) && (
        <form class="inline-form" action={url`/collections`}>
          <Line name="q" type="search" label={t('collections.find')} value={asked.q} optional />
          {found.about.length > 0 && (
            <Pick
              name="about"
              label={t('collections.about')}
              value={asked.about ?? ''}
              optional
              choices={[{ value: '', label: t('collections.anything') }, ...choicesOf(found, places, topics)]}
            />
          )}
          {asked.mine && <input type="hidden" name="by" value="me" />}
          <button class="button" type="submit">
            {t('collections.show')}
          </button>
        </form>
      )}
      {found.collections.length > 0 ? (
        <>
          <div class="grid wide">
            {found.collections.map(({ card, size, byRule }) => (
              <ThingCard
                card={card}
                rank={2}
                meta={
                  byRule
                    ? t('collections.sizeAndRule', { count: size })
                    : t('collections.size', { count: size })
                }
              />
            ))}
          </div>
          <Pager page={asked.page} size={perPage} total={found.total} address={address} />
        </>
      ) : (
        <Empty
          next={
            narrowed
              ? { href: url`/collections`, words: t('collections.all') }
              : { href: url`/search`, words: t('collections.explore') }
          }
          also={narrowed ? [{ href: url`/search`, words: t('collections.explore') }] : []}
        >
          {asked.mine
            ? t('collections.noneMine')
            : narrowed
              ? t('collections.noneSuch')
              : t('collections.noneYet')}
        </Empty>
      )}
      <ul class="row">
        {reader().me && (
          <li>
            <a class="button quiet" href={url`/collections/new`}>
              {t('collections.start')}
            </a>
          </li>
        )}
        {reader().me && (
          <li>
            <a
              href={
                asked.mine
                  ? url`/collections`
                  : withQuery(url`/collections`, new URLSearchParams(), { by: 'me' })
              }
            >
              {asked.mine ? t('collections.all') : t('collections.mine')}
            </a>
          </li>
        )}
      </ul>
    </Page>
  )
}

const choicesOf = ({ about }: Listed, places: Map<number, Place>, topics: Map<number, Topic>) =>
  about
    .flatMap(({ id }) => {
      const place = places.get(id)
      if (place) return [{ value: place.code, label: placeName(place) }]
      const topic = topics.get(id)
      return topic ? [{ value: topic.slug, label: label(topic.label) }] : []
    })
    .sort((a, b) => a.label.localeCompare(b.label))
