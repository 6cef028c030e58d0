import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { db } from '../../base/database/database.ts'
import { Ref, refFrom } from '../../base/ids.ts'
import { type ImportReport, inShape, takeEach } from '../../base/import.ts'
import { refuse } from '../../base/refusal.ts'
import type { Bundled, BundlePart, Came, Giving } from '../../base/things/bundling.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { Definition } from '../../instruments/definition.ts'
import { definitionsOf, inOrder } from '../../instruments/editions.ts'
import { importInstrument } from '../../instruments/importing.ts'
import { recordsAlong } from './records.ts'

const Given = z.strictObject({
  format: z.literal('baobab-questionnaire/1'),
  ref: Ref,
  slug: z.string(),
  /** The first before the next. */
  editions: z.array(Definition).min(1).max(100),
})

/** Each instance gives a questionnaire another reference: what it is called stands for it. */
const refOf = (slug: string): Ref => refFrom(createHash('sha256').update(slug).digest())

interface Row {
  slug: string
  editions: { id: number; name: string }[]
}

async function asGiven({ slug, editions }: Row): Promise<object> {
  const ordered = editions.toSorted((a, b) => inOrder.compare(a.name, b.name))
  const definitions = await definitionsOf(ordered.map(({ id }) => id))
  return {
    format: 'baobab-questionnaire/1',
    ...{ ref: refOf(slug), slug },
    editions: ordered.map(({ id }) => definitions.get(id)),
  }
}

const editions = sql`(select json_agg(json_build_object('id', edition.id, 'name', edition.name)) from edition where edition.instrument = instrument.thing) as editions`

/** Those that the records which go along answer, the first made before what extends it. */
async function* give(giving: Giving): AsyncGenerator<Bundled> {
  const { rows } = await sql<Row>`
    select slug, ${editions} from instrument join thing on thing.id = instrument.thing
    where instrument.thing in (select instrument from record where thing in (${recordsAlong(giving)})) and ${visibleTo(giving.viewer)}
    order by instrument.thing`.execute(db())
  for (const row of rows) yield { ref: refOf(row.slug), json: await asGiven(row) }
}

async function here(ref: Ref): Promise<object | undefined> {
  const { rows } = await sql<Row>`select slug, ${editions} from instrument`.execute(db())
  const row = rows.find(({ slug }) => refOf(slug) === ref)
  return row && asGiven(row)
}

/** A new one only: what one of here asks is for those to say who curate it. */
async function take(viewer: Viewer, came: Came[]): Promise<ImportReport> {
  const { read, faults } = inShape(Given, came)
  return takeEach({ read, faults }, async ({ slug, editions }) => {
    if (editions.some((definition) => definition.slug !== slug)) refuse('invalid', 'bundle.otherThing')
    for (const definition of editions) await importInstrument(viewer, definition)
    return true
  })
}

/** Questionnaires that another instance does not have. They stay when a bundle is taken back: others may answer them by then. */
export const questionnairePart: BundlePart = {
  noun: 'questionnaires',
  give,
  take,
  here,
  isHere: async (ref) => (await here(ref)) !== undefined,
  things: () => [],
}
