import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { gather } from '../../tests/support/talking.ts'
import { atomically, db } from '../base/database/database.ts'
import { announce } from '../base/outbox/announce.ts'
import { drain } from '../base/outbox/dispatch.ts'
import type { Viewer } from '../base/viewer.ts'
import { openThread, reply } from '../conversations/writing.ts'
import { noticeKinds, registerEveryKind } from '../kinds.ts'
import { addPerson } from '../people/inviting.ts'
import { viewerOfPerson } from '../people/viewing.ts'
import { follow } from './following.ts'
import { mailNotices } from './mailing.ts'
import { levels, needsLevels } from './notice.ts'
import { noticesFor } from './reading.ts'
import { noticeReactions } from './telling.ts'

/**
 * Whatever is written, followed, chosen, closed, left and told again: each person is told of each thing at most once by
 * each way, and never of what they may not see.
 */
ownDatabase()

const names = ['anna', 'ben', 'cleo', 'dan']
const ids: number[] = []
let open: { id: number; circle: number }
let shut: { id: number; circle: number }

beforeAll(async () => {
  registerEveryKind()
  for (const name of names) {
    const handle = await addPerson({ name, email: `${name}@example.net` })
    ids.push(
      (await db().selectFrom('person').select('thing').where('handle', '=', handle).executeTakeFirstOrThrow())
        .thing,
    )
  }
  open = await gather('open', { members: names })
  shut = await gather('shut', { members: names, closed: true })
  for (const person of ids)
    await db().insertInto('in_circle').values({ circle: shut.circle, person }).execute()
})

const who = fc.nat({ max: names.length - 1 })
const which = fc.nat({ max: 3 })
const act = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('open' as const),
      who,
      shut: fc.boolean(),
      sealed: fc.boolean(),
      told: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('reply' as const),
      who,
      which,
      mentions: fc.uniqueArray(who, { maxLength: 2 }),
      told: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('follow' as const), who, which, follows: fc.boolean() }),
  fc.record({
    do: fc.constant('level' as const),
    who,
    shut: fc.boolean(),
    level: fc.constantFrom(...levels),
  }),
  fc.record({
    do: fc.constant('choose' as const),
    who,
    needs: fc.constantFrom(...needsLevels),
    threads: fc.constantFrom(...levels),
  }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('leave' as const), who, back: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('mail' as const),
      days: fc.nat({ max: 14 }),
      twice: fc.boolean(),
    }),
  },
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

let said = 0
/** By its words: in which circle it was said, and by whom. */
const posts = new Map<string, { shut: boolean; by: number; id: number }>()
let threads: { ref: string; shut: boolean }[] = []
let clock = Date.now()

const as = async (person: number): Promise<Viewer> => (await viewerOfPerson(ids[person]!))!
const reactions = noticeReactions(noticeKinds)

async function write(one: Extract<Act, { do: 'open' | 'reply' }>): Promise<void> {
  const body = `word${said++}end`
  const viewer = await as(one.who)
  const thread = one.do === 'open' ? undefined : threads[one.which % threads.length]
  if (one.do === 'reply' && !thread) return
  const into = one.do === 'open' ? one.shut : thread!.shut
  if (one.do === 'open') {
    const community = one.shut ? 'shut' : 'open'
    const { ref } = await openThread(viewer, {
      form: 'question',
      title: `head of ${body}`,
      body,
      lang: 'en',
      community,
      sealed: one.sealed,
    })
    threads.push({ ref, shut: one.shut })
  } else await reply(viewer, thread!.ref, { body, lang: 'en' })
  const { thing: id } = await db()
    .selectFrom('post')
    .select('thing')
    .where('body', '=', body)
    .executeTakeFirstOrThrow()
  posts.set(body, { shut: into, by: one.who, id })
  if (one.do === 'reply')
    for (const person of one.mentions)
      await sql`insert into mention (post, person) values (${id}, ${ids[person]}) on conflict do nothing`.execute(
        db(),
      )
}

