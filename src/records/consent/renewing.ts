import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { found, missing, refuse } from '../../base/refusal.ts'
import type { Lang } from '../../base/text.ts'
import { today } from '../../base/today.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { writeTo } from '../../people/writing-to.ts'
import { url } from '../../ui/url.ts'
import { mayTend } from '../access.ts'
import { exportRecord } from '../exporting.ts'
import { nobody } from '../openness.ts'
import { isMine } from '../reading.ts'
import { keepRecord } from '../storing.ts'
import { isPersonal } from '../writing/personal.ts'
import type { SaidConsent } from './consenting.ts'

/** A record that nobody sees, for its consent is over. Nothing that it says is here: it is closed to everybody. */
export interface ClosedRecord {
  ref: Ref
  /** The last day of the consent, or the one on which it was taken back: `YYYY-MM-DD`. */
  ended: string
  /** The language that it is written in. */
  lang: Lang
}

interface Row extends ClosedRecord {
  thing: number
  mine: boolean
  took: boolean
}

/**
 * The record that is closed until its group agrees anew, for those who may write that down: who keeps or curates
 * it, who wrote it, and the members who are credited as that group. 404 for everybody else, and where none is.
 */
export async function closedRecordFor(viewer: Viewer, ref: string): Promise<ClosedRecord> {
  const { ref: known, ended, lang } = await closedRow(viewer, ref)
  return { ref: known, ended, lang }
}

async function closedRow(viewer: Viewer, ref: string): Promise<Row> {
  if (!isRef(ref) || viewer.kind !== 'person') return missing()
  const { rows } = await sql<Row>`
    select thing.id as thing, thing.ref, content #>> '{title,original}' as lang, ${isMine(viewer)} as mine,
      coalesce(record.consent_ended, (agreed.consent ->> 'until')::date, current_date)::text as ended,
      exists (select from credit where credit.version = record.current and credit.person = ${viewer.id}
          and role = 'land-user' and shown = 'group')
        or exists (select from draft join draft_writer on draft_writer.draft = draft.thing join thing as begun on begun.id = draft.thing
          where draft.record = thing.id and begun.state = 'published' and person = ${viewer.id}) as took
    from thing join record on record.thing = thing.id join version on version.id = record.current,
      lateral (select content -> 'consent' as consent from version as any_version
        where any_version.record = thing.id and content ? 'consent' order by number desc limit 1) as agreed
    where thing.ref = ${ref} and thing.state = 'published' and thing.circle = ${nobody}`.execute(db())
  const row = found(rows[0])
  return row.took || (await mayTend(viewer, row)) ? row : missing()
}

/**
 * Writes down that the group agreed anew, as a next version that changes nothing else: the record is open again
 * to those it was open to, and those who may take the consent back are told. Refuses a consent from before the last one ended, one that is over already, and a
 * mail address or a number of whoever spoke.
 */
export function agreeAnew(viewer: Viewer, ref: string, said: SaidConsent): Promise<void> {
  return atomically(async () => {
    await sql`select from thing where ref = ${ref} for update`.execute(db())
    const { thing, ended, lang } = await closedRow(viewer, ref)
    for (const name of [said.by, said.group, said.agreed])
      if (name && isPersonal(name)) refuse('invalid', 'contributors.noContacts')
    if (said.given < ended) refuse('invalid', 'consent.givenBefore')
    if (said.until && said.until < today()) refuse('invalid', 'consent.overAlready')
    const { for: what, conditions, ...rest } = said
    const inWords = (words: string) => ({ original: lang, texts: { [lang]: words } })
    const consent = {
      ...rest,
      for: inWords(what),
      ...(conditions && { conditions: inWords(conditions) }),
      warned: true as const,
    }
    await sql`update record set consent_ended = null, ended_consent = null where thing = ${thing}`.execute(
      db(),
    )
    const record = await exportRecord(system('a group agreed anew'), ref)
    const newest = record.versions.at(-1)!
    const own = reader().lang
    record.versions.push({
      number: newest.number + 1,
      published: today(),
      minor: true,
      note: { original: own, texts: { [own]: t('consent.agreedAnew') } },
      content: { ...newest.content, consent },
    })
    await keepRecord(record)
    await audit(viewer, 'consent.renewed', thing)
    await announce('thing.changed', { ids: [thing] })
    await changed(ref, 'records', 'things')
    await tellThem(thing, record.ref, inReach(newest.content.title).text, personOf(viewer))
  })
}

/** Whoever speaks for the group or keeps the record hears what was written down in the group's name. */
async function tellThem(record: number, ref: Ref, title: string, me: number): Promise<void> {
  const { rows } = await sql<{ person: number }>`
    select person from custodianship where record = ${record} and since is not null and ended is null and person <> ${me}
    union select credit.person from credit join record on record.current = credit.version
    where record.thing = ${record} and credit.person <> ${me} and role = 'land-user' and shown = 'group'`.execute(
    db(),
  )
  for (const { person } of rows)
    await writeTo(person, () => ({
      subject: t('consent.renewedSubject', { title }),
      words: t('consent.renewedMail', { title }),
      to: url`/records/${ref}/consent`,
    }))
}
