import type { Attempt } from '../../../base/http/form.ts'
import { label, languageName, t } from '../../../base/i18n/t.ts'
import type { Card } from '../../../base/things/kinds.ts'
import { type Place, placeName } from '../../../places/place.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Choices, Faults, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { ThingCard } from '../../../ui/parts/ThingCard.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url, withQuery } from '../../../ui/url.ts'
import type { Topic } from '../../../vocabularies/topics.ts'
import { threadUrl } from '../../address.ts'
import type { ListedThread } from '../../listing.ts'
import { ThreadLines } from '../../views/ThreadLines.tsx'
import { askUrl } from '../address.ts'
import type { OpenQuestions } from '../listing.ts'
import { most } from '../question.ts'
import { QuestionLines } from './QuestionLines.tsx'

interface AskProps {
  attempt: Attempt
  /** What is asked about. */
  concerning: Card | undefined
  lang: string
  asked: { lang?: string; topic?: string; mine: boolean; ours: boolean; page: number }
  found: OpenQuestions
  /** What the viewer asked. */
  mine: ListedThread[]
  places: Map<number, Place>
  /** Whose names are near to the place that was typed, which is none. */
  near: Place[]
  topics: Map<number, Topic>
  signedIn: boolean
}

/** The door: to ask without knowing anybody here, and what waits for somebody who knows. */
export const AskPage = (props: AskProps): JSX.Element => {
  const { asked, attempt } = props
  const plain = asked.page === 1 && !asked.lang && !asked.topic && !asked.mine && !asked.ours
  return (
    <Page
      title={t('door.ask')}
      description={t('door.askWords')}
      canonical={askUrl()}
      unlisted={!plain || Boolean(attempt.values.title || attempt.values.concerning)}
    >
      <h1>{t('door.ask')}</h1>
      <p class="lead narrow-text">{t('door.askWords')}</p>
      {plain && <AskForm {...props} />}
      {plain && props.mine.length > 0 && (
        <section class="stack gap-4">
          <h2>{t('door.mine')}</h2>
          <ThreadLines threads={props.mine} rank={3} />
        </section>
      )}
      <OpenOnes {...props} />
    </Page>
  )
}

const AskForm = ({ attempt, concerning, lang, near }: AskProps): JSX.Element => (
  <>
    {concerning && <ThingCard card={concerning} rank={2} />}
    <form class="form" method="post" action={url`/ask`} novalidate>
      <Faults attempt={attempt} />
      <Line {...typed(attempt, 'title')} label={t('door.question')} help={t('door.questionHelp')} />
      <Lines {...typed(attempt, 'body')} label={t('door.more')} help={t('door.moreHelp')} rows={5} optional />
      <Pick
        {...typed(attempt, 'lang')}
        value={typed(attempt, 'lang').value ?? lang}
        label={t('conversations.inWhichLanguage')}
        choices={languageChoices()}
      />
      <Line {...typed(attempt, 'topic')} label={t('door.topic')} help={t('door.topicHelp')} optional />
      <Line {...typed(attempt, 'place')} label={t('door.place')} help={t('door.placeHelp')} optional />
      {near.length > 0 && (
        <Choices
          name="placeNear"
          label={t('door.placeNear')}
          choices={near.map((place) => ({ value: place.code, label: placeName(place) }))}
          chosen={[typed(attempt, 'placeNear').value ?? '']}
          optional
        />
      )}
      <Choices
        name="sealed"
        label={t('conversations.name')}
        choices={[{ value: 'yes', label: t('conversations.withoutName'), help: t('door.withoutNameHelp') }]}
        chosen={[typed(attempt, 'sealed').value ?? '']}
        several
        optional
      />
      {['concerning', 'held'].map((name) => {
        const { value } = typed(attempt, name)
        return value && <input type="hidden" name={name} value={value} />
      })}
      <button class="button" type="submit">
        {t('door.goOn')}
      </button>
    </form>
    <asked-before for="title body" data-src={url`/ask/alike`} />
  </>
)

const OpenOnes = (props: AskProps): JSX.Element => {
  const { asked, found, places, topics, signedIn } = props
  const narrowed = asked.mine || asked.ours || asked.lang !== undefined || asked.topic !== undefined
  return (
    <section class="stack gap-4" id="open">
      <div class="row apart">
        <h2>{t('door.open')}</h2>
        {signedIn && (
          <p class="row gap-3">
            <a href={asked.mine ? askUrl() : askUrl({ mine: true })}>
              {asked.mine ? t('door.openAll') : t('door.openForMe')}
            </a>
            {found.facilitates && (
              <a href={asked.ours ? askUrl() : askUrl({ ours: true })}>
                {asked.ours ? t('door.openAll') : t('door.openForOurs')}
              </a>
            )}
          </p>
        )}
      </div>
      <p class="soft narrow-text">
        {asked.ours
          ? t('door.openForOursWords')
          : asked.mine
            ? t('door.openForMeWords')
            : t('door.openWords')}
      </p>
      {(found.total > 0 || narrowed) && <Narrowing {...props} />}
      {found.questions.length > 0 ? (
        <>
          <QuestionLines
            questions={found.questions}
            places={places}
            topics={topics}
            href={threadUrl}
            more={({ ref, takes }) =>
              takes && (
                <a href={withQuery(url`/ask/questions/${ref}`, new URLSearchParams(), { community: takes })}>
                  {t('door.lookToTake')}
                </a>
              )
            }
          />
          {found.total > most.listed && (
            <Pager
              page={asked.page}
              size={most.listed}
              total={found.total}
              address={(page) => askUrl(asked, page)}
            />
          )}
        </>
      ) : (
        <Empty
          next={
            narrowed
              ? { href: askUrl(), words: t('door.openAll') }
              : { href: url`/communities`, words: t('communities.communities') }
          }
          also={asked.mine ? [{ href: url`/account/profile`, words: t('people.changeProfile') }] : []}
        >
          {asked.ours
            ? t('door.nothingWaits')
            : asked.mine
              ? t('door.noneForMe')
              : narrowed
                ? t('door.noneSuch')
                : t('door.noneOpen')}
        </Empty>
      )}
    </section>
  )
}

const Narrowing = ({ asked, found, topics }: AskProps): JSX.Element => (
  <form class="inline-form unprinted" action={url`/ask`}>
    <Pick
      name="in"
      label={t('conversations.language')}
      value={asked.lang ?? ''}
      optional="unsaid"
      choices={[
        { value: '', label: t('conversations.anyLanguage') },
        ...found.langs.map((value) => ({ value, label: asSentence(languageName(value)) })),
      ]}
    />
    <Pick
      name="topic"
      id="open-topic"
      label={t('communities.topic')}
      value={asked.topic ?? ''}
      optional="unsaid"
      choices={[
        { value: '', label: t('communities.any') },
        ...found.topics
          .flatMap((id) => topics.get(id) ?? [])
          .map((topic) => ({ value: topic.slug, label: asSentence(label(topic.label)) }))
          .sort((a, b) => a.label.localeCompare(b.label)),
      ]}
    />
    {asked.mine && <input type="hidden" name="for" value="me" />}
    {asked.ours && <input type="hidden" name="for" value="communities" />}
    <button class="button quiet" type="submit">
      {t('conversations.show')}
    </button>
  </form>
)
