import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import type { Ref } from '../../base/ids.ts'
import type { Lang, Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type RecordVersion, recordFor } from '../reading.ts'
import type { LanguageLayer } from './layering.ts'
import { withTranslations } from './with-translations.ts'

export const waitingPerPage = 20

/** A record that is not there in a language, or whose translation has grown old. */
export interface WaitingRecord {
  ref: Ref
  title: Text
  original: Lang
  /** How many of its texts were made from words that are others by now; 0 for one that is not there. */
  old: number
}

export interface WaitingForTranslation {
  lang: Lang
  records: WaitingRecord[]
  total: number
  page: number
}

/**
 * What waits to be carried over into a language: what has grown old first, then what is not there, newest
 * first; as far as the viewer may see it. One query.
 */
export async function waitingForTranslation(
  viewer: Viewer,
  { lang = reader().lang, page }: { lang?: Lang; page: number },
): Promise<WaitingForTranslation> {
  personOf(viewer)
  const { rows } = await sql<WaitingRecord & { total: number }>`
    select thing.ref, content -> 'title' as title, content #>> '{title,original}' as original, coalesce(old.count, 0)::int as old,
      count(*) over ()::int as total
    from record join thing on thing.id = record.thing join version on version.id = record.current
      left join lateral (select count(*) filter (where version.published > translation.at::date) as count, count(*) as all from translation
        where translation.record = record.thing and lang = ${lang} and replaced is null) as old on true
    where thing.state = 'published' and ${visibleTo(viewer)} and not (content #> '{title,texts}') ? ${lang}
      and (old.all = 0 or old.count > 0)
    order by old.count > 0 desc, thing.changed desc, thing.id limit ${waitingPerPage} offset ${(page - 1) * waitingPerPage}`.execute(
    db(),
  )
  return { lang, page, total: rows[0]?.total ?? 0, records: rows.map(({ total: _, ...row }) => row) }
}

export interface RecordInLanguages {
  record: RecordVersion
  layers: Record<Lang, LanguageLayer>
}

/** A record with the languages that others have given it; the refusals of `recordFor`. */
export async function recordInLanguages(viewer: Viewer, ref: string): Promise<RecordInLanguages> {
  personOf(viewer)
  const record = withTranslations(await recordFor(viewer, ref))
  return { record, layers: record.layers ?? {} }
}
