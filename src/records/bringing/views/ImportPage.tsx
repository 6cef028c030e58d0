import type { Attempt } from '../../../base/http/form.ts'
import { formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Fact, Facts } from '../../../ui/parts/Facts.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { type Url, url } from '../../../ui/url.ts'
import { delimiterName, encodingName, kindName, outcomeCount, stateName } from '../names.ts'
import { isAtWork, isWhole, outcomes, type Run, type RunKind } from '../run.ts'
import type { RunShown } from '../showing.ts'
import { Lines } from './Lines.tsx'
import { MatchingForm } from './MatchingForm.tsx'

interface ImportPageProps extends RunShown {
  attempt?: Attempt
  /** The page is not to look again by itself. */
  still?: boolean
}

/** Where an import stands, what is to be chosen, what it would do or did, and the next step. */
export const ImportPage = (props: ImportPageProps): JSX.Element => {
  const { run, attempt, still } = props
  const { state } = run
  return (
    <Page
      title={t('imports.importOf', { file: run.file })}
      unlisted
      head={isAtWork(state) && !still && <meta http-equiv="refresh" content="3" />}
      levels={[
        { name: t('ui.me'), href: url`/desk` },
        { name: t('imports.imports'), href: url`/imports` },
      ]}
    >
      <h1>
        <bdi>{run.file}</bdi>
      </h1>
      <Faults attempt={attempt} />
      <Said run={run} />
      {isAtWork(state) && <Progress run={run} still={still} />}
      {state === 'failed' && (
        <Notice tone="problem" title={t('imports.stateFailed')}>
          <p>{run.error}</p>
          {run.failedIn !== 'reading' && (
            <Step to={url`/imports/${run.ref}/continuation`} words={t('imports.goOn')} />
          )}
        </Notice>
      )}
      {state === 'previewed' && run.error && <Notice tone="problem">{run.error}</Notice>}
      {state === 'previewed' && <Previewed run={run} />}
      {state === 'done' && <Done run={run} />}
      {(state === 'previewed' || state === 'running' || state === 'done' || state === 'undone') && (
        <Lines {...props} />
      )}
      {(state === 'read' || state === 'previewed') && <MatchingForm {...props} />}
    </Page>
  )
}

const Step = ({ to, words, grave }: { to: Url; words: string; grave?: boolean }): JSX.Element => (
  <form method="post" action={to} data-turbo="false">
    <button class={grave ? 'button grave' : 'button'} type="submit">
      {words}
    </button>
  </form>
)

const Said = ({ run }: { run: Run }): JSX.Element => {
  const { encoding, delimiter, columns } = run.reading
  return (
    <Facts>
      <Fact term={t('imports.state')}>{stateName(run.state)}</Fact>
      <Fact term={t('imports.whatIsIt')}>{kindName(run.kind)}</Fact>
      <Fact term={t('imports.broughtBy')}>
        <bdi>{run.by ?? t('imports.byCommand')}</bdi> · <Time of={run.at} />
      </Fact>
      {encoding && <Fact term={t('imports.encoding')}>{encodingName[encoding]}</Fact>}
      {delimiter && <Fact term={t('imports.delimiter')}>{delimiterName(delimiter)}</Fact>}
      {columns && <Fact term={t('imports.columns')}>{formatNumber(columns.length)}</Fact>}
      {run.lines > 0 && <Fact term={t('imports.lines')}>{formatNumber(run.lines)}</Fact>}
      {outcomes.some((outcome) => run.counts[outcome] > 0) && run.state !== 'read' && (
        <Fact term={t('imports.outcomes')}>
          {outcomes.map((outcome) => outcomeCount(outcome, run.kind, run.counts[outcome])).join(' · ')}
        </Fact>
      )}
    </Facts>
  )
}

const Progress = ({ run, still }: { run: Run; still?: boolean }): JSX.Element => (
  <section class="notice explicit" role="status">
    <h2>{stateName(run.state)}</h2>
    {run.state !== 'reading' && (
      <>
        <progress max={Math.max(run.lines, 1)} value={run.through} aria-label={stateName(run.state)} />
        <p>
          {t('imports.progress', { through: run.through, lines: run.lines, left: run.lines - run.through })}
        </p>
      </>
    )}
    <p class="soft">{still ? t('imports.goesOn') : t('imports.refreshes')}</p>
    <p class="row">
      <a href={url`/imports/${run.ref}`}>{t('imports.lookAgain')}</a>
      {!still && <a href={url`/imports/${run.ref}?still=1`}>{t('imports.keepStill')}</a>}
    </p>
  </section>
)

const Previewed = ({ run }: { run: Run }): JSX.Element => {
  const { counts, kind } = run
  const some = counts.new + counts.changed > 0
  return (
    <Notice tone={some ? 'ok' : 'problem'} title={t('imports.statePreviewed')}>
      <p>{wouldDo(run)}</p>
      {counts.unchanged + counts.fault > 0 && (
        <p>{t('imports.leftAlone', { unchanged: counts.unchanged, fault: counts.fault })}</p>
      )}
      {kind === 'vocabulary' && some && <p>{t('imports.undoVocabularyWords')}</p>}
      {kind === 'instrument' && some && <p>{t('imports.instrumentStays')}</p>}
      {some && (
        <Step
          to={url`/imports/${run.ref}/run`}
          words={
            kind === 'members'
              ? t('imports.inviteThem')
              : isWhole(kind)
                ? t('imports.runWhole')
                : t('imports.run')
          }
        />
      )}
    </Notice>
  )
}

const Done = ({ run }: { run: Run }): JSX.Element => (
  <Notice tone="ok" title={t('imports.stateDone')}>
    {run.kind === 'vocabulary' && run.counts.new + run.counts.changed === 0 ? (
      t('imports.vocabularyStays')
    ) : run.kind === 'instrument' ? (
      t('imports.instrumentStays')
    ) : (
      <>
        <p>{undoWords(run.kind)}</p>
        <Step to={url`/imports/${run.ref}/undoing`} words={t('imports.undo')} grave />
      </>
    )}
  </Notice>
)

function wouldDo({ kind, counts }: Run): string {
  if (kind === 'members') return t('imports.wouldInvite', { new: counts.new })
  if (kind === 'vocabulary') return t('imports.wouldTopics', { new: counts.new, changed: counts.changed })
  if (kind === 'instrument')
    return counts.new + counts.changed > 0
      ? t('imports.wouldEdition', { new: counts.new })
      : t('imports.wouldNothing')
  return t('imports.would', { new: counts.new, changed: counts.changed })
}

function undoWords(kind: RunKind): string {
  if (kind === 'members') return t('imports.undoMembersWords')
  if (kind === 'vocabulary') return t('imports.undoVocabularyWords')
  return t('imports.undoWords')
}
