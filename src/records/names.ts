import { t } from '../base/i18n/t.ts'
import type { RecordKind } from '../instruments/definition.ts'
import type { Linked } from './around.ts'
import type { Contributor } from './interchange.ts'

/** The kinds, roles and relations in the reader's words; each key is written out, so a test can find it. */
export function kindName(kind: RecordKind): string {
  const names: Record<RecordKind, () => string> = {
    practice: () => t('records.practice'),
    case: () => t('records.case'),
    lesson: () => t('records.lesson'),
    story: () => t('records.story'),
    method: () => t('records.method'),
    tool: () => t('records.tool'),
    report: () => t('records.report'),
    evaluation: () => t('records.evaluation'),
    policy: () => t('records.policy'),
    dataset: () => t('records.dataset'),
    'training-material': () => t('records.trainingMaterial'),
    'session-recording': () => t('records.sessionRecording'),
    'outside-resource': () => t('records.outsideResource'),
  }
  return names[kind]()
}

export function roleName(role: Contributor['role']): string {
  const names: Record<Contributor['role'], () => string> = {
    compiler: () => t('records.compiler'),
    author: () => t('records.author'),
    'land-user': () => t('records.landUser'),
    'resource-person': () => t('records.resourcePerson'),
    reviewer: () => t('records.reviewer'),
    translator: () => t('records.translator'),
    curator: () => t('records.curator'),
  }
  return names[role]()
}

/** What this record is to the other, or the other to it: "adapts", "adapted by". */
export function relationName({ rel, way }: Pick<Linked, 'rel' | 'way'>): string {
  const names: Record<Linked['rel'], [out: () => string, into: () => string]> = {
    extends: [() => t('records.extends'), () => t('records.extendedBy')],
    adapts: [() => t('records.adapts'), () => t('records.adaptedBy')],
    replaces: [() => t('records.replaces'), () => t('records.replacedBy')],
    contradicts: [() => t('records.contradicts'), () => t('records.contradictedBy')],
    implements: [() => t('records.implements'), () => t('records.implementedBy')],
    'learned-at': [() => t('records.learnedAt'), () => t('records.gaveRiseTo')],
    'derives-from': [() => t('records.derivesFrom'), () => t('records.derivedInto')],
    cites: [() => t('records.cites'), () => t('records.citedBy')],
  }
  const [out, into] = names[rel]
  return way === 'out' ? out() : into()
}
