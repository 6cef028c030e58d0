import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { found, refuse } from '../../base/refusal.ts'
import { isLang, type Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { mayCurate, mayTend } from '../access.ts'
import { headFor, type RecordHead } from '../heads.ts'
import { undoDays } from './correcting.ts'

export interface Withdrawing {
  head: RecordHead
  /** How many records link to it, and how many drafts would change it. */
  links: number
  drafts: number
}

/** What a withdrawal takes along. Refuses whoever neither keeps the record true nor curates it. */
export async function withdrawalOf(viewer: Viewer, ref: string): Promise<Withdrawing> {
  personOf(viewer)
  const head = await headFor(viewer, ref)
  if (!(await mayTend(viewer, head))) refuse('forbidden', 'records.notYours')
  const { rows } = await sql<{ links: number; drafts: number }>`
    select (select count(distinct record)::int from link where target = ${ref}) as links,
      (select count(*)::int from draft join thing on thing.id = draft.thing
        where draft.record = ${head.thing} and thing.state in ('draft', 'submitted', 'in-review')) as drafts`.execute(
    db(),
  )
  return { head, ...rows[0]! }
}

interface Withdrawal {
  /** Why, for whoever comes to its address, and the language of it. */
  words: string
  lang: string
  /** The address or the reference of the record that takes its place. */
  replacement?: string
}

/**
 * Takes a record from sight: its address says that it was here, why it is gone and what takes its place. Pages
 * that were kept, search and feeds let go of it in the same transaction. Refuses whoever neither keeps it true
 * nor curates it, and a record in its place that is not there.
 */
export function withdraw(
  viewer: Viewer,
  ref: string,
  { words, lang, replacement }: Withdrawal,
): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const head = await headFor(viewer, ref)
    const { thing } = head
    if (!(await mayTend(viewer, head))) refuse('forbidden', 'records.notYours')
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    const instead = replacement ? await recordNamed(viewer, replacement) : null
    if (instead === thing) refuse('invalid', 'review.noReplacement')
    const { rows } = await sql<{ id: number }>`
      insert into withdrawal (record, by, replacement) values (${thing}, ${me}, ${instead})
      on conflict (record) where ended is null do nothing returning id`.execute(db())
    if (!rows.length) refuse('conflict', 'records.withdrawn')
    const tombstone: Text = { original: lang, texts: { [lang]: words } }
    await sql`update record set tombstone = ${JSON.stringify(tombstone)}::jsonb where thing = ${thing}`.execute(
      db(),
    )
    await setState(thing, ref, 'withdrawn')
    await audit(viewer, 'record.withdrawn', thing)
  })
}

async function recordNamed(viewer: Viewer, said: string): Promise<number> {
  const ref = said.trim().split('/').find(isRef) ?? ''
  const { rows } = await sql<{ id: number }>`
    select id from thing where ref = ${ref} and kind = 'record' and state = 'published' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  return rows[0]?.id ?? refuse('invalid', 'review.noReplacement')
}

async function setState(thing: number, ref: string, state: 'published' | 'withdrawn'): Promise<void> {
  await sql`update thing set state = ${state}, changed = now() where id = ${thing}`.execute(db())
  await announce('thing.changed', { ids: [thing] })
  await changed(ref, 'records', 'things')
}

/** What whoever comes to a withdrawn record finds besides its tombstone. */
export interface Withdrawn {
  /** What takes its place, as far as the viewer may see it. */
  instead: { ref: Ref; title: Text } | null
  /** The viewer may take the withdrawal back. */
  mayReturn: boolean
}

interface Standing {
  thing: number
  instead: Withdrawn['instead']
  recent: boolean
}

async function standing(viewer: Viewer, ref: string): Promise<Standing | undefined> {
  if (!isRef(ref)) return undefined
  const { rows } = await sql<Standing>`
    select thing.id as thing, withdrawal.at > now() - make_interval(days => ${undoDays}) as recent,
      (select json_build_object('ref', thing.ref, 'title', version.content -> 'title')
        from record as other join thing on thing.id = other.thing join version on version.id = other.current
        where other.thing = withdrawal.replacement and thing.state = 'published' and ${visibleTo(viewer)}) as instead
    from withdrawal join thing on thing.id = withdrawal.record
    where thing.ref = ${ref} and ended is null and thing.state = 'withdrawn' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  return rows[0]
}

/** Two queries at most. */
export async function withdrawn(viewer: Viewer, ref: string): Promise<Withdrawn> {
  const one = await standing(viewer, ref)
  if (!one) return { instead: null, mayReturn: false }
  return {
    instead: one.instead,
    mayReturn: viewer.kind === 'person' && one.recent && (await mayCurate(viewer, one.thing)),
  }
}

/** Takes a withdrawal back within thirty days: the record is there again as it was. 404 where there is none; refuses whoever does not curate it. */
export function takeWithdrawalBack(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { thing, recent } = found(await standing(viewer, ref))
    if (!(await mayCurate(viewer, thing))) refuse('forbidden', 'records.notYours')
    if (!recent) refuse('conflict', 'review.tooLate', { days: undoDays })
    await sql`update withdrawal set ended = now(), ended_by = ${me} where record = ${thing} and ended is null`.execute(
      db(),
    )
    await sql`update record set tombstone = null where thing = ${thing}`.execute(db())
    await setState(thing, ref, 'published')
    await audit(viewer, 'record.restored', thing)
  })
}
