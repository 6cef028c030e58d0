import type { Community } from '../communities/community.ts'
import { type CheckSeen, isDue } from './check.ts'
import type { Figures } from './figures.ts'

/** What makes a community work, in the order of DOMAIN.md; each is a question of the health check by the same name. */
export const elements = [
  'domain',
  'engaged',
  'sharing',
  'facilitation',
  'goals',
  'backing',
  'tools',
  'value',
] as const
export type ElementName = (typeof elements)[number]

/** The one step that would help most, each with its words and its way. */
export type Step =
  | 'say-question'
  | 'say-topics'
  | 'set-agenda'
  | 'invite'
  | 'greet'
  | 'answer'
  | 'write-up'
  | 'fill-library'
  | 'second-facilitator'
  | 'renew-term'
  | 'set-goal'
  | 'end-goal'
  | 'say-home'
  | 'say-successor'
  | 'ask-in-language'
  | 'say-channel'
  | 'tell-value'
  | 'begin-check'
  | 'reflect'

/** How an element stands: `help` names what would help most, `well` that nothing is missing. */
export interface ElementSeen {
  name: ElementName
  well: boolean
  step: Step | null
  /** What members say of it, of five, once enough have. */
  said: number | null
}

type Known = Pick<Community, 'question' | 'roles' | 'home' | 'homeless' | 'successor' | 'size'>

/** The eight elements of a community, each by what really happens in it. */
export function elementsOf(community: Known, figures: Figures, checks: readonly CheckSeen[]): ElementSeen[] {
  const said = checks.find(({ means }) => means !== null)?.means
  return elements.map((name) => {
    const step = steps[name](community, figures, checks)
    return { name, well: step === null, step, said: said?.[name] ?? null }
  })
}

const facilitatorsOf = ({ roles }: Known): number =>
  roles.filter(({ role, since }) => role === 'facilitator' && since).length

const steps: Record<
  ElementName,
  (community: Known, figures: Figures, checks: readonly CheckSeen[]) => Step | null
> = {
  domain: ({ question }, { topics, agenda }) =>
    !question ? 'say-question' : topics === 0 ? 'say-topics' : agenda === 0 ? 'set-agenda' : null,
  engaged: ({ size }, { of90, newcomers, returned }) =>
    newcomers > 0 && returned === 0 ? 'greet' : of90 < Math.max(3, Math.min(size / 10, 12)) ? 'invite' : null,
  sharing: (_, { orphaned, written, library, quarters }) =>
    orphaned > 0
      ? 'answer'
      : library === 0
        ? 'fill-library'
        : written === 0 && quarters.length > 1
          ? 'write-up'
          : null,
  facilitation: (community, { ending }) =>
    facilitatorsOf(community) < 2 ? 'second-facilitator' : ending > 0 ? 'renew-term' : null,
  goals: (_, { goals, overdue }) => (overdue > 0 ? 'end-goal' : goals === 0 ? 'set-goal' : null),
  backing: ({ home, homeless, successor }) =>
    !home && !homeless ? 'say-home' : !successor ? 'say-successor' : null,
  tools: (_, { unheard, channels, byMail }) =>
    unheard.langs.length > 0 ? 'ask-in-language' : channels === 0 && byMail === 0 ? 'say-channel' : null,
  value: (_, { uses, stories }, checks) =>
    checks.some(({ over, reflection }) => over && !reflection)
      ? 'reflect'
      : uses + stories === 0
        ? 'tell-value'
        : isDue(checks)
          ? 'begin-check'
          : null,
}
