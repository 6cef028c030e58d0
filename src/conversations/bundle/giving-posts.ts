import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { type Giving, type Known, type Named, told } from '../../base/things/bundling.ts'
import { visibleTo } from '../../base/viewer.ts'

/** What a post of a bundle is here, beside its words. */
interface PostElsewhere {
  by?: Named
  organisation?: Known
  thanks?: number
  left?: 'stays' | 'hidden'
}

export interface PostRow {
  id: number
  thread: number
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

/** What was said in these threads, as far as it may be read; each in its order. */
export async function postsOf(threads: number[], { viewer }: Giving): Promise<Map<number, PostRow[]>> {
  const { rows } = await sql<PostRow>`
    select thing.id, thread, thing.ref, nth, person, sealed, interest, lang, body, part, at, edited, hidden, post.elsewhere,
      (select json_build_object('ref', own.ref, 'origin', own.origin, 'slug', slug, 'name', name) from organisation
        join thing as own on own.id = organisation.thing where organisation.thing = post.organisation) as organisation,
      (select ref from thing as one where one.id = post.answers) as answers,
      (select count(*)::int from thanks where thanks.post = post.thing) as thanks,
      coalesce((select json_agg(json_build_object('body', one.body, 'lang', one.lang, 'until', until) order by number)
        from post_version as one where one.post = post.thing), '[]') as versions
    from post join thing on thing.id = post.thing
    where thread = any(${threads}::bigint[]) and held is null and thing.state = 'published' and ${visibleTo(viewer)} order by nth`.execute(
    db(),
  )
  return Map.groupBy(rows, ({ thread }) => thread)
}

export function leftOf(
  post: PostRow,
  { wishOf }: Giving,
  sealedStay: boolean,
): 'stays' | 'hidden' | undefined {
  if (post.elsewhere?.left) return post.elsewhere.left
  if (post.hidden) return 'hidden'
  if (post.sealed) return sealedStay ? 'stays' : undefined
  return post.person !== null && wishOf(post.person) === 'stays' ? 'stays' : undefined
}

/**
 * One of those who asked without a name wishes that theirs stays. Then all of that kind stay: were it one's alone,
 * whoever sees what else of theirs stays would know who it was.
 */
export async function someSealedStay({ community, wishOf }: Giving): Promise<boolean> {
  const { rows } = await sql<{ person: number }>`
    select distinct sealed_author.person from sealed_author join post on post.thing = sealed_author.post join thread on thread.thing = post.thread
    where thread.community = ${community.id}`.execute(db())
  return rows.some(({ person }) => wishOf(person) === 'stays')
}

export function givenPost(post: PostRow, { named, words }: Giving): object {
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
