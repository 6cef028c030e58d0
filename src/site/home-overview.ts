import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { reader } from '../base/i18n/reader.ts'
import type { Card } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { liveliest } from '../communities/listing.ts'
import { type ListedThread, newestOfAll } from '../conversations/listing.ts'
import { type Edition, everyInstrument } from '../instruments/editions.ts'
import { newestRecords, type Overview, overview } from '../records/overview.ts'
import { type Desk, deskOf } from './desk.ts'

/** What flows: the newest records, those first that can be read in the reader's language, and how many there are. */
export interface Flow {
  newest: Card[]
  total: number
}

export interface Home extends Flow {
  overview: Overview
  /** Where something was said or changed last. */
  communities: Card[]
  talk: ListedThread[]
  /** The most used first. */
  instruments: Edition[]
}

export interface OwnHome extends Flow {
  desk: Desk
}

const shown = 6
const communitiesShown = 3
/** Among so many of the newest it is looked for what the reader can read. */
const lookedAt = 24

/** What the first page shows of everything the viewer may see. */
export async function homeOverview(viewer: Viewer): Promise<Home> {
  const all = await overview(viewer)
  const flow = await flowFor(viewer)
  const communities = await liveliest(viewer, communitiesShown)
  const { talk, use } = await talkAndUse(viewer)
  const instruments = await everyInstrument(viewer)
  return {
    overview: all,
    communities,
    talk,
    ...flow,
    instruments: instruments.toSorted((a, b) => (use.get(b.instrument) ?? 0) - (use.get(a.instrument) ?? 0)),
  }
}

/** What the first page shows whoever is signed in: what waits for them, then what flows. */
export async function ownHome(viewer: Viewer): Promise<OwnHome> {
  const desk = await deskOf(viewer)
  return { desk, ...(await flowFor(viewer)) }
}

async function flowFor(viewer: Viewer): Promise<Flow> {
  const { cards, total } = await newestRecords(viewer, lookedAt)
  const { lang } = reader()
  const readable = ({ languages = [] }: Card) => languages.some((one) => one.split('-')[0] === lang)
  const newest = [...cards.filter(readable), ...cards.filter((card) => !readable(card))].slice(0, shown)
  return { newest, total }
}

/** What is talked about, and how many records are written to each questionnaire, by the thing it is. */
async function talkAndUse(viewer: Viewer): Promise<{ talk: ListedThread[]; use: Map<number, number> }> {
  dependsOn('threads', 'people')
  const { rows } = await sql<{ talk: ListedThread[]; uses: { instrument: number; records: number }[] }>`
    select ${newestOfAll(viewer, 4)} as talk, coalesce((select json_agg(one) from (
      select edition.instrument, count(*)::int as records
      from record join thing on thing.id = record.thing
      join version on version.id = record.current join edition on edition.id = version.edition
      where thing.state = 'published' and ${visibleTo(viewer)} group by edition.instrument) as one), '[]') as uses`.execute(
    db(),
  )
  const { talk, uses } = rows[0]!
  return { talk, use: new Map(uses.map(({ instrument, records }) => [instrument, records])) }
}
