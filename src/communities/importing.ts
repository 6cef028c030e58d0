import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import { Ref } from '../base/ids.ts'
import { emptyReport, type Fault, type ImportReport, inShape, refusedAt } from '../base/import.ts'
import { refuse } from '../base/refusal.ts'
import { Lang, Text } from '../base/text.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import type { Viewer } from '../base/viewer.ts'
import { subjectsOf } from '../vocabularies/subjects.ts'
import { communityChanged } from './changed.ts'
import { openings, rests, ways } from './community.ts'
import { letIn } from './letting-in.ts'
import { circleFor } from './opening.ts'
import { importPractice } from './practice-importing.ts'
import { practiceShape } from './practice-shape.ts'

const Day = z.iso.date()

/** A community as packs bring it; people and organisations by the ends of their pages' addresses. */
const Given = z.strictObject({
  format: z.literal('baobab-community/1'),
  ref: Ref,
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  sort: z.enum(['community', 'programme']).default('community'),
  name: Text,
  question: Text,
  conditions: Text.optional(),
  purpose: Text.optional(),
  conduct: Text,
  resources: Text.optional(),
  resourcesUntil: Day.optional(),
  places: z.array(z.string()).default([]),
  topics: z.array(z.string()).default([]),
  joining: z.enum(ways).default('open'),
  openTo: z.enum(openings).default('everyone'),
  forGovernments: z.boolean().default(false),
  home: z.string().optional(),
  homeless: Text.optional(),
  successor: z.string().optional(),
  sponsor: z.string().optional(),
  /** What it is a chapter of or takes part in. */
  above: z.string().optional(),
  rest: z.enum(rests).optional(),
  parting: Text.optional(),
  members: z.array(z.string()).default([]),
  facilitators: z
    .array(z.strictObject({ handle: z.string(), since: Day, until: Day.optional() }))
    .default([]),
  moderators: z.array(z.strictObject({ handle: z.string(), since: Day, langs: z.array(Lang) })).default([]),
  goals: z
    .array(
      z.strictObject({
        words: Text,
        measure: Text,
        by: Day.optional(),
        ended: Day.optional(),
        how: z.enum(['reached', 'given-up']).optional(),
        reason: z.string().optional(),
      }),
    )
    .default([]),
  channels: z.array(z.strictObject({ label: z.string(), href: z.url({ protocol: /^https$/ }) })).default([]),
  ...practiceShape,
})
type Given = z.infer<typeof Given>

/**
 * Takes in the communities that are not here yet, open as they are; whatever was made of the others since stays as
 * it is. One that is none is left out and named, as is whoever in it is not here. Only the instance may.
 */
export async function importCommunities(
  viewer: Viewer,
  given: { place: string; json: unknown }[],
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'communities.mayNotImport')
  const { read, faults } = inShape(Given, given)
  const report = { ...emptyReport(), faults }
  await atomically(async () => {
    const made: { place: string; one: Given; id: number }[] = []
    for (const { place, one } of read) {
      try {
        const id = await make(viewer, one)
        if (id === undefined) report.unchanged++
        else made.push({ place, one, id })
      } catch (error) {
        report.faults.push(refusedAt(place, error))
      }
    }
    // Once all are here: they may stand under each other.
    for (const { place, one, id } of made) {
      if (one.above)
        await sql`update community set above = (select thing from community as other where other.slug = ${one.above}) where thing = ${id}`.execute(
          db(),
        )
      report.faults.push(
        ...(await fill(id, one)).map((fault) => ({ ...fault, place: `${place}, ${fault.place}` })),
      )
      report.faults.push(
        ...(await importPractice(id, one)).map((fault) => ({ ...fault, place: `${place}, ${fault.place}` })),
      )
      await audit(viewer, 'community.made', id, { from: place })
      await communityChanged(id)
      report.made++
    }
  })
  return report
}

async function make(viewer: Viewer, one: Given): Promise<number | undefined> {
  const { rows: there } = await sql`
    select from thing where ref = ${one.ref} union all select from community where slug = ${one.slug}`.execute(
    db(),
  )
  if (there.length) return undefined
  // Before anything is written, or a topic that is none would leave half of it.
  const subjects = await subjectsOf(viewer, { places: one.places.join('\n'), topics: one.topics.join('\n') })
  const { id: circle } = await db()
    .insertInto('circle')
    .values({ kind: 'community' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await makeThing({
    kind: 'community',
    sort: one.sort,
    ref: one.ref,
    circle: circleFor(one.openTo, circle),
  })
  const text = (words: Text | undefined) => (words ? JSON.stringify(words) : null)
  const organisation = (slug: string | undefined) => sql<number | null>`
    (select thing from organisation where slug = ${slug ?? null})`
  await db()
    .insertInto('community')
    .values({
      thing: id,
      slug: one.slug,
      circle,
      name: JSON.stringify(one.name),
      question: text(one.question),
      conditions: text(one.conditions),
      purpose: text(one.purpose),
      conduct: text(one.conduct),
      resources: text(one.resources),
      resources_until: one.resourcesUntil ?? null,
      homeless: text(one.homeless),
      parting: text(one.parting),
      rest: one.rest ?? null,
      joining: one.joining,
      open_to: one.openTo,
      for_governments: one.forGovernments,
      home: organisation(one.home),
      successor: organisation(one.successor),
      sponsor: organisation(one.sponsor),
    })
    .execute()
  await setAbout(id, subjects)
  return id
}

async function fill(community: number, one: Given): Promise<Fault[]> {
  const faults: Fault[] = []
  const { circle } = await db()
    .selectFrom('community')
    .select('circle')
    .where('thing', '=', community)
    .executeTakeFirstOrThrow()
  const roles = [
    ...one.facilitators.map(({ until, ...given }) => ({
      ...given,
      role: 'facilitator',
      until: until ?? null,
      langs: [] as string[],
    })),
    ...one.moderators.map((given) => ({ ...given, role: 'moderator', until: null })),
  ]
  const people = await peopleCalled([...one.members, ...roles.map(({ handle }) => handle)])
  for (const handle of new Set([...one.members, ...roles.map((given) => given.handle)])) {
    const person = people.get(handle)
    if (person === undefined) faults.push({ place: handle, message: t('communities.nobodyCalled') })
    else await letIn({ id: community, circle }, person, null)
  }
  for (const { handle, role, since, until, langs } of roles) {
    const person = people.get(handle)
    if (person !== undefined)
      await db()
        .insertInto('community_role')
        .values({ community, person, role, since, until, langs })
        .execute()
  }
  for (const { words, measure, by, ended, how, reason } of one.goals)
    await db()
      .insertInto('community_goal')
      .values({
        community,
        words: JSON.stringify(words),
        measure: JSON.stringify(measure),
        by: by ?? null,
        ended: ended ?? null,
        how: how ?? null,
        reason: reason ?? null,
      })
      .execute()
  for (const channel of one.channels)
    await db()
      .insertInto('community_channel')
      .values({ community, ...channel })
      .execute()
  return faults
}

async function peopleCalled(handles: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ handle: string; id: number }>`
    select handle, thing as id from person where handle = any(${handles}::text[]) and left_at is null`.execute(
    db(),
  )
  return new Map(rows.map(({ handle, id }) => [handle, id]))
}
