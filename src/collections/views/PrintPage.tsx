import { formatList, inReach, t } from '../../base/i18n/t.ts'
import type { Card } from '../../base/things/kinds.ts'
import { InLine } from '../../instruments/views/Value.tsx'
import type { ShortReading } from '../../records/short-readings.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Heading, type Rank } from '../../ui/parts/Heading.tsx'
import { Marks } from '../../ui/parts/Marks.tsx'
import { Time } from '../../ui/parts/Time.tsx'
import { Said, Words } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import { site } from '../../ui/site.ts'
import { type Url, url } from '../../ui/url.ts'
import { keeperName } from '../collection.ts'
import type { Item } from '../items.ts'
import type { Printed } from '../showing.ts'
import { Note, Prose } from './ItemView.tsx'

/** All of a collection on one page, to take along on paper: nothing to click, every address written out. */
export const PrintPage = ({
  collection,
  items,
  found,
  total,
  address,
  whole,
}: Printed & { address: Url }): JSX.Element => (
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
    <Sheets items={items} rank={2} whole={whole} />
    {found.length > 0 && (
      <section class="stack">
        <h2>{t('collections.foundNow')}</h2>
        <Sheets items={found.map((card) => ({ id: card.id, note: null, card }))} rank={3} whole={whole} />
      </section>
    )}
  </Page>
)

const lower = (rank: Rank): Rank => (rank === 2 ? 3 : 4)

type Whole = Printed['whole']

const Sheets = ({ items, rank, whole }: { items: Item[]; rank: Rank; whole: Whole }): JSX.Element => (
  <ol class="stack gap-5">
    {items.map((item) => (
      <li class={item.nested ? 'sheet-section stack' : 'sheet-item stack gap-2'}>
        <OnPaper item={item} rank={rank} whole={whole} />
      </li>
    ))}
  </ol>
)

function OnPaper({
  item: { card, link, tombstone, note, nested },
  rank,
  whole,
}: {
  item: Item
  rank: Rank
  whole: Whole
}): JSX.Element {
  const title = card?.title ?? link?.title ?? tombstone!.title
  const record = card && whole.get(card.id)
  return (
    <>
      <Heading rank={rank}>
        <Words text={title} />
      </Heading>
      {card && !nested && <OfCard card={card} />}
      {card?.marks && (
        <p>
          <Marks of={card.marks} />
        </p>
      )}
      <Note text={note} />
      {tombstone && (
        <p>{tombstone.tombstone ? <Words text={tombstone.tombstone} /> : t('collections.withdrawn')}</p>
      )}
      {nested?.introduction && <Prose text={nested.introduction} />}
      {record && <InFull record={record} />}
      <p class="soft written-out">
        {record
          ? record.cite
          : link
            ? link.href
            : site().origin + (card ? addressOf(card) : url`/records/${tombstone!.ref}`)}
      </p>
      {nested && nested.items.length > 0 && <Sheets items={nested.items} rank={lower(rank)} whole={whole} />}
    </>
  )
}

/** What it says, answer by answer, and on what condition. */
const InFull = ({ record: { answers, names, conditions } }: { record: ShortReading }): JSX.Element => (
  <Facts>
    {answers.map(({ label, value }) => (
      <Fact term={label && <Said lang={label.lang}>{label.text}</Said>}>
        <InLine value={value} names={names} />
      </Fact>
    ))}
    {conditions && (
      <Fact term={t('collections.conditions')}>
        <Words text={conditions} />
      </Fact>
    )}
  </Facts>
)

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