async function go(one: Act): Promise<void> {
  if (one.do === 'open' || one.do === 'reply') {
    await write(one)
    if (one.told) await drain(reactions)
  } else if (one.do === 'follow') {
    const thread = threads[one.which % threads.length]
    if (thread) await follow(await as(one.who), thread.ref, one.follows)
  } else if (one.do === 'level')
    await sql`
      insert into community_choice (person, community, level) values (${ids[one.who]}, ${one.shut ? shut.id : open.id}, ${one.level})
      on conflict (person, community) do update set level = excluded.level, at = now()`.execute(db())
  else if (one.do === 'choose')
    await sql`
      insert into notice_choice (person, needs, threads) values (${ids[one.who]}, ${one.needs}, ${one.threads})
      on conflict (person) do update set needs = excluded.needs, threads = excluded.threads`.execute(db())
  else if (one.do === 'leave') {
    // Out of the closed circle, or in again.
    if (one.back)
      await db()
        .insertInto('in_circle')
        .values({ circle: shut.circle, person: ids[one.who]! })
        .onConflict((c) => c.doNothing())
        .execute()
    else
      await db()
        .deleteFrom('in_circle')
        .where('circle', '=', shut.circle)
        .where('person', '=', ids[one.who]!)
        .execute()
  } else if (one.do === 'again') {
    for (const { id } of [...posts.values()].slice(-3))
      await atomically(() => announce('post.written', { thread: 0, post: id }))
    await drain(reactions)
  } else {
    await drain(reactions)
    clock += one.days * 86_400_000
    await Promise.all([mailNotices(new Date(clock)), ...(one.twice ? [mailNotices(new Date(clock))] : [])])
  }
}

const membersOfShut = async () =>
  new Set(
    (await db().selectFrom('in_circle').select('person').where('circle', '=', shut.circle).execute()).map(
      ({ person }) => person,
    ),
  )

/** What stands in letters and notices that are new since, is nothing they may not see; and nothing stands twice. */
async function look(mailsBefore: number): Promise<number> {
  const inside = await membersOfShut()
  const mails = await db().selectFrom('mail').select(['id', 'address', 'body']).orderBy('id').execute()
  for (const [i, name] of names.entries()) {
    const theirs = mails.filter(({ address }) => address === `${name}@example.net`)
    for (const [word, { shut: closed, by }] of posts) {
      const lines = theirs.flatMap(({ body }) => body.split('\n')).filter((line) => line.trim() === word)
      expect(lines.length, `${word} to ${name}`).toBeLessThanOrEqual(by === i ? 0 : 1)
      if (closed && !inside.has(ids[i]!))
        for (const { id, body } of theirs)
          expect(id > mailsBefore && body.includes(word), `${word} to ${name}`).toBe(false)
    }
    const shown = JSON.stringify(await noticesFor(await as(i), 1))
    for (const [word, post] of posts) if (post.shut && !inside.has(ids[i]!)) expect(shown).not.toContain(word)
  }
  const { rows } =
    await sql`select person, cause from notice group by person, kind, cause having count(*) > 1`.execute(db())
  expect(rows).toEqual([])
  return mails.at(-1)?.id ?? mailsBefore
}

test('each is told of each thing at most once by each way, and never of what they may not see', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 25, size: 'max' }), async (acts) => {
      threads = []
      posts.clear()
      for (const table of [
        'notice',
        'notice_choice',
        'community_choice',
        'thread_following',
        'digest',
        'mail',
        'thread',
        'outbox',
      ])
        await sql`delete from ${sql.table(table)}`.execute(db())
      for (const person of ids)
        await sql`insert into in_circle (circle, person) values (${shut.circle}, ${person}) on conflict do nothing`.execute(
          db(),
        )
      let mails = 0
      for (const one of acts) {
        try {
          await go(one)
        } catch (error) {
          // Whoever is out of the circle may not write there.
          if (!/missing|forbidden/i.test(String((error as { kind?: string }).kind))) throw error
        }
        if (one.do === 'mail' || one.do === 'leave') mails = await look(mails)
      }
      await look(mails)
    }),
    { numRuns: 20, endOnFailure: true },
  )
})
