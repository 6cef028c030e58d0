import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { send } from '../base/jobs.ts'
import { type Reaction, reaction } from '../base/outbox/reactions.ts'
import { type NoticeKind, whys } from '../base/things/noticing.ts'
import { unchosen } from './notice.ts'
import { visibleToPerson } from './seeing.ts'

/**
 * Tells everybody of what happened who is to hear of it: once, whatever reasons there are and however often this is
 * done; only those who may see it now; nobody of their own acts. Who heard enough of a thread, chose to hear nothing of
 * a community, or left it, is told nothing, but of what they choose to follow all the same.
 */
async function tell(kind: NoticeKind, payload: never): Promise<void> {
  await atomically(async () => {
    const { rows } = await sql`
      insert into notice (person, kind, thing, cause, community, why, basis, occasion)
      select distinct on (hearer.person, hearer.thing, hearer.cause)
        hearer.person, ${kind.kind}, hearer.thing, hearer.cause, hearer.community, hearer.why, hearer.basis, ${kind.recurs ? sql`hearer.occasion` : 0}
      from (${kind.hearers(payload)}) as hearer
        join person on person.thing = hearer.person join thing as them on them.id = person.thing
        join thing as place on place.id = hearer.thing join thing as cause on cause.id = hearer.cause
        left join notice_choice as choice on choice.person = hearer.person
        left join thread_following as own on own.person = hearer.person and own.thread = hearer.thing
        left join community_choice as shared on shared.person = hearer.person and shared.community = hearer.community
        left join lateral (select max(ended) as at from membership as past where past.person = hearer.person and past.community = hearer.community
          and not exists (select from membership as current where current.person = past.person and current.community = past.community and current.ended is null)) as parted on true
      where them.state = 'published' and person.left_at is null and hearer.person is distinct from hearer.actor
        and place.state = 'published' and cause.state = 'published'
        and ${visibleToPerson(sql`hearer.person`, sql`place.circle`)} and ${visibleToPerson(sql`hearer.person`, sql`cause.circle`)}
        and own.follows is distinct from false
        and (parted.at is null or own.at > parted.at or shared.at > parted.at)
        and (own.follows or shared.level is distinct from 'nothing')
        and case hearer.basis
          when 'needs' then coalesce(choice.needs, ${unchosen.needs}) <> 'nothing'
          when 'thread' then coalesce(choice.threads, ${unchosen.threads}) <> 'nothing' and (own.follows or shared.level is distinct from 'needs-me')
          else coalesce(shared.level, ${unchosen.community}) <> 'needs-me' end
      order by hearer.person, hearer.thing, hearer.cause, array_position(${whys}::text[], hearer.why),
        array_position(array['needs', 'thread', 'community'], hearer.basis)
      on conflict (person, kind, thing, cause, occasion) do nothing
      returning id`.execute(db())
    if (rows.length) await send('notices.mail')
  })
}

/** One for each kind of notice, so that one that fails holds up no other. */
export const noticeReactions = (kinds: NoticeKind[]): Reaction[] =>
  kinds.map((kind) => reaction(`notices.${kind.kind}`, kind.to, (payload) => tell(kind, payload as never)))
