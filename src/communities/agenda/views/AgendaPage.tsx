import { inReach, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url, within } from '../../../ui/url.ts'
import { communityUrl } from '../../address.ts'
import type { Community } from '../../community.ts'
import { most } from '../../texts/text.ts'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import { agendaUrl, questionBase, questionUrl } from '../address.ts'
import type { Way } from '../keeping.ts'
import type { ListedQuestion } from '../question.ts'
import type { Agenda } from '../reading.ts'
import { OfCommunity } from './OfCommunity.tsx'
import { Standing } from './Standing.tsx'

interface AgendaProps extends Agenda {
  community: Community
  page: number
  /** The viewer adds questions; orders them. */
  works: boolean
  keeps: boolean
}

/** What a community wants to learn, in its order, and how far each question has come. */
export const AgendaPage = ({
  community,
  questions,
  total,
  ofItself,
  page,
  works,
  keeps,
}: AgendaProps): JSX.Element => (
  <CommunityFrame community={community} tab="agenda">
    <section class="stack gap-5">
      <header class="stack gap-3">
        <h2>{t('practice.agendaTitle')}</h2>
        <p class="narrow-text">{t('practice.agendaWords')}</p>
        {works && total > 0 && (
          <p>
            <a class="button quiet" href={url`/communities/${community.slug}/agenda/new`}>
              {t('practice.addQuestion')}
            </a>
          </p>
        )}
      </header>
      {total === 0 && (
        <Empty
          next={
            works
              ? { href: url`/communities/${community.slug}/agenda/new`, words: t('practice.addQuestion') }
              : { href: communityUrl(community), words: t('practice.toConversation') }
          }
        >
          {t('practice.noQuestions')}
        </Empty>
      )}
      {questions.length > 0 && (
        <ol class="stack gap-4 agenda" start={(page - 1) * most.listed + 1}>
          {questions.map((question, i) => (
            <li class="card" id={`question-${question.ref}`}>
              <h3>
                <a href={questionUrl(question.community, question)}>
                  <Words text={question.words} />
                </a>
              </h3>
              <OfCommunity community={community} question={question} />
              <Standing question={question} />
              {keeps && question.community.slug === community.slug && (
                <Order
                  community={community}
                  question={question}
                  first={page === 1 && i === 0}
                  last={(page - 1) * most.listed + i + 1 === ofItself}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      <Pages page={page} size={most.listed} total={total} at={agendaUrl(community)} />
    </section>
  </CommunityFrame>
)

interface OrderProps {
  community: Community
  question: ListedQuestion
  first: boolean
  last: boolean
}

const Order = ({ community, question, first, last }: OrderProps): JSX.Element => {
  const ways: [Way, string, boolean][] = [
    ['up', t('practice.up'), first],
    ['down', t('practice.down'), last],
    ['first', t('practice.toFirst'), first],
    ['last', t('practice.toLast'), last],
  ]
  const name = inReach(question.words).text
  return (
    <details class="unprinted">
      <summary>
        {t('conversations.order')} <span class="unseen">{name}</span>
      </summary>
      <form class="row gap-2" method="post" action={within(questionBase(community, question.ref), 'order')}>
        {ways.map(([way, words, off]) => (
          <button class="button quiet" type="submit" name="way" value={way} disabled={off}>
            {words}
          </button>
        ))}
      </form>
    </details>
  )
}
