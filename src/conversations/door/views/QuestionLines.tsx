import { label, languageName, t } from '../../../base/i18n/t.ts'
import type { Place } from '../../../places/place.ts'
import { placeName } from '../../../places/place.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { Feed } from '../../../ui/parts/Feed.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Said, spoken, Words } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import type { Url } from '../../../ui/url.ts'
import type { Topic } from '../../../vocabularies/topics.ts'
import type { DoorQuestion } from '../question.ts'

interface LinesProps<Q extends DoorQuestion> {
  questions: Q[]
  places?: Map<number, Place>
  topics?: Map<number, Topic>
  href: (question: Q) => Url
  /** What else stands in the soft line. */
  more?: (question: Q) => Child
}

/** Questions, one a line: what is asked, since when, where it stands. */
export const QuestionLines = <Q extends DoorQuestion>({
  questions,
  places,
  topics,
  href,
  more,
}: LinesProps<Q>): JSX.Element => (
  <Feed>
    {questions.map((question) => (
      <li>
        <div class="stack">
          <h3>
            <a href={href(question)}>
              <Said lang={question.lang}>{question.title}</Said>
            </a>
          </h3>
          <p class="row gap-2 soft">
            {question.home ? (
              <Words text={question.home.name} />
            ) : (
              <Tag tone="tacit">{t('door.homeless')}</Tag>
            )}
            {question.wish && (
              <span>
                {t('door.waitsFor')} <Words text={question.wish.name} />
              </span>
            )}
            {spoken(question.lang).lang && <Tag>{languageName(question.lang)}</Tag>}
            {question.about.map((id) => {
              const place = places?.get(id)
              const topic = topics?.get(id)
              const name = place ? placeName(place) : topic && asSentence(label(topic.label))
              return name && <Tag>{name}</Tag>
            })}
            <Ago at={new Date(question.asked)} />
            {more?.(question)}
          </p>
        </div>
      </li>
    ))}
  </Feed>
)
