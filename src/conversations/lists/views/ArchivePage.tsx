import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, formatNumber, languageName, t } from '../../../base/i18n/t.ts'
import { CommunityFrame } from '../../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../../ui/parts/Facts.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url } from '../../../ui/url.ts'
import type { Told } from '../archive.ts'
import { isAtWork, isForgotten, isOver, isShown } from '../archive.ts'
import type { ArchiveShown, Asked, ListedThere, Months } from '../archives.ts'
import { stateName } from '../names.ts'
import { ArchiveThreads } from './ArchiveThreads.tsx'
import { Notes } from './Notes.tsx'
import { Forgotten, Previewed, Progress, Step } from './Steps.tsx'

export interface ArchivePageProps extends ArchiveShown {
  found: { threads: ListedThere[]; total: number; months: Months[] }
  asked: Asked
  notes?: { counts: Map<string, number>; told: Told[] }
  /** The page is not to look again by itself. */
  still: boolean
  attempt?: Attempt
}

/** A list that was brought along: where it stands, and what was said there, by year and month. */
export const ArchivePage = (props: ArchivePageProps): JSX.Element => {
  const { community, archive, keeps, unread, notes, still, attempt } = props
  const { state } = archive
  const gone = isForgotten(archive)
  const here = url`/communities/${community.slug}/lists/${archive.ref}`
  return (
    <CommunityFrame
      community={community}
      tab="conversation"
      title={archive.name}
      canonical={here}
      unlisted={!archive.opened}
      head={keeps && isAtWork(state) && !still && <meta http-equiv="refresh" content="3" />}
    >
      <h2>
        <bdi>{archive.name}</bdi>
      </h2>
      <Faults attempt={attempt} />
      <Facts>
        {keeps && <Fact term={t('lists.state')}>{stateName(state)}</Fact>}
        {state === 'undone' && isShown(archive) && (
          <Fact term={t('lists.threadsTerm')}>{formatNumber(archive.threads)}</Fact>
        )}
        {archive.messages > 0 && state !== 'undone' && (
          <>
            <Fact term={t('lists.messagesTerm')}>{formatNumber(archive.messages)}</Fact>
            <Fact term={t('lists.threadsTerm')}>{formatNumber(archive.threads)}</Fact>
            <Fact term={t('lists.peopleTerm')}>{formatNumber(archive.people)}</Fact>
          </>
        )}
        {archive.firstAt && archive.lastAt && (
          <Fact term={t('lists.when')}>
            {t('lists.fromTo', {
              from: formatDate(new Date(archive.firstAt)),
              to: formatDate(new Date(archive.lastAt)),
            })}
          </Fact>
        )}
        <Fact term={t('lists.lang')}>{asSentence(languageName(archive.lang))}</Fact>
        {keeps && (
          <Fact term={t('lists.broughtBy')}>
            <bdi>{archive.by ?? t('lists.byCommand')}</bdi> · {formatDate(new Date(archive.at))}
          </Fact>
        )}
        {isShown(archive) && (
          <Fact term={t('lists.whoReads')}>
            {archive.opened ? t('lists.whoeverReads') : t('lists.membersOnly')}
          </Fact>
        )}
      </Facts>
      {keeps && isAtWork(state) && <Progress {...{ community, archive, still }} />}
      {keeps && gone && <Forgotten {...{ community, archive }} />}
      {keeps && !gone && state === 'paused' && (
        <Notice title={t('lists.statePaused')}>
          <p>{t('lists.progress', { through: archive.through, messages: archive.messages })}</p>
          <p>{t('lists.heldUntil', { day: formatDate(archive.until) })}</p>
          <div class="row">
            <Step
              to={url`/communities/${community.slug}/lists/${archive.ref}/continuation`}
              words={t('lists.goOn')}
            />
            <Step
              to={url`/communities/${community.slug}/lists/${archive.ref}/undoing`}
              words={t('lists.undo')}
              grave
            />
          </div>
        </Notice>
      )}
      {keeps && !gone && state === 'failed' && (
        <Notice tone="problem" title={t('lists.stateFailed')}>
          <p>{archive.error}</p>
          {archive.held && <p>{t('lists.heldUntil', { day: formatDate(archive.until) })}</p>}
          <div class="row">
            <Step
              to={url`/communities/${community.slug}/lists/${archive.ref}/continuation`}
              words={t('lists.tryAgain')}
            />
            <Step
              to={url`/communities/${community.slug}/lists/${archive.ref}/undoing`}
              words={archive.counts.made > 0 ? t('lists.undo') : t('lists.giveUp')}
              grave
            />
          </div>
        </Notice>
      )}
      {keeps && !gone && state === 'previewed' && <Previewed {...{ community, archive, attempt }} />}
      {notes && <Notes {...notes} counted={archive.counts} state={state} />}
      {isShown(archive) && (unread ? <p>{t('lists.notInside')}</p> : <ArchiveThreads {...props} />)}
      {keeps && isOver(archive) && (
        <section class="stack gap-3 unprinted">
          <h2>{t('lists.keeping')}</h2>
          <div class="row">
            {archive.opened ? (
              <Step
                to={url`/communities/${community.slug}/lists/${archive.ref}/closing`}
                words={t('lists.close')}
              />
            ) : (
              <a class="button" href={url`/communities/${community.slug}/lists/${archive.ref}/opening`}>
                {t('lists.open')}
              </a>
            )}
            {!gone && (
              <Step
                to={url`/communities/${community.slug}/lists/${archive.ref}/undoing`}
                words={t('lists.undo')}
                grave
              />
            )}
          </div>
          <p class="soft narrow-text">{t('lists.undoWords')}</p>
        </section>
      )}
    </CommunityFrame>
  )
}
