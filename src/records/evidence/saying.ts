import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, attempt, db } from '../../base/database/database.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import { makeThing } from '../../base/things/things.ts'
import type { Viewer } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { speaksFor } from '../../people/standing.ts'
import { writeTo } from '../../people/writing-to.ts'
import { placeCalled } from '../../places/called.ts'
import { url } from '../../ui/url.ts'
import { type RecordVersion, recordFor } from '../reading.ts'
import { isToCome } from './given.ts'
import { useFor, type WholeUse } from './reading.ts'
import type { Figure, Outcome } from './use.ts'

/** What is said of a use; words that were left out are empty. */
export interface Said {
  outcome: Outcome
  note: string
  conditions: string
  adaptation: string
  /** The language of these. */
  lang: string
  figures: Figure[]
  /** The code or name of a place. */
  place: string
  /** A year, or a month of it: `2024`, `2024-05`. */
  happened: string
  /** With their name. */
  named: boolean
}

/**
 * Says how it went with a record, for an organisation by its slug or for oneself. Its custodian is told,
 * once a day at most. Refuses whoever makes or keeps the record or is of an organisation that does, whoever
 * does not speak for the organisation, what was said already, an unknown place and a day to come. Gives the
 * reference of what was said.
 */
export function sayUse(
  viewer: Viewer,
  record: string,
  { organisation, ...said }: Said & { organisation?: string },
): Promise<Ref> {
  return atomically(async () => {
    const person = personOf(viewer)
    const about = await recordFor(viewer, record)
    const whom = organisation ? await spokenFor(viewer, organisation) : null
    await refuseMakers(about.thing, person, whom)
    const { rows } = await sql<{ circle: number }>`
      select circle from thing where id = ${about.thing} for share`.execute(db())
    const { id, ref } = await makeThing({ kind: 'use', circle: rows[0]!.circle })
    const made = await db()
      .insertInto('use')
      .values({
        thing: id,
        record: about.thing,
        person,
        organisation: whom,
        ...(await storedOf(viewer, said)),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('thing')
      .executeTakeFirst()
    if (!made) refuse('conflict', whom ? 'evidence.saidForThem' : 'evidence.saidAlready')
    await audit(viewer, 'use.said', about.thing, { use: ref })
    await tellCustodian(about, { person, id, ref })
    await tellOf(id, ref, about.ref)
    return ref
  })
}

async function spokenFor(viewer: Viewer, slug: string): Promise<number> {
  const spoken = (await speaksFor(viewer)).find((one) => one.slug === slug)
  return spoken?.id ?? refuse('forbidden', 'evidence.notSpeaking')
}

async function refuseMakers(record: number, person: number, organisation: number | null): Promise<void> {
  const { rows } = await sql<{ self: boolean; theirs: boolean }>`
    select is_maker(${record}, ${person}, null, now()) as self, is_maker(${record}, ${person}, ${organisation}, now()) as theirs`.execute(
    db(),
  )
  if (rows[0]!.self) refuse('forbidden', 'evidence.ownWork')
  if (rows[0]!.theirs) refuse('forbidden', 'evidence.theirWork')
}

async function storedOf(viewer: Viewer, { lang, note, conditions, adaptation, ...said }: Said) {
  const text = (words: string) =>
    words ? JSON.stringify({ original: lang, texts: { [lang]: words } }) : null
  const place = said.place ? await placeCalled(viewer, said.place) : null
  if (isToCome(said.happened)) refuse('invalid', 'evidence.toCome')
  return {
    outcome: said.outcome,
    note: text(note)!,
    conditions: text(conditions),
    adaptation: text(adaptation),
    figures: JSON.stringify(said.figures),
    place: place?.id ?? null,
    happened: said.happened || null,
    named: said.named,
  }
}

/** Writes to whoever keeps the record, unless they were written to of another in the last day. */
async function tellCustodian(
  { thing, ref: record, content }: RecordVersion,
  { person, id, ref }: { person: number; id: number; ref: Ref },
): Promise<void> {
  const { rows } = await sql<{ keeper: number }>`
    update use set told = true from custodianship as keeping
    where use.thing = ${id} and keeping.record = ${thing} and keeping.since is not null and keeping.ended is null
      and keeping.person <> ${person}
      and not exists (select from use as before where before.record = ${thing} and before.told and before.said > now() - interval '1 day')
    returning keeping.person as keeper`.execute(db())
  if (!rows[0]) return
  await writeTo(rows[0].keeper, () => {
    const title = inReach(content.title).text
    return {
      subject: t('evidence.mailSubject', { title }),
      words: t('evidence.mailWords', { title }),
      to: url`/records/${record}/uses#${ref}`,
    }
  })
}

/** Says it otherwise. Refuses whoever did not say it and does not speak for whom it is said, and what `sayUse` does. */
export const changeUse = (viewer: Viewer, ref: string, said: Said): Promise<void> =>
  changing(viewer, ref, 'use.changed', async ({ id }) => {
    const stored = await storedOf(viewer, said)
    await db()
      .updateTable('use')
      .set({ ...stored, changed: new Date().toISOString() })
      .where('thing', '=', id)
      .execute()
  })

/** Takes back what was said; it can be said again, or brought back. */
export const takeBack = (viewer: Viewer, ref: string): Promise<void> =>
  changing(viewer, ref, 'use.taken-back', async ({ id }) => {
    await sql`update use set withdrawn = now() where thing = ${id} and withdrawn is null`.execute(db())
    await db().updateTable('thing').set({ state: 'withdrawn' }).where('id', '=', id).execute()
  })

/** Brings it back. Refuses where another was said instead. */
export const bringBack = (viewer: Viewer, ref: string): Promise<void> =>
  changing(viewer, ref, 'use.returned', async ({ id, organisation }) => {
    try {
      await attempt(() => sql`update use set withdrawn = null where thing = ${id}`.execute(db()))
    } catch (error) {
      if ((error as { code?: string }).code !== uniqueViolation) throw error
      refuse('conflict', organisation ? 'evidence.saidForThem' : 'evidence.saidAlready')
    }
    await db().updateTable('thing').set({ state: 'published' }).where('id', '=', id).execute()
  })

/** PostgreSQL, appendix A. */
const uniqueViolation = '23505'

/** What whoever said it does to it, one at a time; not to what a curator keeps out of sight. */
function changing(
  viewer: Viewer,
  ref: string,
  verb: string,
  work: (use: WholeUse) => Promise<void>,
): Promise<void> {
  return atomically(async () => {
    const use = await useFor(viewer, ref)
    if (!use.mine) refuse('forbidden', 'evidence.notYours')
    if (use.hidden) refuse('forbidden', 'evidence.outOfSight')
    await sql`select from use where thing = ${use.id} for update`.execute(db())
    await work(use)
    await audit(viewer, verb, use.record.thing, { use: use.ref })
    await tellOf(use.id, use.ref, use.record.ref)
  })
}

/** Says that what is said of a record is another: on its page and on those of its variants, which show it beside theirs. */
export async function tellOf(id: number, ref: Ref, record: Ref): Promise<void> {
  await sql`update thing set changed = now() where id = ${id}`.execute(db())
  const { rows } = await sql<{ ref: Ref }>`
    select target as ref from link join thing on thing.id = link.record where rel = 'adapts' and thing.ref = ${record}
    union select thing.ref from link join thing on thing.id = link.record where rel = 'adapts' and target = ${record}`.execute(
    db(),
  )
  await changed(ref, record, ...rows.map((variant) => variant.ref))
  await announce('thing.changed', { ids: [id] })
}
