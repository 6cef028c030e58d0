import { inReach } from '../../base/i18n/t.ts'
import type { Definition } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import { headQuestions } from '../writing/head.ts'
import { head } from '../writing/path.ts'
import { headLabel } from '../writing/reading-head.ts'

/** What an answer is the answer to, in the reader's language; nothing for a place that the questionnaire has not. */
export function answerName(definition: Definition, path: string): string | undefined {
  const [group = '', , question = ''] = path.split('/')
  const known = headQuestions.find((one) => one === question)
  if (group === head) return known && headLabel(known)
  const asked = lookup(definition).groups.get(group)?.get(question)
  return asked && inReach({ original: definition.languages[0]!, texts: asked.question.label }).text
}
