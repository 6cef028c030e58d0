import { reader } from '../base/i18n/reader.ts'
import { formatNumber, t } from '../base/i18n/t.ts'
import { type Lang, pick } from '../base/text.ts'
import type { Condition, Definition, Slot } from './definition.ts'
import { choiceLabel, slotLabel } from './facets.ts'
import { lookup } from './lookup.ts'

/** A condition as one would say it: “Slope · 45” is steep or very steep. Labels are in `lang`. */
export function conditionInWords(condition: Condition, definition: Definition, lang: Lang): string {
  const say = (one: Condition): string => conditionInWords(one, definition, lang)
  if ('any' in condition) {
    const slots = new Set(condition.any.map((one) => ('is' in one ? one.slot : undefined)))
    const [slot] = slots
    if (slots.size > 1 || slot === undefined) return joined(condition.any.map(say), 'disjunction')
    const answers = condition.any.flatMap((one) =>
      'is' in one ? answerName(definition, slot, one.is, lang) : [],
    )
    return t('instruments.whenIs', {
      question: questionName(definition, slot, lang),
      answer: joined(answers, 'disjunction'),
    })
  }
  if ('all' in condition) {
    const [first, second] = condition.all
    const another =
      condition.all.length === 2 && first && 'answered' in first && second && 'not' in second
        ? second
        : undefined
    if (another && 'is' in another.not && first && 'slot' in first && another.not.slot === first.slot)
      return say(another)
    return joined(condition.all.map(say), 'conjunction')
  }
  if ('not' in condition) {
    const { not } = condition
    if ('is' in not)
      return t('instruments.whenIsNot', {
        question: questionName(definition, not.slot, lang),
        answer: answerName(definition, not.slot, not.is, lang),
      })
    if ('answered' in not)
      return t('instruments.whenNotAnswered', { question: questionName(definition, not.slot, lang) })
    return t('instruments.whenNot', { condition: say(not) })
  }
  const question = questionName(definition, condition.slot, lang)
  if ('answered' in condition) return t('instruments.whenAnswered', { question })
  if ('is' in condition)
    return t('instruments.whenIs', {
      question,
      answer: answerName(definition, condition.slot, condition.is, lang),
    })
  const { above, below } = condition
  if (above === undefined) return t('instruments.whenBelow', { question, number: formatNumber(below ?? 0) })
  if (below === undefined) return t('instruments.whenAbove', { question, number: formatNumber(above) })
  return t('instruments.whenBetween', { question, above: formatNumber(above), below: formatNumber(below) })
}

const joined = (words: string[], type: 'conjunction' | 'disjunction'): string =>
  new Intl.ListFormat(reader().lang, { type }).format(words)

/** Its label and its number: many questions are called the same. */
export function questionName(definition: Definition, slot: Slot, lang: Lang): string {
  const { question, number } = lookup(definition).asked.get(slot) ?? {}
  const labels = [question?.label, slotLabel(definition, slot)]
  const label =
    labels.map((one) => pick(one, lang, definition.languages[0])?.text).find((text) => text) ?? slot
  return number === undefined ? isolated(label) : `${isolated(label)} · ${formatNumber(number)}`
}

function answerName(definition: Definition, slot: Slot, is: string | number | boolean, lang: Lang): string {
  if (typeof is === 'number') return formatNumber(is)
  const code = typeof is === 'boolean' ? (is ? 'yes' : 'no') : is
  return isolated(pick(choiceLabel(definition, slot, code), lang, definition.languages[0])?.text ?? code)
}

/** Unicode's first-strong isolate: a label of another script keeps its place in the sentence. */
const isolated = (words: string): string => `\u2068${words}\u2069`
