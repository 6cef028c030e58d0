import { type RawBuilder, sql } from 'kysely'
import type { Viewer } from '../base/viewer.ts'

export const pollKinds = ['single', 'several', 'ranked'] as const
export type PollKind = (typeof pollKinds)[number]

/** Choices of a poll, and characters of one. */
export const mostOfPoll = { choices: 12, words: 200 }

export interface Poll {
  kind: PollKind
  /** The last day one may vote. */
  closes: string | null
  over: boolean
  /** How many voted. */
  voters: number
  choices: {
    id: number
    words: string
    /**
     * How many chose it; of ranked ones its points: as many for a first place as there are choices, one less
     * for each place after it, none where it has no place (Borda's count).
     */
    votes: number
    /** The viewer chose it; of ranked ones at which place. */
    mine: number | null
  }[]
}

/** The poll of a `thread`, as one value of JSON. */
export function pollAsked(viewer: Viewer): RawBuilder<Poll | null> {
  const me = viewer.kind === 'person' ? viewer.id : 0
  return sql`(select json_build_object('kind', poll.kind, 'closes', closes, 'over', coalesce(closes < current_date, false),
      'voters', coalesce((poll.elsewhere ->> 'voters')::int, 0) + (select count(distinct person)::int from poll_vote join poll_choice on poll_choice.id = choice where poll_choice.thread = poll.thread),
      'choices', (select json_agg(json_build_object('id', poll_choice.id, 'words', words,
          'votes', coalesce((poll_choice.elsewhere ->> 'votes')::int, 0) + (select coalesce(sum(case when poll.kind = 'ranked'
              then (select count(*) from poll_choice as one where one.thread = poll.thread) + 1 - rank else 1 end), 0)::int
            from poll_vote where choice = poll_choice.id),
          'mine', (select coalesce(rank, 1) from poll_vote where choice = poll_choice.id and person = ${me})) order by position)
        from poll_choice where poll_choice.thread = poll.thread))
    from poll where poll.thread = thread.thing)`
}
