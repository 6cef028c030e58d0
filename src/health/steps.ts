import { type Url, url, withQuery } from '../ui/url.ts'
import type { Step } from './elements.ts'

/** Where a step is done. */
export function stepUrl(slug: string, step: Step): Url {
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
    case 'second-facilitator':
    case 'renew-term':
      return url`/communities/${slug}/members`
    case 'greet':
      return url`/communities/${slug}/desk`
    case 'answer':
      return withQuery(at, new URLSearchParams(), { order: 'unanswered' })
    case 'write-up':
      return at
    case 'fill-library':
      return url`/communities/${slug}/library`
    case 'set-goal':
      return url`/communities/${slug}/goals/new`
    case 'end-goal':
      return url`/communities/${slug}/charter#goals`
    case 'ask-in-language':
      return url`/communities/${slug}/threads/new`
    case 'say-channel':
      return url`/communities/${slug}/arrangement`
    case 'tell-value':
      return url`/communities/${slug}/value`
    case 'begin-check':
    case 'reflect':
      return url`/communities/${slug}/health#checks`
  }
}

/** What only those who facilitate can do: others are shown what would help, and no way to it. */
const ofFacilitators: readonly Step[] = [
  'say-question',
  'say-topics',
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
