import { sql } from 'kysely'
import type { z } from 'zod'
import { db } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { listQuery, narrowing } from '../../base/things/listing.ts'
import { titleAsked } from '../../base/things/talk.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { personOf } from '../../people/account.ts'

export const WriteUpsQuery = listQuery({ lang: narrowing.lang })

interface Own {
  ref: Ref
  /** When it was begun, its draft made, answered or published last. */
  changed: Date
  source: Ref
  lang: string | null
  draft: Ref | null
  record: Ref | null
  /** The same moment in microseconds since 2020, which is what a `cursor` is. */
  moment: string
  total: number
}

/** When a write-up changed last. */
const changed = sql`greatest(begun, asked, published, (select max(greatest(answered, left_out)) from passage where write_up = write_up.thing))`

/**
 * What the viewer began to write up, in the order of its last change, so that whoever keeps asking with `next` misses
 * none; with `q`, where each of its words stands in the title of the conversation or in a passage. Those that changed in
 * one moment stand on one page. Refuses strangers. One query.
 */
export async function ownForPrograms(
  viewer: Viewer,
  { q = '', updated_since, lang, limit, cursor }: z.infer<typeof WriteUpsQuery>,
) {
  const me = personOf(viewer)
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const { rows } = await sql<Own>`
    select one.*, count(*) over ()::int as total from (
      select own.ref, ${changed} as changed, source.ref as source, write_up.lang, made.ref as draft, became.ref as record,
        (extract(epoch from ${changed} - timestamptz '2020-01-01T00:00:00Z') * 1000000)::bigint as moment,
        lower(concat(${titleAsked()} ->> 'title', ' ', (select string_agg(words, ' ') from passage where write_up = write_up.thing))) as said
      from write_up join thing as own on own.id = write_up.thing join thing as source on source.id = write_up.source
        left join thing as made on made.id = write_up.draft left join thing as became on became.id = write_up.record
      where write_up.by = ${me} and write_up.merged_into is null and own.state <> 'withdrawn' and source.state = 'published' and ${visibleTo(viewer, 'source.circle')}) as one
    where changed >= ${updated_since ? new Date(updated_since).toISOString() : '-infinity'}::timestamptz and (${lang ?? null}::text is null or lang = ${lang ?? null})
      and (select coalesce(bool_and(position(word in said) > 0), true) from unnest(${words}::text[]) as word)
    order by moment`.execute(db())
  const from = rows.filter(({ moment }) => Number(moment) > Number(cursor ?? -1))
  const last = from[Math.min(limit, from.length) - 1]
  const page = from.filter(({ moment }) => last !== undefined && Number(moment) <= Number(last.moment))
  return {
    items: page.map((one) => ({
      ...{
        ref: one.ref,
        address: `/write-ups/${one.ref}`,
        changed: one.changed.toISOString(),
        source: one.source,
      },
      ...(one.lang && { lang: one.lang }),
      ...(one.draft && { draft: one.draft }),
      ...(one.record && { record: one.record }),
    })),
    total: rows[0]?.total ?? 0,
    next: page.length < from.length ? String(last!.moment) : null,
  }
}
