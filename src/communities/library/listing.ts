import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { anywhere } from '../../base/text.ts'
import { findThings } from '../../base/things/finding.ts'
import { type Card, cardsOf } from '../../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { outside, type Url } from '../../ui/url.ts'
import type { Community } from '../community.ts'
import { authorOf } from '../texts/reading.ts'
import { most as texts } from '../texts/text.ts'
import { type Item, most } from './item.ts'

/** Of an `item` with its `target`: the viewer may see it. */
const isShown = (viewer: Viewer): RawBuilder<boolean> => sql`(item.target is null or
  (target.state = 'published' and ${visibleTo(viewer, 'target.circle')}))`

const items = sql`library_item as item left join thing as target on target.id = item.target`

/** Records by their sort, all else by its kind. */
const sorted = sql`case when target.id is null then 'link' when target.kind = 'record' then target.sort else target.kind end`

interface Row extends Omit<Item, 'card' | 'link'> {
  target: number | null
  kind: string | null
  href: string | null
  title: string | null
}

function columns(viewer: Viewer): RawBuilder<unknown> {
  const me = viewer.kind === 'person' ? viewer.id : 0
  return sql`item.id, item.target, target.kind, item.href, item.title, item.lang, item.note, item.at,
    ${authorOf(viewer, 'item.by')} as by, (item.by is not null and item.by = ${me}) as own`
}

export interface Library {
  items: Item[]
  total: number
  /** What it holds by kind: choosing one never leads to nothing. */
  kinds: { kind: string; count: number }[]
}

/** A page of what a community keeps at hand, the last put in first; of one kind, or with these words in it. */
export async function libraryOf(
  viewer: Viewer,
  { id }: Pick<Community, 'id'>,
  { kind, q, page }: { kind?: string; q?: string; page: number },
): Promise<Library> {
  dependsOn('communities', 'things')
  const open = sql`item.community = ${id} and item.removed is null and ${isShown(viewer)}`
  const which = q ? sql`and ${await saying(viewer, q)}` : sql``
  const ofKind = kind ? sql`and ${sorted} = ${kind}` : sql``
  const { rows } = await sql<Row & { total: number }>`
    select ${columns(viewer)}, count(*) over ()::int as total from ${items} where ${open} ${which} ${ofKind}
    order by item.id desc limit ${texts.listed} offset ${(page - 1) * texts.listed}`.execute(db())
  const { rows: kinds } = await sql<{ kind: string; count: number }>`
    select ${sorted} as kind, count(*)::int as count from ${items} where ${open} group by 1 order by 2 desc, 1`.execute(
    db(),
  )
  return { items: await drawn(viewer, rows), total: rows[0]?.total ?? 0, kinds }
}

/** What is found here by these words, or says them in its note or title. */
async function saying(viewer: Viewer, q: string): Promise<RawBuilder<boolean>> {
  const found = await findThings(viewer, q)
  const words = q.split(/\s+/).filter(Boolean).slice(0, 10)
  const said = words.map(
    (word) => sql`concat_ws(' ', item.title, item.note, item.href) ilike ${anywhere(word)}`,
  )
  return sql`(item.target = any(${found}::bigint[]) or (${sql.join(said, sql` and `)}))`
}

/** What was taken out in the last days and can be brought back, the last first. */
export async function takenOut(viewer: Viewer, { id }: Pick<Community, 'id'>): Promise<Item[]> {
  const { rows } = await sql<Row>`
    select ${columns(viewer)} from ${items}
    where item.community = ${id} and item.removed > now() - make_interval(days => ${most.returning}) and ${isShown(viewer)}
    order by item.removed desc, item.id limit ${texts.listed}`.execute(db())
  return drawn(viewer, rows)
}

async function drawn(viewer: Viewer, rows: Row[]): Promise<Item[]> {
  const targets = rows.flatMap(({ target, kind }) => (target && kind ? [{ id: target, kind }] : []))
  const cards = new Map((await cardsOf(viewer, targets)).map((card): [number, Card] => [card.id, card]))
  return rows.flatMap(({ target, kind: _, href, title, ...row }): Item[] => {
    if (href !== null && title !== null) return [{ ...row, link: { href: outside(href) as Url, title } }]
    const card = cards.get(target ?? 0)
    return card ? [{ ...row, card }] : []
  })
}
