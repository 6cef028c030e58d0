import { sql } from 'kysely'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { newRef } from '../../base/ids.ts'
import { bareSubject } from '../../base/mail/in/subjects.ts'
import { originHere } from '../../base/origin.ts'
import { announce } from '../../base/outbox/announce.ts'
import type { Viewer } from '../../base/viewer.ts'
import { most as ofThreads } from '../thread.ts'
import type { InTurns, Working } from './archive.ts'
import { archiveOf } from './archives.ts'
import { attach } from './attaching.ts'
import { type Author, authorsFor, offerToMembers } from './authors.ts'
import { type Home, homesAmong, type Known, knownIn } from './here-already.ts'
import { forgetHeads, planned, type ReadMessage, readMessages } from './reading-messages.ts'

/** So many messages are kept in one transaction. */
const together = 200

/**
 * Brings in what is left of an archive, batch by batch, until it is through, was paused, or it is `enough`. Stopped anywhere it goes on from there. Gives whether there is more to do.
 */
export async function bringIn(
  viewer: Viewer,
  archive: Working,
  { enough, told }: InTurns = {},
): Promise<boolean> {
  for (let at = archive.through; ; ) {
    const plan = await planned(archive, at, together)
    const known = await knownIn(
      archive.community,
      plan.map(({ messageId }) => messageId),
    )
    const read = await readMessages(viewer, archive, plan, new Set(known.keys()))
    const next = await atomically(() => keepBatch(archive, at, read))
    if (next === undefined) return false
    if (plan.length === 0) return false
    at = next
    told?.(at)
    if (enough?.()) return true
  }
}

/** Keeps a batch, if nobody paused it or did the same meanwhile; gives where the next begins. */
async function keepBatch(archive: Working, from: number, batch: ReadMessage[]): Promise<number | undefined> {
  const standing = await archiveOf(archive.ref, { lock: true })
  if (standing.state !== 'running' || standing.through !== from) return undefined
  if (batch.length === 0) {
    await sql`update list_archive set state = 'done' where id = ${archive.id}`.execute(db())
    await forgetHeads(archive)
    await offerToMembers(archive.community)
    await changed(archive.ref, 'threads', 'communities')
    return from
  }
  const kept = new Keeping(archive, batch)
  await kept.keep()
  const next = batch.at(-1)!.position + 1
  await sql`update list_archive set through = ${next} where id = ${archive.id}`.execute(db())
  await changed(archive.ref, 'threads')
  return next
}

/** One batch on its way into the database. */
class Keeping {
  readonly archive: Working
  readonly batch: ReadMessage[]
  circle = 0
  /** The conversations of the plan that are here, by their number there. */
  readonly homes = new Map<number, Home>()
  /** Posts by the position of their message. */
  readonly posts = new Map<number, number>()
  /** The posts that messages answer which stand in none of these files, by the position of the message. */
  readonly answers = new Map<number, number>()
  authors = new Map<string, Author>()

  constructor(archive: Working, batch: ReadMessage[]) {
    this.archive = archive
    this.batch = batch
  }

  async keep(): Promise<void> {
    const { archive, batch } = this
    const { rows } = await sql<{
      circle: number
    }>`select circle from community where thing = ${archive.community}`.execute(db())
    this.circle = rows[0]!.circle
    const known = await knownIn(
      archive.community,
      batch.flatMap(({ messageId, after }) => [messageId, ...after]),
    )
    this.authors = await authorsFor(
      archive.community,
      batch.map(({ author, authorName }) => ({ hash: author, name: authorName ?? '' })),
    )
    await this.findHomes()
    const seen = new Set<string>()
    const fresh: ReadMessage[] = []
    for (const one of batch) {
      const there = known.get(one.messageId)
      if (there) await this.isThere(one, there)
      else if (seen.has(one.messageId)) await this.note([one], 'there')
      else if (one.fault) await this.note([one], 'fault')
      else if (this.authors.get(one.author)!.wish === 'removed') await this.note([one], 'asked-out')
      else fresh.push(one)
      seen.add(one.messageId)
    }
    await this.goOn(fresh, known)
    if (fresh.length > 0) await this.write(fresh)
  }

  /** What answers what was brought along before, be it by mail or in another archive, goes on there. */
  private async goOn(fresh: ReadMessage[], known: Known): Promise<void> {
    const answering = fresh.flatMap((one) => {
      const before = one.after.map((name) => known.get(name)).find(Boolean)
      return before ? [{ one, before }] : []
    })
    const homes = await homesAmong(
      answering.map(({ before }) => before.thread),
      this.circle,
    )
    for (const { one, before } of answering) {
      const home = homes.get(before.thread)
      if (!home) continue
      this.answers.set(one.position, before.post)
      if (!this.homes.has(one.thread)) this.homes.set(one.thread, this.sameHome(home))
    }
  }

  /** Counted once, however many conversations of the files lead to it. */
  private sameHome(home: Home): Home {
    return [...this.homes.values()].find(({ id }) => id === home.id) ?? home
  }

  /** Where earlier batches put these conversations, and where what they answer stands. */
  private async findHomes(): Promise<void> {
    const { archive, batch } = this
    const { rows } = await sql<{ number: number; position: number; post: number; id: number; next: number }>`
      select list_message.thread as number, position, list_message.post, thread.thing as id, next_nth as next
      from list_message join post on post.thing = list_message.post join thread on thread.thing = post.thread
        join thing as home on home.id = thread.thing
      where list_message.archive = ${archive.id} and thread.archive is not null and thread.merged_into is null and home.circle = ${this.circle} and home.state = 'published' and (
        list_message.thread = any(${batch.map(({ thread }) => thread)}::int[]) or position = any(${batch.map(({ parent }) => parent)}::int[]))
      order by position`.execute(db())
    for (const { number, position, post, id, next } of rows) {
      this.posts.set(position, post)
      this.homes.set(number, this.sameHome({ id, next }))
    }
  }

