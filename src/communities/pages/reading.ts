import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { isRef } from '../../base/ids.ts'
import { found, missing, Refusal } from '../../base/refusal.ts'
import { panelsAsked } from '../../base/things/panels.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { Community } from '../community.ts'
import { communityFor } from '../reading.ts'
import { authorOf } from '../texts/reading.ts'
import { most } from '../texts/text.ts'
import type { ListedPage, SharedPage } from './page.ts'

/** Of a `page` with its `thing`: its newest version. */
const newest = sql`
  join lateral (select number, title, lang, body, at, by, elsewhere from shared_text where shared_text.thing = page.thing order by number desc limit 1) as text on true`

/** Said of a page that was taken away: 410, and whoever facilitates its community may bring it back. */
export class PageAway extends Refusal {
  readonly page: SharedPage

  constructor(page: SharedPage) {
    super('gone', 'practice.pageAway')
    this.page = page
  }
}

/** A page of a community, if the viewer may see it: 404 when there is none or it is not open to them, `PageAway` (410) when it was taken away. */
export async function pageFor(viewer: Viewer, slug: string, name: string): Promise<SharedPage> {
  const page = await standingPage(viewer, slug, name)
  if (page.away) throw new PageAway(page)
  return page
}

/** The same, be it taken away or not. */
export async function standingPage(viewer: Viewer, slug: string, name: string): Promise<SharedPage> {
  const community = await communityFor(viewer, slug)
  const { rows } = await sql<Omit<SharedPage, 'community'>>`
    select thing.id, thing.ref, page.slug, text.title, text.lang, thing.state = 'withdrawn' as away, ${panelsAsked(viewer, 'page')} as panels
    from page join thing on thing.id = page.thing ${newest}
    where community = ${community.id} and page.slug = ${name} and thing.state in ('published', 'withdrawn') and ${visibleTo(viewer)}`.execute(
    db(),
  )
  const page = { ...found(rows[0]), community }
  dependsOn(page.ref, 'things')
  return page
}

/** A page of the list of a community's pages, the last changed first; those taken away only by themselves. One query. */
export async function pagesOf(
  viewer: Viewer,
  { id }: Pick<Community, 'id'>,
  { page = 1, limit = most.listed, away = false }: { page?: number; limit?: number; away?: boolean } = {},
): Promise<{ pages: ListedPage[]; total: number }> {
  dependsOn('communities')
  const { rows } = await sql<ListedPage & { total: number }>`
    select thing.ref, page.slug, text.title, text.lang, text.at, ${authorOf(viewer, 'text.by')} as by, text.number as versions,
      count(*) over ()::int as total
    from page join thing on thing.id = page.thing ${newest}
    where community = ${id} and thing.state = ${away ? 'withdrawn' : 'published'} and ${visibleTo(viewer)}
    order by text.at desc, thing.id limit ${limit} offset ${(page - 1) * limit}`.execute(db())
  return { pages: rows, total: rows[0]?.total ?? 0 }
}

/** Where a page stands, by its reference alone: 404 where there is none or it is not open to the viewer. */
export async function pagePlace(viewer: Viewer, ref: string): Promise<{ community: string; slug: string }> {
  if (!isRef(ref)) missing()
  const { rows } = await sql<{ community: string; slug: string }>`
    select community.slug as community, page.slug from page join thing on thing.id = page.thing
      join community on community.thing = page.community
    where thing.ref = ${ref} and thing.state in ('published', 'withdrawn') and ${visibleTo(viewer)}`.execute(
    db(),
  )
  return found(rows[0])
}

/** Of a `thing` that is a page: its newest version is in this language. */
export const writtenIn = (lang: string): RawBuilder<boolean> =>
  sql`(select shared_text.lang from shared_text where shared_text.thing = thing.id order by number desc limit 1) = ${lang}`
