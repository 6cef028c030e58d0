import { formatList, languageName, t } from '../../../base/i18n/t.ts'
import type { Answerer } from '../answerers.ts'
import type { Lately } from '../figures.ts'
import type { Proposal } from '../question.ts'

/** Why a community is proposed, in words. */
export const whyProposed = ({ why }: Proposal, lang: string): string =>
  formatList(
    [
      why.topic && t('door.whyTopic'),
      why.place && t('door.whyPlace'),
      why.words > 0 && t('door.whyWords', { count: why.words }),
      why.lang && t('door.whyLang', { language: languageName(lang) }),
    ].filter((one) => one !== false),
    'unit',
  )

/** Why somebody may answer, in words. */
export const whyAnswers = ({ topics, answers, accepted, speaks }: Answerer, lang: string): string =>
  formatList(
    [
      topics > 0 && t('door.knowsTopics', { count: topics }),
      accepted > 0
        ? t('door.acceptedHere', { count: accepted })
        : answers > 0 && t('door.answeredHere', { count: answers }),
      speaks && t('door.whyLang', { language: languageName(lang) }),
    ].filter((one) => one !== false),
    'unit',
  )

/** With fewer it would be a guess. */
const fewest = 3

/** How soon one is answered, as it went lately. */
export function howSoon({ asked, answered, median }: Lately): string {
  if (asked < fewest || median === null) return t('door.tooFew')
  const hours = Math.max(1, Math.round(median))
  const within =
    hours < 48 ? t('door.hours', { count: hours }) : t('door.days', { count: Math.round(hours / 24) })
  return t('door.howSoon', { asked, answered, within })
}
