import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import { editionFor } from '../../instruments/editions.ts'
import type { Invitee } from '../../people/bringing-members.ts'
import { everywhere } from '../../places/everywhere.ts'
import { type Plan, subjectsOf } from './planning.ts'
import type { Run } from './run.ts'

interface Line {
  thing: number | null
  plan: (Partial<Plan> & { invitee?: Invitee }) | null
}

/**
 * Whether the viewer curates what a line is about and what stands, as the preview asked: the right to one of
 * several places may have ended since.
 */
export async function isStillTheirs(viewer: Viewer, run: Run, line: Line): Promise<boolean> {
  if (holds(viewer, 'curator')) return true
  const standing = line.thing === null ? [] : [await standingSubjects(line.thing)]
  // A record as it travels takes the place of what stands: then both are to be theirs.
  const fresh = line.plan?.record || line.thing === null ? [await freshSubjects(run, line)] : []
  return [...standing, ...fresh].every((subjects) => holds(viewer, 'curator', subjects))
}

async function freshSubjects({ matching }: Run, { plan }: Line): Promise<number[]> {
  const { byCode } = await everywhere()
  const invited = plan?.invitee?.places.length ? plan.invitee.places : matching.places
  const about = plan?.content ?? { places: invited, topics: [] }
  const [subjects] = await subjectsOf([about], byCode)
  const edition = plan?.instrument === undefined ? undefined : await editionFor(plan.instrument)
  return [...subjects!, ...(edition ? [edition.instrument] : [])]
}

async function standingSubjects(thing: number): Promise<number[]> {
  const { rows } = await sql<{ subject: number }>`
    select ancestor as subject from about join within on within.thing = about.subject where about.thing = ${thing}
    union select instrument from record where record.thing = ${thing}`.execute(db())
  return rows.map(({ subject }) => subject)
}
