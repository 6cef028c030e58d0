import { t } from '../base/i18n/t.ts'
import type { CommunityRole, Joining, OpenTo } from './community.ts'

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
