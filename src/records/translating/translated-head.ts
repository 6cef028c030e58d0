import { type RawBuilder, sql } from 'kysely'
import type { AdaptationText } from '../adapting.ts'

/** The title or the summary of `version`, with what stands of its translations; its own words come first. */
export const translatedHead = (question: 'title' | 'summary') =>
  translated(sql`(version.content -> ${question})`, sql`version.record`, question)

/** What the record of `link` says of its adaptation, with the same; null where it says nothing. */
export const translatedLink = (question: AdaptationText) =>
  translated(sql`link.${sql.ref(question)}`, sql`link.record`, question)

const translated = (text: RawBuilder<unknown>, record: RawBuilder<unknown>, question: string) => sql`
  jsonb_set(${text}, '{texts}', coalesce((select jsonb_object_agg(lang, words) from translation
    where translation.record = ${record} and path = ${`@record/only/${question}`} and replaced is null), '{}')
    || (${text} -> 'texts'))`
