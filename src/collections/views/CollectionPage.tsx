import { reader } from '../../base/i18n/reader.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { pick } from '../../base/text.ts'
import { audienceName } from '../../people/names.ts'
import { savedUrl } from '../../search/saved.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Pages } from '../../ui/parts/Pages.tsx'
import { ReportLink } from '../../ui/parts/ReportLink.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { Time } from '../../ui/parts/Time.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { collectionUrl } from '../address.ts'
import { type Collection, keeperName } from '../collection.ts'
import { plainOpening } from '../opening.ts'
import { perPage, type Shown } from '../showing.ts'
import { Items, Prose } from './ItemView.tsx'

interface CollectionProps extends Shown {
  address: Url
  mayTakeOn: boolean
}

export const CollectionPage = (props: CollectionProps): JSX.Element => {
  const { collection, items, found, total, page, address } = props
  const { title, introduction, rule, audience } = collection
  return (
    <Page
      title={inReach(title).text}
      description={introduction ? plainOpening(inReach(introduction).text) : undefined}
      canonical={address}
      head={
        <link rel="alternate" type="application/json" href={url`/api/v1/collections/${collection.ref}`} />
      }
      levels={[{ name: t('collections.collections'), href: url`/collections` }]}
    >
      <header class="stack gap-3">
        {audience !== 'everyone' && (
          <p>
            <Tag tone="tacit">{audienceName(audience)}</Tag>
          </p>
        )}
        <h1 class="title">
          <Words text={title} />
        </h1>
        {introduction && page === 1 && <Prose text={introduction} rank={2} />}
      </header>
      <div class="with-rail">
        <div class="stack gap-5">
          {total === 0 && (
            <Empty
              next={
                collection.keeps
                  ? { href: url`/collections/${collection.ref}/items`, words: t('collections.arrange') }
                  : { href: url`/collections`, words: t('collections.all') }
              }
            >
              {t('collections.empty')}
            </Empty>
          )}
          {items.length > 0 && <Items items={items} />}
          {rule && found.length > 0 && (
            <section class="stack gap-5">
              <div class="row apart">
                <h2>{t('collections.foundNow')}</h2>
                <a href={savedUrl(rule)}>{t('collections.seeSearch')}</a>
              </div>
              {found.map((card) => (
                <ThingCard card={card} />
              ))}
            </section>
          )}
          <Pages page={page} size={perPage} total={total} at={address} />
        </div>
        <AboutIt {...props} />
      </div>
      <p class="soft">
        <ReportLink of={collection.ref} />
      </p>
    </Page>
  )
}

/** How much it is, who keeps it, since when it stands so, and what can be done with it. */
const AboutIt = ({ collection, about, total, address, mayTakeOn }: CollectionProps): JSX.Element => (
  <aside class="stack gap-5">
    <Facts>
      <Fact term={t('collections.holds')}>{t('collections.size', { count: total })}</Fact>
      <Fact term={t('collections.keptBy')}>
        <Keeper collection={collection} />
      </Fact>
      <Fact term={t('collections.lastChanged')}>
        <Time of={collection.changed} />
      </Fact>
      {about.length > 0 && (
        <Fact term={t('collections.about')}>
          <ul class="row gap-2">
            {about.map(({ name, href }) => (
              <li>
                <Tag href={href}>{pick(name, reader().lang)?.text ?? ''}</Tag>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {collection.within.length > 0 && (
        <Fact term={t('collections.standsIn')}>
          <ul>
            {collection.within.map((outer) => (
              <li>
                <a href={collectionUrl(outer)}>
                  <Words text={outer.title} />
                </a>
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </Facts>
    <ul class="row unprinted">
      <li>
        <a class="button quiet" href={withQuery(address, new URLSearchParams(), { view: 'print' })}>
          {t('collections.print')}
        </a>
      </li>
      <li>
        <a class="button quiet" href={url`/collections/${collection.ref}/products`}>
          {t('collections.products')}
        </a>
      </li>
      <li>
        <a class="action" href={url`/api/v1/collections/${collection.ref}`}>
          {t('collections.asData')}
        </a>
      </li>
    </ul>
    {collection.keeps && (
      <ul class="row unprinted">
        <li>
          <a class="button quiet" href={url`/collections/${collection.ref}/items`}>
            {t('collections.arrange')}
          </a>
        </li>
        <li>
          <a href={url`/collections/${collection.ref}/change`}>{t('collections.change')}</a>
        </li>
      </ul>
    )}
    {mayTakeOn && (
      <form class="unprinted" method="post" action={url`/collections/${collection.ref}/keeper`}>
        <button class="button quiet" type="submit">
          {t('collections.takeOn')}
        </button>
      </form>
    )}
  </aside>
)

const Keeper = ({ collection: { keeper } }: { collection: Collection }): JSX.Element =>
  keeper?.name && !keeper.left ? (
    <a href={url`/people/${keeper.handle}`}>
      <bdi>{keeper.name}</bdi>
    </a>
  ) : (
    <>{keeperName(keeper)}</>
  )
