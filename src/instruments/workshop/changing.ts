import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import type { Fault } from '../../base/import.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { operationInWords } from '../change-words.ts'
import type { Change } from '../changes.ts'
import type { Definition } from '../definition.ts'
import { fold } from './folding.ts'
import { leadingTo } from './leading-to.ts'
import type { Step, Whole } from './proposal.ts'
import { tell, toChange } from './proposing.ts'
import { proposalFor } from './reading.ts'
import { pieces } from './translating.ts'

/** What stands before anything is done: a change is made of it. */
export type Making = (next: Definition, whole: Whole) => Change

/**
 * Does something in a proposal, after what it does already; what was said of the same thing before gives way.
 * Refuses, with its place, what cannot be done, what makes no good questionnaire, and what an extension may not.
 */
export function makeChange(viewer: Viewer, ref: string, making: Making): Promise<void> {
  return atomically(async () => {
    const whole = await toChange(viewer, ref)
    const steps = folded(whole, making)
    await keepSteps(personOf(viewer), whole, steps)
    await tell(whole)
  })
}

/** The same without keeping it: what the questionnaire would be. */
export async function tryChange(viewer: Viewer, ref: string, making: Making): Promise<Definition> {
  return atomically(async () => {
    const whole = await toChange(viewer, ref)
    return leadingTo({ ...whole, steps: folded(whole, making) }).next!
  })
}

function folded(whole: Whole, making: Making): Step[] {
  if (whole.kind === 'translation') refuse('invalid', 'workshop.wordsOnly')
  const steps = fold(whole.last, whole.steps, making(leadingTo(whole).next ?? whole.last, whole))
  refuseFaulty(leadingTo({ ...whole, steps }).faults, { ...whole, steps })
  return steps
}

/** Refuses with the first fault, at its place; one of the steps goes by what it does. */
export function refuseFaulty(faults: Fault[], { steps, last }: Pick<Whole, 'steps' | 'last'>): void {
  const [first] = faults
  if (!first) return
  const step = steps[Number(/^changes\[(\d+)\]/.exec(first.place)?.[1] ?? -1)]
  const place = step?.operations[0]
    ? operationInWords(step.operations[0], last, last, reader().lang)
    : first.place
  refuse('invalid', 'workshop.cannot', { place, message: first.message })
}

async function keepSteps(by: number, { id: proposal, steps: before }: Whole, steps: Step[]): Promise<void> {
  const kept = new Set(steps.map(({ id }) => id))
  const gone = before.flatMap(({ id }) => (id !== undefined && !kept.has(id) ? id : []))
  if (gone.length) await db().deleteFrom('proposal_change').where('id', 'in', gone).execute()
  for (const { id, note, operations } of steps) {
    const row = { note: note ? JSON.stringify(note) : null, operations: JSON.stringify(operations) }
    const was = before.find((one) => one.id === id)
    if (id === undefined)
      await db()
        .insertInto('proposal_change')
        .values({ ...row, proposal, by })
        .execute()
    else if (was && JSON.stringify([was.note, was.operations]) !== JSON.stringify([note, operations]))
      await db().updateTable('proposal_change').set(row).where('id', '=', id).execute()
  }
  await counted(proposal)
}

const counted = (proposal: number) =>
  sql`update proposal set revision = revision + 1 where thing = ${proposal}`.execute(db())

/** Undoes one step. Refuses where others build on it, with the first that could not be done any more. */
export function undoChange(viewer: Viewer, ref: string, id: number): Promise<void> {
  return atomically(async () => {
    const whole = await toChange(viewer, ref)
    found(whole.steps.find((step) => step.id === id))
    const steps = whole.steps.filter((step) => step.id !== id)
    refuseFaulty(leadingTo({ ...whole, steps }).faults, { ...whole, steps })
    await keepSteps(personOf(viewer), whole, steps)
    await tell(whole)
  })
}

/** Says what one step means for those who answer, in a language; nothing typed takes it away. */
export function noteChange(
  viewer: Viewer,
  ref: string,
  id: number,
  { lang, note }: { lang: string; note: string },
): Promise<void> {
  return atomically(async () => {
    const whole = await toChange(viewer, ref)
    const step = found(whole.steps.find((one) => one.id === id))
    const { [lang]: _, ...others } = step.note ?? {}
    const now = note ? { ...others, [lang]: note } : others
    const steps = whole.steps.map((one) =>
      one.id === id ? { id, operations: one.operations, ...(Object.keys(now).length && { note: now }) } : one,
    )
    await keepSteps(personOf(viewer), whole, steps)
    await tell(whole)
  })
}

/** Keeps words of a translation by place; those that were cleared are taken away. */
export function keepWords(
  viewer: Viewer,
  ref: string,
  lang: string,
  words: Map<string, string>,
): Promise<void> {
  return atomically(async () => {
    const whole = await toChange(viewer, ref)
    if (whole.kind !== 'translation') refuse('invalid', 'workshop.noTranslation')
    const before = whole.words.get(lang) ?? new Map<string, string>()
    const known = new Map(pieces(whole.last).map(({ place, labels }) => [place, labels[lang] ?? '']))
    const other = [...words].filter(
      ([place, text]) => known.has(place) && (before.get(place) ?? known.get(place)) !== text,
    )
    const typed = other.filter(([, text]) => text !== '')
    const cleared = other.flatMap(([place, text]) => (text === '' ? place : []))
    if (other.length === 0) return
    if (cleared.length)
      await sql`delete from proposal_word where proposal = ${whole.id} and lang = ${lang} and place = any(${cleared}::text[])`.execute(
        db(),
      )
    if (typed.length)
      await sql`
        insert into proposal_word (proposal, lang, place, words, by)
        select ${whole.id}, ${lang}, place, words, ${personOf(viewer)}
        from jsonb_to_recordset(${JSON.stringify(typed.map(([place, text]) => ({ place, words: text })))}::jsonb) as one (place text, words text)
        on conflict (proposal, lang, place) do update set words = excluded.words, by = excluded.by, at = now()`.execute(
        db(),
      )
    await counted(whole.id)
    await tell(whole)
  })
}

/** Begins from the edition that is in use now, where that is another. Refuses, with its place, what cannot be done to it. */
export function renew(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const { id, current } = await toChange(viewer, ref)
    await db().updateTable('proposal').set({ base: current.id }).where('thing', '=', id).execute()
    const whole = await proposalFor(viewer, ref)
    refuseFaulty(leadingTo(whole).faults, whole)
    await counted(id)
    await audit(viewer, 'proposal.renewed', id, { edition: current.name })
    await tell(whole)
  })
}
