import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { anywhere, type Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { OrganisationKind } from './organisations.ts'

export const organisationsPerPage = 30

export interface ListedOrganisation {
  slug: string
  kind: OrganisationKind
  name: Text
  places: number[]
  members: number
}

/** Organisations by name, narrowed by words of a name and a kind. One query. */
export async function listOrganisations(
  viewer: Viewer,
  { q, kind, page = 1 }: { q?: string; kind?: string; page?: number },
): Promise<{ organisations: ListedOrganisation[]; total: number }> {
  dependsOn('organisations', 'people')
  const { rows } = await sql<ListedOrganisation & { total: number }>`
    select slug, organisation.kind, name, array(select subject from about where about.thing = thing.id) as places,
      (select count(*)::int from belonging where belonging.organisation = thing.id and ended is null and standing in ('member', 'steward')) as members,
      count(*) over ()::int as total
    from organisation join thing on thing.id = organisation.thing
    where thing.state = 'published' and ${visibleTo(viewer)}
      and ${q ? sql<boolean>`exists (select from jsonb_each_text(name -> 'texts') as one (lang, words) where words ilike ${anywhere(q)})` : sql<boolean>`true`}
      and ${kind ? sql<boolean>`organisation.kind = ${kind}` : sql<boolean>`true`}
    order by slug limit ${organisationsPerPage} offset ${(page - 1) * organisationsPerPage}`.execute(db())
  return { organisations: rows, total: rows[0]?.total ?? 0 }
}
