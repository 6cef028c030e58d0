import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { locks } from '../base/database/locks.ts'
import { found, refuse } from '../base/refusal.ts'
import { holds, type Role, type Viewer } from '../base/viewer.ts'

/**
 * Who may give and end a right: operators every one; curators that of reviewing and curating, as far as
 * their own goes. `within` are the subject and all that it is within.
 */
export const mayAppoint = (viewer: Viewer, role: Role, within: readonly number[]): boolean =>
  holds(viewer, 'operator') ||
  ((role === 'reviewer' || role === 'curator') && holds(viewer, 'curator', within))

interface Appointing {
  /** The person's handle. */
  handle: string
  role: Role
  /** The ref or the address of a place, a topic, a vocabulary or a questionnaire; without one the right holds everywhere. */
  subject?: string
}

/**
 * Gives a person a right. Refuses who may not give it, and a second time the same. An operator has no
 * subject.
 */
export function appoint(viewer: Viewer, { handle, role, subject }: Appointing): Promise<void> {
  return atomically(async () => {
    if (role === 'operator' && subject) refuse('invalid', 'people.operatorEverywhere')
    const on = subject === undefined ? undefined : await subjectFor(subject)
    if (!mayAppoint(viewer, role, on?.within ?? [])) refuse('forbidden', 'people.mayNotAppoint')
    const person = await personNamed(handle)
    const made = await db()
      .insertInto('appointment')
      .values({ person, role, subject: on?.id ?? null })
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) refuse('conflict', 'people.appointedAlready')
    await audit(viewer, `appointed.${role}`, person, { subject: subject ?? null })
  })
}

/** Ends a right. Refuses who may not, and the end of the last operator. */
export function endAppointment(viewer: Viewer, id: number): Promise<void> {
  return atomically(async () => {
    await sql`select pg_advisory_xact_lock(${locks.endingRights})`.execute(db())
    const { rows } = await sql<{ person: number; role: Role; subject: string | null }>`
      select person, role, thing.ref as subject from appointment left join thing on thing.id = appointment.subject
      where appointment.id = ${id} and ended is null for update of appointment`.execute(db())
    const { person, role, subject } = found(rows[0])
    const on = subject === null ? undefined : await subjectFor(subject)
    if (!mayAppoint(viewer, role, on?.within ?? [])) refuse('forbidden', 'people.mayNotAppoint')
    await db()
      .updateTable('appointment')
      .set({ ended: new Date().toISOString() })
      .where('id', '=', id)
      .execute()
    if (role === 'operator') await refuseWithoutOperator()
    await audit(viewer, `appointment-ended.${role}`, person, { subject })
  })
}

async function refuseWithoutOperator(): Promise<void> {
  const left = await db()
    .selectFrom('appointment')
    .select('id')
    .where('role', '=', 'operator')
    .where('ended', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (!left) refuse('conflict', 'people.lastOperator')
}

/** A place, topic, vocabulary or questionnaire, and all that it is within; itself is the first. */
async function subjectFor(said: string): Promise<{ id: number; within: number[] }> {
  const [, noun, name = ''] = /^(?:https?:\/\/[^/]+)?\/(\w+)\/([^/?#]+)$/.exec(said) ?? []
  const { rows } = await sql<{ id: number; within: number[] }>`
    select thing.id, array(select ancestor from within where within.thing = thing.id) || thing.id as within
    from thing where kind in ('place', 'topic', 'vocabulary', 'instrument') and state = 'published' and ${
      noun === undefined
        ? sql`ref = ${said}`
        : sql`id = (
          select thing from place where ${noun} = 'places' and code = upper(${name})
          union select thing from concept where ${noun} = 'topics' and slug = ${name}
          union select thing from vocabulary where ${noun} = 'vocabularies' and slug = ${name}
          union select thing from instrument where ${noun} = 'instruments' and slug = ${name})`
    }`.execute(db())
  return rows[0] ?? refuse('invalid', 'people.noSubject')
}

async function personNamed(handle: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select thing as id from person where handle = ${handle} and left_at is null`.execute(db())
  return (rows[0] ?? refuse('invalid', 'people.noPerson')).id
}
