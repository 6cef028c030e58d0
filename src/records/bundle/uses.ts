import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { emptyReport, type Fault, type ImportReport, inShape, takeEach } from '../../base/import.ts'
import { refuse } from '../../base/refusal.ts'
import type { BundlePart, Came, Taking } from '../../base/things/bundling.ts'
import { makeThing } from '../../base/things/things.ts'
import type { Viewer } from '../../base/viewer.ts'
import { inWords, organisationHere, saidBy } from '../../people/elsewhere.ts'
import { tellOf } from '../evidence/saying.ts'
import { takeGivenFiles } from './files.ts'
import { giveUses, useHere } from './giving-uses.ts'
import { placeCoded, recordToSayOf } from './said-of.ts'
import { GivenUse, type UseElsewhere } from './use-given.ts'

/** What the records that came in are said to have come to. A place that is not known here is kept as it came, and named. */
async function take(_: Viewer, came: Came[], taking: Taking): Promise<ImportReport> {
  const notes: Fault[] = []
  const report = await takeEach(inShape(GivenUse, came), async (one, place) => {
    const made = await takeUse(one, taking)
    if (made && one.place && (await placeCoded(one.place)) === undefined)
      notes.push({ place: `${place}, ${one.place}`, message: t('bundle.notHere'), note: true })
    return made
  })
  return { ...report, faults: [...report.faults, ...notes] }
}

const takeUse = (one: GivenUse, taking: Taking): Promise<boolean> =>
  atomically(async () => {
    const record = await recordToSayOf(one.record, taking)
    if (!record) return false
    const { person, organisation, words } = await whoseItIs(one, taking)
    const at = await placeCoded(one.place)
    const elsewhere: UseElsewhere = {
      ...words,
      ...(one.place && at === undefined && { place: one.place }),
      ...(person === null && { counts: one.counts }),
    }
    const { id } = await makeThing({ kind: 'use', ref: one.ref, origin: one.origin, circle: record.circle })
    const { rows } = await sql`
      insert into use (thing, record, person, named, organisation, outcome, note, conditions, adaptation, figures, place, happened, said, changed, by_maker, elsewhere)
      values (${id}, ${record.id}, ${person}, ${person !== null}, ${organisation}, ${one.outcome}, ${json(one.note)}, ${json(one.conditions)}, ${json(one.adaptation)},
        ${JSON.stringify(one.figures)}::jsonb, ${at ?? null}, ${one.happened ?? null}, ${one.said}, ${one.changed ?? null},
        is_maker(${record.id}, ${person}, ${organisation}, ${one.said}), ${json(elsewhere)})
      on conflict do nothing returning thing`.execute(db())
    if (rows.length === 0) refuse('conflict', 'bundle.saidSince')
    await tellOf(id, one.ref, one.record)
    return true
  })

const json = (value: object | undefined) =>
  value && Object.keys(value).length > 0 ? sql`${JSON.stringify(value)}::jsonb` : null

interface Whose {
  person: number | null
  organisation: number | null
  /** In words, where they are not known here. */
  words: Pick<UseElsewhere, 'by' | 'organisation'>
}

/** Theirs again where they are known here, and so is whom they said it for; else names in words, and nobody's. */
async function whoseItIs({ by: who, organisation: whom }: GivenUse, taking: Taking): Promise<Whose> {
  const { person, by } = await saidBy(who, taking)
  const organisation = person === null ? null : await organisationHere(whom, taking)
  if (person !== null && (organisation !== null || !whom)) return { person, organisation, words: {} }
  const words = {
    ...((by ?? who) && { by: by ?? who! }),
    ...(whom && { organisation: await inWords(whom, taking) }),
  }
  return { person: null, organisation: null, words }
}

/** What ties its files to it, once it is here. */
async function tie(viewer: Viewer, came: Came[], { tried }: Taking): Promise<ImportReport> {
  const report = emptyReport()
  const folders = new Map(came.map(({ place, folder }) => [place, folder]))
  for (const { place, one } of tried ? [] : inShape(GivenUse, came).read) {
    const faults = await takeGivenFiles(viewer, one, folders.get(place)!)
    report.faults.push(...faults.map((fault) => ({ ...fault, place: `${place}, ${fault.place}` })))
  }
  return report
}

/** What came of using the records that go along. After them, and before what points to it. */
export const usePart: BundlePart = {
  noun: 'uses',
  give: giveUses,
  take,
  tie,
  here: useHere,
  // What a conversation about a policy says that it became: that goes with the conversation.
  within: (thing) => sql`
    select implication.thread as thing from implication_outcome join implication on implication.id = implication
    where implication_outcome.thing = ${thing} and exists (select from use where use.thing = ${thing})`,
}
