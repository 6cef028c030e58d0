import { formatNumber, label, t } from '../../base/i18n/t.ts'
import { placeName } from '../../places/place.ts'
import type { Known } from '../names.ts'
import type { Done } from './finding.ts'

/** Why somebody is found: "wrote 3 records on terraces in Ethiopia". */
export function doneSaid({ what, count, topic, place }: Done, { topics, places }: Known): string {
  const counted = { count, shown: formatNumber(count) }
  const did = {
    wrote: () => t('experts.wrote', counted),
    answered: () => t('experts.answered', counted),
    used: () => t('experts.used', counted),
    reviewed: () => t('experts.reviewed', counted),
  }[what]()
  const on = topic === null ? '' : label(topics.get(topic)?.label)
  const at = place === null ? undefined : places.get(place)
  if (on && at) return t('experts.onIn', { did, topic: on, place: placeName(at) })
  if (on) return t('experts.on', { did, topic: on })
  return at ? t('experts.in', { did, place: placeName(at) }) : did
}
