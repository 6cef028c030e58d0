import { sql } from 'kysely'
import type { Text } from '../base/text.ts'
import type { LineageStep, LineageTie } from '../base/things/lineage.ts'
import { recordUrl } from './address.ts'
import { translatedHead } from './translating/translated-head.ts'

/** What is known, on its way. */
export const recordStep: LineageStep = {
  kind: 'record',
  stage: 'record',
  told: sql`(select jsonb_build_object('title', ${translatedHead('title')}) from record join version on version.id = record.current where record.thing = at.id)`,
  drawn: (ref, { title }: { title: Text }) => ({ title, href: recordUrl({ ref, content: { title } }) }),
}

/** By which one record came of another. */
const cameOf = sql`rel in ('adapts', 'derives-from', 'extends')`

export const linkTie: LineageTie = {
  from: sql`select source.id from link join thing as source on source.ref = link.target where link.record = walk.id and ${cameOf}`,
  to: sql`select link.record as id from link where link.target = at.ref and ${cameOf} order by link.record desc limit 20`,
}
