import { t } from '../../../base/i18n/t.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { Card } from '../../../ui/parts/Card.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { ThingCard } from '../../../ui/parts/ThingCard.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { By } from '../../texts/views/By.tsx'
import type { Item } from '../item.ts'

interface ItemsProps {
  items: Item[]
  rank: 3 | 4
  /** What can be done with one. */
  acts: (item: Item) => Child
}

/** What a community keeps at hand, each with the words of whoever put it in. */
export const Items = ({ items, rank, acts }: ItemsProps): JSX.Element => (
  <ul class="stack gap-4">
    {items.map((item) => (
      <li id={`item-${item.id}`}>
        {item.card ? (
          <ThingCard card={item.card} rank={rank}>
            <Around item={item}>{acts(item)}</Around>
          </ThingCard>
        ) : (
          <Card
            href={item.link!.href}
            rank={rank}
            title={<Said lang={item.lang}>{item.link!.title}</Said>}
            top={<Tag>{asSentence(t('practice.link'))}</Tag>}
            meta={<bdi>{new URL(item.link!.href).hostname}</bdi>}
          >
            <Around item={item}>{acts(item)}</Around>
          </Card>
        )}
      </li>
    ))}
  </ul>
)

const Around = ({ item, children }: { item: Item; children: Child }): JSX.Element => (
  <>
    {item.note && (
      <p class="told">
        <Said lang={item.lang}>{item.note}</Said>
      </p>
    )}
    <p class="row soft">
      <span>
        {t('practice.putInBy')} <By by={item.by} />
      </span>
      <Ago at={new Date(item.at)} />
    </p>
    {children}
  </>
)
