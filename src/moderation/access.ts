import { type RawBuilder, sql } from 'kysely'
import { holds, type Viewer } from '../base/viewer.ts'
import { patience } from './matter.ts'

/** Keeps the peace over all there is: moderators and curators of the instance, and operators. */
export const keepsInstance = (viewer: Viewer): boolean =>
  holds(viewer, 'moderator') || holds(viewer, 'curator')

/** Who wrote a thing, as SQL names it, be it without a name: to keep them from judging it, and for nothing that is shown. */
export const authorOf = (thing: RawBuilder<unknown>): RawBuilder<number | null> => sql`coalesce(
  (select coalesce(sealed_author.person, post.person) from post left join sealed_author on sealed_author.post = post.thing
    where post.thing = ${thing} or (post.thread = ${thing} and post.nth = 1) limit 1),
  (select coalesce((select one.by from implication_version as one where one.implication = implication.id order by one.revision limit 1), implication.by)
    from implication where implication.thing = ${thing}),
  (select exchange_entry.person from exchange_entry where exchange_entry.thing = ${thing}),
  (select thing from person where person.thing = ${thing}))`

/** Of a `matter`: those of the instance look at it, because nobody else does or may. */
export const isAbove = sql<boolean>`(matter.above or matter.community is null
  or matter.at < now() - make_interval(days => ${sql.lit(patience)}))`

/** Of a `matter`: the viewer may judge it. Nobody judges what is their own, nor what they decided themselves. */
export function mayJudge(viewer: Viewer): RawBuilder<boolean> {
  const me = viewer.kind === 'person' ? viewer.id : 0
  return sql`(${authorOf(sql`matter.thing`)} is distinct from ${me}
    and not exists (select from deed where deed.id = matter.deed and (deed.by = ${me} or deed.person = ${me})))`
}
