import { formatDate, t } from '../base/i18n/t.ts'
import type { DeedKind } from '../communities/deeds.ts'
import type { Matter, Measure, Outcome, Reason, Why } from './matter.ts'

export const reasonName = (reason: Reason): string =>
  ({
    spam: () => t('moderation.reasonSpam'),
    rude: () => t('moderation.reasonRude'),
    wrong: () => t('moderation.reasonWrong'),
    private: () => t('moderation.reasonPrivate'),
    rights: () => t('moderation.reasonRights'),
    elsewhere: () => t('moderation.reasonElsewhere'),
    other: () => t('moderation.reasonOther'),
  })[reason]()

export const whyName = (why: Why): string =>
  ({
    reported: () => t('moderation.whyReported'),
    newcomer: () => t('moderation.whyNewcomer'),
    words: () => t('moderation.whyWords'),
    appeal: () => t('moderation.whyAppeal'),
  })[why]()

export const outcomeName = (outcome: Outcome): string =>
  ({
    fine: () => t('moderation.outcomeFine'),
    hidden: () => t('moderation.outcomeHidden'),
    acted: () => t('moderation.outcomeActed'),
    'let-through': () => t('moderation.outcomeLetThrough'),
    'not-let-through': () => t('moderation.outcomeHeldBack'),
    undone: () => t('moderation.outcomeUndone'),
    upheld: () => t('moderation.outcomeUpheld'),
  })[outcome]()

/** What came of a report, to whoever made it. */
export const outcomeSaid = (outcome: Outcome | null): string =>
  outcome === null
    ? t('moderation.cameNothingYet')
    : outcome === 'hidden'
      ? t('moderation.cameHidden')
      : outcome === 'fine'
        ? t('moderation.cameFine')
        : t('moderation.cameActed')

export const measureName = (measure: Measure): string =>
  ({
    none: () => t('moderation.measureNone'),
    warn: () => t('moderation.measureWarn'),
    pause: () => t('moderation.measurePause'),
    remove: () => t('moderation.measureRemove'),
  })[measure]()

/** What was done, to whom it concerns. */
export const deedSaid = ({ kind, until }: { kind: DeedKind; until: string | null }): string => {
  switch (kind) {
    case 'hidden':
      return t('moderation.youHidden')
    case 'shown':
      return t('moderation.youShown')
    case 'let-through':
      return t('moderation.youLetThrough')
    case 'not-let-through':
      return t('moderation.youHeldBack')
    case 'warned':
      return t('moderation.youWarned')
    case 'paused':
      return t('moderation.youPaused', { until: formatDate(new Date(until ?? 0)) })
    case 'removed':
      return t('moderation.youRemoved')
    default:
      return t('moderation.youUndone')
  }
}

/** What was done, to everybody else: nobody is named. */
export const deedName = (kind: DeedKind): string =>
  ({
    hidden: () => t('moderation.didHidden'),
    shown: () => t('moderation.didShown'),
    'let-through': () => t('moderation.didLetThrough'),
    'not-let-through': () => t('moderation.didHeldBack'),
    closed: () => t('moderation.didClosed'),
    reopened: () => t('moderation.didReopened'),
    moved: () => t('moderation.didMoved'),
    warned: () => t('moderation.didWarned'),
    'warning-ended': () => t('moderation.didWarningEnded'),
    paused: () => t('moderation.didPaused'),
    'pause-ended': () => t('moderation.didPauseEnded'),
    removed: () => t('moderation.didRemoved'),
    returned: () => t('moderation.didReturned'),
    unsealed: () => t('moderation.didUnsealed'),
    rules: () => t('moderation.didRules'),
  })[kind]()

/** What a thing in a queue is called. */
export const matterTitle = ({ title }: Pick<Matter, 'id'> & { title: string }): string =>
  title || t('moderation.untitled')
