import { sql } from 'kysely'
import { kept } from '../../base/cache/kept.ts'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { maySee, type Viewer } from '../../base/viewer.ts'
import type { Slot } from '../../instruments/definition.ts'
import type { Condition } from './conditions.ts'

/** What records say to one question of context. */
export interface Statement {
  id: number
  /** Of places none. */
  instrument: string
  slot: Slot
  codes: string[]
  /** How many published records say it, by the circle that may see them. */
  counts: [circle: number, count: number][]
}

/** Every statement there is, by `questionnaire slot` and by its number. */
export interface Statements {
  bySlot: Map<string, Statement[]>
  byId: Map<number, Statement>
}

const keptStatements = kept('records', read)

/** What published records state of their conditions: in one query, or none while it is at hand. */
export async function statements(): Promise<Statements> {
  dependsOn('records')
  return (await keptStatements()) ?? (await read())
}

async function read(): Promise<Statements> {
  const { rows } = await sql<Statement>`
    select id, instrument, slot, codes, counts from (
      select answer, jsonb_agg(jsonb_build_array(circle, count)) as counts from (
        select answer, circle, count(*)::int from context_stated join thing on thing.id = thing
        where thing.state = 'published' group by answer, circle
      ) as said group by answer
    ) as counted join context_answer on id = answer`.execute(db())
  return {
    bySlot: Map.groupBy(rows, ({ instrument, slot }) => `${instrument} ${slot}`),
    byId: new Map(rows.map((row) => [row.id, row])),
  }
}

/** What is stated of a condition, in whatever questionnaire. */
export const statedOf = ({ bySlot }: Statements, { slots }: Condition): Statement[] =>
  [...slots].flatMap(([instrument, slot]) => bySlot.get(`${instrument} ${slot}`) ?? [])

/** How many of those the viewer may see. */
export const seenBy = (viewer: Viewer, { counts }: Statement): number =>
  counts.reduce((sum, [circle, count]) => (maySee(viewer, circle) ? sum + count : sum), 0)

/** Statements by their numbers. */
export const saidIn = ({ byId }: Statements, numbers: number[]): Statement[] =>
  numbers.flatMap((id) => byId.get(id) ?? [])
