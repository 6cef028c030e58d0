import type { Viewer } from '../base/viewer.ts'
import { belongs, facilitates, mayTalk, moderates } from '../communities/access.ts'
import type { Thread } from './thread.ts'

type Standing = Pick<Thread, 'community' | 'closed' | 'mergedInto' | 'own' | 'door'>
type Home = Pick<Thread, 'community' | 'onDuty'>

/**
 * Writes in it: members of its community, and whoever asked it at the door; at the door whoever is signed in. Nobody
 * in one that is closed.
 */
export const mayReply = (viewer: Viewer, { community, closed, mergedInto, own, door }: Standing): boolean =>
  viewer.kind === 'person' && !closed && !mergedInto && (!community || (own && door) || mayTalk(community))

/** Takes the answer on: whoever asked, and those who facilitate. */
export const mayAccept = (viewer: Viewer, thread: Home & Pick<Thread, 'own' | 'form'>): boolean =>
  thread.form === 'question' && (thread.own || mayArrange(viewer, thread))

/** Moves, splits, merges, closes and pins: those who facilitate its community; at the door who is on duty there. */
export const mayArrange = (viewer: Viewer, { community, onDuty }: Home): boolean =>
  community ? facilitates(viewer, community) : onDuty || moderates(viewer, atTheDoor)

/** Takes a post from sight, with a reason. */
export const mayHide = (viewer: Viewer, { community }: Pick<Thread, 'community'>): boolean =>
  moderates(viewer, community ?? atTheDoor)

/** Says in two lines what a thread is about: whoever may write in it, also once it is closed. */
export const maySumUp = (viewer: Viewer, { community }: Pick<Thread, 'community'>): boolean =>
  viewer.kind === 'person' && (!community || belongs(community))

/** Writes it up as a record: whoever takes part, so that it says nothing of who asked; at the door whoever is signed in. */
export const mayWriteUp = (
  viewer: Viewer,
  { community, mergedInto }: Pick<Thread, 'community' | 'mergedInto'>,
): boolean => viewer.kind === 'person' && !mergedInto && (!community || mayTalk(community))

const atTheDoor = { mine: { standing: 'none' as const, roles: [] }, subjects: [] }
