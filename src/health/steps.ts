import type { Community } from '../communities/community.ts'
import { type Url, url, withQuery } from '../ui/url.ts'
import type { Step } from './elements.ts'
import type { Health } from './health.ts'

/** Where a step is done: at the very thing that waits for it, where there is one. */
export function stepUrl(
  { slug, ref }: Pick<Community, 'slug' | 'ref'>,
  { figures: { orphans }, evidence: { ripe, goals } }: Pick<Health, 'figures' | 'evidence'>,
  step: Step,
): Url {
  const at = url`/communities/${slug}`
  switch (step) {
    case 'say-question':
    case 'say-home':
    case 'say-successor':
      return url`/communities/${slug}/charter/change`
    case 'say-topics':
      return url`/communities/${slug}/charter/change#topics`
    case 'set-agenda':
      return url`/communities/${slug}/agenda/new`
    case 'invite':
      return url`/communities/${slug}/members#invite`
    case 'second-facilitator':
    case 'renew-term':
      return url`/communities/${slug}/members#roles`
    case 'greet':
      return url`/communities/${slug}/desk`
    case 'answer':
      if (orphans[0]) return url`/threads/${orphans[0].ref}#reply`
      return withQuery(at, new URLSearchParams(), { order: 'unanswered' })
    case 'write-up':
      return ripe ? url`/threads/${ripe}/write-up` : at
    case 'fill-library':
      return url`/communities/${slug}/library`
    case 'set-goal':
      return url`/communities/${slug}/goals/new`
    case 'end-goal':
      if (goals[0]?.overdue) return url`/communities/${slug}/goals/${goals[0].id}/end`
      return url`/communities/${slug}/charter#goals`
    case 'ask-in-language':
      return url`/communities/${slug}/threads/new`
    case 'say-channel':
      return url`/communities/${slug}/arrangement`
    case 'tell-value':
      return withQuery(url`/value/new`, new URLSearchParams(), { of: ref })
    case 'begin-check':
    case 'reflect':
      return url`/communities/${slug}/health#checks`
  }
}

/** What only those who facilitate can do: others are shown what would help, and no way to it. */
const ofFacilitators: readonly Step[] = [
  'say-question',
  'say-topics',
  'invite',
  'greet',
  'second-facilitator',
  'renew-term',
  'set-goal',
  'end-goal',
  'say-home',
  'say-successor',
  'say-channel',
  'begin-check',
  'reflect',
]

export const isForFacilitators = (step: Step): boolean => ofFacilitators.includes(step)
