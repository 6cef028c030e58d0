import type { Viewer } from '../../base/viewer.ts'
import { facilitates, mayTakePart } from '../access.ts'
import type { Community } from '../community.ts'

/** Works on what a community knows: its members, and before it is open those who prepare it. */
export const mayWork = (viewer: Viewer, community: Pick<Community, 'mine' | 'rest' | 'state'>): boolean =>
  mayTakePart(community) || (community.state === 'draft' && facilitates(viewer, community))

/** Keeps in order what is there; one that is closed stays as it is. */
export const mayKeep = (viewer: Viewer, community: Pick<Community, 'mine' | 'rest'>): boolean =>
  facilitates(viewer, community) && community.rest !== 'closed'
