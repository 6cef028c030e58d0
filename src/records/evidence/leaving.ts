import { sql } from 'kysely'
import { changed } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'

/** All that somebody said of records, what they took back too, for the export of their account. One query. */
export async function saidBy(person: number): Promise<object> {
  const { rows } = await sql<{ uses: object[]; adoptions: object[] }>`
    select
      coalesce((select json_agg(json_strip_nulls(json_build_object('ref', own.ref, 'record', about.ref, 'outcome', outcome, 'note', use.note,
          'conditions', conditions, 'adaptation', adaptation, 'figures', figures, 'place', place.code, 'happened', happened,
          'organisation', organisation.slug, 'named', named, 'said', said, 'changed', use.changed, 'withdrawn', withdrawn, 'hidden', hidden, 'hiddenWhy', hidden_why)) order by said)
        from use join thing as own on own.id = use.thing join thing as about on about.id = use.record
          left join place on place.thing = use.place left join organisation on organisation.thing = use.organisation
        where use.person = ${person}), '[]') as uses,
      coalesce((select json_agg(json_strip_nulls(json_build_object('record', about.ref, 'organisation', organisation.slug, 'institution', institution,
          'form', form, 'level', adoption.level, 'place', place.code, 'year', year, 'link', link, 'note', adoption.note, 'said', said, 'confirmed', confirmed, 'ended', ended)) order by said)
        from adoption join thing as about on about.id = adoption.record
          left join place on place.thing = adoption.place left join organisation on organisation.thing = adoption.organisation
        where adoption.person = ${person}), '[]') as adoptions`.execute(db())
  return { ...rows[0] }
}

/** What somebody said stays said, without their name where they leave without it: the pages are made anew. */
export async function sayerLeft(person: number): Promise<void> {
  const { rows } = await sql<{ ref: string }>`
    select ref from thing where id in (
      select record from use where person = ${person} union select record from adoption where person = ${person})`.execute(
    db(),
  )
  if (rows.length) await changed(...rows.map(({ ref }) => ref))
}
