import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { emptyReport, type Fault, type ImportReport, inShape } from '../../base/import.ts'
import type { BundlePart, Came, Taking } from '../../base/things/bundling.ts'
import { makeThing } from '../../base/things/things.ts'
import type { Viewer } from '../../base/viewer.ts'
import { saidBy } from '../../people/elsewhere.ts'
import { communityChanged } from '../changed.ts'
import { Given } from '../given.ts'
import { importCommunities } from '../importing.ts'
import { tiePractice } from '../practice-importing.ts'
import { communityPoints, giveCommunity } from './giving.ts'

/** Under what it is called here, and without what only packs say: who of here belongs to it and does what for it. */
function called(came: Came[], { slug }: Taking): { came: Came[]; faults: Fault[] } {
  const faults: Fault[] = []
  const all = came.map((one) => {
    const { members, facilitators, moderators, ...json } = one.json as Record<string, unknown>
    if ([members, facilitators, moderators].some((said) => said !== undefined))
      faults.push({ place: one.place, message: t('bundle.noRoles') })
    return { ...one, json: { ...json, slug } }
  })
  return { came: all, faults }
}

async function take(viewer: Viewer, given: Came[], taking: Taking): Promise<ImportReport> {
  const { came, faults } = called(given, taking)
  const report = await importCommunities(viewer, came, taking)
  return { ...report, faults: [...faults, ...report.faults] }
}

async function tieCommunity(_: Viewer, came: Came[], taking: Taking): Promise<ImportReport> {
  const report = emptyReport()
  await atomically(async () => {
    for (const { place, one } of inShape(Given, came).read) {
      const { rows } = await sql<{ id: number; circle: number }>`
        select id, circle from thing where ref = ${one.ref} and kind = 'community'`.execute(db())
      const [here] = rows
      if (!here) continue
      const { present, faults } = await absent(here.id, one)
      faults.push(...(await tiePractice(here.id, present, taking)))
      report.faults.push(...faults.map((fault) => ({ ...fault, place: `${place}, ${fault.place}` })))
      for (const group of one.groups) await keepGroup(here, group, taking)
      await communityChanged(here.id)
    }
  })
  return report
}

/** What it points to and is not here is kept as it came, so that it goes along again; and is named. */
async function absent(community: number, one: Given): Promise<{ present: Given; faults: Fault[] }> {
  const wanted = [
    ...one.library.flatMap((item) => ('ref' in item ? item.ref : [])),
    ...one.agenda.flatMap(({ ties }) => ties),
  ]
  const { rows } = await sql<{
    ref: string
  }>`select ref from thing where ref = any(${wanted}::text[])`.execute(db())
  const here = new Set(rows.map(({ ref }) => ref))
  const isHere = (item: Given['library'][number]) => !('ref' in item) || here.has(item.ref)
  const library = one.library.flatMap((item, index) => (isHere(item) ? [] : { index, item }))
  const ties = one.agenda.flatMap(({ ref, ties }) =>
    ties.filter((to) => !here.has(to)).map((to) => ({ question: ref, to })),
  )
  if (library.length + ties.length > 0)
    await sql`
      update community set elsewhere = coalesce(elsewhere, '{}') || ${JSON.stringify({ library, ties })}::jsonb where thing = ${community}`.execute(
      db(),
    )
  const message = t('bundle.notHere')
  return {
    present: {
      ...one,
      library: one.library.filter(isHere),
      agenda: one.agenda.map((question) => ({
        ...question,
        ties: question.ties.filter((to) => here.has(to)),
      })),
    },
    faults: [
      ...library.map(({ index }) => ({ place: `library[${index}]`, message, note: true as const })),
      ...ties.map(({ question, to }) => ({
        place: `agenda, ${question}, ${to}`,
        message,
        note: true as const,
      })),
    ],
  }
}

async function keepGroup(
  { id: community, circle }: { id: number; circle: number },
  { ref, origin, task, product, convenor, ends, ended, outcome, made }: Given['groups'][number],
  taking: Taking,
): Promise<void> {
  const { id } = await makeThing({ kind: 'working-group', ref, circle, origin })
  const { person, by } = await saidBy(convenor, taking)
  const { rows } = await sql<{ id: number }>`
    select id from thing where ref = ${made ?? null} and state = 'published'`.execute(db())
  const elsewhere = { ...(by && { convenor: by }), ...(made && rows.length === 0 && { made }) }
  await db()
    .insertInto('working_group')
    .values({
      ...{ thing: id, community, ends },
      task: JSON.stringify(task),
      product: JSON.stringify(product),
      convenor: person,
      ended: ended ?? null,
      outcome: outcome ? JSON.stringify(outcome) : null,
      made: rows[0]?.id ?? null,
      elsewhere: JSON.stringify(elsewhere),
    })
    .execute()
}

/** A community with its pages, its library and its agenda, and who belonged to it where they wish to be named. */
export const communityPart: BundlePart = {
  noun: 'communities',
  give: giveCommunity,
  points: communityPoints,
  things: (json) => {
    const { ref, pages, agenda, groups } = Given.parse(json)
    return [ref, ...[...pages, ...agenda, ...groups].map((one) => one.ref)]
  },
  within: (thing) => sql`
    select id as thing from thing where circle = (select circle from community where thing = ${thing})
    union select page.thing from page where community = ${thing}
    union select agenda_question.thing from agenda_question where community = ${thing}
    union select working_group.thing from working_group where community = ${thing}
    union select person from membership where community = ${thing} and ended is null
    union select person from community_role where community = ${thing}
    union select community.thing from community where above = ${thing}`,
  take,
  tie: (viewer, came, taking) => tieCommunity(viewer, called(came, taking).came, taking),
}
