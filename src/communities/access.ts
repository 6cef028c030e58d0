import { holds, type Viewer } from '../base/viewer.ts'
import type { Community } from './community.ts'

type Standing = Pick<Community, 'mine' | 'rest' | 'state'>

export const belongs = ({ mine }: Pick<Community, 'mine'>): boolean => mine.standing === 'member'

/** Belongs to it or has a role in it; others see no more than whether it is open, quiet or closed. */
export const isInside = ({ mine }: Pick<Community, 'mine'>): boolean =>
  belongs({ mine }) || mine.through === true || mine.roles.length > 0

/** How it rests, as the viewer sees it. */
export const restShown = (community: Pick<Community, 'mine' | 'rest'>): Community['rest'] =>
  community.rest === 'dormant' && !isInside(community) ? 'quiet' : community.rest

/** Looks after it: its facilitators, and an operator where nobody else can. */
export const facilitates = (viewer: Viewer, { mine }: Pick<Community, 'mine'>): boolean =>
  mine.roles.includes('facilitator') || holds(viewer, 'operator')

/** Keeps the peace in it: those whom it named, its facilitators, and the moderators of the instance. */
export const moderates = (viewer: Viewer, community: Pick<Community, 'mine' | 'subjects'>): boolean =>
  community.mine.roles.includes('moderator') ||
  facilitates(viewer, community) ||
  holds(viewer, 'moderator', community.subjects)

/** Talks in it: who takes part, and in a programme whoever belongs to one of its communities. */
export const mayTalk = (community: Standing): boolean =>
  mayTakePart(community) ||
  (community.mine.through === true &&
    community.state === 'published' &&
    community.rest !== 'closed' &&
    !community.mine.paused)

/**
 * Takes part: writes, edits its pages, puts into its library. A closed one is read and not written, and so is
 * every one by whoever is paused there.
 */
export const mayTakePart = (community: Standing): boolean =>
  belongs(community) &&
  community.state === 'published' &&
  community.rest !== 'closed' &&
  !community.mine.paused
