import { inReach, t } from '../../base/i18n/t.ts'
import type { Text } from '../../base/text.ts'
import { brokenWords } from '../../records/freshness/names.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Card } from '../../ui/parts/Card.tsx'
import { Heading, type Rank } from '../../ui/parts/Heading.tsx'
import { Markdown } from '../../ui/parts/Markdown.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { outside, url } from '../../ui/url.ts'
import type { Item } from '../items.ts'

/** What stands in a collection, in its order: cards with notes, and what is within as sections. */
export const Items = ({ items, rank = 2 }: { items: Item[]; rank?: Rank }): JSX.Element => (
  <ol class="stack gap-5">
    {items.map((item) => (
      <li>{item.nested && rank === 2 ? <Within item={item} /> : <ItemCard item={item} rank={rank} />}</li>
    ))}
  </ol>
)

/** A collection within another: its first things, and the way to the rest. */
function Within({ item: { card, nested, note } }: { item: Item }): JSX.Element {
  const { introduction, size, items } = nested!
  return (
    <section class="within-collection stack" id={`c-${card!.ref}`}>
      <Heading rank={2}>
        <a href={card!.href}>
          <Words text={card!.title} />
        </a>
      </Heading>
      <p class="soft">{t('collections.size', { count: size })}</p>
      <Note text={note} />
      {introduction && <Prose text={introduction} />}
      {items.length > 0 && <Items items={items} rank={3} />}
      {size > items.length && (
        <p>
          <a href={card!.href}>{t('collections.allWithin', { count: size })}</a>
        </p>
      )}
    </section>
  )
}

function ItemCard({ item, rank }: { item: Item; rank: Rank }): JSX.Element {
  const { card, link, tombstone, note } = item
  if (card)
    return (
      <ThingCard card={card} rank={rank}>
        <Note text={note} />
      </ThingCard>
    )
  if (link)
    return (
      <Card
        href={outside(link.href)}
        rank={rank}
        title={<Words text={link.title} />}
        top={<Tag>{t('collections.elsewhere')}</Tag>}
        meta={<bdi>{new URL(link.href).host}</bdi>}
      >
        {link.broken && <Notice tone="problem">{brokenWords(link.broken)}</Notice>}
        <Note text={note} />
      </Card>
    )
  return (
    <Card
      href={url`/records/${tombstone!.ref}`}
      rank={rank}
      title={<Words text={tombstone!.title} />}
      top={<Tag tone="problem">{t('collections.withdrawn')}</Tag>}
    >
      {tombstone!.tombstone && (
        <p>
          <Words text={tombstone!.tombstone} />
        </p>
      )}
      <Note text={note} />
    </Card>
  )
}

/** What the keeper says of it. */
export const Note = ({ text }: { text: Text | null }): JSX.Element | null =>
  text && (
    <div class="keepers-note">
      <Prose text={text} />
    </div>
  )

export function Prose({ text, rank = 3 }: { text: Text; rank?: Rank }): JSX.Element {
  const { lang, text: words } = inReach(text)
  return <Markdown text={words} lang={lang} rank={rank} />
}
