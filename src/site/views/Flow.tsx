import { t } from '../../base/i18n/t.ts'
import type { ListedThread } from '../../conversations/listing.ts'
import { ThreadLines } from '../../conversations/views/ThreadLines.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Card } from '../../ui/parts/Card.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { type Url, url } from '../../ui/url.ts'
import type { Flow } from '../home-overview.ts'

/** What is new, on the first page of whoever comes. */
export const Newest = ({ newest, total }: Flow): JSX.Element => (
  <section class="wrap room stack gap-5">
    <div class="row apart">
      <h2>{t('site.newest')}</h2>
      <a href={url`/search?sort=newest`}>{t('site.all', { count: total })}</a>
    </div>
    {newest.length === 0 ? (
      <Empty next={{ href: url`/instruments`, words: t('site.seeQuestionnaires') }}>
        {t('site.noRecords')}
      </Empty>
    ) : (
      <div class="grid wide">
        {newest.map((card) => (
          <ThingCard card={card} />
        ))}
      </div>
    )}
  </section>
)

/** What is talked about, wherever the reader may read or where they belong; nothing where nobody talks. */
export const Talk = ({ title, threads }: { title: string; threads: ListedThread[] }): JSX.Element | null =>
  threads.length === 0 ? null : (
    <section class="wrap room stack gap-4">
      <div class="row apart">
        <h2>{title}</h2>
        <a href={url`/communities`}>{t('communities.all')}</a>
      </div>
      <ThreadLines threads={threads} rank={3} />
    </section>
  )

/** Where people meet. */
export const Meeting = ({ communities }: { communities: Flow['newest'] }): JSX.Element | null =>
  communities.length === 0 ? null : (
    <section class="wrap room stack gap-5">
      <div class="row apart">
        <h2>{t('communities.communities')}</h2>
        <a href={url`/communities`}>{t('communities.all')}</a>
      </div>
      <div class="grid wide">
        {communities.map((card) => (
          <ThingCard card={card} />
        ))}
      </div>
    </section>
  )

export const Doors = (): JSX.Element => (
  <section class="band">
    <div class="wrap stack gap-5">
      <h2>{t('site.doors')}</h2>
      <div class="grid">
        {doors().map(({ href, title, words }) => (
          <Card href={href} title={title} door>
            <p>{words}</p>
          </Card>
        ))}
      </div>
    </div>
  </section>
)

/** What a reader can set out to do from here. */
const doors = (): { href: Url; title: string; words: string }[] => [
  { href: url`/ask`, title: t('door.ask'), words: t('door.doorWords') },
  { href: url`/conditions`, title: t('site.doorWorked'), words: t('site.doorWorkedWords') },
  {
    href: url`/search?knowledge=experience`,
    title: t('site.doorStories'),
    words: t('site.doorStoriesWords'),
  },
  { href: url`/tell`, title: t('telling.tell'), words: t('telling.doorWords') },
  { href: url`/people`, title: t('site.doorPeople'), words: t('site.doorPeopleWords') },
  { href: url`/places`, title: t('site.doorPlaces'), words: t('site.doorPlacesWords') },
]
