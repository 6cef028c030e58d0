import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { type Bundled, type BundlePart, type Giving, type Named, told } from '../../base/things/bundling.ts'
import { visibleTo } from '../../base/viewer.ts'
import { importWriteUps } from '../write-up/importing.ts'

interface Row {
  ref: string
  origin: string
  source: string
  record: string
  by: number | null
  elsewhere: { by?: Named } | null
  published: Date
  passages: {
    said: string
    who: number | null
    sealed: boolean
    words: string
    slot: string
    answer: string
  }[]
}

/**
 * How what was said in a community became records: without what those said who wish that theirs stays, for whom
 * nothing is told, as for who is sealed.
 */
async function* giveWriteUps({ viewer, community, named, wishOf, words }: Giving): AsyncGenerator<Bundled> {
  const { rows } = await sql<Row>`
    select own.ref, own.origin, source.ref as source, made.ref as record, write_up.by, write_up.elsewhere, write_up.published,
      (select json_agg(json_build_object('said', said.ref, 'who', post.person, 'sealed', passage.sealed, 'words', passage.words, 'slot', slot, 'answer', answer) order by position)
        from passage join thing as said on said.id = passage.said join post on post.thing = passage.said
        where passage.write_up = write_up.thing and left_out is null and slot is not null and answer in ('named', 'unnamed', 'group')
          and post.hidden is null and post.held is null and post.thread = write_up.source) as passages
    from write_up join thing as own on own.id = write_up.thing join thing as source on source.id = write_up.source
    join thread on thread.thing = write_up.source join thing as made on made.id = write_up.record
    where thread.community = ${community.id} and thread.away is null and source.state = 'published' and published is not null
      and ${visibleTo(viewer, 'source.circle')} and made.state = 'published' and ${visibleTo(viewer, 'made.circle')} order by own.id`.execute(
    db(),
  )
  for (const row of rows) {
    const passages = (row.passages ?? []).filter(({ who, sealed }) => !sealed && wishOf(who) !== 'stays')
    if (passages.length === 0) continue
    yield {
      ref: row.ref,
      json: {
        format: 'baobab-write-up/1',
        ...{ ref: row.ref, origin: row.origin, source: row.source, record: row.record },
        ...told({ by: named(row.by) ?? row.elsewhere?.by }),
        published: row.published.toISOString(),
        passages: passages.map(({ who: _, sealed: __, words: said, ...rest }) => ({
          ...rest,
          words: words(said),
        })),
      },
    }
  }
}

export const writeUpPart: BundlePart = {
  noun: 'write-ups',
  give: giveWriteUps,
  within: (thing) => sql`
    select write_up.thing from write_up where source = ${thing} or record = ${thing} and published is null`,
  // After the threads and the records that they come from and lead to.
  take: importWriteUps,
}
