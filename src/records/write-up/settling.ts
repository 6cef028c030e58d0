import { sql } from 'kysely'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { announce } from '../../base/outbox/announce.ts'
import { reaction, thingsTogether } from '../../base/outbox/reactions.ts'
import { hiddenAsked, speakersAsked } from '../../base/things/talk.ts'

declare module '../../base/outbox/announce.ts' {
  interface Events {
    /** Words that a record quotes were taken from sight where they were said. */
    'quoted.hidden': { record: number }
  }
}

/** Who said what, whether it can still be read or was taken from sight. */
const everySpeaker = () => sql`
  (select said, person, false as hidden from (${speakersAsked()}) as one
    union select said, person, true from (${hiddenAsked()}) as two)`

/**
 * Credits those whom a published record quotes as they wish: by name as long as one passage of theirs, said with their
 * name and not taken from sight, is to stand so. What they said without their name has no part in that. Inside a
 * transaction.
 */
export async function settleCredits(record: number): Promise<void> {
  const { rows } = await sql<{ ref: Ref }>`
    with wish as (
      select speaker.person, bool_or(answer = 'named' and not speaker.hidden) as named
      from passage join write_up on write_up.thing = passage.write_up join ${everySpeaker()} as speaker on speaker.said = passage.said
      where write_up.record = ${record} and not sealed and left_out is null and answer in ('named', 'unnamed') and speaker.person is not null
      group by speaker.person),
      credited as (
        update credit set shown = case when named then 'named' else 'unnamed' end, name = case when named then person.name end, redacted = now()
        from wish join person on person.thing = wish.person, version
        where version.id = credit.version and version.record = ${record} and credit.person = wish.person and role = 'resource-person'
          and credit.shown = case when named then 'unnamed' else 'named' end
        returning credit.person),
      proposed as (
        update draft_contributor set shown = case when named then 'named' else 'unnamed' end
        from wish, draft
        where draft.thing = draft_contributor.draft and draft.record = ${record} and draft_contributor.person = wish.person
          and role = 'resource-person' and shown in ('named', 'unnamed'))
    select ref from thing where id = ${record} and exists (select from credited)`.execute(db())
  if (rows.length === 0) return
  await changed(...rows.map(({ ref }) => ref), 'records', 'things')
  await announce('thing.changed', { ids: [record] })
}

/** What somebody chose for the whole of a record is so for each passage that they said with their name; what was taken from sight stays unnamed. */
export async function nameChosen(person: number, record: number, shown: 'named' | 'unnamed'): Promise<void> {
  await sql`
    update passage set answer = ${shown}, answered = now() from write_up
    where write_up.thing = passage.write_up and write_up.record = ${record} and not sealed and left_out is null
      and answer in ('named', 'unnamed') and passage.said in (select said from ${everySpeaker()} as one where one.person = ${person})`.execute(
    db(),
  )
  await settleCredits(record)
}

/** What was said changed: the records that quote it are settled anew, and whoever keeps them is told where it was taken from sight. */
function follow(ids: number[]): Promise<void> {
  return atomically(async () => {
    const { rows } = await sql<{ id: number; ref: Ref; hidden: boolean }>`
      select thing.id, thing.ref, bool_or(passage.said in (select said from (${hiddenAsked()}) as one)) as hidden
      from passage join write_up on write_up.thing = passage.write_up join thing on thing.id = write_up.record
      where passage.said = any(${ids}::bigint[]) and left_out is null group by thing.id, thing.ref order by 1`.execute(
      db(),
    )
    for (const { id, ref, hidden } of rows) {
      await settleCredits(id)
      await changed(ref)
      if (hidden) await announce('quoted.hidden', { record: id })
    }
  })
}

export const writeUpReaction = reaction(
  'write-ups.follow',
  'thing.changed',
  ({ ids }) => follow(ids),
  thingsTogether,
)
