import { dependsOn } from '../../base/cache/tags.ts'
import type { Viewer } from '../../base/viewer.ts'
import { askable } from './asking.ts'
import { seenBy, statedOf, statements } from './stating.ts'

/** Everything that can be asked about conditions, with how many records the viewer may see answer it. */
export async function listConditions(viewer: Viewer) {
  dependsOn('records', 'places', 'instruments')
  const { conditions } = await askable(viewer)
  const stated = await statements()
  return conditions.map((condition) => ({
    key: condition.key,
    type: condition.type,
    label: condition.label,
    ...(condition.unit !== undefined && { unit: condition.unit }),
    choices: [...condition.choices].map(([code, label]) => ({ code, label })),
    slots: Object.fromEntries(condition.slots),
    records: statedOf(stated, condition).reduce((sum, one) => sum + seenBy(viewer, one), 0),
  }))
}
