import { type RawBuilder, sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { found } from '../base/refusal.ts'
import type { AskedToKeep, Handed, Handing } from '../base/things/handing.ts'
import { personOf } from '../people/account.ts'
import { url } from '../ui/url.ts'
import { answerProposal, proposeCustodian } from './custodians.ts'
import { nobody } from './openness.ts'

/** So many days after a record was handed on whoever handed it on is told so. */
const remembered = 90

/**
 * The records that somebody keeps, and those that others took over by what `by`, a row of proposals, says;
 * of those that `among` says, which knows `thing` and `version`.
 */
export async function keptRecords(
  person: number,
  by: (proposals: string) => RawBuilder<boolean>,
  among = sql<boolean>`true`,
): Promise<Handed[]> {
  const { rows } = await sql<Omit<Handed, 'href'>>`
      select thing.ref, version.content -> 'title' as title, mine.ended is null as still,
        coalesce((select json_agg(json_build_object('name', person.name,
            'answer', case when since is not null then 'yes' when theirs.ended is null then 'waits' else 'no' end) order by theirs.id desc)
          from custodianship as theirs join person on person.thing = theirs.person
          where theirs.record = mine.record and ${by('theirs')} and theirs.person <> ${person} and theirs.id > mine.id), '[]') as asked
      from custodianship as mine join thing on thing.id = mine.record join record on record.thing = thing.id
        join version on version.id = record.current
      where mine.person = ${person} and mine.since is not null and thing.state = 'published' and thing.circle <> ${nobody} and ${among} and (mine.ended is null
        or mine.ended > now() - make_interval(days => ${remembered}) and exists (
          select from custodianship as next where next.record = mine.record and ${by('next')} and next.since = mine.ended))
      order by mine.ended is not null, thing.id`.execute(db())
  return rows.map((row) => ({ ...row, href: url`/records/${row.ref}` }))
}

/** Records go to a new custodian by the proposals that custodians make. */
export const recordHanding: Handing = {
  kept: (person) =>
    keptRecords(person, (proposals) => sql`${sql.ref(`${proposals}.proposed_by`)} = ${person}`),
  ask: (viewer, ref, handle) => proposeCustodian(viewer, ref, handle, { untold: true }),
  waiting: async (person) => {
    const { rows } = await sql<Omit<AskedToKeep, 'href'>>`
      select thing.ref, version.content -> 'title' as title, asker.name as by
      from custodianship join thing on thing.id = record join record on record.thing = thing.id
        join version on version.id = record.current join person as asker on asker.thing = proposed_by
      where custodianship.person = ${person} and proposed_by <> ${person} and since is null and ended is null and thing.state = 'published'
        and thing.circle in (1, 2)
      order by custodianship.id`.execute(db())
    return rows.map((row) => ({ ...row, href: url`/records/${row.ref}` }))
  },
  answer: async (viewer, ref, yes) => {
    const { rows } = await sql<{ id: number }>`
      select custodianship.id from custodianship join thing on thing.id = record
      where ref = ${ref} and person = ${personOf(viewer)} and proposed_by <> person and since is null and ended is null`.execute(
      db(),
    )
    await answerProposal(viewer, ref, found(rows[0]).id, yes ? 'yes' : 'no')
  },
}
