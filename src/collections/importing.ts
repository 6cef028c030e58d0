import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import { Ref } from '../base/ids.ts'
import { emptyReport, type Fault, type ImportReport, inShape } from '../base/import.ts'
import { refuse } from '../base/refusal.ts'
import { Text } from '../base/text.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { everyone, members, type Viewer } from '../base/viewer.ts'
import { subjectsOf } from '../vocabularies/subjects.ts'
import { collectionChanged } from './keeping.ts'

/** A collection as packs bring it. */
const Given = z.strictObject({
  format: z.literal('baobab-collection/1'),
  ref: Ref,
  title: Text,
  introduction: Text.optional(),
  audience: z.enum(['everyone', 'members']).default('everyone'),
  /** The handle of whoever keeps it, if they are here. */
  keeper: z.string().optional(),
  places: z.array(z.string()).default([]),
  topics: z.array(z.string()).default([]),
  /** The query of a search. */
  rule: z.string().optional(),
  items: z
    .array(
      z.union([
        z.strictObject({ ref: Ref, note: Text.optional() }),
        z.strictObject({ href: z.url({ protocol: /^https$/ }), title: Text, note: Text.optional() }),
      ]),
    )
    .default([]),
})
type Given = z.infer<typeof Given>

/**
 * Takes in the collections that are not here yet; whatever was made of the others since stays as it is.
 * One that is none is left out and named, as is what in it is not here. Only the instance may.
 */
export async function importCollections(
  viewer: Viewer,
  given: { place: string; json: unknown }[],
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'collections.mayNotImport')
  const { read, faults } = inShape(Given, given)
  const report = { ...emptyReport(), faults }
  await atomically(async () => {
    const made: { place: string; one: Given; id: number }[] = []
    for (const { place, one } of read) {
      const id = await make(viewer, one)
      if (id === undefined) report.unchanged++
      else made.push({ place, one, id })
    }
    // Once all are here: they may stand in each other.
    for (const { place, one, id } of made) {
      report.faults.push(
        ...(await fill(id, one)).map((fault) => ({ ...fault, place: `${place}, ${fault.place}` })),
      )
      await audit(viewer, 'collection.made', id, { from: place })
      await collectionChanged(id)
      report.made++
    }
  })
  return report
}

async function make(viewer: Viewer, one: Given): Promise<number | undefined> {
  const there = await db().selectFrom('thing').select('id').where('ref', '=', one.ref).executeTakeFirst()
  if (there) return undefined
  const circle = one.audience === 'members' ? members : everyone
  const { id } = await makeThing({ kind: 'collection', ref: one.ref, circle })
  await sql`
    insert into collection (thing, title, introduction, rule, keeper)
    select ${id}, ${JSON.stringify(one.title)}::jsonb, ${one.introduction ? JSON.stringify(one.introduction) : null}::jsonb, ${one.rule ?? null},
      (select thing from person where handle = ${one.keeper ?? null})`.execute(db())
  const subjects = { places: one.places.join('\n'), topics: one.topics.join('\n') }
  await setAbout(id, await subjectsOf(viewer, subjects))
  return id
}

async function fill(id: number, { items }: Given): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const [i, item] of items.entries()) {
    const note = item.note ? JSON.stringify(item.note) : null
    const row = { collection: id, position: i + 1, note }
    if ('href' in item) {
      await db()
        .insertInto('collection_item')
        .values({ ...row, href: item.href, title: JSON.stringify(item.title) })
        .execute()
      continue
    }
    const target = await db().selectFrom('thing').select('id').where('ref', '=', item.ref).executeTakeFirst()
    if (!target) faults.push({ place: `items[${i}]`, message: t('collections.noSuchThing') })
    else
      await db()
        .insertInto('collection_item')
        .values({ ...row, target: target.id })
        .execute()
  }
  return faults
}
