import { sql } from 'kysely'
import { config } from '../base/config.ts'
import { db } from '../base/database/database.ts'
import { refuse } from '../base/refusal.ts'
import { everyLinkIn, mentionsIn } from '../ui/parts/markdown-text.ts'

/** Somebody is new for so many days, and until so many posts, offers and needs of theirs stand. */
const newFor = { days: 7, posts: 3 }
/** In an hour, people they turn to among them; and in one post. */
const allowed = { newcomer: { posts: 5, links: 3, mentions: 5 }, member: { posts: 60 } }

/**
 * Refuses a person who writes more in an hour than people do, and, of whoever is new here, more links and
 * mentions in one post than a question needs; with when they may go on. Nothing where nothing is limited.
 */
export async function refuseTooMuch(person: number, body: string): Promise<void> {
  if (config().RATE_LIMIT === 0) return
  const { rows } = await sql<{ fresh: boolean; hour: number; wait: number }>`
    with mine as (
      (select at, hidden, held from post left join sealed_author on sealed_author.post = post.thing
        where coalesce(sealed_author.person, post.person) = ${person} order by at desc limit 100)
      union all (select opened, hidden, held from exchange_entry where exchange_entry.person = ${person} order by opened desc limit 100)),
    turned as (select at from take_up where take_up.person = ${person} union all select at from mentorship where asked_by = ${person}),
    who as (select made > now() - make_interval(days => ${newFor.days})
      or (select count(*) from mine where hidden is null and held is null) < ${newFor.posts} as fresh from thing where id = ${person}),
    lately as (select at, row_number() over (order by at desc) as nth
      from (select at from mine union all select at from turned) as one where at > now() - interval '1 hour')
    select fresh, (select count(*)::int from lately) as hour,
      coalesce((select ceil(extract(epoch from at + interval '1 hour' - now()) / 60)::int from lately
        where nth = case when fresh then ${allowed.newcomer.posts}::int else ${allowed.member.posts}::int end), 1) as wait
    from who`.execute(db())
  const { fresh, hour, wait } = rows[0] ?? { fresh: true, hour: 0, wait: 1 }
  const { newcomer, member } = allowed
  const posts = fresh ? newcomer.posts : member.posts
  if (hour >= posts)
    refuse('too-many', 'moderation.tooManyPosts', { count: posts, minutes: Math.max(1, wait) })
  if (!fresh) return
  if (everyLinkIn(body).filter((href) => /^https?:/i.test(href)).length > newcomer.links)
    refuse('invalid', 'moderation.tooManyLinks', { count: newcomer.links })
  if (mentionsIn(body).length > newcomer.mentions)
    refuse('invalid', 'moderation.tooManyMentions', { count: newcomer.mentions })
}
