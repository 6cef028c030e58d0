import { t } from '../base/i18n/t.ts'
import type { Role } from '../base/viewer.ts'
import type { OrganisationKind } from './organisations.ts'
import type { Audience, LineKind, Offer } from './profile.ts'

/** A role in the reader's words. */
export const roleName = (role: Role): string =>
  ({
    reviewer: () => t('people.reviewer'),
    curator: () => t('people.curator'),
    moderator: () => t('people.moderator'),
    operator: () => t('people.operator'),
  })[role]()

/** What a line of a profile is about. */
export const lineKindName = (kind: LineKind): string =>
  ({
    about: () => t('people.about'),
    role: () => t('people.role'),
    language: () => t('people.languages'),
    expertise: () => t('people.expertise'),
    place: () => t('people.places'),
    offer: () => t('people.offers'),
    link: () => t('people.links'),
  })[kind]()

export const offerName = (offer: Offer): string =>
  ({
    mentoring: () => t('people.mentoring'),
    'expert-help': () => t('people.expertHelp'),
    review: () => t('people.review'),
    translation: () => t('people.translation'),
    data: () => t('people.data'),
    visit: () => t('people.visit'),
  })[offer]()

export const audienceName = (audience: Audience): string =>
  ({
    everyone: () => t('people.forEveryone'),
    members: () => t('people.forMembers'),
    me: () => t('people.forMe'),
  })[audience]()

export const organisationKindName = (kind: OrganisationKind): string =>
  ({
    ministry: () => t('people.ministry'),
    'statistics-office': () => t('people.statisticsOffice'),
    'planning-office': () => t('people.planningOffice'),
    school: () => t('people.school'),
    district: () => t('people.district'),
    agency: () => t('people.agency'),
    ngo: () => t('people.ngo'),
    provider: () => t('people.provider'),
    university: () => t('people.university'),
    donor: () => t('people.donor'),
    programme: () => t('people.programme'),
    producers: () => t('people.producers'),
    'community-group': () => t('people.communityGroup'),
    other: () => t('people.otherKind'),
  })[kind]()
