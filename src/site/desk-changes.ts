import { type RawBuilder, sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import type { Text } from '../base/text.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { notClosed, titleOfDraft } from '../records/writing/drafts.ts'

/** What somebody else did to what the viewer keeps true or writes. */
export interface KeptChange {
  at: string
  /** As it is written down; `adapts`, `contradicts` and `replaces` for a record that is this to one of theirs. */
  what: string
  /** Their record; for comments their draft. */
  ref: Ref
  title: Text
  /** Of a use what leads to it, of a record beside theirs that record. */
  other: { ref: Ref; title: Text | null } | null
  /** Of a translation. */
  lang: string | null
  /** So many comments or texts within an hour. */
  count: number
  /** Who did it; empty for whoever is not named, and the instance itself has no name. */
  by: string | null
}

export const changesPerPage = 30

/** So long, in days, whoever never looked is told of. */
const firstLook = 30

const verbs = [
  'record.changed',
  'record.corrected',
  'record.upgraded',
  'record.correction-undone',
  'record.withdrawn',
  'record.restored',
  'record.translated',
  'record.doubted',
  'adoption.said',
]

const credited = (shown: RawBuilder<unknown>) => sql`exists (
  select from credit join version on version.id = credit.version
  where version.record = gathered.made and credit.person = person.thing and ${shown})`

/**
 * Whoever made a version is as named here as they are in the record: of what stands beside theirs only those
 * whom it names, of theirs everybody but whom it credits without a name.
 */
const named = sql`(case when gathered.what in ('adapts', 'contradicts', 'replaces') then ${credited(sql`shown = 'named'`)}
  else not ${credited(sql`shown <> 'named'`)} end)`

/** A query of all of it since the viewer last looked, or ever. */
const changes = (viewer: Viewer, ever: boolean): RawBuilder<KeptChange & { nth: number }> => {
  const me = personOf(viewer)
  const mine = sql`audit.who = ${`person:${me}`}`
  const since = ever
    ? sql`'-infinity'::timestamptz`
    : sql`coalesce((select until from desk_look where person = ${me}), now() - make_interval(days => ${firstLook}))`
  return sql`
    with kept as materialized (
      select thing.id, thing.ref, version.content -> 'title' as title, greatest(custodianship.since, ${since}) as since
      from custodianship join thing on thing.id = custodianship.record join record on record.thing = thing.id
        join version on version.id = record.current
      where custodianship.person = ${me} and custodianship.since is not null and custodianship.ended is null and ${visibleTo(viewer)}),
    done as (
      select audit.at, audit.verb as what, kept.ref, kept.title, null::jsonb as other, audit.details ->> 'lang' as lang,
        coalesce((audit.details ->> 'texts')::int, 1) as count, audit.who, kept.id as made
      from kept join audit on audit.thing = kept.id
      where audit.verb = any(${verbs}::text[]) and audit.at > kept.since and not ${mine}
        and not (audit.verb = 'record.changed' and exists (select from audit as same
          where same.thing = audit.thing and same.at = audit.at and same.verb in ('record.corrected', 'record.upgraded')))
      union all
      select use.said, 'use.said', kept.ref, kept.title, jsonb_build_object('ref', thing.ref), null, 1,
        case when use.named then 'person:' || use.person end, null
      from kept join use on use.record = kept.id join thing on thing.id = use.thing
      where use.said > kept.since and use.person <> ${me} and use.withdrawn is null and use.hidden is null
        and thing.state = 'published' and ${visibleTo(viewer)}
      union all
      select thing.made, link.rel, kept.ref, kept.title, jsonb_build_object('ref', thing.ref, 'title', version.content -> 'title'), null, 1, audit.who, thing.id
      from kept join link on link.target = kept.ref join thing on thing.id = link.record join record on record.thing = thing.id
        join version on version.id = record.current
        left join audit on audit.thing = thing.id and audit.verb = 'record.made'
      where link.rel in ('adapts', 'contradicts', 'replaces') and thing.made > kept.since and thing.state = 'published'
        and ${visibleTo(viewer)} and not coalesce(${mine}, false)
      union all
      select review_comment.at, 'review.commented', thing.ref, jsonb_build_object('original', draft.lang, 'texts', ${titleOfDraft}), null, null, 1,
        'person:' || review_comment.person, null
      from draft_writer join draft on draft.thing = draft_writer.draft join thing on thing.id = draft.thing
        join edition on edition.id = draft.edition join review_comment on review_comment.draft = draft.thing
      where draft_writer.person = ${me} and thing.state <> 'withdrawn' and ${notClosed} and review_comment.person <> ${me}
        and review_comment.at > greatest(draft_writer.since, ${since})),
    gathered as (
      select max(at) as at, what, ref, title, other, lang, sum(count)::int as count, who, made
      from done group by what, ref, title, other, lang, who, made,
        case when what in ('review.commented', 'record.translated') then date_trunc('hour', at) else at end)
    select gathered.*, case when ${named} then person.name when person.thing is not null then '' end as by,
      row_number() over (order by gathered.at desc, ref, what) as nth
    from gathered left join person on who = 'person:' || person.thing`
}

/** The newest of it and how much there is, as one value of JSON for a page that asks more. */
export const changesKept = (
  viewer: Viewer,
  most: number,
): RawBuilder<{ changes: KeptChange[]; total: number }> => sql`(
  select json_build_object('changes', coalesce(json_agg(one order by nth) filter (where nth <= ${most}), '[]'), 'total', count(*))
  from (${changes(viewer, false)}) as one)`

export interface KeptChanges {
  changes: KeptChange[]
  total: number
  /** Also what was seen. */
  ever: boolean
  /** As the page was drawn: what comes later was not seen. */
  until: string
}

/** What others did to what the viewer keeps true and what they write, the newest first: since they last looked, or ever. One query. */
export async function changesFor(viewer: Viewer, ever: boolean, page: number): Promise<KeptChanges> {
  const from = (page - 1) * changesPerPage
  const { rows } = await sql<Omit<KeptChanges, 'ever'>>`
    select coalesce(json_agg(one order by nth) filter (where nth > ${from} and nth <= ${from + changesPerPage}), '[]') as changes,
      count(*)::int as total, now()::text as until
    from (${changes(viewer, ever)}) as one`.execute(db())
  return { ...rows[0]!, ever }
}

/** Says that all until then was seen; never that what is still to come was. */
export const sawChanges = (viewer: Viewer, until: Date): Promise<void> =>
  atomically(async () => {
    await sql`
      insert into desk_look (person, until) values (${personOf(viewer)}, least(${until.toISOString()}::timestamptz, now()))
      on conflict (person) do update set until = greatest(desk_look.until, excluded.until)`.execute(db())
  })
