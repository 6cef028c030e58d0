import type { Viewer } from '../base/viewer.ts'
import { belongs, facilitates, mayTalk, moderates } from '../communities/access.ts'
import type { Thread } from './thread.ts'

type Standing = Pick<Thread, 'community' | 'closed' | 'mergedInto'>

/** Writes in it: members of its community; at the door whoever is signed in. Nobody in one that is closed. */
export const mayReply = (viewer: Viewer, { community, closed, mergedInto }: Standing): boolean =>
  viewer.kind === 'person' && !closed && !mergedInto && (!community || mayTalk(community))

/** Takes the answer on: whoever asked, and those who facilitate. */
export const mayAccept = (viewer: Viewer, thread: Pick<Thread, 'community' | 'own' | 'form'>): boolean =>
  thread.form === 'question' && (thread.own || mayArrange(viewer, thread))

/** Moves, splits, merges, closes and pins: those who facilitate its community. */
export const mayArrange = (viewer: Viewer, { community }: Pick<Thread, 'community'>): boolean =>
  community ? facilitates(viewer, community) : moderates(viewer, atTheDoor)

/** Takes a post from sight, with a reason. */
export const mayHide = (viewer: Viewer, { community }: Pick<Thread, 'community'>): boolean =>
  moderates(viewer, community ?? atTheDoor)

/** Says in two lines what a thread is about: whoever may write in it, also once it is closed. */
export const maySumUp = (viewer: Viewer, { community }: Pick<Thread, 'community'>): boolean =>
  viewer.kind === 'person' && (!community || belongs(community))

const atTheDoor = { mine: { standing: 'none' as const, roles: [] }, subjects: [] }
