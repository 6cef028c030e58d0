import { formatList, inReach, t } from '../../base/i18n/t.ts'
import type { Card } from '../../base/things/kinds.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Heading, type Rank } from '../../ui/parts/Heading.tsx'
import { Time } from '../../ui/parts/Time.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import { site } from '../../ui/site.ts'
import { type Url, url } from '../../ui/url.ts'
import { keeperName } from '../collection.ts'
import type { Item } from '../items.ts'
import type { Shown } from '../showing.ts'
import { Note, Prose } from './ItemView.tsx'

/** All of a collection on one page, to take along on paper: nothing to click, every address written out. */
export const PrintPage = ({
  collection,
  items,
  found,
  total,
  address,
}: Shown & { address: Url }): JSX.Element => (
  <Page title={inReach(collection.title).text} canonical={address} unlisted layout="sheet">
    <p class="unprinted row apart">
      <a href={address}>{t('collections.backToIt')}</a>
      <span class="soft">{t('collections.howToPrint')}</span>
    </p>
    <header class="stack gap-3">
      <h1>
        <Words text={collection.title} />
      </h1>
      <p class="soft">
        {t('collections.size', { count: total })} · {t('collections.keptBy')}{' '}
        <bdi>{keeperName(collection.keeper)}</bdi> · <Time of={collection.changed} />
      </p>
      <p class="soft">{site().origin + url`/collections/${collection.ref}`}</p>
      {collection.introduction && <Prose text={collection.introduction} rank={2} />}
    </header>
    <Sheets items={items} rank={2} />
    {found.length > 0 && (
      <section class="stack">
        <h2>{t('collections.foundNow')}</h2>
        <Sheets items={found.map((card) => ({ id: card.id, note: null, card }))} rank={3} />
      </section>
    )}
  </Page>
)

const lower = (rank: Rank): Rank => (rank === 2 ? 3 : 4)

const Sheets = ({ items, rank }: { items: Item[]; rank: Rank }): JSX.Element => (
  <ol class="stack gap-5">
    {items.map((item) => (
      <li class={item.nested ? 'sheet-section stack' : 'sheet-item stack gap-2'}>
        <OnPaper item={item} rank={rank} />
      </li>
    ))}
  </ol>
)

function OnPaper({
  item: { card, link, tombstone, note, nested },
  rank,
}: {
  item: Item
  rank: Rank
}): JSX.Element {
  const title = card?.title ?? link?.title ?? tombstone!.title
  return (
    <>
      <Heading rank={rank}>
        <Words text={title} />
      </Heading>
      {card && !nested && <OfCard card={card} />}
      <Note text={note} />
      {tombstone && (
        <p>
          {t('collections.withdrawn')}
          {tombstone.tombstone && ': '}
          {tombstone.tombstone && <Words text={tombstone.tombstone} />}
        </p>
      )}
      {nested?.introduction && <Prose text={nested.introduction} />}
      <p class="soft written-out">
        {link ? link.href : site().origin + (card ? addressOf(card) : url`/records/${tombstone!.ref}`)}
      </p>
      {nested && nested.items.length > 0 && <Sheets items={nested.items} rank={lower(rank)} />}
    </>
  )
}

/** Short enough to type: the title in an address is for who reads it on a screen. */
function addressOf({ kind, ref, href }: Card): Url {
  if (kind === 'record') return url`/records/${ref}`
  return kind === 'collection' ? url`/collections/${ref}` : href
}

const OfCard = ({ card: { kindName, places = [], summary, knowledge } }: { card: Card }): JSX.Element => (
  <>
    <p class="soft">
      {[
        asSentence(kindName),
        formatList(places.slice(0, 2), 'unit'),
        knowledge === 'research'
          ? t('ui.fromResearch')
          : knowledge === 'experience'
            ? t('ui.fromExperience')
            : '',
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
    {summary && (
      <p>
        <Words text={summary} />
      </p>
    )}
  </>
)
