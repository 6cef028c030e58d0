import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, formatList, formatNumber, languageName, t } from '../../../base/i18n/t.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults, Line, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import { type Duty, onDutyFor } from '../duty.ts'
import type { DoorFigures } from '../figures.ts'
import type { WaitingQuestion } from '../listing.ts'
import { most } from '../question.ts'
import { weekendOf, workingDays } from '../working-days.ts'
import { QuestionLines } from './QuestionLines.tsx'
import { howSoon } from './why.ts'

interface DutyProps {
  duties: Duty[]
  /** The viewer names who is on duty. */
  names: boolean
  waiting: { questions: WaitingQuestion[]; total: number }
  figures: DoorFigures
  page: number
  attempt?: Attempt
}

/** What waits at the door, what waits longest first; and who looks after it. */
export const DutyPage = (props: DutyProps): JSX.Element => {
  const { duties, waiting, figures, page } = props
  const offered = duties.find(({ own, since }) => own && !since)
  return (
    <Page title={t('door.duty')} unlisted levels={[{ name: t('door.ask'), href: url`/ask` }]}>
      <h1>{t('door.duty')}</h1>
      <p class="lead narrow-text">{t('door.dutyWords', { days: formatNumber(most.patience) })}</p>
      {offered && (
        <Notice title={t('door.dutyOffered')}>
          <p>{t('door.dutyMail')}</p>
          <div class="row gap-2">
            <Act action={url`/ask/duty/${offered.id}/taking`}>{t('communities.takeOn')}</Act>
            <Act action={url`/ask/duty/${offered.id}/end`}>{t('communities.declineRole')}</Act>
          </div>
        </Notice>
      )}
      <section class="stack gap-4">
        <h2>{t('door.waiting')}</h2>
        {waiting.questions.length === 0 ? (
          <Empty next={{ href: url`/ask#open`, words: t('door.open') }}>{t('door.nothingWaits')}</Empty>
        ) : (
          <>
            <QuestionLines
              questions={waiting.questions}
              href={(one) => (one.home ? threadUrl(one) : url`/ask/questions/${one.ref}`)}
              more={(one) => <Needs question={one} />}
            />
            {waiting.total > most.listed && (
              <Pager
                page={page}
                size={most.listed}
                total={waiting.total}
                address={(to) =>
                  withQuery(url`/ask/duty`, new URLSearchParams(), { page: to > 1 ? String(to) : undefined })
                }
              />
            )}
          </>
        )}
      </section>
      <section class="stack gap-2">
        <h2>{t('door.lately')}</h2>
        <p>{howSoon(figures)}</p>
        <p>{t('door.overdueCount', { count: figures.overdue })}</p>
      </section>
      <Duties {...props} />
    </Page>
  )
}

const Needs = ({ question }: { question: WaitingQuestion }): JSX.Element => {
  const days = workingDays(new Date(question.since), new Date(), weekendOf(question.places[0]))
  return (
    <>
      <Tag tone={days >= most.patience ? 'problem' : undefined}>{t('door.workingDays', { count: days })}</Tag>
      {question.overdue && <Tag tone="problem">{t('door.wentOver')}</Tag>}
      {!question.home && !question.answered && <span>{t('door.needsAnswer')}</span>}
      <span>{question.home ? t('door.needsLook') : t('door.needsHome')}</span>
    </>
  )
}

const Duties = ({ duties, names, attempt }: DutyProps): JSX.Element => {
  const langs = [...new Set(duties.flatMap((one) => one.langs))].sort()
  return (
    <section class="stack gap-4" id="duties">
      <h2>{t('door.duties')}</h2>
      {duties.length === 0 && <p class="soft">{t('door.noDuties')}</p>}
      {langs.length > 0 && (
        <ul class="stack gap-1">
          {langs.map((lang) => {
            const now = onDutyFor(duties, lang)
            return now && <li>{t('door.turn', { language: languageName(lang), name: now.name })}</li>
          })}
        </ul>
      )}
      <ul class="stack gap-3">
        {duties.map((one) => (
          <li class="row apart">
            <span class="stack gap-1">
              <a href={url`/people/${one.handle}`}>
                <bdi>{one.name}</bdi>
              </a>
              <span class="soft">
                {formatList(
                  [
                    one.since
                      ? t('communities.since', { day: formatDate(one.since) })
                      : t('communities.waitsForYes'),
                    one.until ? t('door.until', { day: formatDate(one.until) }) : '',
                    ...one.langs.map(languageName),
                  ].filter(Boolean),
                  'unit',
                )}
              </span>
            </span>
            {(names || one.own) && (
              <Act action={url`/ask/duty/${one.id}/end`} name={one.name}>
                {one.own ? t('communities.layDown') : t('communities.endRole')}
              </Act>
            )}
          </li>
        ))}
      </ul>
      {names && (
        <form class="form" method="post" action={url`/ask/duty`} novalidate>
          <h3>{t('door.nameOne')}</h3>
          <Faults attempt={attempt} />
          <Line
            {...typed(attempt, 'handle')}
            label={t('communities.memberHandle')}
            help={t('communities.memberHandleHelp')}
            autocomplete="off"
          />
          <Line
            {...typed(attempt, 'langs')}
            label={t('communities.turnLanguages')}
            help={t('communities.turnLanguagesHelp')}
            optional
          />
          <Line {...typed(attempt, 'until')} type="date" label={t('communities.untilDay')} optional />
          <button class="button quiet" type="submit">
            {t('communities.offer')}
          </button>
        </form>
      )}
    </section>
  )
}
