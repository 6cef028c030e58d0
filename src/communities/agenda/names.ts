import { t } from '../../base/i18n/t.ts'
import { type Progress, progresses } from './question.ts'

export function progressName(progress: Progress): string {
  switch (progress) {
    case 'open':
      return t('practice.open')
    case 'begun':
      return t('practice.begun')
    case 'answered':
      return t('practice.answered')
    case 'laid-down':
      return t('practice.laidDown')
  }
}

/** Those it could come to from here. */
export const otherProgresses = (now: Progress) =>
  progresses.filter((one) => one !== now).map((value) => ({ value, label: progressName(value) }))
