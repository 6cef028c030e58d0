import { sql } from 'kysely'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { refusePaused } from '../communities/deeds.ts'
import { personOf } from '../people/account.ts'
import { mayReply } from './access.ts'
import { mostOfPoll, type PollKind } from './poll.ts'
import { threadFor } from './reading.ts'
import type { Thread } from './thread.ts'

export interface NewPoll {
  kind: PollKind
  choices: string[]
  closes?: string
}

/** What can be chosen in a thread that was just made. Refuses fewer than two choices, too many, two alike and a day that is past. */
export async function makePoll(thread: number, { kind, choices, closes }: NewPoll): Promise<void> {
  if (choices.length < 2 || choices.length > mostOfPoll.choices || new Set(choices).size < choices.length)
    refuse('invalid', 'conversations.pollChoices', { most: mostOfPoll.choices })
  const { rows } = await sql`
    insert into poll (thread, kind, closes) select ${thread}, ${kind}, ${closes || null}::date
    where coalesce(${closes || null}::date >= current_date, true) returning thread`.execute(db())
  if (rows.length === 0) refuse('invalid', 'conversations.dayPast')
  await sql`
    insert into poll_choice (thread, position, words)
    select ${thread}, position, words from unnest(${choices}::text[]) with ordinality as given (words, position)`.execute(
    db(),
  )
}

/**
 * Votes, in place of what one voted before; for nothing, one has not voted. `chosen` are choices by their
 * ids, of ranked ones the best first. Refuses whoever may not write there, a poll that is over, more than one
 * where one is to be chosen, and what cannot be chosen.
 */
export function vote(viewer: Viewer, ref: string, chosen: number[]): Promise<Thread> {
  return atomically(async () => {
    const person = personOf(viewer)
    const thread = await threadFor(viewer, ref, { lock: true })
    const poll = found(thread.poll)
    if (thread.closed || poll.over) refuse('conflict', 'conversations.pollOver')
    if (thread.community) refusePaused(thread.community)
    if (!mayReply(viewer, thread)) refuse('forbidden', 'conversations.joinFirst')
    const ids = [...new Set(chosen)]
    const known = new Set(poll.choices.map(({ id }) => id))
    if (ids.some((id) => !known.has(id)) || (poll.kind === 'single' && ids.length > 1))
      refuse('invalid', 'conversations.chooseOne')
    await sql`delete from poll_vote where person = ${person} and choice in (select id from poll_choice where thread = ${thread.id})`.execute(
      db(),
    )
    await sql`
      insert into poll_vote (choice, person, rank)
      select choice, ${person}, case when ${poll.kind === 'ranked'} then place end
      from unnest(${ids}::bigint[]) with ordinality as given (choice, place)`.execute(db())
    await changed(thread.ref)
    return thread
  })
}
