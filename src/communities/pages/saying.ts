import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'

/** What this person wrote in pages and answers, and put into libraries, for the export of their account. One query. */
export async function writtenBy(person: number): Promise<object> {
  const { rows } = await sql<{ texts: object[]; items: object[] }>`
    select
      coalesce((select json_agg(json_strip_nulls(json_build_object('ref', ref, 'kind', kind, 'number', number, 'title', title, 'body', body, 'lang', lang, 'note', note, 'at', at)) order by at)
        from shared_text join thing on thing.id = shared_text.thing where by = ${person}), '[]') as texts,
      coalesce((select json_agg(json_strip_nulls(json_build_object('community', slug, 'ref', target.ref, 'href', href, 'title', title, 'note', note, 'at', at, 'removed', removed)) order by item.id)
        from library_item as item join community on community.thing = item.community left join thing as target on target.id = item.target
        where item.by = ${person}), '[]') as items`.execute(db())
  return { sharedTexts: rows[0]!.texts, libraryItems: rows[0]!.items }
}
