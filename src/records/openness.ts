import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { today } from '../base/today.ts'
import { everyone, members } from '../base/viewer.ts'
import type { Travelling } from './interchange.ts'

/** The circle with nobody in it, that every instance has: only the instance itself may see. */
export const nobody = 0

export interface Openness {
  circle: number
  /** Those it names, once it has needed a circle of its own; kept while it is closed to them. */
  named: number | null
  /** The days still to come on which this changes. */
  opens: string | null
  closes: string | null
}

/**
 * Whom a record is open to on this day: everyone, members, those of a community, a circle of its own for those it
 * names and for an embargo not yet over, and nobody once the consent it stands on has ended. `standing` is the
 * circle of its own that it has already.
 */
export async function opennessOf(
  id: number,
  { to, community, opens: given }: Travelling['access'],
  standing: number | null,
  day = today(),
): Promise<Openness> {
  const { until, takenBack } = await consentOn(id)
  const ended = takenBack || (until !== null && until < day)
  const opens = given !== undefined && given > day ? given : null
  const ofCommunity = to === 'community' && opens === null ? await circleOfCommunity(community) : undefined
  const shared =
    opens === null ? { everyone, members, community: ofCommunity, named: undefined }[to] : undefined
  const named = shared === undefined ? (standing ?? (await makeCircle())) : standing
  return { circle: ended ? nobody : (shared ?? named!), named, opens, closes: ended ? null : until }
}

/**
 * The last day of its newest consent, and whether that was taken back: a group that agrees again says so in
 * a new version, by a consent given later or otherwise.
 */
async function consentOn(id: number): Promise<{ until: string | null; takenBack: boolean }> {
  const { rows } = await sql<{ until: string | null; takenBack: boolean }>`
    select content #>> '{consent,until}' as until, consent_ended is not null
      and ((content #>> '{consent,given}')::date < consent_ended or content -> 'consent' = ended_consent) as "takenBack"
    from version join record on record.thing = version.record
    where record = ${id} and content ? 'consent' order by number desc limit 1`.execute(db())
  return rows[0] ?? { until: null, takenBack: false }
}

async function circleOfCommunity(slug = ''): Promise<number | undefined> {
  const { rows } = await sql<{ circle: number }>`select circle from community where slug = ${slug}`.execute(
    db(),
  )
  return rows[0]?.circle
}

async function makeCircle(): Promise<number> {
  const { id } = await db()
    .insertInto('circle')
    .values({ kind: 'named' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
