import { formatList, label, t } from '../../base/i18n/t.ts'
import { measure } from '../../instruments/measures.ts'
import type { Everywhere } from '../../places/everywhere.ts'
import { placeName } from '../../places/place.ts'
import { type Condition, precise } from './conditions.ts'

/** What is asked, in the reader's words. */
export const nameOf = (condition: Condition): string =>
  condition.type === 'place' ? t('likeness.place') : label(condition.label) || condition.key

/** One answer in the reader's words. */
export function answerName({ type, choices, unit }: Condition, code: string, { byCode }: Everywhere): string {
  if (type === 'number') return measure(Number(code), unit)
  const place = type === 'place' ? byCode.get(code) : undefined
  return place ? placeName(place) : label(choices.get(code)) || code
}

/** Some answers beside each other, only the most precise of them. */
export const answerNames = (condition: Condition, codes: string[], all: Everywhere): string =>
  formatList(
    precise(condition, codes).map((code) => answerName(condition, code, all)),
    'unit',
  )
