import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { found, missing } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { type Card, cardsOf } from '../../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import type { NamedCommunity } from '../community.ts'
import { answering } from './tying.ts'

interface Named {
  ref: Ref
  words: Text
  community: NamedCommunity
}

export interface AgendaAround {
  /** Questions that the thing answers, as far as the viewer may see them. */
  answers: Named[]
  /** Open ones of the viewer's communities that it is not tied to yet. */
  mine: Named[]
}

const shown = 40

/** The questions of agendas around a `thing`, as one value of JSON; none of what answers no question. */
export function agendaAsked(viewer: Viewer): RawBuilder<AgendaAround | null> {
  const me = viewer.kind === 'person' ? viewer.id : null
  const named = (which: RawBuilder<unknown>) => sql`
    coalesce((select jsonb_agg(jsonb_build_object('ref', ref, 'words', words, 'community', jsonb_build_object('slug', slug, 'name', name)) order by slug, position) from (
      select asks.ref, question.words, question.position, community.slug, community.name
      from agenda_question as question join thing as asks on asks.id = question.thing
        join community on community.thing = question.community
      where asks.state = 'published' and ${visibleTo(viewer, 'asks.circle')} and ${which}
      order by community.slug, question.position limit ${shown}) as named), '[]')`
  const ties = sql`select agenda_tie.question from agenda_tie where agenda_tie.thing = thing.id`
  return sql`case when thing.kind = any(${[...answering]}::text[]) then jsonb_build_object(
    'answers', ${named(sql`question.thing in (${ties})`)},
    'mine', ${named(sql`question.progress in ('open', 'begun') and question.thing not in (${ties})
      and community.rest is distinct from 'closed' and community.thing in (
        select membership.community from membership where person = ${me} and standing = 'member' and ended is null)`)}) end`
}

/** A thing that is to be tied to a question, and to which it could be. 403 for strangers, 404 for what is not open to them. */
export async function tyingFor(viewer: Viewer, ref: string): Promise<{ card: Card; around: AgendaAround }> {
  personOf(viewer)
  if (!isRef(ref)) missing()
  const { rows } = await sql<{ id: number; kind: string; around: AgendaAround | null }>`
    select id, kind, ${agendaAsked(viewer)} as around from thing where ref = ${ref} and state = 'published' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  const [card] = await cardsOf(viewer, rows)
  return { card: found(card), around: found(rows[0]?.around) }
}
