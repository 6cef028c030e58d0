import { firstWords } from '../../base/first-words.ts'
import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import type { Url } from '../../ui/url.ts'

/** The cycles of value creation, after Wenger-Trayner (2020): each is a question of the questionnaire `value-story`. */
export const cycles = [
  'immediate',
  'potential',
  'applied',
  'realised',
  'strategic',
  'enabling',
  'orienting',
  'transformative',
] as const
export type Cycle = (typeof cycles)[number]

export const valueInstrument = 'value-story'
/** The slot of a cycle's question. */
export const slotOf = (cycle: Cycle): string => `cycles/${cycle}`

export const openings = ['facilitators', 'members', 'everyone'] as const
/** Whom it is for: whoever told it and those who facilitate, the members of its community, or all who see what it came of. */
export type OpenTo = (typeof openings)[number]

/** What makes sense to ask at this moment, by the kind of thing it came of; of others what a mentorship is asked. */
export const askedOf = (kind: string): readonly Cycle[] =>
  ({
    use: ['applied', 'realised'] as const,
    thread: ['potential', 'applied'] as const,
    post: ['potential', 'applied'] as const,
    record: ['enabling', 'realised', 'orienting'] as const,
    community: ['immediate', 'strategic', 'orienting'] as const,
  })[kind] ?? ['potential', 'applied', 'transformative']

/** What somebody got from taking part, as a viewer reads it. */
export interface ValueStory {
  ref: Ref
  lang: string
  answers: Partial<Record<Cycle, string>>
  link: string | null
  told: string
  edited: string | null
  openTo: OpenTo
  /** Whoever told it, where they wish to be named. */
  by: string | null
  /** What it came of, where the viewer may see that: told without a name it leads to what was used, not to who used it. */
  of: { id: number; ref: Ref; kind: string } | null
  community: { slug: string; name: Text } | null
  /** The viewer told it. */
  mine: boolean
  withdrawn: boolean
}

/** The last of its cycles, which is how far it came. */
export const furthest = (answers: ValueStory['answers']): Cycle =>
  cycles.findLast((cycle) => answers[cycle]) ?? 'immediate'

/** Its first words stand for a title. */
export const titleOf = ({ lang, answers }: Pick<ValueStory, 'lang' | 'answers'>): Text => ({
  original: lang,
  texts: { [lang]: firstWords(answers[furthest(answers)] ?? '', 90) },
})

/** Where a moment is: what it came of, and for whom it can be. */
export interface Moment {
  id: number
  ref: Ref
  kind: string
  title: Text
  href: Url
  circle: number
  /** Asked or used without a name: so is what came of it. */
  sealed: boolean
  /** Until when the viewer only reads where it stands. */
  paused: string | null
  /** It stands in a community that is closed, which is read and not written. */
  shut: boolean
  /** The viewer asked not to be asked of anything. */
  never: boolean
  /** Those of the viewer's communities in which it can stand; `keeps`: they look after it. */
  communities: { id: number; slug: string; name: Text; circle: number; keeps: boolean }[]
  /** What the viewer told of it already. */
  told: Ref | null
}
