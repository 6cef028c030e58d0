import { t } from '../base/i18n/t.ts'
import type { Fate } from '../base/mail/in/noting.ts'

/** What became of a message, in a word or two. */
export function fateName(fate: Fate): string {
  switch (fate) {
    case 'waiting':
      return t('mailin.fateWaiting')
    case 'done':
      return t('mailin.fateDone')
    case 'asked':
      return t('mailin.fateAsked')
    case 'answered':
      return t('mailin.fateAnswered')
    case 'kept':
      return t('mailin.fateKept')
    case 'silent':
      return t('mailin.fateSilent')
    case 'failed':
      return t('mailin.fateFailed')
  }
}

const whys: Record<string, () => string> = {
  automatic: () => t('mailin.whyAutomatic'),
  list: () => t('mailin.whyList'),
  report: () => t('mailin.whyReport'),
  loop: () => t('mailin.whyLoop'),
  noSender: () => t('mailin.whyNoSender'),
  forged: () => t('mailin.whyForged'),
  twice: () => t('mailin.whyTwice'),
  saidAgain: () => t('mailin.whySaidAgain'),
  notOurs: () => t('mailin.whyNotOurs'),
  postmaster: () => t('mailin.whyPostmaster'),
  tooMany: () => t('mailin.whyTooMany'),
  stranger: () => t('mailin.whyStranger'),
  strangerAgain: () => t('mailin.whyStrangerAgain'),
  noWish: () => t('mailin.whyNoWish'),
  askedAlready: () => t('mailin.whyAskedAlready'),
  unshown: () => t('mailin.whyUnshown'),
  confirms: () => t('mailin.whyConfirms'),
  confirmOver: () => t('mailin.whyConfirmOver'),
  stop: () => t('mailin.whyStop'),
  returned: () => t('mailin.whyReturned'),
  onItsPage: () => t('mailin.whyOnItsPage'),
  sealed: () => t('mailin.whySealed'),
  gone: () => t('mailin.whyGone'),
  broken: () => t('mailin.whyBroken'),
  tooLarge: () => t('mailin.whyTooLarge'),
  aside: () => t('mailin.whyAside'),
}

/** Why it did; whatever a verb refused is told to whoever wrote. */
export const whyWords = (why: string): string => whys[why]?.() ?? t('mailin.whyRefused')
