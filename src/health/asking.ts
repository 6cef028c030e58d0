import { found, refuse } from '../base/refusal.ts'
import { type Answers, isAnswered } from '../instruments/answer.ts'
import { checkAnswers } from '../instruments/answers.ts'
import type { Definition } from '../instruments/definition.ts'
import { definitionOf, editionFor } from '../instruments/editions.ts'
import { type Asked, lookup } from '../instruments/lookup.ts'

/** What a form sent, by the names of its fields. */
export type Typed = Record<string, string | string[] | undefined>

/** The current edition of a questionnaire that stands behind a page; 404 where it is not loaded. Two queries at most. */
export async function askedBy(slug: string): Promise<{ edition: number; definition: Definition }> {
  const { id } = found(await editionFor(slug))
  return { edition: id, definition: await definitionOf(id) }
}

/** The questions of it, in their order. */
export const questionsIn = (definition: Definition): Asked[] => [...lookup(definition).asked.values()]

/**
 * What was typed into the fields of these questions, each named by its slot, as answers in this language. Refuses
 * what does not fit the questionnaire, and nothing at all.
 */
export function answersTyped(
  definition: Definition,
  { typed, lang, slots }: { typed: Typed; lang: string; slots?: readonly string[] },
): Answers {
  const answers: Answers = {}
  for (const { slot, question, group } of questionsIn(definition)) {
    if (slots && !slots.includes(slot)) continue
    const given = typed[slot]
    const words = (Array.isArray(given) ? given[0] : given)?.trim() ?? ''
    if (!words) continue
    const row = (answers[group.id] ??= [{}])[0]!
    row[question.id] = question.type === 'longtext' ? { [lang]: words } : words
  }
  const { good, faults } = checkAnswers(definition, answers)
  if (faults[0]) refuse('invalid', 'health.doesNotFit', { message: faults[0].message })
  if (!Object.values(good).some((rows) => rows.some((row) => Object.values(row).some(isAnswered))))
    refuse('invalid', 'health.nothingSaid')
  return good
}
