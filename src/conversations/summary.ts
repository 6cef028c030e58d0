import { type RawBuilder, sql } from 'kysely'
import type { Lang } from '../base/text.ts'

/** In characters: two lines. */
export const mostOfSummary = 280

/** What a thread is about, in two lines. */
export interface Summary {
  lang: Lang
  words: string
  /** The name of whoever wrote it; nobody where a machine did, or they left. */
  by: string | null
  machine: boolean
}

/** The summaries of a `thread`, as one value of JSON. */
export const summariesAsked: RawBuilder<Summary[]> = sql`
  coalesce((select json_agg(json_build_object('lang', thread_summary.lang, 'words', words, 'machine', machine,
      'by', coalesce((select nullif(name, '') from person where person.thing = thread_summary.by), thread_summary.elsewhere #>> '{by,name}')) order by thread_summary.lang)
    from thread_summary where thread_summary.thread = thread.thing), '[]')`
