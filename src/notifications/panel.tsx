import { sql } from 'kysely'
import type { Panel } from '../base/things/kinds.ts'
import { Follow } from './views/Follow.tsx'

/** On the page of a thread or community: to follow it, or to hear no more of it. `thing` is whose page it is. */
export const followPanel: Panel = {
  asked: (viewer) =>
    viewer.kind !== 'person'
      ? sql`null::json`
      : sql`case thing.kind
          when 'thread' then json_build_object('kind', 'thread', 'follows', coalesce(
            (select follows from thread_following where thread = thing.id and person = ${viewer.id}),
            exists (select from post left join sealed_author on sealed_author.post = post.thing
              where post.thread = thing.id and coalesce(sealed_author.person, post.person) = ${viewer.id})))
          when 'community' then json_build_object('kind', 'community', 'follows', coalesce(
            (select level <> 'nothing' from community_choice where community = thing.id and person = ${viewer.id}),
            exists (select from membership where community = thing.id and person = ${viewer.id} and standing = 'member' and ended is null))) end`,
  drawn: (_viewer, of, found: { kind: 'thread' | 'community'; follows: boolean } | null) =>
    found && <Follow of={of} {...found} />,
}
