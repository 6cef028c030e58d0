import { z } from 'zod'
import { t } from '../base/i18n/t.ts'
import { isLang, Lang } from '../base/text.ts'
import { called } from '../people/called.ts'
import { handle } from '../people/handles.ts'
import { communityRoles, most, openings, rests, ways } from './community.ts'

const words = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, { error: () => t('communities.tooLong', { most: longest }) })
    .default('')
const day = z.union([z.literal(''), z.iso.date({ error: () => t('communities.noDay') })]).default('')

const charter = {
  lang: Lang,
  name: called({ least: 2, most: most.name }),
  question: words(most.question),
  conditions: words(most.words),
  purpose: words(most.words),
  conduct: words(most.conduct),
  resources: words(most.words),
  resourcesUntil: day,
  homeless: words(most.words),
  sponsor: words(most.line),
  home: words(most.line),
  successor: words(most.line),
  places: words(most.words),
  topics: words(most.words),
  joining: z.enum(ways).default('open'),
  openTo: z.enum(openings).default('everyone'),
  forGovernments: z.string().optional().transform(Boolean),
}

const goal = { goal: words(most.words), measure: words(most.words), by: day }

export const Beginning = z
  .object({
    ...charter,
    ...goal,
    sort: z.enum(['community', 'programme']).default('community'),
    under: z.string().max(100).optional(),
    facilitators: words(most.words),
  })
  .refine(({ goal, measure }) => !goal || measure, {
    path: ['measure'],
    error: () => t('communities.measureMissing'),
  })

export const Changing = z.object({ ...charter, version: z.coerce.number().int() })

const required = (longest: number) =>
  words(longest).refine(Boolean, { error: () => t('communities.wordsMissing') })

export const Goal = z.object({
  goal: required(most.words),
  measure: required(most.words),
  by: day,
  lang: Lang,
})
export const GoalEnd = z.object({
  ...goal,
  lang: Lang,
  how: z.enum(['reached', 'changed', 'given-up']),
  reason: words(most.words),
})

export const Said = z.object({ words: words(most.words) })
export const Answer = z.object({ answer: z.enum(['yes', 'no']), words: words(most.words) })
export const Asking = z.object({
  whom: required(most.line),
  facilitates: z.string().optional().transform(Boolean),
  words: words(most.words),
})

/** Languages as somebody lists them: `fr, ff`. */
const langs = z
  .string()
  .default('')
  .transform((typed) => [...new Set(typed.split(/[\s,;]+/).filter(Boolean))])
  .refine((tags) => tags.length <= 12 && tags.every(isLang), { error: () => t('communities.noLanguages') })

export const Role = z.object({ handle, role: z.enum(communityRoles), until: day, langs })
export const Term = z.object({ until: day, langs })
export const Laying = z.object({ successors: words(most.words) })
export const Nothing = z.object({})

export const Channel = z.object({
  label: required(most.line),
  href: z
    .string()
    .trim()
    .max(most.words)
    .refine((value) => /^https?:\/\/\S+$/.test(value) && URL.canParse(value), {
      error: () => t('communities.noLink'),
    }),
})
export const Above = z.object({ above: required(most.line) })
export const Resting = z.object({ how: z.enum(['alive', ...rests]), parting: words(most.conduct) })
export const Rising = z.object({ thing: required(most.line) })
export const Group = z.object({
  task: required(most.words),
  product: required(most.words),
  ends: z.iso.date({ error: () => t('communities.noDay') }),
  lang: Lang,
})
export const GroupEnd = z.object({ outcome: words(most.words), made: words(most.line), lang: Lang })
