import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import type { Ref } from '../../base/ids.ts'
import type { Lang, Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'
import { type RecordVersion, recordFor } from '../reading.ts'
import { countMissing } from './counting.ts'
import type { LanguageLayer } from './layering.ts'
import { withTranslations } from './with-translations.ts'

export const waitingPerPage = 20

/** A record of which a text has no words in a language, or only such as have grown old. */
export interface WaitingRecord {
  ref: Ref
  title: Text
  original: Lang
  /** So many texts have no words that stand, … */
  left: number
  /** … and of these so many had some, made from words that are others by now. */
  old: number
}

export interface WaitingForTranslation {
  lang: Lang
  records: WaitingRecord[]
  total: number
  page: number
}

/**
 * What waits to be carried over into a language, as far as the viewer may see it: every record of which a text
 * has no words that stand. What has grown old first, then what was begun, newest first.
 */
export async function waitingForTranslation(
  viewer: Viewer,
  { lang = reader().lang, page }: { lang?: Lang; page: number },
): Promise<WaitingForTranslation> {
  personOf(viewer)
  await countMissing()
  const { rows } = await sql<WaitingRecord & { total: number }>`
    select thing.ref, content -> 'title' as title, content #>> '{title,original}' as original, made.old, ${left(lang)} as left,
      count(*) over ()::int as total
    from record join thing on thing.id = record.thing join version on version.id = record.current
      join texts_said on texts_said.record = record.thing
      left join lateral (select count(*) filter (where old)::int as old, count(*) filter (where not old)::int as stand from translation
        where translation.record = record.thing and lang = ${lang} and replaced is null) as made on true
    where thing.state = 'published' and ${visibleTo(viewer)} and content #>> '{title,original}' <> ${lang} and ${left(lang)} > 0
    order by made.old > 0 desc, made.stand > 0 desc, thing.changed desc, thing.id
    limit ${waitingPerPage} offset ${(page - 1) * waitingPerPage}`.execute(db())
  return { lang, page, total: rows[0]?.total ?? 0, records: rows.map(({ total: _, ...row }) => row) }
}

const left = (lang: Lang) =>
  sql`(texts - coalesce((said ->> ${lang}::text)::int, 0) - coalesce(made.stand, 0))`

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
