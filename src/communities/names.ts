import { t } from '../base/i18n/t.ts'
import type { CommunityRole, Joining, OpenTo, Rest } from './community.ts'

/** A role in the reader's words. */
export const roleName = (role: CommunityRole): string =>
  ({
    facilitator: () => t('communities.facilitator'),
    moderator: () => t('communities.moderator'),
    sponsor: () => t('communities.sponsorRole'),
  })[role]()

/** How one comes in. */
export const wayName = (way: Joining): string =>
  ({
    open: () => t('communities.wayOpen'),
    request: () => t('communities.wayRequest'),
    invitation: () => t('communities.wayInvitation'),
  })[way]()

/** Who reads it. */
export const openToName = (openTo: OpenTo): string =>
  ({
    everyone: () => t('communities.toEveryone'),
    members: () => t('communities.toMembers'),
    itself: () => t('communities.toItself'),
  })[openTo]()

/** How it rests, in a word. */
export const restName = (rest: Rest): string =>
  ({
    quiet: () => t('communities.quiet'),
    dormant: () => t('communities.dormant'),
    closed: () => t('communities.closed'),
  })[rest]()

/** The same as `wayName`, in a word. */
export const joiningName = (way: Joining): string =>
  ({
    open: () => t('communities.open'),
    request: () => t('communities.byRequest'),
    invitation: () => t('communities.byInvitation'),
  })[way]()
