import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { found, refuse } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import type { KeptThing } from '../../base/things/kinds.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { writeTo } from '../../people/writing-to.ts'
import { url } from '../../ui/url.ts'
import { type Draft, draftFor, notClosed } from '../writing/drafts.ts'
import { nameOfDraft } from '../writing/naming.ts'

/**
 * Lays the pen down; whoever came first of the others leads it then. The credit stays, or goes with them.
 * Refuses whoever writes alone.
 */
export function leaveDraft(viewer: Viewer, ref: string, credit: 'stays' | 'goes'): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const draft = await draftFor(viewer, ref)
    if (draft.writers.length < 2) refuse('conflict', 'contributors.alone')
    if (credit === 'goes') await takeCreditOut(draft.id, me)
    await takePen(draft.id, me)
    await audit(viewer, 'draft.left', draft.id)
  })
}

/** Somebody writes no more; their credit stays unless they take it out. Refuses whoever does not lead. */
export function removeWriter(viewer: Viewer, ref: string, person: number): Promise<void> {
  return atomically(async () => {
    const draft = await ledBy(viewer, ref)
    await takePen(draft.id, otherIn(draft, viewer, person))
    await audit(viewer, 'draft.writer-removed', draft.id, { person })
    await writeTo(person, () => ({
      subject: t('contributors.removedSubject', { title: nameOfDraft(draft) }),
      words: t('contributors.removedMail', { title: nameOfDraft(draft) }),
      to: url`/account/credits`,
    }))
  })
}

/** Another writer leads from now on. Refuses whoever does not lead. */
export function handLeadOn(viewer: Viewer, ref: string, person: number): Promise<void> {
  return atomically(async () => {
    const draft = await ledBy(viewer, ref)
    const to = otherIn(draft, viewer, person)
    await sql`update draft_writer set lead = false where draft = ${draft.id} and lead`.execute(db())
    await sql`update draft_writer set lead = true where draft = ${draft.id} and person = ${to}`.execute(db())
    await audit(viewer, 'draft.lead-handed-on', draft.id, { person })
    await writeTo(to, () => ({
      subject: t('contributors.leadSubject', { title: nameOfDraft(draft) }),
      words: t('contributors.leadMail', { title: nameOfDraft(draft) }),
      to: url`/drafts/${draft.ref}/people`,
    }))
  })
}

async function ledBy(viewer: Viewer, ref: string): Promise<Draft> {
  const draft = await draftFor(viewer, ref)
  if (draft.writers[0]?.id !== personOf(viewer)) refuse('forbidden', 'contributors.notLead')
  return draft
}

const otherIn = ({ writers }: Draft, viewer: Viewer, person: number): number =>
  found(writers.find(({ id }) => id === person && id !== personOf(viewer))).id

async function takePen(draft: number, person: number): Promise<void> {
  await sql`delete from draft_writer where draft = ${draft} and person = ${person}`.execute(db())
  await sql`delete from in_circle using draft where draft.thing = ${draft} and in_circle.circle = draft.circle and person = ${person}`.execute(
    db(),
  )
  await sql`delete from draft_contributor where draft = ${draft} and person = ${person} and not agreed`.execute(
    db(),
  )
  // No way back by a link that they know, or for whom they asked.
  await sql`
    update draft_invitation set ended = now()
    where draft = ${draft} and ended is null and (token is not null or invited_by = ${person})`.execute(db())
}

async function takeCreditOut(draft: number, person: number): Promise<void> {
  const { rows } = await sql`
    select from draft_contributor where draft = ${draft} and agreed and person is distinct from ${person} limit 1`.execute(
    db(),
  )
  if (rows.length === 0) refuse('conflict', 'contributors.lastCredit')
  await sql`delete from draft_contributor where draft = ${draft} and person = ${person}`.execute(db())
}

/** Takes one's name out of a draft that one writes no more. 404 where it stands in none. */
export function withdrawCredit(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql<{ draft: number }>`
      select draft from draft_contributor join thing on thing.id = draft
      where thing.ref = ${ref} and thing.state = 'draft' and person = ${me} and agreed limit 1`.execute(db())
    const { draft } = found(rows[0])
    await takeCreditOut(draft, me)
    await audit(viewer, 'draft.credit-removed', draft)
  })
}

/**
 * Of whoever deletes their account: what only they wrote goes with all that is in it, what others write too
 * goes on with those, and their name stands in it no more where they wish so.
 */
export async function writerLeft(person: number, { unnamed }: { unnamed: boolean }): Promise<void> {
  const { rows } = await sql<{ draft: number; alone: boolean }>`
    select draft, not exists (select from draft_writer as other where other.draft = mine.draft and other.person <> ${person}) as alone
    from draft_writer as mine join thing on thing.id = draft
    where person = ${person} and thing.state in ('draft', 'submitted', 'in-review')`.execute(db())
  const alone = rows.flatMap(({ draft, alone }) => (alone ? draft : []))
  await sql`update submission set ended = now(), outcome = 'taken-back' where draft = any(${alone}::bigint[]) and ended is null`.execute(
    db(),
  )
  await sql`update thing set state = 'withdrawn' where id = any(${alone}::bigint[])`.execute(db())
  await sql`update file_use set removed = now() where thing = any(${alone}::bigint[]) and removed is null`.execute(
    db(),
  )
  await sql`delete from draft where thing = any(${alone}::bigint[])`.execute(db())
  for (const { draft, alone } of rows) if (!alone) await takePen(draft, person)
  await sql`delete from draft_invitation where person = ${person} or invited_by = ${person}`.execute(db())
  if (unnamed)
    await sql`update draft_contributor set shown = 'unnamed', name = null, organisation = null where person = ${person}`.execute(
      db(),
    )
}

/** What this person writes at, with what stands in it, for the export of their account; what a group closed is not in it. One query. */
export async function writtenBy(person: number): Promise<KeptThing[]> {
  const { rows } = await sql<{ ref: Ref; title: Text; answers: object }>`
    select thing.ref, jsonb_build_object('original', draft.lang, 'texts', edition.definition -> 'title') as title, draft.lang,
      (select jsonb_object_agg(path, value) from draft_answer where draft_answer.draft = draft.thing and value is not null) as answers
    from draft_writer join draft on draft.thing = draft_writer.draft join thing on thing.id = draft.thing
      join edition on edition.id = draft.edition
    where person = ${person} and thing.state in ('draft', 'submitted', 'in-review') and ${notClosed} order by thing.id`.execute(
    db(),
  )
  return rows
}
