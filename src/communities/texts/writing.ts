import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { Refusal, refuse } from '../../base/refusal.ts'
import { isLang } from '../../base/text.ts'
import { checkWritten } from '../../base/things/peace.ts'
import type { Viewer } from '../../base/viewer.ts'
import { newestOf, versionOf } from './reading.ts'
import { most, type Saying, type Version } from './text.ts'

/** Said when somebody else saved while one wrote: 409, with what both wrote and what both set out from. */
export class Clash extends Refusal {
  readonly theirs: Version
  readonly before: Version | undefined

  constructor(theirs: Version, before: Version | undefined) {
    super('conflict', 'practice.clash')
    this.theirs = theirs
    this.before = before
  }
}

/**
 * Keeps a text of this thing as its next version, in the transaction that holds the thing; what says the same as
 * before is kept once. Refuses what is empty or too long, and with a `Clash` what set out from another version.
 */
export async function saveText(
  viewer: Viewer,
  thing: number,
  { title, body, lang, note, version }: Saying,
): Promise<void> {
  if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
  if (!body.trim()) refuse('invalid', 'practice.empty')
  if (body.length > most.body) refuse('invalid', 'practice.tooLong', { most: most.body })
  await refuseUnsaid(viewer, thing, { body, also: [title ?? '', note ?? ''] })
  await sql`select from thing where id = ${thing} for update`.execute(db())
  const there = await newestOf(viewer, thing)
  const same = there && there.title === title && there.body === body && there.lang === lang
  if (same) return
  if ((there?.number ?? 0) !== version) {
    const before = version > 0 ? (await versionOf(viewer, thing, version)).version : undefined
    throw new Clash(there!, before)
  }
  await db()
    .insertInto('shared_text')
    .values({
      thing,
      number: version + 1,
      title,
      body,
      lang,
      note: note || null,
      by: viewer.kind === 'person' ? viewer.id : null,
    })
    .execute()
}

/** Refuses what may not be said in the community of this thing: what members write together cannot wait for a look. */
async function refuseUnsaid(
  viewer: Viewer,
  thing: number,
  { body, also }: { body: string; also: string[] },
): Promise<void> {
  const { rows } = await sql<{ community: number }>`
    select community from page where thing = ${thing} union select community from agenda_question where thing = ${thing}`.execute(
    db(),
  )
  await checkWritten(viewer, {
    ...{ community: rows[0]?.community ?? null, body, also },
    keeps: false,
    again: true,
  })
}

/** Brings an older version back as the newest; the refusals of `saveText`, and 404 where there is none such. */
export async function restoreText(viewer: Viewer, thing: number, number: number): Promise<void> {
  const { version, newest } = await versionOf(viewer, thing, number)
  const note = t('practice.restoredNote', { number })
  await saveText(viewer, thing, { ...version, note, version: newest })
}
