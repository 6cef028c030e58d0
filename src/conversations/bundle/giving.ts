import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { filesByThing } from '../../base/files/uses.ts'
import {
  type Bundled,
  type BundledFile,
  type Giving,
  mark,
  type Named,
  told,
} from '../../base/things/bundling.ts'
import { visibleTo } from '../../base/viewer.ts'
import { givenFile } from '../../records/bundle/files.ts'
import { givenImplications, type ImplicationRow, implicationsOf } from './giving-implications.ts'
import { givenPost, leftOf, postsOf, someSealedStay } from './giving-posts.ts'

interface PollRow {
  kind: string
  closes: string | null
  voters: number
  choices: { words: string; votes: number }[]
}

interface ThreadRow {
  id: number
  ref: string
  origin: string
  form: string
  title: string
  lang: string
  pinned: boolean
  opened: Date
  last_at: Date
  until: string | null
  closed: Date | null
  closed_why: string | null
  next_nth: number
  concerning: string | null
  accepted: string | null
  merged: string | null
  poll: PollRow | null
  /** The mailing list that brought it along. */
  list: { ref: string; name: string; lang: string; opened: string; people: number } | null
  posts: number
  resting: boolean
  summaries: {
    lang: string
    words: string
    machine: boolean
    at: string
    by: number | null
    elsewhere: { by?: Named } | null
  }[]
}

/** Votes as counts, those of where it was before among them. */
const poll = sql`(select json_build_object('kind', poll.kind, 'closes', closes,
    'voters', coalesce((poll.elsewhere ->> 'voters')::int, 0) + (select count(distinct person)::int from poll_vote join poll_choice on poll_choice.id = choice where poll_choice.thread = poll.thread),
    'choices', (select json_agg(json_build_object('words', words, 'votes', coalesce((poll_choice.elsewhere ->> 'votes')::int, 0)
        + (select coalesce(sum(case when poll.kind = 'ranked' then (select count(*) from poll_choice as one where one.thread = poll.thread) + 1 - rank else 1 end), 0)::int
          from poll_vote where choice = poll_choice.id)) order by position)
      from poll_choice where poll_choice.thread = poll.thread))
  from poll where poll.thread = thread.thing)`

/**
 * Threads that a community holds, each with what was said in it. What a mailing list brought along stays as long as it
 * is for members alone: elsewhere it would stand open with the community.
 */
export async function* giveThreads(giving: Giving): AsyncGenerator<Bundled> {
  const { community, viewer } = giving
  const sealedStay = await someSealedStay(giving)
  const { rows } = await sql<ThreadRow>`
    select thing.id, thing.ref, thing.origin, form, title, lang, pinned, opened, last_at, until, closed, closed_why, next_nth, posts,
      (select ref from thing as one where one.id = concerning and one.state = 'published' and ${visibleTo(viewer, 'one.circle')}) as concerning,
      (select ref from thing as one where one.id = accepted) as accepted,
      (select ref from thing as one where one.id = merged_into) as merged, ${poll} as poll, resting,
      (select json_build_object('ref', list.ref, 'name', list.name, 'lang', list.lang, 'people', people, 'opened', to_char(list.opened at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from list_archive as list where list.id = thread.archive) as list,
      coalesce((select json_agg(json_build_object('lang', thread_summary.lang, 'words', words, 'machine', machine, 'at', at, 'by', by,
        'elsewhere', thread_summary.elsewhere) order by thread_summary.lang) from thread_summary where thread_summary.thread = thread.thing), '[]') as summaries
    from thread join thing on thing.id = thread.thing
    where community = ${community.id} and thing.state = 'published' and away is null and ${visibleTo(viewer)}
      and not exists (select from list_archive where list_archive.id = thread.archive and list_archive.opened is null) order by thing.id`.execute(
    db(),
  )
  for (const some of together(rows)) yield* giveSome(some, giving, sealedStay)
}

/** Few enough to be read at once; a thread is never torn apart. */
const mostPosts = 500

function* together(rows: ThreadRow[]): Generator<ThreadRow[]> {
  let some: ThreadRow[] = []
  let posts = 0
  for (const row of rows) {
    if (some.length > 0 && posts + row.posts > mostPosts) {
      yield some
      some = []
      posts = 0
    }
    some.push(row)
    // One of which nothing is left is read, too.
    posts += row.posts + 1
  }
  if (some.length > 0) yield some
}

