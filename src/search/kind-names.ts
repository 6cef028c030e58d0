import { t } from '../base/i18n/t.ts'
import { recordKinds } from '../instruments/definition.ts'
import { kindName } from '../records/names.ts'

/** A kind of thing in the reader's words; one that nobody knows goes by its own name. */
export function nameOfKind(kind: string): string {
  const record = recordKinds.find((one) => one === kind)
  if (record) return kindName(record)
  const names: Record<string, () => string> = {
    place: () => t('search.place'),
    topic: () => t('search.topic'),
    vocabulary: () => t('search.vocabulary'),
    instrument: () => t('search.instrument'),
    person: () => t('people.person'),
    organisation: () => t('people.organisation'),
    community: () => t('communities.kind'),
    'working-group': () => t('communities.workingGroup'),
    programme: () => t('communities.programme'),
    page: () => t('practice.page'),
    'agenda-question': () => t('practice.agendaQuestion'),
    collection: () => t('search.collection'),
    'value-story': () => t('value.kind'),
    thread: () => t('conversations.thread'),
    offer: () => t('exchange.offer'),
    need: () => t('exchange.need'),
    post: () => t('conversations.post'),
  }
  return Object.hasOwn(names, kind) ? names[kind]!() : kind
}

export function nameOfKnowledge(knowledge: string): string {
  const names: Record<string, () => string> = {
    research: () => t('search.research'),
    experience: () => t('search.experience'),
  }
  return Object.hasOwn(names, knowledge) ? names[knowledge]!() : knowledge
}
