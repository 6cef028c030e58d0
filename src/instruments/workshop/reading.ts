import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { isRef } from '../../base/ids.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import type { Labels } from '../../base/text.ts'
import { everyone, holds, type Viewer, visibleTo } from '../../base/viewer.ts'
import type { Operation } from '../changes.ts'
import { definitionOf, editionsOf } from '../editions.ts'
import { extensionOf } from './leading-to.ts'
import type { Proposal, Step, Whole } from './proposal.ts'

export interface Row extends Proposal {
  /** The slug of the questionnaire that it changes or extends. */
  of: string
}

/** Proposals that the viewer may see and for which this holds; one that was taken back is for whoever made it. */
export async function proposals(viewer: Viewer, which: ReturnType<typeof sql>, rest = sql``): Promise<Row[]> {
  dependsOn('proposals', 'people')
  const { rows } = await sql<Row>`
    select thing.id, thing.ref, proposal.kind, proposal.state, proposal.title, why, proposal.name, proposal.slug,
      case when thing.circle = ${everyone} then 'everyone' else 'members' end as audience,
      proposal.instrument, instrument.slug as of, base, became, proposal.revision, reason,
      to_char(opened at time zone 'UTC', 'YYYY-MM-DD') as opened, to_char(decided at time zone 'UTC', 'YYYY-MM-DD') as decided,
      (select json_build_object('id', thing, 'name', name, 'handle', handle) from person where person.thing = proposal.by) as by,
      (select json_build_object('id', thing, 'name', name, 'handle', handle) from person where person.thing = decided_by) as "decidedBy",
      coalesce((select json_agg(json_build_object('id', person.thing, 'name', person.name, 'handle', handle) order by since)
        from proposal_editor join person on person.thing = proposal_editor.person where proposal = thing.id), '[]') as editors
    from proposal join thing on thing.id = proposal.thing join instrument on instrument.thing = proposal.instrument
    where ${visibleTo(viewer)} and ${which} ${rest}`.execute(db())
  return rows
}

/** Whoever began it and those who change it with them. */
const isEditor = (viewer: Viewer, { by, editors }: Proposal): boolean =>
  viewer.kind === 'person' && [by, ...editors].some(({ id }) => id === viewer.id)

/** Whether the viewer may adopt or decline it: of a new questionnaire, those who curate everything. */
const mayDecide = (viewer: Viewer, { kind, instrument }: Proposal): boolean =>
  holds(viewer, 'curator', kind === 'extension' ? [] : [instrument])

/**
 * A proposal with what it does. 404 for one that is not there or not open to the viewer; gone for one that was
 * taken back, but to those who made it. `lock`: nobody else changes it until the transaction is over.
 */
export async function proposalFor(viewer: Viewer, ref: string, { lock = false } = {}): Promise<Whole> {
  if (!isRef(ref)) missing()
  dependsOn(ref)
  if (lock)
    await sql`select from proposal join thing on thing.id = proposal.thing where ref = ${ref} for update of proposal`.execute(
      db(),
    )
  const { of, ...row } = found((await proposals(viewer, sql`thing.ref = ${ref}`))[0])
  const mine = isEditor(viewer, row)
  if (row.state === 'withdrawn' && !mine) refuse('gone', 'workshop.takenBack')
  const editions = await editionsOf(viewer, of)
  const edition = found(editions.find(({ id }) => id === row.base))
  const extended = await definitionOf(edition.id)
  const last =
    row.kind === 'extension'
      ? extensionOf(extended, { slug: row.slug!, name: row.name!, lang: row.title.original })
      : extended
  return {
    ...row,
    edition,
    current: found(editions.find(({ current }) => current)),
    steps: await stepsOf(row.id),
    words: await wordsOf(row),
    edits: row.state === 'open' && mine,
    decides: row.state === 'open' && mayDecide(viewer, row),
    last,
    extended,
  }
}

async function stepsOf(proposal: number): Promise<Step[]> {
  const { rows } = await sql<{ id: number; note: Labels | null; operations: Operation[] }>`
    select id, note, operations from proposal_change where proposal = ${proposal} order by id`.execute(db())
  return rows.map(({ note, ...step }) => ({ ...step, ...(note && { note }) }))
}

async function wordsOf({ id, kind }: Proposal): Promise<Whole['words']> {
  const words: Whole['words'] = new Map()
  if (kind !== 'translation') return words
  const { rows } = await sql<{ lang: string; place: string; words: string }>`
    select lang, place, words from proposal_word where proposal = ${id} order by lang, place`.execute(db())
  for (const { lang, place, words: text } of rows) {
    const inside = words.get(lang) ?? new Map<string, string>()
    words.set(lang, inside.set(place, text))
  }
  return words
}
