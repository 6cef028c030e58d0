import { dependsOn } from '../../base/cache/tags.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { RecordKind } from '../../instruments/definition.ts'
import { askable } from './asking.ts'
import { seenBy, statedOf, statements } from './stating.ts'

/**
 * Everything that can be asked about conditions, or what is asked of records of one kind, with how many
 * records that the viewer may see answer it.
 */
export async function listConditions(viewer: Viewer, kind?: RecordKind) {
  dependsOn('records', 'places', 'instruments')
  const { conditions, instruments } = await askable(viewer)
  const stated = await statements()
  const ofKind = instruments.filter(({ makes }) => makes === kind)
  const wanted = conditions.filter(
    ({ type, slots }) => kind === undefined || type === 'place' || ofKind.some(({ slug }) => slots.has(slug)),
  )
  return wanted.map((condition) => ({
    key: condition.key,
    type: condition.type,
    label: condition.label,
    ...(condition.unit !== undefined && { unit: condition.unit }),
    choices: [...condition.choices].map(([code, label]) => ({ code, label })),
    slots: Object.fromEntries(condition.slots),
    records: statedOf(stated, condition).reduce((sum, one) => sum + seenBy(viewer, one), 0),
  }))
}
