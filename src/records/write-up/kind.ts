import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import type { Kind } from '../../base/things/kinds.ts'
import type { LineageTie } from '../../base/things/lineage.ts'
import { speakersAsked } from '../../base/things/talk.ts'
import { quotedLeft } from './consenting.ts'
import { writeUpPanel } from './panel.tsx'

/** A write-up is in no list, and nobody finds it: what it becomes is a record. */
export const writeUpKind: Kind = {
  kind: 'write-up',
  noun: 'write-ups',
  cards: async () => new Map(),
  searchable: async () => [],
  panel: writeUpPanel,
  saidBy: answeredBy,
  keeperLeft: quotedLeft,
}

/** What became of a conversation. */
export const writeUpTie: LineageTie = {
  from: sql`select source as id from write_up where record = walk.id`,
  to: sql`select record as id from write_up where source = walk.id and record is not null order by published desc limit 20`,
}

/** What they were asked when they were quoted, and what they said, for the export of their account. One query. */
async function answeredBy(person: number): Promise<object> {
  const { rows } = await sql<{ quoted: { writeUp: Ref; words: string }[] }>`
    select coalesce(json_agg(json_strip_nulls(json_build_object('writeUp', own.ref, 'said', home.ref, 'words', words, 'answer', answer, 'answered', answered, 'leftOut', left_out))
      order by passage.id), '[]') as quoted
    from passage join (${speakersAsked()}) as speaker on speaker.said = passage.said join write_up on write_up.thing = passage.write_up
      join thing as own on own.id = write_up.thing join thing as home on home.id = passage.said
    where speaker.person = ${person} and asked is not null`.execute(db())
  return { ...rows[0] }
}
