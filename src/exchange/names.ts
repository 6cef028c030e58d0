import { formatList, inReach, label, languageName, t } from '../base/i18n/t.ts'
import type { Place } from '../places/place.ts'
import { placeName } from '../places/place.ts'
import type { Topic } from '../vocabularies/topics.ts'
import type { Entry, Side, Time, What } from './entry.ts'
import type { Reason } from './matching.ts'
import type { TakeUpState } from './take-up.ts'

export const sideName = (side: Side): string => (side === 'offer' ? t('exchange.offer') : t('exchange.need'))

export const whatName = (what: What): string =>
  ({
    mentoring: () => t('people.mentoring'),
    'expert-help': () => t('people.expertHelp'),
    review: () => t('people.review'),
    data: () => t('people.data'),
    tool: () => t('exchange.tool'),
    visit: () => t('people.visit'),
    translation: () => t('people.translation'),
  })[what]()

export const timeName = (time: Time): string =>
  ({
    hour: () => t('exchange.anHour'),
    day: () => t('exchange.aDay'),
    days: () => t('exchange.someDays'),
    weekly: () => t('exchange.anHourAWeek'),
    monthly: () => t('exchange.aDayAMonth'),
  })[time]()

export const takeUpStateName = (state: TakeUpState): string =>
  ({
    proposed: () => t('exchange.stateProposed'),
    agreed: () => t('exchange.stateAgreed'),
    declined: () => t('exchange.stateDeclined'),
    'taken-back': () => t('exchange.stateTakenBack'),
    done: () => t('exchange.stateDone'),
  })[state]()

/** Whose it is, in words: somebody for an organisation of theirs. */
export function byWhom({ author, organisation }: Pick<Entry, 'author' | 'organisation'>): string {
  const name = author?.name || t('exchange.aMember')
  return organisation ? t('exchange.byFor', { name, organisation: inReach(organisation.name).text }) : name
}

/** Whom it is for, in words. */
export const forWhom = (
  { community, circle }: Pick<Entry, 'community' | 'circle'>,
  everyone: number,
): string =>
  community
    ? t('exchange.forCommunity', { community: inReach(community.name).text })
    : circle === everyone
      ? t('exchange.forEveryone')
      : t('exchange.forMembers')

export interface Known {
  places: Map<number, Place>
  topics: Map<number, Topic>
}

/** Why an offer and a need meet, the strongest first: "same topic: gullies; speaks French; in the Sahel". */
export function reasonSaid(reason: Reason, { places, topics }: Known): string {
  const named = (names: string[]) => formatList(names.filter(Boolean), 'unit')
  const of = {
    topics: named(reason.topics.map((id) => label(topics.get(id)?.label))),
    places: named(reason.places.flatMap((id) => (places.has(id) ? placeName(places.get(id)!) : []))),
    langs: named(reason.langs.map(languageName)),
  }
  return [
    ...(of.topics ? [t('exchange.whyTopics', { topics: of.topics })] : []),
    ...(of.places ? [t('exchange.whyPlaces', { places: of.places })] : []),
    ...(of.langs ? [t('exchange.whyLanguages', { languages: of.langs })] : []),
    ...(reason.time ? [t('exchange.whyTime')] : []),
  ].join(' · ')
}
