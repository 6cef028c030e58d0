import { formatList, languageName, t } from '../../base/i18n/t.ts'
import { heldTogether } from '../../ui/french.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Feed, FeedItem } from '../../ui/parts/Feed.tsx'
import { Marks } from '../../ui/parts/Marks.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Said, spoken, Words } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import type { Explored, Result } from '../exploring.ts'

export const ResultList = ({ results }: Explored): JSX.Element => (
  <Feed>
    {results.map((result) => (
      <ResultItem result={result} />
    ))}
  </Feed>
)

function ResultItem({ result: { card, excerpt, lang } }: { result: Result }): JSX.Element {
  const tone =
    card.knowledge === 'research' ? 'explicit' : card.knowledge === 'experience' ? 'tacit' : undefined
  return (
    <FeedItem
      meta={
        <>
          <Tag tone={tone}>{asSentence(card.kindName)}</Tag>
          {card.reviewed && <Tag tone="ok">{t('ui.reviewed')}</Tag>}
          {card.voice && <Tag>{t('telling.withVoice')}</Tag>}
          <Marks of={card.marks} states={card.states} />
          {card.knowledge && (
            <span>{card.knowledge === 'research' ? t('ui.fromResearch') : t('ui.fromExperience')}</span>
          )}
          {card.places && card.places.length > 0 && (
            <span>{formatList(card.places.slice(0, 2), 'unit')}</span>
          )}
          {card.tried && <span>{t('evidence.counts', card.tried)}</span>}
          {excerpt.length > 0 && spoken(lang).lang && <span>{asSentence(languageName(lang))}</span>}
        </>
      }
    >
      <h3>
        <a href={card.href}>
          <Words text={card.title} />
        </a>
      </h3>
      {excerpt.length > 0 && (
        <p>
          <Said lang={lang}>
            {excerpt.map(({ text, marked }) => {
              const words = heldTogether(lang, text)
              return marked ? <mark>{words}</mark> : words
            })}
          </Said>
        </p>
      )}
    </FeedItem>
  )
}
