import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { changed } from '../base/cache/tags.ts'
import { atomically, db } from '../base/database/database.ts'
import { count } from '../base/http/limits.ts'
import type { Ref } from '../base/ids.ts'
import { announce } from '../base/outbox/announce.ts'
import { refuse } from '../base/refusal.ts'
import { checkWritten, layForLook } from '../base/things/peace.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { dayAfter } from '../base/today.ts'
import type { Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { choiceOf, choose } from './choosing.ts'
import { audienceOf, type Entry, lasts, most, type Side } from './entry.ts'
import { matchOne } from './matched.ts'
import { moved } from './moving.ts'
import { ownEntry } from './reading.ts'
import { checkedOf, openTo, type SaidEntry, stored } from './storable.ts'

/**
 * Says that somebody offers or needs something. Refuses what is no place, topic or language; neither topic nor place;
 * days that do not follow; a community they do not take part in, an organisation they do not speak for and a provider
 * who does not say what they have to gain; too much; and what may not be said. What is to be looked at first waits.
 * `askable`: from now on they may be asked about needs.
 */
export function sayEntry(
  viewer: Viewer,
  said: SaidEntry,
  { askable = false } = {},
): Promise<{ side: Side; ref: Ref }> {
  return atomically(async () => {
    const me = personOf(viewer)
    // A form that is sent twice at once stands once: the second waits for what the first made.
    await sql`select from person where thing = ${me} for no key update`.execute(db())
    const before = await saidBefore(me, said.once)
    if (before) return before
    await refuseTooMany(me)
    const { row, circle, subjects, keeps } = await stored(viewer, me, said)
    const wait = await checkWritten(viewer, { ...checkedOf(said), community: row.community, keeps })
    const { id, ref } = await makeThing({
      kind: said.side,
      sort: said.side,
      circle,
      state: wait ? 'submitted' : 'published',
    })
    await db()
      .insertInto('exchange_entry')
      .values({
        ...{ thing: id, side: said.side, person: me, once: said.once || null, ...row },
        held: wait ? new Date().toISOString() : null,
      })
      .execute()
    await setAbout(id, subjects)
    if (askable) await choose(viewer, { ...(await choiceOf(viewer)), askable })
    if (wait) await layForLook(id, wait, { community: row.community, lang: said.lang })
    await audit(viewer, 'exchange.said', id)
    await entryChanged([{ id, ref }])
    return { side: said.side, ref }
  })
}

/**
 * Says it otherwise. Refuses as `sayEntry`, others than whoever said it, and a form drawn before another change. Said
 * to another community it is as new there as a first word, and may wait for a look; what waits already stays where it
 * is looked at.
 */
export function changeEntry(
  viewer: Viewer,
  ref: string,
  { version, ...said }: Omit<SaidEntry, 'side' | 'once'> & { version: number },
): Promise<Entry> {
  return atomically(async () => {
    const me = personOf(viewer)
    const entry = await ownEntry(viewer, ref)
    if (entry.version !== version) refuse('conflict', 'exchange.stale')
    if (entry.hidden) refuse('conflict', 'exchange.isHidden')
    const { row, circle, subjects, keeps } = await stored(viewer, me, { ...said, side: entry.side })
    const moves = row.community !== (entry.community?.id ?? null)
    if (moves && entry.held) refuse('conflict', 'exchange.waitsHere')
    const wait = await checkWritten(viewer, {
      ...{ ...checkedOf(said), community: row.community, keeps },
      ...(!moves && { again: true }),
    })
    await keepBefore(me, entry.id, row)
    await db()
      .updateTable('exchange_entry')
      .set({
        ...row,
        version: version + 1,
        told_until: null,
        ...(wait && { held: new Date().toISOString() }),
      })
      .where('thing', '=', entry.id)
      .execute()
    await db().updateTable('thing').set({ circle }).where('id', '=', entry.id).execute()
    if (wait) {
      await sql`update thing set state = 'submitted' where id = ${entry.id} and state = 'published'`.execute(
        db(),
      )
      await layForLook(entry.id, wait, { community: row.community, lang: said.lang })
    }
    await setAbout(entry.id, subjects)
    await audit(viewer, 'exchange.changed', entry.id)
    await entryChanged([entry])
    return entry
  })
}

/**
 * Before it is said otherwise: those who took it up, or did, keep what it said as they began, the first time that
 * changes. Whoever still goes on with it is told.
 */
async function keepBefore(
  me: number,
  entry: number,
  {
    what,
    title,
    words,
    time,
    starts,
  }: Pick<Awaited<ReturnType<typeof stored>>['row'], 'what' | 'title' | 'words' | 'time' | 'starts'>,
): Promise<void> {
  const { rows } = await sql<{ id: number; going: boolean }>`
    update take_up set before = jsonb_build_object('what', what, 'title', title, 'words', words, 'lang', lang, 'time', time, 'starts', starts, 'changed', current_date)
    from exchange_entry as entry
    where entry.thing = ${entry} and take_up.entry = entry.thing and take_up.state in ('proposed', 'agreed', 'done') and before is null
      and (what, title, words, coalesce(time, ''), starts) is distinct from (${what}::text, ${title}::text, ${words}::text, coalesce(${time}::text, ''), ${starts}::date)
    returning take_up.id, take_up.state <> 'done' as going`.execute(db())
  for (const { id, going } of rows) if (going) await moved(id, 'changed', me)
}

/** Ends it: nobody can take it up any more. It can be opened again. Refuses others than whoever said it. */
export function endEntry(viewer: Viewer, ref: string): Promise<Entry> {
  return atomically(async () => {
    const entry = await ownEntry(viewer, ref)
    if (entry.ended) return entry
    await end([entry.id])
    await audit(viewer, 'exchange.ended', entry.id)
    await entryChanged([entry])
    return entry
  })
}

/** Those of these that are open are over from now on; what waits for a look no longer does. */
export async function end(ids: number[]): Promise<void> {
  await sql`update exchange_entry set ended = now() where thing = any(${ids}::bigint[]) and ended is null`.execute(
    db(),
  )
  await sql`update thing set state = 'withdrawn' where id = any(${ids}::bigint[])`.execute(db())
}

/**
 * Opens it again, or lets it stand for as long again as is usual. Refuses others, who may not say it to those it is for
 * any more, what was hidden, and too many.
 */
export function renewEntry(viewer: Viewer, ref: string): Promise<Entry> {
  return atomically(async () => {
    const me = personOf(viewer)
    const entry = await ownEntry(viewer, ref)
    if (entry.hidden || entry.held) refuse('conflict', 'exchange.isHidden')
    await openTo(viewer, me, audienceOf(entry))
    if (entry.ended) await refuseTooMany(me)
    const until = dayAfter(lasts.days)
    await sql`
      update exchange_entry set ended = null, told_until = null, until = greatest(until, ${until}::date), version = version + 1
      where thing = ${entry.id}`.execute(db())
    await sql`update thing set state = 'published' where id = ${entry.id}`.execute(db())
    await audit(viewer, 'exchange.renewed', entry.id)
    await entryChanged([entry])
    return entry
  })
}

/** Tells all who show it, and looks again for what it meets. */
export async function entryChanged(entries: { id: number; ref: string }[]): Promise<void> {
  const ids = entries.map(({ id }) => id)
  await sql`update thing set changed = now() where id = any(${ids}::bigint[])`.execute(db())
  for (const id of ids) await matchOne(id)
  await changed(...entries.map(({ ref }) => ref), 'exchange', 'things')
  await announce('thing.changed', { ids })
}

async function saidBefore(
  me: number,
  once: string | undefined,
): Promise<{ side: Side; ref: Ref } | undefined> {
  if (!once) return undefined
  const { rows } = await sql<{ side: Side; ref: Ref }>`
    select side, ref from exchange_entry join thing on thing.id = exchange_entry.thing where once = ${once} and person = ${me}`.execute(
    db(),
  )
  return rows[0]
}

async function refuseTooMany(me: number): Promise<void> {
  await count('exchange', String(me), { points: most.aDay, duration: 86_400 })
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from exchange_entry where person = ${me} and ended is null`.execute(db())
  if (rows[0]!.open >= most.open) refuse('conflict', 'exchange.tooManyOpen', { most: most.open })
}
