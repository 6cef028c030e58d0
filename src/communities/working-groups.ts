import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { dependsOn } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { found, refuse } from '../base/refusal.ts'
import { type Text, withWords } from '../base/text.ts'
import { type Card, cardsByRows, cardsOf, type Kind } from '../base/things/kinds.ts'
import { makeThing } from '../base/things/things.ts'
import { today } from '../base/today.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { url } from '../ui/url.ts'
import { facilitates, mayTakePart } from './access.ts'
import { communityChanged } from './changed.ts'
import { communityFor } from './reading.ts'

/** A few members with a task. */
export interface WorkingGroup {
  id: number
  ref: Ref
  task: Text
  product: Text
  /** Of whom the viewer may see the page, or who is in it with them: by name. */
  convenor: string | null
  /** The viewer convenes it. */
  convenes: boolean
  ends: string
  ended: string | null
  outcome: Text | null
  made: Card | null
  members: number
  /** The viewer is one of them. */
  mine: boolean
}

/** The working groups of a community, those at work first. Two queries, and those of their cards. */
export async function groupsOf(viewer: Viewer, slug: string): Promise<WorkingGroup[]> {
  dependsOn('communities', 'people')
  const { id } = await communityFor(viewer, slug)
  const me = viewer.kind === 'person' ? viewer.id : 0
  const { rows } = await sql<Omit<WorkingGroup, 'made'> & { made: { id: number; kind: string } | null }>`
    select thing.id, thing.ref, task, product, ends, ended, outcome, person.name as convenor, convenor = ${me} as convenes,
      (select json_build_object('id', product.id, 'kind', product.kind) from thing as product
        where product.id = working_group.made and product.state = 'published' and ${visibleTo(viewer, 'product.circle')}) as made,
      (select count(*)::int from working_group_member where working_group = thing.id) as members,
      exists (select from working_group_member where working_group = thing.id and person = ${me}) as mine
    from working_group join thing on thing.id = working_group.thing left join person on person.thing = convenor
    where community = ${id} and thing.state = 'published' and ${visibleTo(viewer)} order by ended is not null, ended desc, ends, thing.id limit 100`.execute(
    db(),
  )
  const cards = new Map(
    (
      await cardsOf(
        viewer,
        rows.flatMap(({ made }) => made ?? []),
      )
    ).map((card) => [card.id, card]),
  )
  return rows.map(({ made, ...row }) => ({
    ...row,
    convenes: row.convenes === true,
    made: (made && cards.get(made.id)) ?? null,
  }))
}

export interface SaidGroup {
  task: string
  product: string
  /** The day by which. */
  ends: string
  lang: string
}

/** Begins a working group, which whoever does convenes. Refuses who does not take part in the community, and a day that is over. */
export function startGroup(viewer: Viewer, slug: string, said: SaidGroup): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const community = await communityFor(viewer, slug)
    if (!mayTakePart(community)) refuse('forbidden', 'communities.membersOnly')
    if (said.ends < today()) refuse('invalid', 'communities.dayOver')
    const { id } = await makeThing({ kind: 'working-group', circle: community.circle })
    await db()
      .insertInto('working_group')
      .values({
        thing: id,
        community: community.id,
        task: JSON.stringify(withWords(null, said.lang, said.task)),
        product: JSON.stringify(withWords(null, said.lang, said.product)),
        convenor: me,
        ends: said.ends,
      })
      .execute()
    await sql`insert into working_group_member (working_group, person) values (${id}, ${me})`.execute(db())
    await audit(viewer, 'working-group.started', id)
    await communityChanged(community.id, [id])
  })
}

/** Works along, or no longer. Refuses who does not take part in the community; 404 for one that is over. */
export function workAlong(viewer: Viewer, slug: string, ref: string, along: boolean): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const community = await communityFor(viewer, slug)
    if (along && !mayTakePart(community)) refuse('forbidden', 'communities.membersOnly')
    const { id } = found((await groupsOf(viewer, slug)).find((one) => one.ref === ref && one.ended === null))
    if (along)
      await sql`insert into working_group_member (working_group, person) values (${id}, ${me}) on conflict do nothing`.execute(
        db(),
      )
    else
      await sql`delete from working_group_member where working_group = ${id} and person = ${me}`.execute(db())
    await communityChanged(community.id)
  })
}

/**
 * Closes it with what came of it, in words and, where it is one, the thing of that address. Refuses who neither
 * convenes it nor facilitates the community, and to close without a word; 404 for one that is over.
 */
export function closeGroup(
  viewer: Viewer,
  slug: string,
  ref: string,
  { outcome, made, lang }: { outcome: string; made: string; lang: string },
): Promise<void> {
  return atomically(async () => {
    const community = await communityFor(viewer, slug)
    const { id, convenes } = found(
      (await groupsOf(viewer, slug)).find((one) => one.ref === ref && one.ended === null),
    )
    if (!convenes && !facilitates(viewer, community)) refuse('forbidden', 'communities.notConvenor')
    if (!outcome) refuse('invalid', 'communities.wordsMissing')
    const { rows } = await sql<{ id: number }>`
      select id from thing where ref = ${/(?:^|\/)([0-9a-hjkmnp-tv-z]{12})(?:[/#?]|$)/.exec(made)?.[1] ?? ''} and state = 'published' and ${visibleTo(viewer)}`.execute(
      db(),
    )
    if (made && rows.length === 0) refuse('invalid', 'communities.nothingThere')
    const words = JSON.stringify(withWords(null, lang, outcome))
    await sql`update working_group set ended = now(), outcome = ${words}::jsonb, made = ${rows[0]?.id ?? null} where thing = ${id}`.execute(
      db(),
    )
    await audit(viewer, 'working-group.closed', id)
    await communityChanged(community.id, [id])
  })
}

interface GroupRow {
  id: number
  ref: Ref
  slug: string
  task: Text
  product: Text
  community: Text
  changed: string | Date
}

const groupRows = (ids: number[], seen = sql<boolean>`true`) => sql<GroupRow>`
  select thing.id, thing.ref, slug, task, product, community.name as community, thing.changed
  from working_group join thing on thing.id = working_group.thing join community on community.thing = working_group.community
  where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${seen}`

/** A working group stands on the page of its community's groups, and is found by its task and product. */
export const workingGroupKind: Kind = {
  kind: 'working-group',
  noun: 'working-groups',
  peace: {},
  ...cardsByRows({
    asked: (viewer, ids) => {
      dependsOn('communities')
      return groupRows(ids, visibleTo(viewer))
    },
    drawn: async (rows: GroupRow[]) =>
      new Map(
        rows.map(({ id, ref, slug, task, product, changed }) => [
          id,
          {
            id,
            ref,
            kind: 'working-group',
            href: url`/communities/${slug}/working-groups#${ref}`,
            title: task,
            summary: product,
            kindName: t('communities.workingGroup'),
            changed: new Date(changed),
          },
        ]),
      ),
  }),
  searchable: async (ids) => {
    const { rows } = await groupRows(ids).execute(db())
    return rows.map(({ id, task, product, community }) => ({
      id,
      kind: 'working-group',
      texts: Object.keys(task.texts).map((lang) => ({
        lang,
        title: task.texts[lang]!,
        summary: product.texts[lang] ?? '',
        body: community.texts[lang] ?? community.texts[community.original]!,
      })),
    }))
  },
}
