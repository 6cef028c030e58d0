import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { writeTo } from '../../people/writing-to.ts'
import { url } from '../../ui/url.ts'
import { mayTend } from '../access.ts'
import { nobody } from '../openness.ts'
import { type RecordVersion, recordFor } from '../reading.ts'

export interface GivenConsent {
  record: RecordVersion
  /** The viewer may take it back. */
  mayEnd: boolean
}

/** The consent that a record stands on, and whether the viewer may take it back; the refusals of `recordFor`. */
export async function givenConsentFor(viewer: Viewer, ref: string): Promise<GivenConsent> {
  const record = await recordFor(viewer, ref)
  return { record, mayEnd: record.content.consent !== undefined && (await mayEnd(viewer, record)) }
}

/** Who keeps or curates the record, and the members who are credited for it as the group whose knowledge it is. */
async function mayEnd(viewer: Viewer, record: RecordVersion): Promise<boolean> {
  if (viewer.kind === 'person') {
    const { rows } = await sql`
      select from credit join record on record.current = credit.version
      where record.thing = ${record.thing} and credit.person = ${viewer.id} and role = 'land-user' and shown = 'group' limit 1`.execute(
      db(),
    )
    if (rows.length) return true
  }
  return mayTend(viewer, record)
}

/**
 * Takes the consent of a record back: from this moment nobody sees it any more, on no page, in no search, list
 * or file, until its group agrees anew. Whoever keeps it is told. Refuses whoever may not, and a record that
 * stands on none.
 */
export function endConsent(viewer: Viewer, ref: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const record = await recordFor(viewer, ref)
    if (!(await everConsented(record.thing))) refuse('invalid', 'consent.none')
    if (!(await mayEnd(viewer, record))) refuse('forbidden', 'consent.mayNotEnd')
    await sql`
      update record set closes = null, consent_ended = current_date, ended_consent = (
        select content -> 'consent' from version where version.record = record.thing and content ? 'consent' order by number desc limit 1)
      where thing = ${record.thing}`.execute(db())
    await endReviews(record.thing)
    await db().updateTable('thing').set({ circle: nobody }).where('id', '=', record.thing).execute()
    await audit(viewer, 'consent.ended', record.thing)
    await changed(record.ref, 'records', 'things')
    await announce('thing.changed', { ids: [record.thing] })
    await tellKeeper(record, me)
  })
}

/** Whether some version of it stood on a consent. */
async function everConsented(record: number): Promise<boolean> {
  const { rows } =
    await sql`select from version where record = ${record} and content ? 'consent' limit 1`.execute(db())
  return rows.length > 0
}

/** Whoever reviews its next version reads it no more; the drafts of it are closed with it. */
async function endReviews(record: number): Promise<void> {
  await sql`
    with over as (update submission set ended = now(), outcome = 'taken-back' from draft
      where draft.thing = submission.draft and draft.record = ${record} and submission.ended is null returning submission.draft)
    update thing set state = 'draft' from over where thing.id = over.draft`.execute(db())
}

async function tellKeeper({ thing, ref, content }: RecordVersion, me: number): Promise<void> {
  const { rows } = await sql<{ person: number }>`
    select person from custodianship where record = ${thing} and since is not null and ended is null and person <> ${me}`.execute(
    db(),
  )
  const title = inReach(content.title).text
  for (const { person } of rows)
    await writeTo(person, () => ({
      subject: t('consent.endedSubject', { title }),
      words: t('consent.endedMail', { title }),
      to: url`/records/${ref}/consent`,
    }))
}