  /** Brought along before: what goes on from it goes on there. */
  private async isThere(one: ReadMessage, { post, thread }: { post: number; thread: number }): Promise<void> {
    await this.note([one], 'there', post)
    this.posts.set(one.position, post)
    if (this.homes.has(one.thread)) return
    const home = (await homesAmong([thread], this.circle)).get(thread)
    if (home) this.homes.set(one.thread, this.sameHome(home))
  }

  private async note(some: ReadMessage[], outcome: string, post: number | null = null): Promise<void> {
    for (const { position, notes } of some)
      await sql`
        update list_message set outcome = ${outcome}, post = ${post}, notes = notes || ${[...notes, ...(outcome === 'asked-out' ? ['asked-out'] : [])]}::text[]
        where archive = ${this.archive.id} and position = ${position}`.execute(db())
  }

  private async write(fresh: ReadMessage[]): Promise<void> {
    const made = await this.makeThreads(fresh)
    const things = await this.makeThings(
      'post',
      fresh.map(({ at }) => at),
    )
    const rows = fresh.map((one, i) => {
      const home = this.homes.get(one.thread)!
      this.posts.set(one.position, things[i]!)
      return {
        ...one,
        id: things[i]!,
        home: home.id,
        nth: home.next++,
        author: this.authors.get(one.author)!,
      }
    })
    const column = <T>(read: (row: (typeof rows)[number]) => T): T[] => rows.map(read)
    await sql`
      insert into post (thing, thread, nth, person, mail_author, lang, body, answers, at)
      select * from unnest(${column(({ id }) => id)}::bigint[], ${column(({ home }) => home)}::bigint[], ${column(({ nth }) => nth)}::int[],
        ${column(({ author }) => author.person)}::bigint[], ${column(({ author }) => author.id)}::bigint[], ${column(() => this.archive.lang)}::text[], ${column(({ body }) => body)}::text[],
        ${column(({ parent, position }) => (parent === null ? this.answers.get(position) : this.posts.get(parent)) ?? null)}::bigint[], ${column(({ at }) => iso(at))}::timestamptz[])`.execute(
      db(),
    )
    await sql`
      insert into post_mail (post, message_id, rest, at)
      select id, name, nullif(rest, ''), at from unnest(${column(({ id }) => id)}::bigint[], ${column(({ messageId }) => messageId)}::text[], ${column(({ rest, author }) => (author.wish === 'unnamed' ? '' : rest.slice(0, 500_000)))}::text[], ${column(({ at }) => iso(at))}::timestamptz[])
        as one (id, name, rest, at)`.execute(db())
    await sql`
      update list_message set outcome = 'made', post = one.id, notes = list_message.notes || coalesce(string_to_array(nullif(one.notes, ''), chr(10)), '{}')
      from unnest(${column(({ position }) => position)}::int[], ${column(({ id }) => id)}::bigint[], ${column(({ notes }) => notes.join('\n'))}::text[]) as one (position, id, notes)
      where archive = ${this.archive.id} and list_message.position = one.position`.execute(db())
    await sql`
      update thread set posts = thread.posts + one.count, next_nth = one.next, last_at = greatest(last_at, one.last)
      from (select home, count(*)::int as count, max(nth) + 1 as next, max(at) as last
        from unnest(${column(({ home }) => home)}::bigint[], ${column(({ nth }) => nth)}::int[], ${column(({ at }) => iso(at))}::timestamptz[]) as said (home, nth, at) group by home) as one
      where thread.thing = one.home`.execute(db())
    for (const { id, files } of rows) if (files.length > 0) await attach(id, files)
    await announce('thing.changed', { ids: [...made, ...things] })
  }

  /** The conversations that begin in this batch. */
  private async makeThreads(fresh: ReadMessage[]): Promise<number[]> {
    const begun = [...new Map(fresh.toReversed().map((one) => [one.thread, one])).values()].filter(
      ({ thread }) => !this.homes.has(thread),
    )
    if (begun.length === 0) return []
    const ids = await this.makeThings(
      'thread',
      begun.map(({ at }) => at),
    )
    const titles = begun.map(({ subject }) =>
      (bareSubject(subject ?? '') || t('lists.noSubject')).slice(0, ofThreads.title),
    )
    await sql`
      insert into thread (thing, community, form, title, lang, opened, last_at, archive, resting)
      select id, ${this.archive.community}, 'discussion', title, ${this.archive.lang}, at, at, ${this.archive.id}, true
      from unnest(${ids}::bigint[], ${titles}::text[], ${begun.map(({ at }) => iso(at))}::timestamptz[]) as one (id, title, at)`.execute(
      db(),
    )
    for (const [i, { thread }] of begun.entries()) this.homes.set(thread, { id: ids[i]!, next: 1 })
    return ids
  }

  /** Rows of things, changed last when they were said; their ids in the same order. */
  private async makeThings(kind: 'thread' | 'post', at: string[]): Promise<number[]> {
    const refs = at.map(() => newRef())
    const { rows } = await sql<{ id: number; ref: string }>`
      insert into thing (kind, sort, ref, circle, state, origin, changed)
      select ${kind}, ${kind === 'thread' ? 'discussion' : null}, ref, ${this.circle}, 'published', ${await originHere()}, at
      from unnest(${refs}::text[], ${at.map(iso)}::timestamptz[]) as one (ref, at) returning id, ref`.execute(
      db(),
    )
    const byRef = new Map(rows.map(({ id, ref }) => [ref, id]))
    return refs.map((ref) => byRef.get(ref)!)
  }
}

const iso = (at: string): string => new Date(at).toISOString()
