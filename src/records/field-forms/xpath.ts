import type { Condition, Definition, Question, Slot } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import { fieldKey, formNames, partsOf } from './form-names.ts'

/** Names what stands in a question; nothing for one that the form does not ask. */
function reference(definition: Definition, slot: Slot, part?: string): string | undefined {
  const name = formNames(definition).fields.get(fieldKey(slot, part))
  return name && `\${${name}}`
}

const quoted = (words: string): string => `'${words.replaceAll("'", '')}'`

/** A condition as forms ask it. What asks about a question that is not in the form does not hold. */
export function conditionPath(definition: Definition, condition: Condition): string {
  const all = (some: Condition[], joint: string) =>
    some.map((one) => `(${conditionPath(definition, one)})`).join(` ${joint} `)
  if ('any' in condition) return all(condition.any, 'or')
  if ('all' in condition) return all(condition.all, 'and')
  if ('not' in condition) return `not(${conditionPath(definition, condition.not)})`
  const { slot } = condition
  const at = reference(definition, slot)
  const asked = lookup(definition).asked.get(slot)
  if (!at || !asked) return 'false()'
  const { type } = asked.question
  if ('answered' in condition) {
    const fields = type === 'matrix' ? partsOf(asked).map((part) => reference(definition, slot, part)!) : [at]
    return type === 'table' ? `count(${at}) > 0` : fields.map((one) => `${one} != ''`).join(' or ')
  }
  if ('is' in condition) {
    const { is } = condition
    if (type === 'yesno') return `${at} = ${quoted(is ? 'yes' : 'no')}`
    if (type === 'choices' || type === 'ranking') return `selected(${at}, ${quoted(String(is))})`
    if (type === 'matrix')
      return partsOf(asked)
        .map((part) => `${reference(definition, slot, part)} = ${quoted(String(is))}`)
        .join(' or ')
    return `${at} = ${typeof is === 'number' ? is : quoted(String(is))}`
  }
  return [
    ...(condition.above === undefined ? [] : [`${at} > ${condition.above}`]),
    ...(condition.below === undefined ? [] : [`${at} < ${condition.below}`]),
  ].join(' and ')
}

/** How a form works an answer out. `in`: the group it stands in, whose own questions are taken in the same row. */
export function computationPath(
  definition: Definition,
  { computed, decimals }: Question,
  within: string,
): string {
  if (!computed) return ''
  const one = (slot: Slot): string => {
    const at = reference(definition, slot) ?? '0'
    const group = slot.slice(0, slot.indexOf('/'))
    const repeats = lookup(definition).groups.get(group)?.values().next().value?.group.repeat
    return repeats && group !== within ? `sum(${at})` : `coalesce(${at}, 0)`
  }
  const rounded = (path: string): string => (decimals === undefined ? path : `round(${path}, ${decimals})`)
  if ('sum' in computed) return rounded([computed.sum].flat().map(one).join(' + '))
  if ('product' in computed) return rounded(computed.product.map(one).join(' * '))
  if ('count' in computed) return `count-non-empty(${reference(definition, computed.count) ?? '/none'})`
  const [over, under] = computed.ratio.map(one)
  return `if(${under} = 0, '', ${rounded(`${over} div ${under}`)})`
}

/** What an answer must be, in words of a form; nothing where anything goes. */
export function constraintPath({ type, min, max, maxLength, maxChoices }: Question): string {
  const parts = [
    ...(min === undefined ? [] : [`. >= ${min}`]),
    ...(max === undefined
      ? []
      : [`. <= ${max === 'this-year' ? "number(format-date(today(), '%Y'))" : max}`]),
    ...(maxLength === undefined ? [] : [`string-length(.) <= ${maxLength}`]),
    ...(maxChoices === undefined || type !== 'choices' ? [] : [`count-selected(.) <= ${maxChoices}`]),
    ...(type === 'link' ? ["regex(., '^https?://.+')"] : []),
  ]
  return parts.join(' and ')
}
