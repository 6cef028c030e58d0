import { markOf } from '../../base/mark-of.ts'
import { refuse } from '../../base/refusal.ts'
import type { Labels, Lang } from '../../base/text.ts'
import type { Step, Whole } from './proposal.ts'

type Seen = Pick<Whole, 'revision' | 'base' | 'steps'>

/** What a proposal does, short enough for a form to carry along, to know later what became other. */
export const seenOf = ({ revision, base, steps }: Seen): string =>
  [`${revision}.${base}`, ...steps.map((step) => `${step.id}.${markOfStep(step)}`)].join(' ')

const markOfStep = ({ note, operations }: Step): string =>
  markOf(JSON.stringify([note, operations])).slice(0, 8)

/** What a proposal does otherwise than when it was seen: new and changed steps, and how many are gone. */
export interface Meanwhile {
  other: Step[]
  gone: number
}

/** Nothing where it does what was seen. */
export function meanwhile(whole: Seen, seen: string): Meanwhile | undefined {
  if (seenOf(whole) === seen) return undefined
  const marks = new Map(
    seen
      .split(' ')
      .slice(1)
      .map((one) => one.split('.') as [string, string]),
  )
  const now = new Set(whole.steps.map(({ id }) => String(id)))
  return {
    other: whole.steps.filter((step) => marks.get(String(step.id)) !== markOfStep(step)),
    gone: [...marks.keys()].filter((id) => !now.has(id)).length,
  }
}

/** What somebody changes by a form: the words in one language, and the bounds. */
interface Part {
  label?: Labels
  title?: Labels
  help?: Labels
  required?: boolean
  min?: number
  max?: number | string
  decimals?: number
}

export const standingOf = (part: Part, lang: Lang): string =>
  markOf(
    JSON.stringify([
      ...[part.label?.[lang], part.title?.[lang], part.help?.[lang]],
      ...[part.required, part.min, part.max, part.decimals].map((one) => one ?? null),
    ]),
  )

/** Refuses where somebody else has changed it since `was` was seen; theirs stands. */
export function refuseClash(part: Part, { lang, was }: { lang: Lang; was?: string }): void {
  if (was !== undefined && was !== standingOf(part, lang))
    refuse('conflict', 'workshop.meanwhile', { theirs: (part.label ?? part.title)?.[lang] ?? '' })
}
