import { formatList, languageName, t } from '../../base/i18n/t.ts'
import type { Card as ThingOf } from '../../base/things/kinds.ts'
import type { Child, JSX } from '../jsx/elements.ts'
import { asSentence } from '../sentence.ts'
import { Card } from './Card.tsx'
import type { Rank } from './Heading.tsx'
import { Marks } from './Marks.tsx'
import { Tag } from './Tag.tsx'
import { Ago } from './Time.tsx'
import { Words } from './Words.tsx'

/** Any thing in a list: what kind, from what knowledge, its title and summary, where and in which languages. */
export const ThingCard = ({
  card,
  rank = 3,
  meta,
  children,
}: {
  card: ThingOf
  rank?: Rank
  meta?: Child
  /** Below its summary. */
  children?: Child
}): JSX.Element => (
  <Card
    href={card.href}
    rank={rank}
    title={<Words text={card.title} />}
    top={
      <span class="row gap-2">
        <Tag
          tone={
            card.knowledge === 'research' ? 'explicit' : card.knowledge === 'experience' ? 'tacit' : undefined
          }
        >
          {asSentence(card.kindName)}
        </Tag>
        {card.reviewed && <Tag tone="ok">{t('ui.reviewed')}</Tag>}
        {card.voice && <Tag>{t('telling.withVoice')}</Tag>}
        <Marks of={card.marks} states={card.states} />
      </span>
    }
    meta={meta ?? <WhereAndHow {...card} />}
  >
    {card.summary && (
      <p class="summary">
        <Words text={card.summary} />
      </p>
    )}
    {card.tried && <p class="soft">{t('evidence.counts', card.tried)}</p>}
    {children}
  </Card>
)

function WhereAndHow({ places = [], languages = [], knowledge, changed }: ThingOf): JSX.Element {
  const parts = [
    formatList(places.slice(0, 2), 'unit'),
    knowledge === 'research'
      ? t('ui.fromResearch')
      : knowledge === 'experience'
        ? t('ui.fromExperience')
        : '',
    formatList(languages.map(languageName), 'unit'),
  ].filter(Boolean)
  return (
    <>
      {parts.join(' · ')}
      {changed && parts.length > 0 && ' · '}
      {changed && <Ago at={changed} />}
    </>
  )
}
