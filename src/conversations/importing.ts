import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { type ImportReport, inShape, takeEach } from '../base/import.ts'
import { refuse } from '../base/refusal.ts'
import type { Taking } from '../base/things/bundling.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { everyone, type Viewer } from '../base/viewer.ts'
import { saidBy } from '../people/elsewhere.ts'
import { subjectsOf } from '../vocabularies/subjects.ts'
import { Given } from './given.ts'
import { sayAll } from './importing-posts.ts'
import { tell } from './telling.ts'

/**
 * Takes in the conversations that are not here yet and whose community is; the others wait for it, and
 * whatever was made of those that are here stays as it is. One that is none is left out and named. Only the
 * instance may.
 */
export async function importThreads(
  viewer: Viewer,
  given: { place: string; json: unknown }[],
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'conversations.mayNotImport')
  return takeEach(inShape(Given, given), (one, place) => takeThread(viewer, place, one))
}

/** One of them; gives whether it was made. What it became and what it was put into is tied by `tieThread`. */
export const takeThread = (viewer: Viewer, place: string, one: Given, taking?: Taking): Promise<boolean> =>
  atomically(async () => {
    const there = await db().selectFrom('thing').select('id').where('ref', '=', one.ref).executeTakeFirst()
    const { rows } = await sql<{ id: number; circle: number }>`
      select thing.id, thing.circle from community join thing on thing.id = community.thing where slug = ${one.community ?? null}`.execute(
      db(),
    )
    const [home] = rows
    if (there || (one.community && !home)) return false
    const circle = home?.circle ?? everyone
    const now = new Date().toISOString()
    const said = one.posts.flatMap((post) => ('body' in post ? (post.at ?? now) : []))
    // After all that came, or nobody could answer any more.
    const next = one.posts.reduce(
      (least, { nth }, i) => Math.max(least, (nth ?? i + 1) + 1),
      one.nextNth ?? 1,
    )
    const opened = one.opened ?? said[0] ?? now
    const { id } = await makeThing({
      kind: 'thread',
      sort: one.form,
      ref: one.ref,
      circle,
      origin: one.origin,
    })
    await sql`
      insert into thread (thing, community, form, title, lang, pinned, concerning, opened, last_at, posts, next_nth, until, closed, closed_why)
      values (${id}, ${home?.id ?? null}, ${one.form}, ${one.title}, ${one.lang}, ${one.pinned},
        (select id from thing where ref = ${one.concerning ?? null}), ${opened}, ${one.lastAt ?? said.at(-1) ?? opened},
        ${one.posts.length}, ${next}, ${one.until ?? null}, ${one.closed?.at ?? null}, ${one.closed?.why ?? null})`.execute(
      db(),
    )
    if (one.list && home) await keepList(home.id, id, one)
    const posts = await sayAll({ id, lang: one.lang, opened, circle, origin: one.origin }, one.posts, taking)
    await sql`
      update thread set accepted = (select post.thing from post join thing on thing.id = post.thing where ref = ${one.accepted ?? null} and post.thread = ${id})
      where thing = ${id}`.execute(db())
    for (const [i, noted] of one.implications.entries()) await note(id, i + 1, noted, taking)
    if (one.poll) await keepPoll(id, one.poll)
    for (const summary of one.summaries) await keepSummary(id, summary, taking)
    if (!home) {
      await setAbout(
        id,
        await subjectsOf(viewer, { places: one.places.join('\n'), topics: one.topics.join('\n') }),
      )
      await sql`insert into door_question (thread, asked) values (${id}, ${opened})`.execute(db())
    }
    // A bundle is audited as one: what it made can be taken back, and what is audited stays for good.
    if (!taking) await audit(viewer, 'thread.taken-in', id, { from: place })
    await tell([{ id, ref: one.ref }], posts)
    return true
  })

/** The list that brought it along stands again, with what of it is here. */
async function keepList(community: number, thread: number, { list, resting, opened, lastAt, posts }: Given) {
  const { ref, name, lang, people, opened: since } = list!
  await sql`
    with list as (
      insert into list_archive (ref, community, name, lang, reader_lang, state, held, opened, people, messages, threads, first_at, last_at)
      values (${ref}, ${community}, ${name}, ${lang}, ${lang}, 'done', false, ${since}, ${people}, ${posts.length}, 1, ${opened ?? null}, ${lastAt ?? null})
      on conflict (ref) do update set threads = list_archive.threads + 1, messages = list_archive.messages + excluded.messages,
        first_at = least(list_archive.first_at, excluded.first_at), last_at = greatest(list_archive.last_at, excluded.last_at)
        where list_archive.community = excluded.community returning id)
    update thread set archive = list.id, resting = ${resting} from list where thread.thing = ${thread}`.execute(
    db(),
  )
}

async function note(
  thread: number,
  position: number,
  said: Given['implications'][number],
  taking: Taking | undefined,
): Promise<void> {
  const { words, lang, level = null, state, reason = null, post = null, became = [], place = null } = said
  const { person, by } = await saidBy(said.by, taking)
  const { rows } = await sql<{ id: number }>`
    insert into implication (thread, position, words, lang, level, state, reason, reason_lang, post, by, place, at, revision, elsewhere)
    values (${thread}, ${position}, ${words}, ${lang}, ${level}, ${state}, ${reason}, ${reason && (said.reasonLang ?? lang)},
      (select thing.id from thing join post on post.thing = thing.id where ref = ${post}), ${person},
      (select thing from place where code = ${place}), ${said.at ?? new Date().toISOString()}, ${said.versions.length + 1},
      ${by ? JSON.stringify({ by }) : null}::jsonb) returning id`.execute(db())
  const { id } = rows[0]!
  for (const [i, one] of said.versions.entries())
    await sql`
      insert into implication_version (implication, revision, words, lang, state, reason, reason_lang, at)
      values (${id}, ${i + 1}, ${one.words}, ${one.lang}, ${one.state}, ${one.reason ?? null}, ${one.reason ? (one.reasonLang ?? one.lang) : null}, ${one.at})`.execute(
      db(),
    )
  await sql`
    insert into implication_outcome (implication, thing) select ${id}, thing.id from thing where ref = any(${[became].flat()}::text[])`.execute(
    db(),
  )
}

async function keepPoll(thread: number, { kind, closes, voters, choices }: NonNullable<Given['poll']>) {
  await sql`insert into poll (thread, kind, closes, elsewhere) values (${thread}, ${kind}, ${closes ?? null}, ${JSON.stringify({ voters })}::jsonb)`.execute(
    db(),
  )
  for (const [i, { words, votes }] of choices.entries())
    await sql`
      insert into poll_choice (thread, position, words, elsewhere) values (${thread}, ${i + 1}, ${words}, ${JSON.stringify({ votes })}::jsonb)`.execute(
      db(),
    )
}

async function keepSummary(
  thread: number,
  { lang, words, machine, at, by: who }: Given['summaries'][number],
  taking: Taking | undefined,
): Promise<void> {
  const { person, by } = await saidBy(who, taking)
  await sql`
    insert into thread_summary (thread, lang, words, machine, at, by, elsewhere)
    values (${thread}, ${lang}, ${words}, ${machine}, ${at}, ${person}, ${by ? JSON.stringify({ by }) : null}::jsonb)`.execute(
    db(),
  )
}