async function* giveSome(rows: ThreadRow[], giving: Giving, sealedStay: boolean): AsyncGenerator<Bundled> {
  const ids = rows.map(({ id }) => id)
  const allPosts = await postsOf(ids, giving)
  const implications = await implicationsOf(ids, giving)
  const files = await filesByThing([...allPosts.values()].flatMap((posts) => posts.map(({ id }) => id)))
  for (const row of rows) {
    const posts = allPosts.get(row.id) ?? []
    const said = posts.map((post) => ({ post, left: leftOf(post, giving, sealedStay) }))
    // Nothing of it may go along: neither does its title.
    if (said.every(({ left }) => left) && (posts.length > 0 || !row.merged)) continue
    const bundled: BundledFile[] = []
    const given = said.map(({ post, left }) => {
      const own = left ? [] : (files.get(post.id) ?? [])
      const travelling = own.map((file) => givenFile(file, giving))
      bundled.push(...own.map(({ hash }, i) => ({ path: `${post.ref}/${travelling[i]!.name}`, hash })))
      return left
        ? { ref: post.ref, nth: post.nth, left }
        : { ...givenPost(post, giving), ...(travelling.length > 0 && { files: travelling }) }
    })
    yield {
      ref: row.ref,
      files: bundled,
      by: said.flatMap(({ post, left }) => (left || post.sealed ? [] : (post.person ?? []))),
      json: givenThread(
        row,
        { posts: given, implications: implications.get(row.id) ?? [] },
        giving,
        said.flatMap(({ post, left }) => (left ? { ref: post.ref, nth: post.nth, left } : [])),
      ),
    }
  }
}

/** Whoever began it and wishes that theirs stays: so do its title and its poll. What sums it up or follows from what stays does, too. */
function givenThread(
  row: ThreadRow,
  { posts, implications }: { posts: object[]; implications: ImplicationRow[] },
  giving: Giving,
  left: { ref: string; nth: number; left: string }[],
): object {
  const { words, named, community, wishOf } = giving
  const stay = left.filter((one) => one.left === 'stays')
  const isBegun = !stay.some(({ nth }) => nth === 1)
  return {
    format: 'baobab-thread/1',
    ...{ ref: row.ref, origin: row.origin, community: community.slug, form: row.form },
    ...{ title: isBegun ? words(row.title) : mark, lang: row.lang, pinned: row.pinned },
    ...(row.list && { list: { ...row.list, name: words(row.list.name) }, resting: row.resting }),
    opened: row.opened.toISOString(),
    lastAt: row.last_at.toISOString(),
    nextNth: row.next_nth,
    ...told({
      until: row.until,
      closed: row.closed && {
        at: row.closed.toISOString(),
        ...told({ why: row.closed_why && words(row.closed_why) }),
      },
      concerning: row.concerning,
      accepted: row.accepted,
      mergedInto: row.merged,
      poll: isBegun ? row.poll && givenPoll(row.poll, giving) : null,
    }),
    summaries: row.summaries
      .filter(({ machine, by }) => wishOf(by) !== 'stays' && !(machine && stay.length > 0))
      .map(({ lang, words: said, machine, at, by, elsewhere }) => ({
        ...{ lang, words: words(said), machine, at: new Date(at).toISOString() },
        ...told({ by: named(by) ?? elsewhere?.by }),
      })),
    posts,
    implications: givenImplications(
      implications,
      giving,
      left.map(({ ref }) => ref),
    ),
  }
}

const givenPoll = ({ kind, closes, voters, choices }: PollRow, { words }: Giving) => ({
  kind,
  ...told({ closes }),
  voters,
  choices: choices.map((choice) => ({ ...choice, words: words(choice.words) })),
})

/** What its threads are about, lead to and became. */
export const threadPoints = (community: number): RawBuilder<{ thing: number }> => sql`
  select concerning as thing from thread where thread.community = ${community} and concerning is not null
  union select write_up.record from write_up join thread on thread.thing = write_up.source where thread.community = ${community} and write_up.record is not null
  union select implication_outcome.thing from implication_outcome join implication on implication.id = implication
    join thread on thread.thing = implication.thread where thread.community = ${community}
  union select aimed.id from post join thread on thread.thing = post.thread,
    regexp_matches(body, '/(?:records|uses)/([0-9a-hjkmnp-tv-z]{12})', 'g') as ref (parts) join thing as aimed on aimed.ref = ref.parts[1]
    where thread.community = ${community} and held is null and hidden is null`
