import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { reader } from '../base/i18n/reader.ts'
import type { Card } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { type Edition, everyInstrument } from '../instruments/editions.ts'
import { type Overview, overview } from '../records/overview.ts'

export interface Home {
  overview: Overview
  /** Of the newest, those that can be read in the reader's language come first. */
  newest: Card[]
  /** The most used first. */
  instruments: Edition[]
}

const shown = 6
/** Among so many of the newest it is looked for what the reader can read. */
const lookedAt = 24

/** What the first page shows of everything the viewer may see. */
export async function homeOverview(viewer: Viewer): Promise<Home> {
  const all = await overview(viewer, { newest: lookedAt })
  const { lang } = reader()
  const readable = ({ languages = [] }: Card) => languages.some((one) => one.split('-')[0] === lang)
  const use = await uses(viewer)
  const instruments = await everyInstrument(viewer)
  return {
    overview: all,
    newest: [...all.newest.filter(readable), ...all.newest.filter((card) => !readable(card))].slice(0, shown),
    instruments: instruments.toSorted((a, b) => (use.get(b.instrument) ?? 0) - (use.get(a.instrument) ?? 0)),
  }
}

/** How many records are written to each questionnaire, by the thing it is. */
async function uses(viewer: Viewer): Promise<Map<number, number>> {
  const { rows } = await sql<{ instrument: number; records: number }>`
    select edition.instrument, count(*)::int as records
    from record join thing on thing.id = record.thing
    join version on version.id = record.current join edition on edition.id = version.edition
    where thing.state = 'published' and ${visibleTo(viewer)} group by edition.instrument`.execute(db())
  return new Map(rows.map(({ instrument, records }) => [instrument, records]))
}
