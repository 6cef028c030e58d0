import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { filesByThing } from '../../base/files/uses.ts'
import {
  type Bundled,
  type BundledFile,
  type Giving,
  type Known,
  type Named,
  told,
} from '../../base/things/bundling.ts'
import { visibleTo } from '../../base/viewer.ts'
import { asItTravels } from '../../records/travelling-files.ts'
import { givenImplications } from './giving-implications.ts'

/** What a post of a bundle is here, beside its words. */
export interface PostElsewhere {
  by?: Named
  organisation?: Known
  thanks?: number
  left?: 'stays' | 'hidden'
}

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
  summaries: {
    lang: string
    words: string
    machine: boolean
    at: string
    by: number | null
    elsewhere: { by?: Named } | null
  }[]
}

interface PostRow {
  id: number
  ref: string
  nth: number
  person: number | null
  sealed: boolean
  organisation: Known | null
  interest: string | null
  lang: string
  body: string
  part: string | null
  answers: string | null
  at: Date
  edited: Date | null
  hidden: Date | null
  thanks: number
  elsewhere: PostElsewhere | null
  versions: { body: string; lang: string; until: string }[]
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
    select thing.id, thing.ref, thing.origin, form, title, lang, pinned, opened, last_at, until, closed, closed_why, next_nth,
      (select ref from thing as one where one.id = concerning and one.state = 'published' and ${visibleTo(viewer, 'one.circle')}) as concerning,
      (select ref from thing as one where one.id = accepted) as accepted,
      (select ref from thing as one where one.id = merged_into) as merged, ${poll} as poll,
      coalesce((select json_agg(json_build_object('lang', thread_summary.lang, 'words', words, 'machine', machine, 'at', at, 'by', by,
        'elsewhere', thread_summary.elsewhere) order by thread_summary.lang) from thread_summary where thread_summary.thread = thread.thing), '[]') as summaries
    from thread join thing on thing.id = thread.thing
    where community = ${community.id} and thing.state = 'published' and away is null and ${visibleTo(viewer)}
      and not exists (select from list_archive where list_archive.id = thread.archive and list_archive.opened is null) order by thing.id`.execute(
    db(),
  )
  for (const row of rows) {
    const posts = await postsOf(row.id, giving)
    const said = posts.map((post) => ({ post, left: leftOf(post, giving, sealedStay) }))
    // Nothing of it may go along: neither does its title.
    if (posts.length > 0 && said.every(({ left }) => left)) continue
    const files = await filesByThing(said.flatMap(({ post, left }) => (left ? [] : post.id)))
    const bundled: BundledFile[] = []
    const given = said.map(({ post, left }) => {
      const own = files.get(post.id) ?? []
      bundled.push(...own.map(({ name, hash }) => ({ path: `${post.ref}/${name}`, hash })))
      const travelling = own.map(asItTravels).map(({ credit, ...file }) => file)
      return left
        ? { ref: post.ref, nth: post.nth, left }
        : { ...givenPost(post, giving), ...(travelling.length > 0 && { files: travelling }) }
    })
    yield {
      ref: row.ref,
      files: bundled,
      by: said.flatMap(({ post, left }) => (left || post.sealed ? [] : (post.person ?? []))),
      json: await givenThread(row, given, giving),
    }
  }
}

async function givenThread(row: ThreadRow, posts: object[], giving: Giving): Promise<object> {
  const { words, named, community } = giving
  return {
    format: 'baobab-thread/1',
    ...{ ref: row.ref, origin: row.origin, community: community.slug, form: row.form },
    ...{ title: words(row.title), lang: row.lang, pinned: row.pinned },
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
      poll: row.poll && {
        kind: row.poll.kind,
        ...told({ closes: row.poll.closes }),
        voters: row.poll.voters,
        choices: row.poll.choices.map((choice) => ({ ...choice, words: words(choice.words) })),
      },
    }),
    summaries: row.summaries.map(({ lang, words: said, machine, at, by, elsewhere }) => ({
      ...{ lang, words: words(said), machine, at: new Date(at).toISOString() },
      ...told({ by: named(by) ?? elsewhere?.by }),
    })),
    posts,
    implications: await givenImplications(row.id, giving),
  }
}

async function postsOf(thread: number, { viewer }: Giving): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    select thing.id, thing.ref, nth, person, sealed, interest, lang, body, part, at, edited, hidden, post.elsewhere,
      (select json_build_object('ref', own.ref, 'origin', own.origin, 'slug', slug, 'name', name) from organisation
        join thing as own on own.id = organisation.thing where organisation.thing = post.organisation) as organisation,
      (select ref from thing as one where one.id = post.answers) as answers,
      (select count(*)::int from thanks where thanks.post = post.thing) as thanks,
      coalesce((select json_agg(json_build_object('body', one.body, 'lang', one.lang, 'until', until) order by number)
        from post_version as one where one.post = post.thing), '[]') as versions
    from post join thing on thing.id = post.thing
    where thread = ${thread} and held is null and thing.state = 'published' and ${visibleTo(viewer)} order by nth`.execute(
    db(),
  )
  return rows
}

