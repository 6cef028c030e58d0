import { type RawBuilder, sql } from 'kysely'
import type { Lang } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import type { RecordVersion } from '../reading.ts'
import { layered, type Translation } from './layering.ts'

/** What stands of the translations of a record, and the languages that were read. */
export interface Translated {
  all: Translation[]
  checked: Lang[]
}

/** A row of `translation` as one value of JSON. */
const translationAsJson = (viewer: Viewer) => sql`json_strip_nulls(json_build_object(
  'path', path, 'lang', lang, 'words', words, 'source', source, 'machine', machine,
  'by', (select json_build_object('name', person.name, 'handle', case when ${visibleTo(viewer, 'page.circle')} then handle end)
    from person join thing as page on page.id = person.thing where person.thing = translation.by and person.name <> '')))`

/** The translations of the `record` in a query, as one value of JSON; null where there are none. */
export const translatedIn = (viewer: Viewer): RawBuilder<Translated | null> => sql`
  (select json_build_object('all', json_agg(${translationAsJson(viewer)} order by translation.id), 'checked', coalesce(
      (select json_agg(lang) from translation_check where translation_check.record = record.thing), '[]'))
    from translation where translation.record = record.thing and replaced is null having count(*) > 0)`

/**
 * A version as it is read: the newest of its record with its translations on it. What is changed, kept or
 * handed on is taken without them.
 */
export function withTranslations<V extends RecordVersion>(version: V): V {
  const { translated, number, newest } = version
  return translated && number === newest
    ? { ...version, ...layered(version.content, translated.all, translated.checked) }
    : version
}
