import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Farewell } from '../../base/things/kinds.ts'
import { practiceChanged } from '../texts/changed.ts'

/** The questions this person sees to, and how far they said that any had come, for the export of their account. One query. */
export async function ownedBy(person: number): Promise<object> {
  const { rows } = await sql<{ owned: object[]; steps: object[] }>`
    select
      coalesce((select json_agg(json_build_object('ref', ref, 'words', words, 'progress', progress) order by thing.id)
        from agenda_question join thing on thing.id = agenda_question.thing where owner = ${person}), '[]') as owned,
      coalesce((select json_agg(json_build_object('ref', ref, 'progress', progress, 'reason', reason, 'at', at) order by agenda_step.id)
        from agenda_step join thing on thing.id = agenda_step.question where by = ${person}), '[]') as steps`.execute(
    db(),
  )
  return { agendaQuestions: rows[0]!.owned, agendaSteps: rows[0]!.steps }
}

/**
 * Of whoever deletes their account: nobody has taken on their questions any more. What they wrote and put in stays,
 * without their name where they leave without it; the pages that say it are made anew.
 */
export async function ownerLeft(person: number, { unnamed }: Farewell): Promise<void> {
  const { rows: owned } = await sql<{ id: number; community: number }>`
    update agenda_question set owner = null where owner = ${person} returning thing as id, community`.execute(
    db(),
  )
  const { rows: written } = unnamed
    ? await sql<{ id: number }>`
        with texts as (update shared_text set by = null where by = ${person} returning thing),
          steps as (update agenda_step set by = null where by = ${person} returning question),
          items as (update library_item set by = null where by = ${person} returning community)
        select thing as id from texts union select question from steps union select community from items`.execute(
        db(),
      )
    : { rows: [] }
  const beside = [...owned.map(({ community }) => community), ...written.map(({ id }) => id)]
  if (owned.length + beside.length === 0) return
  await practiceChanged(
    owned.map(({ id }) => id),
    beside,
  )
}
