import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { inTermOf } from '../base/in-term.ts'
import { found, refuse } from '../base/refusal.ts'
import { today } from '../base/today.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from './account.ts'
import { belongs, type Named, organisationChanged, organisationFor } from './organisations.ts'

/** Asks to belong to it; whoever keeps it says yes. Refuses whoever asked or belongs already. */
export function askToBelong(viewer: Viewer, slug: string, work: string): Promise<void> {
  return atomically(async () => {
    const person = personOf(viewer)
    const { id, mine } = await organisationFor(viewer, slug)
    if (mine !== 'none') refuse('conflict', 'people.belongsAlready')
    await db().insertInto('belonging').values({ organisation: id, person, standing: 'asked', work }).execute()
    await organisationChanged(id)
  })
}

/**
 * Says yes to whoever asked, or lets one who keeps the page be a member again. Refuses whoever does not keep
 * it, and that nobody would. 404 for whoever was asked and has not answered.
 */
export function makeMember(viewer: Viewer, slug: string, belonging: number): Promise<void> {
  return atomically(async () => {
    const { id, keeps, members } = await organisationFor(viewer, slug)
    if (!keeps) refuse('forbidden', 'people.notKeeper')
    const before = found(members.find((one) => one.id === belonging && one.standing !== 'invited'))
    if (before.standing === 'steward') await refuseWithoutKeeper(id, belonging)
    await db().updateTable('belonging').set({ standing: 'member' }).where('id', '=', belonging).execute()
    await audit(viewer, 'belonging.member', id, { belonging })
    await organisationChanged(id)
  })
}

/**
 * Ends that somebody belongs to it: themselves, or whoever keeps it. Whoever spoke for it speaks for it
 * no longer. Refuses the end of the last who keeps it.
 */
export function endBelonging(viewer: Viewer, slug: string, belonging: number): Promise<void> {
  return atomically(async () => {
    const { id, keeps } = await organisationFor(viewer, slug)
    const row = found(
      await db()
        .selectFrom('belonging')
        .select(['person', 'standing'])
        .where('id', '=', belonging)
        .where('organisation', '=', id)
        .where('ended', 'is', null)
        .executeTakeFirst(),
    )
    const own = viewer.kind === 'person' && viewer.id === row.person
    if (!keeps && !own) refuse('forbidden', 'people.notKeeper')
    if (row.standing === 'steward') await refuseWithoutKeeper(id, belonging)
    await sql`update belonging set ended = now() where id = ${belonging}`.execute(db())
    await sql`
      update representative set ended = now(), ended_by = ${viewer.kind === 'person' ? viewer.id : null}
      where organisation = ${id} and person = ${row.person} and ended is null`.execute(db())
    await audit(viewer, 'belonging.ended', id, { belonging })
    await organisationChanged(id)
  })
}

async function refuseWithoutKeeper(organisation: number, but: number): Promise<void> {
  // Or two who leave at once would each see the other stay.
  await db()
    .selectFrom('organisation')
    .select('thing')
    .where('thing', '=', organisation)
    .forNoKeyUpdate()
    .execute()
  const other = await db()
    .selectFrom('belonging')
    .select('id')
    .where('organisation', '=', organisation)
    .where('standing', '=', 'steward')
    .where('ended', 'is', null)
    .where('id', '<>', but)
    .executeTakeFirst()
  if (!other) refuse('conflict', 'people.lastKeeper')
}

/**
 * Names a member who speaks for it, from today and until a day or until it is ended. Refuses whoever does
 * not keep it, whoever does not belong to it, and a day that is over.
 */
export function nameRepresentative(
  viewer: Viewer,
  slug: string,
  { handle, until }: { handle: string; until?: string },
): Promise<void> {
  return atomically(async () => {
    const by = personOf(viewer)
    const { id, keeps, members, representatives } = await organisationFor(viewer, slug)
    if (!keeps) refuse('forbidden', 'people.notKeeper')
    const member = members.find((one) => one.handle === handle && belongs(one))
    if (!member) refuse('invalid', 'people.notMember')
    if (representatives.some((one) => one.handle === handle)) refuse('conflict', 'people.speaksAlready')
    if (until && until < today()) refuse('invalid', 'people.dayOver')
    await sql`
      insert into representative (organisation, person, named_by, until)
      select ${id}, thing, ${by}, ${until || null} from person where handle = ${handle}`.execute(db())
    await audit(viewer, 'representative.named', id, { handle, until: until ?? null })
    await organisationChanged(id)
  })
}

/** Ends it in one act: whoever keeps the organisation, or the representative. */
export function endRepresentative(viewer: Viewer, slug: string, representative: number): Promise<void> {
  return atomically(async () => {
    const person = personOf(viewer)
    const { id, keeps } = await organisationFor(viewer, slug)
    const { rows } = await sql<{ person: number }>`
      update representative set ended = now(), ended_by = ${person}
      where id = ${representative} and organisation = ${id} and ended is null and (${keeps} or person = ${person})
      returning person`.execute(db())
    found(rows[0])
    await audit(viewer, 'representative.ended', id, { representative })
    await organisationChanged(id)
  })
}

/** For whom the viewer may speak today. One query. */
export async function speaksFor(viewer: Viewer): Promise<(Named & { id: number })[]> {
  if (viewer.kind !== 'person') return []
  const { rows } = await sql<Named & { id: number }>`
    select organisation.thing as id, slug, name from representative join organisation on organisation.thing = representative.organisation
    where person = ${viewer.id} and ${inTermOf('representative')}`.execute(db())
  return rows
}
