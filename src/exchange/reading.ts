import { type RawBuilder, sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import { isRef } from '../base/ids.ts'
import { inTermOf } from '../base/in-term.ts'
import { found, missing, refuse } from '../base/refusal.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import type { Entry, Side } from './entry.ts'

export const meOf = (viewer: Viewer): number => (viewer.kind === 'person' ? viewer.id : 0)

/** Of an `entry`: whose it is, as `Author`, for this viewer. */
const authorOf = (viewer: Viewer): RawBuilder<unknown> => sql`(
  select json_build_object('id', person.thing, 'handle', handle, 'name', person.name,
    'open', page.state = 'published' and ${visibleTo(viewer, 'page.circle')})
  from person join thing as page on page.id = person.thing where person.thing = entry.person and person.left_at is null)`

/** Of an `entry`: whose it is speaks for that organisation today. */
const stillSpeaks = sql<boolean>`exists (select from representative
  where representative.organisation = entry.organisation and representative.person = entry.person and ${inTermOf('representative')})`

/** What `Entry` is made of, of an `entry` and its `thing`. */
export const entryColumns = (viewer: Viewer): RawBuilder<unknown> => sql`
  thing.id, thing.ref, thing.circle, thing.changed, side, what, title, words, entry.lang, langs, time, starts, until, opened, ended, hidden,
  hidden_why as "hiddenWhy", held, version, interest, ${authorOf(viewer)} as author, entry.person = ${meOf(viewer)} as mine,
  (select json_build_object('slug', slug, 'name', name) from organisation where organisation.thing = entry.organisation and ${stillSpeaks}) as organisation,
  (select json_build_object('id', community.thing, 'slug', slug, 'name', name) from community where community.thing = entry.community) as community,
  array(select subject from about join place on place.thing = about.subject where about.thing = thing.id order by subject) as places,
  array(select subject from about join concept on concept.thing = about.subject where about.thing = thing.id order by subject) as topics`

export const entryFrom: RawBuilder<unknown> = sql`
  from exchange_entry as entry join thing on thing.id = entry.thing`

/** Of an `entry`: it is open and not over. */
export const isCurrent = sql<boolean>`(thing.state = 'published' and entry.until >= current_date and entry.person is not null)`

/** Of an `entry`: the viewer did not ask to see less of whose it is. */
export const isHeard = (viewer: Viewer): RawBuilder<boolean> =>
  sql`not exists (select from quiet where quiet.person = ${meOf(viewer)} and quiet.other = entry.person)`

/**
 * An offer or a need, if the viewer may see it: 404 when there is none or it is not open to them. What has ended is
 * gone (410) for all but whoever said it and whoever took it up. One query.
 */
export async function entryFor(
  viewer: Viewer,
  ref: string,
  { side, lock = false }: { side?: Side; lock?: boolean } = {},
): Promise<Entry> {
  if (!isRef(ref)) missing()
  dependsOn(ref, 'people')
  const me = meOf(viewer)
  // Whatever refers to it may be written meanwhile: the job that matches waits for no form, nor a form for it.
  if (lock)
    await sql`
      select from exchange_entry as entry join thing on thing.id = entry.thing where ref = ${ref} for no key update of entry`.execute(
      db(),
    )
  const { rows } = await sql<Entry & { state: string; party: boolean }>`
    select ${entryColumns(viewer)}, thing.state,
      exists (select from take_up where take_up.entry = thing.id and take_up.person = ${me}) as party
    ${entryFrom} where thing.ref = ${ref} and (entry.person = ${me} or ${visibleTo(viewer)})
      and (thing.state in ('published', 'withdrawn') or entry.person = ${me})`.execute(db())
  const { state, party, ...entry } = found(rows[0])
  if (side && entry.side !== side) missing()
  if (state === 'withdrawn' && !entry.mine && !(party && !entry.hidden)) refuse('gone', 'exchange.isOver')
  return entry
}

/** The same of whoever said it, held until the transaction is over. Refuses others. */
export async function ownEntry(viewer: Viewer, ref: string): Promise<Entry> {
  const entry = await entryFor(viewer, ref, { lock: true })
  if (!entry.mine) refuse('forbidden', 'exchange.notYours')
  return entry
}
