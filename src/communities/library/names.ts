import { t } from '../../base/i18n/t.ts'
import { recordKinds } from '../../instruments/definition.ts'
import { kindName } from '../../records/names.ts'

/** What stands in a library, in the reader's words. */
export function itemKindName(kind: string): string {
  const record = recordKinds.find((one) => one === kind)
  if (record) return kindName(record)
  const names: Record<string, () => string> = {
    link: () => t('practice.link'),
    page: () => t('practice.page'),
    'agenda-question': () => t('practice.agendaQuestion'),
    thread: () => t('practice.thread'),
    collection: () => t('collections.kind'),
    instrument: () => t('search.instrument'),
    topic: () => t('search.topic'),
    place: () => t('search.place'),
    vocabulary: () => t('search.vocabulary'),
    person: () => t('people.person'),
    organisation: () => t('people.organisation'),
  }
  return Object.hasOwn(names, kind) ? names[kind]!() : kind
}
