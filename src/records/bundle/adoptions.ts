import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { Ref } from '../../base/ids.ts'
import { type ImportReport, inShape, takeEach } from '../../base/import.ts'
import {
  type Bundled,
  type BundlePart,
  type Came,
  type Giving,
  Known,
  Named,
  PastMoment,
  type Taking,
  told,
} from '../../base/things/bundling.ts'
import { system, type Viewer } from '../../base/viewer.ts'
import { inWords, saidBy } from '../../people/elsewhere.ts'
import { adoptionForms, reachesOfAdoption } from '../evidence/use.ts'
import { recordsAlong } from './records.ts'
import { organisationKnown, placeCoded, placeKnown, recordToSayOf, wasAsked } from './said-of.ts'
import { Words } from './use-given.ts'

const GivenAdoption = z.strictObject({
  organisation: Known,
  form: z.enum(adoptionForms),
  level: z.enum(reachesOfAdoption),
  /** Its code. */
  place: z.string().max(64).optional(),
  year: z.int().min(1900).max(2200).optional(),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  note: Words.optional(),
  said: PastMoment,
  by: Named.optional(),
})
type GivenAdoption = z.infer<typeof GivenAdoption>

/** Which institutions say themselves that they took a record up. */
const Given = z.strictObject({
  format: z.literal('baobab-adoptions/1'),
  /** That of the record. */
  ref: Ref,
  adoptions: z.array(GivenAdoption).min(1).max(500),
})

interface Row {
  record: Ref
  person: number | null
  confirmer: number | null
  form: string
  level: string
  place: string | null
  year: number | null
  link: string | null
  note: GivenAdoption['note'] | null
  said: Date
  organisation: Known | null
  /** What came along and is not here. */
  elsewhere: Pick<GivenAdoption, 'organisation' | 'by' | 'place'> | null
}

/** What an institution says of itself: nobody else's word goes along. */
const ownWord = sql<boolean>`(person is null or ended is null and confirmed_for)`

async function rowsOf(viewer: Viewer, which: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select about.ref as record, person, case when confirmed_for then confirmed_by end as confirmer, form, adoption.level, year, link, note, said,
      adoption.elsewhere, ${placeKnown(viewer, 'adoption.place')} as place, ${organisationKnown(viewer, 'adoption.organisation')} as organisation
    from adoption join thing as about on about.id = adoption.record
    where ended is null and ${ownWord} and ${which} order by adoption.record, adoption.id`.execute(db())
  return rows
}

/** Where whoever said it was asked, and neither they nor whoever confirmed it for the institution wish that theirs stays. */
async function* give(giving: Giving): AsyncGenerator<Bundled> {
  const { viewer, community, wishOf } = giving
  const rows = await rowsOf(
    viewer,
    sql`adoption.record in (${recordsAlong(giving)}) and ${wasAsked('adoption', community.id)}`,
  )
  const given = rows.filter(
    (row) =>
      (row.organisation ?? row.elsewhere) &&
      wishOf(row.person) !== 'stays' &&
      wishOf(row.confirmer) !== 'stays',
  )
  for (const [ref, all] of Map.groupBy(given, ({ record }) => record))
    yield { ref, json: asGiven(ref, all, giving), by: all.flatMap(({ person }) => person ?? []) }
}

const asGiven = (
  ref: Ref,
  rows: Row[],
  { named, words, text }: Pick<Giving, 'named' | 'words' | 'text'>,
) => ({
  format: 'baobab-adoptions/1',
  ref,
  adoptions: rows.map(({ organisation, elsewhere, form, level, place, year, link, note, said, person }) => ({
    organisation: organisation ?? elsewhere?.organisation,
    ...{ form, level },
    ...told({
      place: place ?? elsewhere?.place,
      year,
      link: link && words(link) === link ? link : null,
      note: note && text(note),
    }),
    said: said.toISOString(),
    ...told({ by: named(person) ?? elsewhere?.by }),
  })),
})

async function here(ref: Ref): Promise<object | undefined> {
  const rows = await rowsOf(system('bundle'), sql`about.ref = ${ref}`)
  const asItIs = { named: () => undefined, words: (words: string) => words }
  return rows.length > 0 ? asGiven(ref, rows, { ...asItIs, text: (text) => text }) : undefined
}

async function isHere(ref: Ref): Promise<boolean> {
  const { rows } = await sql`
    select from adoption join thing on thing.id = adoption.record where ref = ${ref} and ${ownWord} limit 1`.execute(
    db(),
  )
  return rows.length > 0
}

/** In words, whoever it was: here the institution has not said so. */
const take = (_: Viewer, came: Came[], taking: Taking): Promise<ImportReport> =>
  takeEach(inShape(Given, came), ({ ref, adoptions }) =>
    atomically(async () => {
      const record = await recordToSayOf(ref, taking)
      if (!record) return false
      for (const one of adoptions) await takeOne(record.id, one, taking)
      await changed(ref)
      return true
    }),
  )

async function takeOne(record: number, one: GivenAdoption, taking: Taking): Promise<void> {
  const { by } = await saidBy(one.by, taking)
  const place = await placeCoded(one.place)
  const { original, texts } = one.organisation.name
  const elsewhere = {
    organisation: await inWords(one.organisation, taking),
    ...((by ?? one.by) && { by: by ?? one.by }),
    ...(one.place && place === undefined && { place: one.place }),
  }
  await db()
    .insertInto('adoption')
    .values({
      ...{ record, institution: texts[original]!, form: one.form, level: one.level, place: place ?? null },
      ...{ year: one.year ?? null, link: one.link ?? null, said: one.said },
      note: one.note ? JSON.stringify(one.note) : null,
      elsewhere: JSON.stringify(elsewhere),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** From a record that was here before; else they go out of sight with it. */
async function back(_: Viewer, ref: Ref): Promise<void> {
  await sql`delete from adoption using thing where thing.id = adoption.record and ref = ${ref} and person is null`.execute(
    db(),
  )
  await changed(ref)
}

/** Which institutions took up the records that go along. */
export const adoptionPart: BundlePart = { noun: 'adoptions', give, take, here, isHere, back }
