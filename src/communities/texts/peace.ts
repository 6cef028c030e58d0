import { sql } from 'kysely'
import type { Peace } from '../../base/things/peace.ts'

/** What members write together is nobody's alone: its community looks at it, and its history brings back what was. */
export const textPeace = (table: 'page' | 'agenda_question'): Peace => ({
  judged: (ids) => sql`
    select one.thing, one.community, null::bigint as person, coalesce(nullif(text.title, ''), left(text.body, 80), '') as title,
      coalesce(text.body, '') as words, coalesce(text.lang, 'en') as lang
    from ${sql.table(table)} as one left join lateral (
      select title, body, lang from shared_text where shared_text.thing = one.thing order by number desc limit 1) as text on true
    where one.thing = any(${ids}::bigint[])`,
})
