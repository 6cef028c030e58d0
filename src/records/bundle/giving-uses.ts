import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { type FileUse, filesByThing } from '../../base/files/uses.ts'
import type { Ref } from '../../base/ids.ts'
import { type Bundled, type Giving, type Known, told } from '../../base/things/bundling.ts'
import { system, type Viewer, visibleTo } from '../../base/viewer.ts'
import { givenFile } from './files.ts'
import { recordsAlong } from './records.ts'
import { organisationKnown, placeKnown, wasAsked } from './said-of.ts'
import type { GivenUse, UseElsewhere } from './use-given.ts'

interface Row extends Pick<GivenUse, 'ref' | 'origin' | 'record' | 'outcome' | 'note' | 'figures'> {
  id: number
  person: number | null
  named: boolean
  by_maker: boolean
  conditions: GivenUse['note'] | null
  adaptation: GivenUse['note'] | null
  place: string | null
  happened: string | null
  said: Date
  changed: Date | null
  organisation: Known | null
  elsewhere: UseElsewhere | null
}

/** As far as the viewer may know of it; an organisation whose page they may not see is none. */
async function rowsOf(viewer: Viewer, which: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select own.id, own.ref, own.origin, about.ref as record, person, named, by_maker, outcome, note, conditions, adaptation, figures,
      ${placeKnown(viewer, 'use.place')} as place,
      happened, said, use.changed, use.elsewhere,
      ${organisationKnown(viewer, 'use.organisation')} as organisation
    from use join thing as own on own.id = use.thing join thing as about on about.id = use.record
    where withdrawn is null and hidden is null and own.state = 'published' and ${visibleTo(viewer, 'own.circle')} and ${which} order by own.id`.execute(
    db(),
  )
  return rows
}

/** What was said of the records that go along, by whom it was asked whether it may. */
export async function* giveUses(giving: Giving): AsyncGenerator<Bundled> {
  const { viewer, community, wishOf } = giving
  const rows = await rowsOf(
    viewer,
    sql`use.record in (${recordsAlong(giving)}) and ${wasAsked('use', community.id)}`,
  )
  const given = rows.filter(({ person }) => wishOf(person) !== 'stays')
  const files = await filesByThing(given.map(({ id }) => id))
  for (const row of given) {
    const own = files.get(row.id) ?? []
    const json = asGiven(row, own, giving)
    yield {
      ref: row.ref,
      json,
      files: own.map(({ hash }, i) => ({ path: `${row.ref}/${json.files![i]!.name}`, hash })),
      by: row.person === null ? [] : [row.person],
    }
  }
}

type Given = Omit<GivenUse, 'files'> & Partial<Pick<GivenUse, 'files'>>

function asGiven(row: Row, files: FileUse[], giving: Pick<Giving, 'named' | 'words' | 'text'>): Given {
  const { named, words, text } = giving
  const { elsewhere } = row
  const by = (row.named ? named(row.person) : undefined) ?? elsewhere?.by
  return {
    format: 'baobab-use/1',
    ...{ ref: row.ref, origin: row.origin, record: row.record, outcome: row.outcome },
    note: text(row.note),
    ...told({
      conditions: row.conditions && text(row.conditions),
      adaptation: row.adaptation && text(row.adaptation),
    }),
    figures: row.figures.map(({ what, value, unit }) => ({ what: words(what), value, unit: words(unit) })),
    ...told({ place: row.place ?? elsewhere?.place, happened: row.happened }),
    said: row.said.toISOString(),
    ...told({
      changed: row.changed?.toISOString(),
      by,
      // For whom they spoke could tell who it was.
      organisation: by && (row.organisation ?? elsewhere?.organisation),
    }),
    counts: row.person === null ? (elsewhere?.counts ?? false) : !row.by_maker,
    ...(files.length > 0 && { files: files.map((file) => givenFile(file, giving)) }),
  }
}

/** One as it stands here, whoever said it: nobody is named by it. */
export async function useHere(ref: Ref): Promise<object | undefined> {
  const [row] = await rowsOf(system('bundle'), sql`own.ref = ${ref}`)
  if (!row) return undefined
  const files = await filesByThing([row.id])
  return asGiven(row, files.get(row.id) ?? [], {
    named: () => undefined,
    words: (words) => words,
    text: (text) => text,
  })
}
