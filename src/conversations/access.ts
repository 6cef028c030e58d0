import type { Viewer } from '../base/viewer.ts'
import { belongs, facilitates, mayTalk, moderates } from '../communities/access.ts'
import type { Thread } from './thread.ts'

type Standing = Pick<Thread, 'community' | 'closed' | 'mergedInto' | 'own' | 'door' | 'guest' | 'waits'>
type Home = Pick<Thread, 'community' | 'onDuty' | 'waits'>

/**
 * Writes in it: members of its community, and whoever asked it, or what was put into it, at the door; at the door whoever is signed in. Nobody
 * in one that is closed or waits for a look.
 */
export const mayReply = (
  viewer: Viewer,
  { community, closed, mergedInto, own, door, guest, waits }: Standing,
): boolean =>
  viewer.kind === 'person' &&
  !closed &&
  !mergedInto &&
  !waits &&
  (!community || (own && door) || guest || mayTalk(community))

/** Takes the answer on: whoever asked, and those who facilitate. */
export const mayAccept = (viewer: Viewer, thread: Home & Pick<Thread, 'own' | 'form'>): boolean =>
  !thread.waits && thread.form === 'question' && (thread.own || mayArrange(viewer, thread))

/** Moves, splits, merges, closes and pins: those who facilitate its community; at the door who is on duty there. */
export const mayArrange = (viewer: Viewer, { community, onDuty, waits }: Home): boolean =>
  !waits && (community ? facilitates(viewer, community) : onDuty || moderates(viewer, atTheDoor))

/** Takes a post from sight, with a reason. */
export const mayHide = (viewer: Viewer, { community }: Pick<Thread, 'community'>): boolean =>
  moderates(viewer, community ?? atTheDoor)

/** Says in two lines what a thread is about: whoever may write in it, also once it is closed. */
export const maySumUp = (
  viewer: Viewer,
  { community, waits }: Pick<Thread, 'community' | 'waits'>,
): boolean =>
  viewer.kind === 'person' && !waits && (!community || (belongs(community) && !community.mine.paused))

/** Writes it up as a record: whoever takes part, so that it says nothing of who asked; at the door whoever is signed in. */
export const mayWriteUp = (
  viewer: Viewer,
  { community, mergedInto, waits }: Pick<Thread, 'community' | 'mergedInto' | 'waits'>,
): boolean => viewer.kind === 'person' && !mergedInto && !waits && (!community || mayTalk(community))

/** Of what stands in no community. */
export const atTheDoor = { mine: { standing: 'none' as const, roles: [] }, subjects: [] }
