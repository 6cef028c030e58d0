import { pick } from '../../base/text.ts'
import type { Choice, QuestionType } from '../../instruments/definition.ts'

/**
 * Where each code stands on the scale that its list is, from 0 to 1; nothing for a list that is none. A
 * list is a scale when its questionnaire says what each choice counts as or asks it as a scale, or when its
 * labels are ranges that rise or fall from one to the next ("0–2 %", "3–5 %", "over 60 %"): the shared
 * lists of slopes, rain and altitudes say it no other way. Only a choice at an end may go without figures
 * then ("at the surface").
 */
export function stepsOf(
  type: QuestionType,
  choices: Map<string, Choice>,
  lang: string,
): Map<string, number> | undefined {
  const all = [...choices.values()]
  const valued = all.filter(({ value }) => value !== undefined)
  // One without a value, such as "unknown", is no step.
  if (valued.length >= 2 && valued.length >= all.length - 1)
    return spread(valued.map(({ code, value }) => [code, value!]))
  if (all.length < 2 || all.some(({ broader }) => broader !== undefined)) return undefined
  const ordered = type === 'scale' || isRising(all.map(({ label }) => middle(pick(label, lang)?.text ?? '')))
  return ordered ? spread(all.map(({ code }, i) => [code, i])) : undefined
}

function spread(values: [code: string, value: number][]): Map<string, number> | undefined {
  const numbers = values.map(([, value]) => value)
  const least = Math.min(...numbers)
  const range = Math.max(...numbers) - least
  return range > 0 ? new Map(values.map(([code, value]) => [code, (value - least) / range])) : undefined
}

/** The mean of the figures in a label. */
function middle(label: string): number | undefined {
  const plain = label.replace(/(\d)[,.\u00a0\u202f ](?=\d{3}(?!\d))/g, '$1').replace(/(\d),(?=\d)/g, '$1.')
  const figures = [...plain.matchAll(/\d+(?:\.\d+)?/g)].map(([figure]) => Number(figure))
  return figures.length ? figures.reduce((sum, one) => sum + one, 0) / figures.length : undefined
}

function isRising(middles: (number | undefined)[]): boolean {
  const inner = middles.slice(1, -1)
  const said = middles.filter((one) => one !== undefined)
  if (said.length < 3 || said.length < middles.length - 1 || inner.includes(undefined)) return false
  const turns = said.slice(1).map((one, i) => Math.sign(one - said[i]!))
  return turns.every((one) => one === turns[0]) && turns[0] !== 0
}
