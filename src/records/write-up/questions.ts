import type { Labels } from '../../base/text.ts'
import type { Definition, Slot } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'

/** A question that is answered in words. */
export interface WordsQuestion {
  slot: Slot
  label: Labels
  section: Labels
  required: boolean
}

/** Those of a questionnaire, in its order: what somebody said can stand under any of them. */
export const wordsQuestions = (definition: Definition): WordsQuestion[] =>
  [...lookup(definition).asked.values()].flatMap(({ slot, question, sections }) =>
    question.type === 'longtext' || (question.type === 'text' && !question.computed)
      ? question.hidden
        ? []
        : [{ slot, label: question.label, section: sections[0]!.title, required: question.required === true }]
      : [],
  )