function leftOf(post: PostRow, { wishOf }: Giving, sealedStay: boolean): 'stays' | 'hidden' | undefined {
  if (post.elsewhere?.left) return post.elsewhere.left
  if (post.hidden) return 'hidden'
  if (post.sealed) return sealedStay ? 'stays' : undefined
  return post.person !== null && wishOf(post.person) === 'stays' ? 'stays' : undefined
}

/**
 * One of those who asked without a name wishes that theirs stays. Then all of that kind stay: were it one's alone,
 * whoever sees what else of theirs stays would know who it was.
 */
async function someSealedStay({ community, wishOf }: Giving): Promise<boolean> {
  const { rows } = await sql<{ person: number }>`
    select distinct sealed_author.person from sealed_author join post on post.thing = sealed_author.post join thread on thread.thing = post.thread
    where thread.community = ${community.id}`.execute(db())
  return rows.some(({ person }) => wishOf(person) === 'stays')
}

function givenPost(post: PostRow, { named, words }: Giving): object {
  const by = post.sealed ? undefined : (named(post.person) ?? post.elsewhere?.by)
  const thanks = post.thanks + (post.elsewhere?.thanks ?? 0)
  return {
    ...{ ref: post.ref, nth: post.nth, sealed: post.sealed, lang: post.lang },
    at: post.at.toISOString(),
    body: words(post.body),
    ...told({
      by,
      // For whom they spoke could tell who it was.
      organisation: by && (post.organisation ?? post.elsewhere?.organisation),
      interest: by && post.interest && words(post.interest),
      part: post.part,
      answers: post.answers,
      edited: post.edited?.toISOString(),
    }),
    ...(thanks > 0 && { thanks }),
    ...(post.versions.length > 0 && {
      versions: post.versions.map(({ body, lang, until }) => ({
        ...{ body: words(body), lang },
        until: new Date(until).toISOString(),
      })),
    }),
  }
}

/** What its threads are about, lead to and became. */
export const threadPoints = (community: number): RawBuilder<{ thing: number }> => sql`
  select concerning as thing from thread where thread.community = ${community} and concerning is not null
  union select write_up.record from write_up join thread on thread.thing = write_up.source where thread.community = ${community} and write_up.record is not null
  union select implication_outcome.thing from implication_outcome join implication on implication.id = implication
    join thread on thread.thing = implication.thread where thread.community = ${community}
  union select aimed.id from post join thread on thread.thing = post.thread,
    regexp_matches(body, '/(?:records|uses)/([0-9a-hjkmnp-tv-z]{12})', 'g') as ref (parts) join thing as aimed on aimed.ref = ref.parts[1]
    where thread.community = ${community} and held is null and hidden is null`
