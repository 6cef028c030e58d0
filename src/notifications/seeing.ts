import { type RawBuilder, sql } from 'kysely'
import { everyNotice } from '../base/things/noticing.ts'
import { everyone, members, type Viewer, visibleTo } from '../base/viewer.ts'

/** Whether this person, as SQL names them, may see what is in this circle: the rule of `visibleTo` for many at once. */
export const visibleToPerson = (
  person: RawBuilder<unknown>,
  circle: RawBuilder<unknown>,
): RawBuilder<boolean> =>
  sql`(${circle} in (${sql.lit(everyone)}, ${sql.lit(members)}) or exists (
    select from in_circle where in_circle.person = ${person} and in_circle.circle = ${circle}))`

/** Of a `notice`: what its kind says of it now, or null. */
export const foundOf = (): RawBuilder<unknown> =>
  ofKinds(({ asked, from }) => sql`(select ${asked} ${from})`, sql`null::json`)

/** Of a `notice`: there is something to tell still. */
export const isTold = (): RawBuilder<boolean> =>
  ofKinds(({ from }) => sql`exists (select ${from})`, sql`false`)

/** Of a `notice`: its person has read it on the page of what it tells of. */
export const readWhereItStands = (): RawBuilder<boolean> => ofKinds(({ read }) => read, sql`false`)

/** Of a `notice`: it is new to its person. */
export const isUnseen = (): RawBuilder<boolean> => sql`(notice.seen is null and not ${readWhereItStands()})`

const ofKinds = <T>(
  part: (kind: ReturnType<typeof everyNotice>[number]) => RawBuilder<T>,
  otherwise: RawBuilder<T>,
): RawBuilder<T> => {
  const all = everyNotice()
  if (all.length === 0) return otherwise
  const cases = all.map((one) => sql`when ${sql.lit(one.kind)} then ${part(one)}`)
  return sql`(case notice.kind ${sql.join(cases, sql` `)} else ${otherwise} end)`
}

/** Of a `notice`: where it happened and what happened are there still, and open by this rule. */
const isThere = (open: (circle: string) => RawBuilder<boolean>): RawBuilder<boolean> => sql`exists (
  select from thing as place join thing as cause on cause.id = notice.cause
  where place.id = notice.thing and place.state = 'published' and cause.state = 'published'
    and ${open('place.circle')} and ${open('cause.circle')})`

/** Of a `notice`: the viewer, who is its person, may see what it tells of. */
export const isOpenTo = (viewer: Viewer): RawBuilder<boolean> =>
  isThere((circle) => visibleTo(viewer, circle))

/** Of a `notice`: its person may see today what it tells of. */
export const isOpen: RawBuilder<boolean> = isThere((circle) =>
  visibleToPerson(sql`notice.person`, sql.ref(circle)),
)
