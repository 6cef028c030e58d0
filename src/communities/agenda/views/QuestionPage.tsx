import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Faults, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { ReportLink } from '../../../ui/parts/ReportLink.tsx'
import { ThingCard } from '../../../ui/parts/ThingCard.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { type Url, url, within } from '../../../ui/url.ts'
import { most } from '../../texts/text.ts'
import { By } from '../../texts/views/By.tsx'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import { agendaUrl, questionBase, questionUrl } from '../address.ts'
import { otherProgresses, progressName } from '../names.ts'
import type { AgendaQuestion, Answered } from '../reading.ts'
import { Standing } from './Standing.tsx'

interface QuestionProps extends Answered {
  question: AgendaQuestion
  page: number
  works: boolean
  /** The viewer says how far it has come, and in which words it is asked. */
  settles: boolean
  panels: JSX.Element[]
  attempt?: Attempt
}

/** A question of the agenda: how far it has come, what the community agrees on, and what answers it. */
export const QuestionPage = (props: QuestionProps): JSX.Element => {
  const { question, works, settles, panels, attempt } = props
  const { community, words } = question
  const base = questionBase(community, question.ref)
  return (
    <CommunityFrame
      community={community}
      tab="agenda"
      title={inReach(words).text}
      canonical={questionUrl(community, question)}
      head={
        <link rel="alternate" type="application/json" href={url`/api/v1/agenda-questions/${question.ref}`} />
      }
    >
      <article class="stack gap-6">
        <header class="stack gap-3">
          <p>
            <a href={agendaUrl(community)}>{t('practice.agendaTitle')}</a>
          </p>
          <h2>
            <Words text={words} />
          </h2>
          <Standing question={question} />
          <Owning question={question} base={base} works={works} settles={settles} />
        </header>
        <Faults attempt={attempt} />
        <Agreed {...props} base={base} />
        <Tied {...props} base={base} />
        {settles && <Settling {...props} base={base} />}
        <Steps steps={props.steps} />
        {panels}
        <p class="soft">
          <ReportLink of={question.ref} />
        </p>
      </article>
    </CommunityFrame>
  )
}

type Below = QuestionProps & { base: Url }

const Owning = ({
  question,
  base,
  works,
  settles,
}: Pick<Below, 'question' | 'base' | 'works' | 'settles'>) =>
  !question.owner && works ? (
    <form class="row unprinted" method="post" action={within(base, 'owner')}>
      <button class="button quiet" type="submit">
        {t('practice.takeOn')}
      </button>
      <span class="soft">{t('practice.takeOnWords')}</span>
    </form>
  ) : question.owner && settles ? (
    <form class="unprinted" method="post" action={within(base, 'release')}>
      <button class="button quiet" type="submit">
        {question.own ? t('practice.layDownMine') : t('practice.layDownTheirs')}
      </button>
    </form>
  ) : null

const Agreed = ({ question, answer, works, base }: Below): JSX.Element => (
  <section class="stack gap-3" id="answer">
    <h3>{t('practice.agreedAnswer')}</h3>
    {answer ? (
      <>
        <Markdown text={answer.body} lang={answer.lang} rank={4} />
        <p class="row soft">
          <By by={answer.by} />
          <Ago at={new Date(answer.at)} />
          <a href={within(base, 'history')}>{t('practice.versions', { count: answer.number })}</a>
        </p>
      </>
    ) : (
      <p class="soft">{t('practice.noAnswer')}</p>
    )}
    {works && (
      <p class="unprinted">
        <a class="button quiet" href={within(questionBase(question.community, question.ref), 'answer')}>
          {t('practice.writeAnswer')}
        </a>
      </p>
    )}
  </section>
)

const Tied = ({ question, tied, page, works, base, attempt }: Below): JSX.Element => {
  const total = question.threads + question.records
  return (
    <section class="stack gap-4" id="tied">
      <h3>{t('practice.whatAnswers')}</h3>
      {total === 0 && <p class="soft">{t('practice.nothingTied')}</p>}
      {tied.map((card) => (
        <ThingCard card={card} rank={4}>
          {works && (
            <form class="unprinted" method="post" action={within(base, 'ties', card.ref, 'removal')}>
              <button class="button quiet" type="submit">
                {t('practice.untie')}
              </button>
            </form>
          )}
        </ThingCard>
      ))}
      <Pages page={page} size={most.listed} total={total} at={questionUrl(question.community, question)} />
      {works && (
        <form class="form unprinted" method="post" action={within(base, 'ties')} novalidate>
          <Line
            {...typed(attempt, 'address')}
            label={t('practice.tieAddress')}
            help={t('practice.tieHelp')}
          />
          <button class="button quiet" type="submit">
            {t('practice.tie')}
          </button>
        </form>
      )}
    </section>
  )
}

const Settling = ({ question, attempt, base }: Below): JSX.Element => (
  <section class="stack gap-4 unprinted" id="settling">
    <h3>{t('practice.howFar')}</h3>
    <form class="form" method="post" action={within(base, 'progress')} novalidate>
      <Pick
        {...typed(attempt, 'progress')}
        label={t('practice.progress')}
        choices={otherProgresses(question.progress)}
      />
      <Lines
        {...typed(attempt, 'reason')}
        label={t('practice.reason')}
        help={t('practice.reasonHelp')}
        rows={3}
      />
      <button class="button quiet" type="submit">
        {t('practice.saveProgress')}
      </button>
    </form>
    <p>
      <a href={within(base, 'change')}>{t('practice.sayQuestion')}</a>
    </p>
  </section>
)

const Steps = ({ steps }: Pick<Below, 'steps'>): JSX.Element | null =>
  steps.length > 0 ? (
    <section class="stack gap-3" id="steps">
      <h3>{t('practice.howItCameSoFar')}</h3>
      <ol class="stack gap-3" reversed>
        {steps.map(({ progress, reason, lang, by, at }) => (
          <li>
            <p class="row soft">
              <strong>{progressName(progress)}</strong>
              <By by={by} />
              <Ago at={new Date(at)} />
            </p>
            <p>
              <Said lang={lang}>{reason}</Said>
            </p>
          </li>
        ))}
      </ol>
    </section>
  ) : null
