import { t } from '../base/i18n/t.ts'
import { everyNotice, type Told, type Why } from '../base/things/noticing.ts'
import type { Level, NeedsLevel } from './notice.ts'

/** A notice in the reader's words. */
export const toldOf = ({ kind, found, why }: { kind: string; found: never; why: Why }): Told =>
  everyNotice()
    .find((one) => one.kind === kind)!
    .drawn(found, why)

/** Why they hear of it. */
export function whyName(why: Why): string {
  switch (why) {
    case 'mentioned':
      return t('notices.whyMentioned')
    case 'answered':
      return t('notices.whyAnswered')
    case 'asked':
      return t('notices.whyAsked')
    case 'waits':
      return t('notices.whyWaits')
    case 'follows':
      return t('notices.whyFollows')
    case 'wrote':
      return t('notices.whyWrote')
    case 'named':
      return t('notices.whyNamed')
    case 'member':
      return t('notices.whyMember')
  }
}

export function levelName(level: Level | NeedsLevel): string {
  switch (level) {
    case 'each':
      return t('notices.each')
    case 'daily':
      return t('notices.daily')
    case 'weekly':
      return t('notices.weekly')
    case 'needs-me':
      return t('notices.needsMe')
    case 'here':
      return t('notices.onlyHere')
    case 'nothing':
      return t('notices.nothing')
  }
}
