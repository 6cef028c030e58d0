import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import { emptyReport, type Fault, type ImportReport, inShape, refusedAt } from '../base/import.ts'
import { refuse } from '../base/refusal.ts'
import type { Text } from '../base/text.ts'
import type { Known, Taking } from '../base/things/bundling.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import type { Viewer } from '../base/viewer.ts'
import { inWords, organisationHere } from '../people/elsewhere.ts'
import { subjectsOf } from '../vocabularies/subjects.ts'
import { communityChanged } from './changed.ts'
import { Given } from './given.ts'
import { letIn } from './letting-in.ts'
import { circleFor } from './opening.ts'
import { importPractice, tiePractice } from './practice-importing.ts'

/**
 * Takes in the communities that are not here yet, open as they are; whatever was made of the others since stays as
 * it is. One that is none is left out and named, as is whoever in it is not here. Only the instance may.
 */
export async function importCommunities(
  viewer: Viewer,
  given: { place: string; json: unknown }[],
  /** Of a bundle: what ties it to other things waits for these, and is taken in by `tieCommunity`. */
  taking?: Taking,
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'communities.mayNotImport')
  const { read, faults } = inShape(Given, given)
  const report = { ...emptyReport(), faults }
  await atomically(async () => {
    const made: { place: string; one: Given; id: number }[] = []
    for (const { place, one } of read) {
      try {
        const id = await make(viewer, one, taking, report.faults)
        if (id === undefined) report.unchanged++
        else made.push({ place, one, id })
      } catch (error) {
        report.faults.push(refusedAt(place, error))
      }
    }
    // Once all are here: they may stand under each other.
    for (const { place, one, id } of made) {
      const at = (fault: Fault): Fault => ({ ...fault, place: `${place}, ${fault.place}` })
      await standUnder(id, one, taking)
      report.faults.push(...(await fill(id, one)).map(at))
      await importPractice(id, one, taking)
      if (!taking) report.faults.push(...(await tiePractice(id, one)).map(at))
      // A bundle is audited as one: what it made can be taken back, and what is audited stays for good.
      if (!taking) await audit(viewer, 'community.made', id, { from: place })
      await communityChanged(id)
      report.made++
    }
  })
  return report
}

async function standUnder(id: number, { above }: Given, taking: Taking | undefined): Promise<void> {
  if (!above) return
  // A bundle knows nothing of what is called so here.
  if (taking && typeof above === 'string') return
  const which =
    typeof above === 'string'
      ? sql`other.slug = ${above}`
      : sql`${taking?.signed === true} and own.ref = ${above.ref} and own.origin = ${above.origin} and own.sort = 'programme'`
  await sql`
    update community set above = (select other.thing from community as other join thing as own on own.id = other.thing where ${which}) where thing = ${id}`.execute(
    db(),
  )
}

async function make(
  viewer: Viewer,
  one: Given,
  taking: Taking | undefined,
  faults: Fault[],
): Promise<number | undefined> {
  const { rows: there } = await sql`
    select from thing where ref = ${one.ref} union all select from community where slug = ${one.slug}`.execute(
    db(),
  )
  if (there.length) return undefined
  // Before anything is written, or a topic that is none would leave half of it.
  const subjects = taking
    ? await knownSubjects(viewer, one, faults)
    : await subjectsOf(viewer, { places: one.places.join('\n'), topics: one.topics.join('\n') })
  const { id: circle } = await db()
    .insertInto('circle')
    .values({ kind: 'community' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await makeThing({
    kind: 'community',
    sort: one.sort,
    ref: one.ref,
    origin: one.origin,
    circle: circleFor(one.openTo, circle),
  })
  const text = (words: Text | undefined) => (words ? JSON.stringify(words) : null)
  const [home, successor, sponsor] = [
    await organisationHere(one.home, taking),
    await organisationHere(one.successor, taking),
    await organisationHere(one.sponsor, taking),
  ]
  const elsewhere = taking && {
    ...(await kept('home', one.home, home, taking)),
    ...(await kept('successor', one.successor, successor, taking)),
    ...(await kept('sponsor', one.sponsor, sponsor, taking)),
    ...(await kept('above', one.above, null, taking)),
    ...(one.people.length > 0 && {
      people: await Promise.all(one.people.map((them) => inWords(them, taking))),
    }),
  }
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
      ...{ home, successor, sponsor },
      elsewhere: elsewhere ? JSON.stringify(elsewhere) : null,
    })
    .execute()
  await setAbout(id, subjects)
  return id
}

/** What is not here and was named is kept as it was named. */
const kept = async (
  name: string,
  one: string | Known | undefined,
  here: number | null,
  taking: Taking,
): Promise<object> => (typeof one === 'object' && here === null ? { [name]: await inWords(one, taking) } : {})

/** Those of what it is about that are here; each of the others is named. */
async function knownSubjects(viewer: Viewer, { places, topics }: Given, faults: Fault[]): Promise<number[]> {
  const ids: number[] = []
  const each = async (place: string, asked: { places: string; topics: string }) => {
    try {
      ids.push(...(await subjectsOf(viewer, asked)))
    } catch (error) {
      faults.push(refusedAt(place, error))
    }
  }
  for (const one of places) await each(`places, ${one}`, { places: one, topics: '' })
  for (const one of topics) await each(`topics, ${one}`, { places: '', topics: one })
  return ids
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
  const goals: number[] = []
  for (const { words, measure, by, made, ended, how, reason, follows } of one.goals) {
    const { id } = await db()
      .insertInto('community_goal')
      .values({
        community,
        words: JSON.stringify(words),
        measure: JSON.stringify(measure),
        by: by ?? null,
        ...(made && { made }),
        ended: ended ?? null,
        how: how ?? null,
        reason: reason ?? null,
        follows: goals[follows ?? -1] ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    goals.push(id)
  }
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
