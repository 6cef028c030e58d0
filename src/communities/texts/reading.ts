import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { missing } from '../../base/refusal.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { most, type Version, type VersionHead } from './text.ts'

/** Who this column of a person names, as one value of JSON; of what came in a bundle whoever `elsewhere` beside it names. */
export const authorOf = (viewer: Viewer, column: string): RawBuilder<unknown> => sql`
  coalesce((select json_strip_nulls(json_build_object('name', person.name, 'handle', case when ${visibleTo(viewer, 'theirs.circle')} and left_at is null then handle end))
    from person join thing as theirs on theirs.id = person.thing where person.thing = ${sql.ref(column)} and person.name <> ''),
    (select json_build_object('name', said #>> '{by,name}') from (select ${sql.ref(column.replace(/[^.]+$/, 'elsewhere'))} as said) as came where said ? 'by'))`

const head = (viewer: Viewer) =>
  sql`number, title, lang, at, note, ${authorOf(viewer, 'shared_text.by')} as by`

/** The newest version of the text of a thing that the viewer was let see; nothing where none was written yet. One query. */
export async function newestOf(viewer: Viewer, thing: number): Promise<Version | undefined> {
  const { rows } = await sql<Version>`
    select ${head(viewer)}, body from shared_text where thing = ${thing} order by number desc limit 1`.execute(
    db(),
  )
  return rows[0]
}

/** Its versions, the newest first: a page of them, and how many there are. One query. */
export async function historyOf(
  viewer: Viewer,
  thing: number,
  page: number,
): Promise<{ versions: VersionHead[]; total: number }> {
  const { rows } = await sql<VersionHead & { total: number }>`
    select ${head(viewer)}, count(*) over ()::int as total from shared_text where thing = ${thing}
    order by number desc limit ${most.listed} offset ${(page - 1) * most.listed}`.execute(db())
  return { versions: rows, total: rows[0]?.total ?? 0 }
}

/** One version, the one before it, and the number of the newest: 404 where there is none such. One query. */
export async function versionOf(
  viewer: Viewer,
  thing: number,
  number: number,
): Promise<{ version: Version; before?: Version; newest: number }> {
  const { rows } = await sql<Version & { newest: number }>`
    select ${head(viewer)}, body, (select max(one.number) from shared_text as one where one.thing = ${thing}) as newest
    from shared_text where thing = ${thing} and number in (${number}, ${number - 1}) order by number desc`.execute(
    db(),
  )
  const [version, before] = rows
  if (version?.number !== number) return missing()
  return { version, before, newest: version.newest }
}
