import type { Attempt } from '../../../base/http/form.ts'
import { label, languageName, t } from '../../../base/i18n/t.ts'
import { Answers } from '../../../instruments/views/Answers.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Label, Said } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { Glance } from '../../views/Glance.tsx'
import { HowItCameToBe } from '../../views/HowItCameToBe.tsx'
import type { RecordView } from '../../views/RecordPage.tsx'
import { nameOfDraft } from '../../writing/naming.ts'
import { reviewName } from '../names.ts'
import type { Review } from '../review.ts'
import { Rounds } from './Rounds.tsx'
import { Turn } from './Turn.tsx'

export type ReviewPageProps = Review & { attempt?: Attempt }

/** A draft with those who judge it: what is asked of the reader, what the checks and people say, and all that it says. */
export const ReviewPage = (props: ReviewPageProps): JSX.Element => {
  const { draft, rounds, writes, mine, view, attempt } = props
  const [round] = rounds
  return (
    <Page
      title={nameOfDraft(draft)}
      unlisted
      levels={[
        writes
          ? { name: t('writing.mine'), href: url`/write` }
          : { name: t('review.queue'), href: url`/reviews` },
      ]}
    >
      <header class="stack gap-2">
        <h1 class="title">{nameOfDraft(draft)}</h1>
        <p class="soft">
          <Label of={draft.definition.title} /> · {languageName(draft.lang)} · {reviewName(round.review)} ·{' '}
          {t('review.submittedBy', { name: round.by })} <Ago at={new Date(round.at)} />
        </p>
      </header>
      <Faults attempt={attempt} />
      <State {...props} />
      {mine && <Turn {...props} mine={mine} />}
      {writes && round.outcome === null && <TakeBack {...props} />}
      {view && <Checks {...props} />}
      <section class="stack gap-3">
        <h2>{t('review.comments')}</h2>
        <p>{t('review.commentsOpen', { open: props.comments.open, total: props.comments.total })}</p>
        <p class="row gap-3">
          <a class="button quiet" href={url`/drafts/${draft.ref}/comments`}>
            {t('review.readComments')}
          </a>
          {(view || props.record) && (
            <a class="button quiet" href={url`/reviews/${draft.ref}/answers`}>
              {draft.record?.basis ? t('review.whatChanges') : t('review.answerByAnswer')}
            </a>
          )}
        </p>
      </section>
      <Rounds rounds={rounds} />
      {view && <AsRead {...props} view={view} />}
    </Page>
  )
}

/** Where it stands, for whoever has nothing to do about it now. */
const State = ({ draft, rounds: [round], record, writes, mine }: ReviewPageProps): JSX.Element | null => {
  if (record)
    return (
      <Notice tone="ok">
        <p>
          {t('review.isPublished')} <a href={url`/records/${record}`}>{t('review.readIt')}</a>
        </p>
      </Notice>
    )
  if (round.outcome === 'changes')
    return (
      <Notice tone="tacit">
        <p>{t('review.changesWereAsked')}</p>
        {writes && (
          <p>
            <a href={url`/drafts/${draft.ref}`}>{t('writing.backToWriting')}</a>
          </p>
        )}
      </Notice>
    )
  if (round.outcome === 'taken-back') return <Notice>{t('review.wasTakenBack')}</Notice>
  if (mine) return null
  const waits = round.requests.some(({ state }) => state === 'asked' || state === 'accepted')
  return <Notice>{waits ? t('review.isWithReviewers') : t('review.waitsForReviewers')}</Notice>
}

const TakeBack = ({ draft }: ReviewPageProps): JSX.Element => (
  <form class="stack gap-3" method="post" action={url`/drafts/${draft.ref}/submission/removal`}>
    <p class="narrow-text">{t('review.takeBackWords')}</p>
    <button class="button quiet" type="submit">
      {t('review.takeBack')}
    </button>
  </form>
)

const Checks = ({ draft, manuscript, rounds: [round] }: ReviewPageProps): JSX.Element => {
  const findings = manuscript?.findings ?? []
  return (
    <section class="stack gap-3">
      <h2>{t('review.checks')}</h2>
      {findings.length === 0 ? (
        <p>{t('review.checksFoundNothing')}</p>
      ) : (
        <ul class="stack gap-2">
          {findings.map(({ message, path, href }) => {
            const on = path?.split('/').slice(0, 3).join('/')
            // Pages of the form are for writing: what they hold is spoken of here.
            const elsewhere = href?.startsWith('/drafts/') ? undefined : href
            const to = elsewhere ?? (on ? url`/drafts/${draft.ref}/comments?on=${on}` : undefined)
            return <li>{to ? <a href={to}>{message}</a> : message}</li>
          })}
        </ul>
      )}
      {round.words && (
        <blockquote>
          <p class="soft">{t('review.writersSay')}</p>
          <p>
            <Said lang={draft.lang}>{round.words}</Said>
          </p>
        </blockquote>
      )}
    </section>
  )
}

/** As it will be read, below its title. */
const AsRead = ({ view, ...props }: ReviewPageProps & { view: RecordView }): JSX.Element => (
  <>
    <Notice tone="tacit" title={t('review.asItWillBeRead')}>
      <p>{t('review.asItWillBeReadWords')}</p>
      <Languages {...props} view={view} />
    </Notice>
    <p class="lead">
      <Said lang={view.summary.lang}>{view.summary.text}</Said>
    </p>
    <p>
      {[
        ...view.places.map(({ name }) => label(name)),
        ...view.topics.map((topic) => label(topic.label)),
      ].join(' · ')}
    </p>
    <article class="stack gap-6">
      {(view.glance.length > 0 || view.picture) && (
        <Glance answers={view.glance} names={view.names} picture={view.picture} />
      )}
      <Answers reading={view.reading} names={view.names} />
      <HowItCameToBe record={view.record} linked={view.linked} />
    </article>
  </>
)

const Languages = ({ draft, view }: ReviewPageProps & { view: RecordView }): JSX.Element | null => {
  const others = Object.keys(view.record.content.title.texts).filter((lang) => lang !== view.title.lang)
  return others.length ? (
    <p class="row gap-3">
      {others.map((lang) => (
        <a
          href={withQuery(url`/reviews/${draft.ref}`, new URLSearchParams(), { read: lang })}
          hreflang={lang}
        >
          {t('records.readIn', { language: languageName(lang) })}
        </a>
      ))}
    </p>
  ) : null
}
