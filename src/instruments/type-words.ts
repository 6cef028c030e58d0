import { formatList, formatNumber, t } from '../base/i18n/t.ts'
import type { Lang } from '../base/text.ts'
import { questionName } from './condition-words.ts'
import type { Definition, Question } from './definition.ts'
import type { Asked } from './lookup.ts'
import { boundOf, unitMark } from './measures.ts'

/** What kind of answer a question takes and within which bounds, in short phrases. */
export function typeInWords({ question, choices }: Asked, definition: Definition, lang: Lang): string[] {
  const { computed, type } = question
  if (computed) return [computationInWords(computed, definition, lang)]
  return [
    t('instruments.typeText', { type }),
    ...(choices && type !== 'matrix' ? [t('instruments.choiceCount', { count: choices.size })] : []),
    ...(question.maxChoices ? [t('instruments.boundMost', { count: question.maxChoices })] : []),
    ...(question.maxLength ? [t('instruments.boundLength', { count: question.maxLength })] : []),
    ...bounds(question),
    ...(question.unit ? [t('instruments.boundUnit', { unit: unitMark(question.unit) })] : []),
    ...(question.kinds?.length && type === 'record'
      ? [t('instruments.kindsOf', { kinds: formatList(question.kinds) })]
      : []),
  ]
}

function bounds(question: Question): string[] {
  const { min, max } = question
  const least = min === undefined ? undefined : boundOf(question, min)
  const most =
    max === 'this-year' ? t('instruments.thisYear') : max === undefined ? undefined : boundOf(question, max)
  if (least !== undefined && most !== undefined)
    return [t('instruments.boundBetween', { min: least, max: most })]
  if (least !== undefined) return [t('instruments.boundFrom', { min: least })]
  return most === undefined ? [] : [t('instruments.boundTo', { max: most })]
}

function computationInWords(
  computed: NonNullable<Question['computed']>,
  definition: Definition,
  lang: Lang,
): string {
  const name = (slot: string): string => `“${questionName(definition, slot, lang)}”`
  if ('sum' in computed)
    return t('instruments.computedSum', { questions: formatList([computed.sum].flat().map(name)) })
  if ('product' in computed)
    return t('instruments.computedProduct', { questions: formatList(computed.product.map(name)) })
  if ('count' in computed) return t('instruments.computedCount', { question: name(computed.count) })
  const [first, second] = computed.ratio
  return t('instruments.computedRatio', { first: name(first), second: name(second) })
}

/** Its number as people say it. */
export const numberOf = ({ number }: Asked): string => (number === undefined ? '' : formatNumber(number))
