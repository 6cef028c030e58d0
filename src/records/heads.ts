import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { planned } from '../base/database/planned.ts'
import { isRef, type Ref } from '../base/ids.ts'
import { found, missing } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import { panelsAsked } from '../base/things/panels.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { outcomesOf } from './evidence/counting.ts'
import { type Outcome, type Tried, triedOf } from './evidence/use.ts'
import { wasAsked } from './freshness/access.ts'
import { isCredited, isMine, Withdrawn } from './reading.ts'
import { translatedHead } from './translating/translated-head.ts'
import { dependsOnWriteUp } from './write-up/around.ts'

/** As much of a version as leads to it: whether it may be read, where it stands, what it is called. */
export interface RecordHead {
  thing: number
  version: number
  ref: Ref
  content: { title: Text; summary: Text }
  /** The viewer is the one who keeps it true. */
  mine: boolean
  /** The viewer is credited for its newest version. */
  credited: boolean
  /** It is past the day by which it is to be looked at again; and the viewer was asked whether it is still true. */
  due: boolean
  asked: boolean
  /** The number of this version. */
  number: number
  /** What others say who used it. */
  tried: Tried
  /** What panels of its page are drawn from. */
  panels: Record<string, never>
}

/** The head of the newest version or of the one of that number; the same refusals as `recordFor`. */
export async function headFor(viewer: Viewer, ref: string, number?: number): Promise<RecordHead> {
  if (!isRef(ref)) missing()
  dependsOn(ref)
  const { rows } = await sql<{
    thing: number
    version: number
    title: Text
    summary: Text
    state: string
    tombstone: Text | null
    mine: boolean
    credited: boolean
    due: boolean
    asked: boolean
    number: number
    outcomes: Partial<Record<Outcome, number>> | null
    panels: Record<string, never>
  }>`${planned}
    select thing.id as thing, version.id as version, ${translatedHead('title')} as title, ${translatedHead('summary')} as summary, thing.state, record.tombstone,
      ${isMine(viewer)} as mine, ${isCredited(viewer)} as credited, record.due < current_date as due, ${wasAsked(viewer)} as asked, version.number, ${outcomesOf('thing.id')} as outcomes, ${panelsAsked(viewer, 'record')} as panels
    from thing join record on record.thing = thing.id join version on version.record = thing.id
    where thing.ref = ${ref} and thing.state in ('published', 'withdrawn') and ${visibleTo(viewer)}
      and ${number === undefined ? sql`version.id = record.current` : sql`version.number = ${number}`}`.execute(
    db(),
  )
  const { title, summary, state, tombstone, outcomes, ...head } = found(rows[0])
  dependsOnWriteUp(head.panels)
  if (state === 'withdrawn') throw new Withdrawn(title, tombstone ?? undefined)
  return { ...head, ref, content: { title, summary }, tried: triedOf(outcomes) }
}
