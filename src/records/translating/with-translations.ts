import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import type { RecordVersion } from '../reading.ts'
import { layered, type Translation } from './layering.ts'
import { translationAsJson } from './translations.ts'

/**
 * Versions as they are read: each that is the newest of its record with its translations on it. What is
 * changed, kept or handed on is taken without them. One query, or none for none.
 */
export async function withTranslations<V extends RecordVersion>(viewer: Viewer, versions: V[]): Promise<V[]> {
  const newest = versions.filter(({ number, newest }) => number === newest)
  if (newest.length === 0) return versions
  const { rows } = await sql<{ record: number; all: Translation[]; checked: Lang[] }>`
    select record, json_agg(${translationAsJson(viewer)} order by translation.id) as all,
      coalesce((select json_agg(lang) from translation_check where translation_check.record = translation.record), '[]') as checked
    from translation where record = any(${newest.map(({ thing }) => thing)}::bigint[]) and replaced is null group by record`.execute(
    db(),
  )
  const made = new Map(rows.map((row) => [row.record, row]))
  return versions.map((version) => {
    const { all, checked } = (version.number === version.newest && made.get(version.thing)) || {}
    return all ? { ...version, ...layered(version.content, all, checked) } : version
  })
}
