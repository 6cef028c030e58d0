import { t } from '../../base/i18n/t.ts'
import type { Answer, LeftOut } from './write-up.ts'

/** What somebody said to a passage of theirs. */
export function answerName(answer: Answer): string {
  const names: Record<Answer, () => string> = {
    named: () => t('writeup.named'),
    unnamed: () => t('writeup.withoutName'),
    group: () => t('writeup.asGroup'),
    no: () => t('writeup.notAtAll'),
  }
  return names[answer]()
}

export function leftOutName(why: LeftOut): string {
  const names: Record<LeftOut, () => string> = {
    no: () => t('writeup.outNo'),
    silence: () => t('writeup.outSilence'),
    writer: () => t('writeup.outWriter'),
    gone: () => t('writeup.outGone'),
  }
  return names[why]()
}
