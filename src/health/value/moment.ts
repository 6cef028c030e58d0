import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { isRef, type Ref } from '../../base/ids.ts'
import { inTermOf } from '../../base/in-term.ts'
import { found, missing } from '../../base/refusal.ts'
import { cardsOf } from '../../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { pausedIn } from '../../communities/deeds.ts'
import { personOf } from '../../people/account.ts'
import type { Moment } from './story.ts'

/** The communities of a `thing`: where it was said, written up from, kept, or the one it is. */
const homes = sql`
  select thread.community from thread where thread.thing = thing.id
  union select thread.community from post join thread on thread.thing = post.thread where post.thing = thing.id
  union select thread.community from write_up join thread on thread.thing = write_up.source where write_up.record in (thing.id, (select record from use where use.thing = thing.id)) and published is not null
  union select library_item.community from library_item where removed is null and library_item.target in (thing.id, (select record from use where use.thing = thing.id))
  union select community.thing from community where community.thing = thing.id`

/** What something came of, for whoever may see it: 404 for what is not there or not open to them. Three queries at most. */
export async function momentFor(viewer: Viewer, ref: string): Promise<Moment> {
  if (!isRef(ref)) missing()
  const me = personOf(viewer)
  const { rows } = await sql<Omit<Moment, 'title' | 'href'>>`
    select thing.id, thing.ref, thing.kind, thing.circle,
      exists (select from sealed_author join post on post.thing = sealed_author.post where sealed_author.person = ${me} and thing.id in (post.thing, post.thread))
        or exists (select from use where use.thing = thing.id and use.person = ${me} and not use.named) as sealed,
      coalesce(${pausedIn(sql`${me}::bigint`, sql`null::bigint`)}, (select max(${pausedIn(sql`${me}::bigint`, sql`home.community`)}) from (${homes}) as home)) as paused,
      thing.kind in ('thread', 'post', 'community') and exists (select from (${homes}) as home join community on community.thing = home.community where rest = 'closed') as shut,
      exists (select from value_never where value_never.person = ${me}) as never,
      coalesce((select json_agg(json_build_object('id', community.thing, 'slug', slug, 'name', name, 'circle', community.circle, 'keeps', exists (select from community_role where community_role.community = community.thing and community_role.person = ${me} and role in ('facilitator', 'moderator') and ${inTermOf('community_role')}))
          order by community.thing in (${homes}) desc, slug)
        from community join membership on membership.community = community.thing join thing as home on home.id = community.thing
        where membership.person = ${me} and standing = 'member' and ended is null and home.state = 'published' and rest is distinct from 'closed'
          and ${pausedIn(sql`${me}::bigint`, sql`community.thing`)} is null
          and (community.thing in (${homes}) or not exists (select from (${homes}) as any_home (community) where community is not null))), '[]') as communities,
      (select own.ref from value_story join thing as own on own.id = value_story.thing where value_story.of = thing.id and value_story.person = ${me}) as told
    from thing where thing.ref = ${ref} and thing.state = 'published' and thing.kind <> 'value-story' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  const one = found(rows[0])
  const [card] = await cardsOf(viewer, [one])
  const { title, href } = found(card)
  return { ...one, title, href }
}

/** Of a `thing`: the viewer told what came of it, said "not now", or does not wish to be asked of anything. */
export const wasAsked = (me: number, thing = sql`thing.id`) => sql<boolean>`(
  exists (select from value_story where value_story.of = ${thing} and value_story.person = ${me})
  or exists (select from value_not_now where value_not_now.of = ${thing} and value_not_now.person = ${me})
  or exists (select from value_never where value_never.person = ${me}))`

/** Keeps that somebody does not want to say what came of it: they are not asked again. 404 for what they may not see. */
export async function notNow(viewer: Viewer, ref: string): Promise<{ ref: Ref; href: Moment['href'] }> {
  const me = personOf(viewer)
  const moment = await momentFor(viewer, ref)
  await sql`insert into value_not_now (person, of) values (${me}, ${moment.id}) on conflict do nothing`.execute(
    db(),
  )
  return moment
}

/** Keeps that somebody wishes never to be asked what came of anything, or that they wish to be asked again. */
export async function setNeverAsked(viewer: Viewer, never: boolean): Promise<void> {
  const me = personOf(viewer)
  await (never
    ? sql`insert into value_never (person) values (${me}) on conflict do nothing`
    : sql`delete from value_never where person = ${me}`
  ).execute(db())
}
