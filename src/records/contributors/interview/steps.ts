import type { Labels } from '../../../base/text.ts'
import type { Asked } from '../../../instruments/lookup.ts'
import { askedIn, nextRow } from '../../writing/asking.ts'
import { assemble } from '../../writing/assembling.ts'
import type { Draft } from '../../writing/drafts.ts'
import { placeOf } from '../../writing/filling-fields.ts'
import type { Standing } from '../../writing/merging.ts'
import { essentials, writingSections } from '../../writing/sections.ts'

/** One question on one screen. */
export interface Step {
  path: string
  asked: Asked
  row: string
  answer?: unknown
  /** The section it is of; none for what every such record needs. */
  section?: Labels
}

/** Sent from where a file is, which is not where one talks. */
const notAsked = new Set(['computed', 'file', 'image'])

/** Everything that is asked of this person in this draft: what is needed first, then what applies, each once. */
export function stepsOf(draft: Draft, standing: Map<string, Standing>, me: number): Step[] {
  const { definition } = draft
  const written = assemble(definition, standing)
  const fresh = nextRow(standing, me)
  const pages = [{ parts: essentials(definition) }, ...writingSections(definition)]
  const steps = pages.flatMap((page) =>
    askedIn(definition, page, written, fresh).flatMap(({ rows }) =>
      rows.flatMap(({ id, questions, row }) =>
        questions
          .filter(({ question }) => !notAsked.has(question.type))
          .map((asked): Step => {
            const section = 'title' in page ? page.title : undefined
            const answer = row[asked.question.id]
            return { path: placeOf(asked, id), asked, row: id, answer, ...(section && { section }) }
          }),
      ),
    ),
  )
  return [...new Map(steps.toReversed().map((step) => [step.path, step])).values()].toReversed()
}

/** The one after this, in the order they are asked; the first where this is none of them. */
export const after = (steps: Step[], path: string): Step | undefined =>
  steps[steps.findIndex((step) => step.path === path) + 1]

export const before = (steps: Step[], path: string): Step | undefined =>
  steps[steps.findIndex((step) => step.path === path) - 1]
