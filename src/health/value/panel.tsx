import { sql } from 'kysely'
import type { Panel } from '../../base/things/kinds.ts'
import { wasAsked } from './moment.ts'
import { storiesAbout } from './reading.ts'
import type { ValueStory } from './story.ts'
import { CameOf } from './views/CameOf.tsx'

interface Found {
  stories: ValueStory[]
  /** Of what the viewer may be asked what came of it: a use they told, what they wrote up, an answer they took or thanked for. */
  offer: string | null
}

/** So many stand beside what they came of. */
const few = 3

/** Of a `thread`: it stands in no community that is closed. */
const isOpen = sql`not exists (select from community where community.thing = thread.community and rest = 'closed')`

/** On the page of what was used or said: what came of it, and at the moment of use the offer to tell. */
export const valuePanel: Panel = {
  on: ['record', 'thread'],
  asked: (viewer) => {
    const me = viewer.kind === 'person' ? viewer.id : 0
    return sql`jsonb_build_object('stories', ${storiesAbout(viewer, few)}, 'offer', case when ${me}::bigint <> 0 then coalesce(
      (select own.ref from use join thing as own on own.id = use.thing
        where use.record = thing.id and use.person = ${me} and use.withdrawn is null and not ${wasAsked(me, sql`use.thing`)} order by use.thing desc limit 1),
      (select thing.ref from write_up where write_up.record = thing.id and published is not null and write_up.by = ${me} and not ${wasAsked(me)} limit 1),
      (select thing.ref from thread join post on post.thread = thread.thing and post.nth = 1 left join sealed_author on sealed_author.post = post.thing
        where thread.thing = thing.id and ${isOpen} and accepted is not null and coalesce(sealed_author.person, post.person) = ${me} and not ${wasAsked(me)}),
      (select thing.ref from thanks join post on post.thing = thanks.post join thread on thread.thing = post.thread and ${isOpen}
        where post.thread = thing.id and thanks.person = ${me} and post.nth > 1 and not ${wasAsked(me)} limit 1)) end)`
  },
  drawn: (_viewer, _of, { stories, offer }: Found) =>
    stories.length > 0 || offer ? <CameOf stories={stories} offer={offer} /> : null,
}
