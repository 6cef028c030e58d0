import { sql } from 'kysely'

/** The title or the summary of `version`, with what stands of its translations; its own words come first. */
export const translatedHead = (question: 'title' | 'summary') => sql`
  jsonb_set(version.content -> ${question}, '{texts}', coalesce((select jsonb_object_agg(lang, words) from translation
    where translation.record = version.record and path = ${`@record/only/${question}`} and replaced is null), '{}')
    || (version.content -> ${question} -> 'texts'))`
