import { formatNumber, t } from '../../base/i18n/t.ts'
import type { ArchiveState, Told, ToldKind } from './archive.ts'

export const stateName = (state: ArchiveState): string =>
  ({
    reading: () => t('lists.stateReading'),
    previewed: () => t('lists.statePreviewed'),
    running: () => t('lists.stateRunning'),
    paused: () => t('lists.statePaused'),
    done: () => t('lists.stateDone'),
    undoing: () => t('lists.stateUndoing'),
    undone: () => t('lists.stateUndone'),
    failed: () => t('lists.stateFailed'),
  })[state]()

/** What there is to say of so many. */
export const toldName = (what: ToldKind, count: number): string =>
  ({
    'no-message': () => t('lists.noMessage', { count }),
    'too-many': () => t('lists.tooMany', { count }),
    'other-secret': () => t('lists.otherSecret', { count }),
    'too-large': () => t('lists.messageTooLarge', { count }),
    unreadable: () => t('lists.unreadable', { count }),
    'no-date': () => t('lists.noDate', { count }),
    'charset-guessed': () => t('lists.charsetGuessed', { count }),
    'attachment-left': () => t('lists.attachmentLeft', { count }),
    digest: () => t('lists.digest', { count }),
    autoreply: () => t('lists.autoreply', { count }),
    clipped: () => t('lists.clipped', { count }),
    'asked-out': () => t('lists.askedOut', { count }),
    'stays-answered': () => t('lists.staysAnswered', { count }),
    'stays-changed': () => t('lists.staysChanged', { count }),
    'stays-taken-on': () => t('lists.staysTakenOn', { count }),
  })[what]()

/** Where it stands, in words. */
export const placeSaid = ({ file, start, bytes }: Told): string =>
  start === undefined
    ? ''
    : bytes === undefined
      ? t('lists.place', { file: file ?? '', start: formatNumber(start) })
      : t('lists.placeOf', { file: file ?? '', start: formatNumber(start), bytes: formatNumber(bytes) })
