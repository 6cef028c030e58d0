import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { Ref } from '../base/ids.ts'
import { type ImportReport, inShape, takeEach } from '../base/import.ts'
import { refuse } from '../base/refusal.ts'
import { Lang } from '../base/text.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { everyone, type Viewer } from '../base/viewer.ts'
import { subjectsOf } from '../vocabularies/subjects.ts'
import { levels, most as ofImplications, states } from './implications/implication.ts'
import { tell } from './telling.ts'
import { forms, most } from './thread.ts'

/** A conversation as packs bring it; people by their handles. */
const Given = z.strictObject({
  format: z.literal('baobab-thread/1'),
  ref: Ref,
  /** The slug of its community; a question without one stands at the door. */
  community: z.string().optional(),
  /** What it is about, by codes of places and addresses of topics: of a question at the door. */
  places: z.array(z.string()).default([]),
  topics: z.array(z.string()).default([]),
  form: z.enum(forms),
  title: z.string().min(1).max(most.title),
  lang: Lang,
  pinned: z.boolean().default(false),
  /** The reference of what it concerns. */
  concerning: Ref.optional(),
  /** The reference of the post that answers it. */
  accepted: Ref.optional(),
  posts: z
    .array(
      z.strictObject({
        ref: Ref,
        by: z.string().optional(),
        sealed: z.boolean().default(false),
        lang: Lang,
        /** Without one it is written when it is taken in. */
        at: z.iso.datetime().optional(),
        body: z.string().min(1).max(most.body),
        answers: Ref.optional(),
        /** Handles of those who thanked for it. */
        thanks: z.array(z.string()).default([]),
      }),
    )
    .min(1),
  /** Of a conversation about a policy: what that means. */
  implications: z
    .array(
      z.strictObject({
        words: z.string().min(1).max(ofImplications.words),
        lang: Lang,
        level: z.enum(levels).optional(),
        state: z.enum(states).default('open'),
        reason: z.string().min(1).max(ofImplications.reason).optional(),
        /** The reference of the post that it comes from, and the handle of who noted it. */
        post: Ref.optional(),
        by: z.string().optional(),
        /** The reference of a question of an agenda that it became. */
        became: Ref.optional(),
      }),
    )
    .default([]),
})
type Given = z.infer<typeof Given>

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
  return takeEach(inShape(Given, given), (one, place) => take(viewer, place, one))
}

const take = (viewer: Viewer, place: string, one: Given): Promise<boolean> =>
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
    const { id } = await makeThing({ kind: 'thread', sort: one.form, ref: one.ref, circle })
    await sql`
      insert into thread (thing, community, form, title, lang, pinned, concerning, opened, last_at, posts, next_nth)
      values (${id}, ${home?.id ?? null}, ${one.form}, ${one.title}, ${one.lang}, ${one.pinned},
        (select id from thing where ref = ${one.concerning ?? null}), ${one.posts[0]!.at ?? now}, ${one.posts.at(-1)!.at ?? now},
        ${one.posts.length}, ${one.posts.length + 1})`.execute(db())
    const posts: number[] = []
    for (const [i, post] of one.posts.entries()) posts.push(await say(id, circle, i + 1, post))
    await sql`update thread set accepted = (select id from thing where ref = ${one.accepted ?? null}) where thing = ${id}`.execute(
      db(),
    )
    for (const [i, said] of one.implications.entries()) await note(id, i + 1, said)
    if (!home) {
      await setAbout(
        id,
        await subjectsOf(viewer, { places: one.places.join('\n'), topics: one.topics.join('\n') }),
      )
      await sql`insert into door_question (thread, asked) values (${id}, ${one.posts[0]!.at ?? now})`.execute(
        db(),
      )
    }
    await audit(viewer, 'thread.taken-in', id, { from: place })
    await tell([{ id, ref: one.ref }], posts)
    return true
  })

async function say(
  thread: number,
  circle: number,
  nth: number,
  post: Given['posts'][number],
): Promise<number> {
  const { id } = await makeThing({ kind: 'post', ref: post.ref, circle })
  await sql`
    insert into post (thing, thread, nth, person, sealed, lang, body, at, answers)
    values (${id}, ${thread}, ${nth}, (select thing from person where handle = ${post.by ?? null}), ${post.sealed}, ${post.lang},
      ${post.body}, ${post.at ?? new Date().toISOString()}, (select id from thing where ref = ${post.answers ?? null}))`.execute(
    db(),
  )
  await sql`
    insert into thanks (post, person) select ${id}, thing from person where handle = any(${post.thanks}::text[])`.execute(
    db(),
  )
  return id
}

async function note(thread: number, position: number, said: Given['implications'][number]): Promise<void> {
  const { words, lang, level = null, state, reason = null, post = null, by = null, became = null } = said
  await sql`
    with made as (
      insert into implication (thread, position, words, lang, level, state, reason, reason_lang, post, by)
      values (${thread}, ${position}, ${words}, ${lang}, ${level}, ${state}, ${reason}, ${reason && lang},
        (select id from thing where ref = ${post}), (select thing from person where handle = ${by})) returning id)
    insert into implication_outcome (implication, thing) select made.id, thing.id from made join thing on thing.ref = ${became}`.execute(
    db(),
  )
}
